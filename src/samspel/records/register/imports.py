"""An import's life: planned, staged piece by piece, made current by one short last step.

    planned --start_staging--> staging --stage_piece x n--> staging --apply_import--> applied
    planned | staging --cancel_import--> cancelled

Every step is one conditional update, so it happens once however often it is tried.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from samspel.records.register.faces import ImportRow, SampleRow, TablePlan
from samspel.records.register.models import Entry, Region
from samspel.tables import ALL_CONTRACTS
from samspel.terms import Page, PageRequest, Place, Problem, Refusal, Severity, Viewer

__all__ = [
    "NewPlan",
    "apply_import",
    "cancel_import",
    "empty_plans",
    "get_import",
    "list_imports",
    "plan_import",
    "planned_on",
    "stage_piece",
    "start_staging",
]

MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan to keep. `upload` and `changes` are ids of files; `version` the register's when
    the plan was made; `pieces` how many steps staging takes."""

    file_name: str
    upload: int | None
    changes: int | None
    version: int
    pieces: int
    tables: tuple[TablePlan, ...]
    samples: tuple[SampleRow, ...]
    problems: tuple[Problem, ...]


def plan_import(new: NewPlan, *, by: Viewer) -> ImportRow:
    """Keep a plan. Nothing of the register changes."""
    row = Entry.objects.create(
        region_id=by.region,
        tables=[table.table for table in new.tables if table.added + table.changed + table.ended],
        ended=[table.table for table in new.tables if table.changed + table.ended],
        upload=new.upload,
        changes=new.changes,
        version=new.version,
        pieces=new.pieces,
        plan=_plan(new),
        by=by.contact,
        planned_at=datetime.now(UTC),
    )
    return get_import(row.id, by=by)


def get_import(import_id: int, *, by: Viewer) -> ImportRow:
    """The import of that id in the viewer's region; Refusal `not_found` otherwise. An import
    is of the whole region: one held to some ecosystems sees none."""
    return _row(_get(import_id, by))


def list_imports(*, page: PageRequest, by: Viewer) -> Page[ImportRow]:
    """The region's imports, the newest first."""
    rows = _imports(by)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].id) if len(found) > page.size else ""
    return Page(tuple(_row(row) for row in shown), count, after)


def start_staging(import_id: int, *, by: Viewer) -> ImportRow:
    """Begin, or go on with what was begun.

    Refusals: `import_has_errors`, `plan_is_stale`, `another_import_runs`, `import_is_over`.
    """
    row = _get(import_id, by)
    if row.state == "staging":
        return _row(row)
    _check_startable(row)
    try:
        with transaction.atomic():
            Entry.objects.filter(id=row.id, state="planned").update(state="staging")
    except IntegrityError:
        raise Refusal("another_import_runs") from None
    return get_import(import_id, by=by)


def _check_startable(row: Entry) -> None:
    if row.state != "planned":
        raise Refusal("import_is_over")
    if row.plan["errors"]:
        raise Refusal("import_has_errors")
    if _is_stale(row):
        raise Refusal("plan_is_stale")


def stage_piece(import_id: int, piece: int, *, by: Viewer) -> bool:
    """Claim piece number `piece`, from 0, in the transaction that writes it; False: it is done."""
    rows = Entry.objects.filter(id=import_id, region_id=by.region, state="staging")
    return bool(rows.filter(pieces_done=piece).update(pieces_done=F("pieces_done") + 1))


def apply_import(import_id: int, *, by: Viewer) -> bool:
    """Make it current; False when it is already. Refusals: `not_staged`, `plan_is_stale`.

    Whether rows that others entered since the plan have the keys of its own is the caller's to
    check after it, in the same transaction: no other can become current until that ends.
    """
    row = _get(import_id, by)
    if row.state == "applied":
        return False
    if row.state != "staging" or row.pieces_done != row.pieces:
        raise Refusal("not_staged")
    Region.objects.filter(id=by.region).update(version=F("version") + 1)
    if _is_stale(row):
        raise Refusal("plan_is_stale")
    version = Region.objects.values_list("version", flat=True).get(id=by.region)
    mine = Entry.objects.filter(id=row.id, state="staging")
    return bool(mine.update(state="applied", made=version, applied_at=datetime.now(UTC)))


def _is_stale(row: Entry) -> bool:
    """Whether what became current since the plan took away rows of the tables it stands on, or
    was a file that touched them.

    Rows that were only entered do no harm, unless their keys are the plan's own.
    """
    stands_on = set(row.tables) | {
        column.refers
        for contract in ALL_CONTRACTS
        if contract.name in row.tables
        for column in contract.columns
        if column.refers
    }
    later = Entry.objects.filter(region_id=row.region_id).exclude(id=row.id)
    made = later.filter(made__gt=row.version)
    files = made.filter(origin="file").values_list("tables", flat=True)
    ended = made.values_list("ended", flat=True)
    unmade = later.filter(unmade__gt=row.version).values_list("tables", flat=True)
    return any(stands_on.intersection(tables) for tables in (*files, *ended, *unmade))


def cancel_import(import_id: int, *, by: Viewer) -> None:
    """Give it up. What was staged is never seen; `clean_rows` takes it away afterwards."""
    rows = Entry.objects.filter(id=import_id, region_id=by.region)
    if not rows.filter(state__in=("planned", "staging", "cancelled")).update(state="cancelled"):
        raise Refusal("import_is_over")


def planned_on(files: Collection[int], *, by: Viewer) -> Mapping[int, tuple[int, ...]]:
    """By file the imports that are planned on it and not yet written."""
    rows = _standing_on(files, by).filter(state="planned").order_by("id")
    found: dict[int, tuple[int, ...]] = {}
    for one, *both in rows.values_list("id", "upload", "changes"):
        for file in {each for each in both if each is not None and each in files}:
            found[file] = (*found.get(file, ()), one)
    return found


def empty_plans(files: Mapping[int, str], *, by: Viewer) -> tuple[int, ...]:
    """Take out of the imports that stand on these files what they quote of them: example rows, and
    the texts of problems; the counts stay. Those only planned are given up, and told by id.
    `files` has another name for a file, or "" where its own may stay.

    Call it in the transaction that empties the files. Refusal `file_is_in_use` while one of the
    imports is being written.
    """
    rows = _standing_on(files, by)
    given_up = tuple(rows.filter(state="planned").values_list("id", flat=True))
    rows.filter(state="planned").update(state="cancelled")
    if rows.filter(state="staging").exists():
        raise Refusal("file_is_in_use")
    for row in rows.only("plan", "upload"):
        name = files.get(row.upload or 0, "") or row.plan["file_name"]
        row.plan = {**row.plan, "file_name": name, "samples": [], "problems": []}
        row.save(update_fields=["plan"])
    return given_up


def _standing_on(files: Collection[int], by: Viewer) -> QuerySet[Entry]:
    either = Q(upload__in=list(files)) | Q(changes__in=list(files))
    return Entry.objects.filter(either, region_id=by.region, origin="file")


def _imports(by: Viewer) -> QuerySet[Entry]:
    rows = Entry.objects.filter(region_id=by.region, origin="file").select_related("region")
    return rows.none() if by.ecosystems else rows


def _get(import_id: int, by: Viewer) -> Entry:
    found = _imports(by).filter(id=import_id).first()
    if found is None:
        raise Refusal("not_found")
    return found


# ------------------------------------------------------------------------ the plan as JSON


def _plan(new: NewPlan) -> dict[str, Any]:
    errors = sum(problem.severity is Severity.ERROR for problem in new.problems)
    # Errors first, or a file with many warnings would hide the one that stops it.
    told = sorted(new.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    return {
        "file_name": new.file_name,
        "tables": [[t.table, t.added, t.changed, t.ended, t.same] for t in new.tables],
        "samples": [[s.table, s.what, dict(s.values), dict(s.before)] for s in new.samples],
        "problems": [_problem(problem) for problem in told[:MOST_PROBLEMS]],
        "errors": errors,
        "warnings": len(new.problems) - errors,
    }


def _problem(problem: Problem) -> list[Any]:
    place = problem.place
    where = [place.file, place.sheet, place.row, place.column]
    return [problem.code, dict(problem.values), where, problem.severity.value]


def _problems(plan: Mapping[str, Any]) -> tuple[Problem, ...]:
    return tuple(
        Problem(code, values, Place(*where), Severity(severity))
        for code, values, where, severity in plan["problems"]
    )


def _row(row: Entry) -> ImportRow:
    plan = row.plan
    return ImportRow(
        id=row.id,
        state=row.state,
        file_id=row.upload,
        file_name=plan["file_name"],
        tables=tuple(TablePlan(*counts) for counts in plan["tables"]),
        samples=tuple(SampleRow(*sample) for sample in plan["samples"]),
        problems=_problems(plan),
        errors=plan["errors"],
        warnings=plan["warnings"],
        pieces=row.pieces,
        pieces_done=row.pieces_done,
        planned_at=row.planned_at,
        applied_at=row.applied_at,
        by=row.by,
        is_stale=row.state == "planned" and _is_stale(row),
        changes_id=row.changes,
        version=row.version,
    )
