"""From an uploaded file to the register: stored, planned, started, applied, or given up.

    store_upload -> plan -> (a person reads the plan) -> start -> a worker: apply

A plan writes nothing to the register. Applying stages the plan's file piece by piece, each
piece one short transaction, and makes all of it current in one more: until then nobody sees
any of it, and a worker that is killed goes on with the next piece when it is run again.
"""

import io
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePath

import polars as pl
from django.db import connection, transaction

from samspel.actions.background import Beat, Cancelled, Result, enqueue_in_transaction, serve
from samspel.actions.import_changes import Changes, Piece, compare, pack, unpack
from samspel.actions.joined_tables import FACES, KEEPERS, read_tables
from samspel.actions.own_answers import refuse_own, waves_asked, without_own
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.register import api as register
from samspel.records.register.api import ImportRow, NewPlan
from samspel.records.rows import contract, over_long
from samspel.tables import Reading, Tables, check, clean_text, fit_to_keep, read_upload
from samspel.terms import BadData, Problem, Refusal, Severity, Viewer
from samspel.terms.municipalities import municipality_code

__all__ = ["Cancelled", "apply", "cancel", "plan", "plan_tables", "start", "start_plan"]

MOST_BYTES = 100 * 1024 * 1024
_WORK, _REST = 0.2, 0.11  # seconds between which others may write, and for how long
Tell = Callable[[int, int], bool]


# ------------------------------------------------------------------------------- the upload


def store_upload(*, name: str, data: bytes, by: Viewer) -> files.FileRow:
    """Keep what was sent, without a personal number anywhere, and of a folder or a workbook what
    is a table of ours. Refusals: `may_not.import_register`, `file_too_large`."""
    check_may(by, "import_register")
    if len(data) > MOST_BYTES:
        raise Refusal("file_too_large", limit=str(MOST_BYTES // 1024 // 1024))
    media_type = _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    kept = _fit(name, data)
    with transaction.atomic():
        new = files.NewFile(clean_text(PurePath(name).name), media_type, "upload", kept)
        row = files.store_file(new, by=by)
        record_event("store", "file", str(row.id), by=by, values={"sha256": row.sha256})
    return row


def _fit(name: str, data: bytes) -> bytes:
    """What may be kept of it. What cannot be opened is kept to be told of: nobody can look into
    it, so at least no number stands there as plain text."""
    try:
        return fit_to_keep(name, data)
    except BadData:
        return clean_text(data.decode("latin-1")).encode("latin-1")


_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".csv": "text/csv",
}


def store_uploads(*, sent: Sequence[tuple[str, bytes]], by: Viewer) -> files.FileRow:
    """Keep several files as one: a folder of tables, sent file by file."""
    if len(sent) == 1:
        return store_upload(name=sent[0][0], data=sent[0][1], by=by)
    check_may(by, "import_register")
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sent:
            entry = zipfile.ZipInfo(PurePath(name).name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return store_upload(name="tables.zip", data=folder.getvalue(), by=by)


# --------------------------------------------------------------------------------- the plan


def plan(*, file_id: int, by: Viewer, ending: bool = True) -> ImportRow:
    """What the file would do to the register, kept to be read; writes nothing to the register.

    A file that cannot be opened, or has errors, gives a plan with its problems that cannot be
    applied. With `ending`, rows that the file no longer has leave the register.
    """
    check_may(by, "import_register")
    _check_own_region(by)
    upload = files.get_file(file_id, by=by)
    try:
        reading = read_upload(upload.name, files.read_bytes(file_id, by=by))
    except BadData as bad:
        reading = Reading(Tables.of(), bad.problems)
    return _plan(reading, upload, by=by, ending=ending)


def start_plan(*, file_id: int, by: Viewer) -> JobRow:
    """Ask the worker for a plan; the job's result is `{"import": id}`."""
    check_may(by, "import_register")
    _check_own_region(by)
    with transaction.atomic():
        job = create_job("plan_import", {"file": files.get_file_to_read(file_id, by=by).id}, by=by)
        enqueue_in_transaction(job_id=job.id)
    return job


def plan_tables(*, tables: Tables, by: Viewer, ending: bool = True) -> ImportRow:
    """The same for tables at hand: the set-up of the example region."""
    check_may(by, "import_register")
    return _plan(Reading(tables, ()), None, by=by, ending=ending)


def _placed(new: Tables, old: Tables) -> Tables:
    """Municipalities that are named by their codes; the register's own places as they are."""
    own = set(old["places"]["municipality"])
    frames = dict(new.frames)
    for table in ("actors", "actor_spells", "places"):
        written = set(new[table]["municipality"].drop_nulls()) - own
        codes = {text: municipality_code(text) for text in written}
        named = {text: code for text, code in codes.items() if code and code != text}
        if named:
            frames[table] = frames[table].with_columns(pl.col("municipality").replace(named))
    return Tables.of(**frames)


def _check_own_region(by: Viewer) -> None:
    if register.get_region(by=by).is_example:
        raise Refusal("example_is_made_up")


def _plan(reading: Reading, upload: files.FileRow | None, *, by: Viewer, ending: bool) -> ImportRow:
    old, version = read_tables(by=by, ids=True, beside=True)
    waves = waves_asked(by=by)
    old, new = _ours(old, waves), _ours(reading.tables, waves)
    new = _placed(new, old)
    changes, problems = Changes({}, {}), list(reading.problems)
    problems += refuse_own(reading.tables.frames, waves)
    problems += over_long(new.frames)
    if not reading.errors:
        problems += _problems_together(old, new, problems, ending=ending)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        changes = compare(old, new, ending=ending)
    kept = files.NewFile("changes.zip", "application/zip", "plan", pack(changes))
    with transaction.atomic():
        if upload:  # it may have been emptied since it was read
            files.get_file_to_read(upload.id, by=by)
        made = NewPlan(
            file_name=upload.name if upload else "",
            upload=upload.id if upload else None,
            changes=files.store_file(kept, by=by).id,
            version=version,
            pieces=sum(1 for _ in changes.pieces()),
            tables=changes.tables,
            samples=changes.samples,
            problems=tuple(problems),
        )
        row = register.plan_import(made, by=by)
        values = {"changes": row.changes, "errors": row.errors}
        record_event("plan", "import", str(row.id), by=by, values=values)
    return row


def _ours(tables: Tables, waves: frozenset[str]) -> Tables:
    """What a file may say: not the waves asked here nor their answers, which it neither changes
    nor ends, and which no plan compares with what was sent."""
    rest = without_own(tables, waves)
    others = rest["waves"].filter(~pl.col("wave_id").is_in(sorted(waves)))
    return Tables.of(**{**rest.frames, "waves": others})


def _problems_together(
    old: Tables, new: Tables, known: Sequence[Problem], *, ending: bool
) -> list[Problem]:
    """Errors that arise only where the sent tables meet those that stay."""
    stay = [name for name, rows in old.frames.items() if rows.height and not new[name].height]
    if not stay or not ending:
        return []
    together = Tables.of(**{n: old[n] if n in stay else new[n] for n in old.frames})
    told = {problem.code for problem in known}
    found = [p for p in check(together) if p.severity is Severity.ERROR]
    return [p for p in found if p.code not in told]


# ---------------------------------------------------------------------------------- applying


def start(*, import_id: int, by: Viewer) -> JobRow:
    """Ask the worker to apply it. Refusals: those of the role and of a plan that cannot be."""
    check_may(by, "import_register")
    _check_can_apply(register.get_import(import_id, by=by))
    with transaction.atomic():
        job = create_job("apply_import", {"import": import_id}, by=by)
        record_event("start", "import", str(import_id), by=by, values={"job": job.id})
        enqueue_in_transaction(job_id=job.id)
    return job


def _check_can_apply(row: ImportRow) -> None:
    if row.errors:
        raise Refusal("import_has_errors")
    if row.is_stale:
        raise Refusal("plan_is_stale")
    if row.state in {"applied", "cancelled"}:
        raise Refusal("import_is_over")


def apply(*, import_id: int, by: Viewer, tell: Tell | None = None) -> ImportRow:
    """Stage what is not staged yet, then make it current. Safe to run again after any death.

    `tell(done, total)` is called between pieces; when it answers False the work stops with
    `Cancelled` and what is staged stays unseen.
    """
    check_may(by, "import_register")
    row = register.get_import(import_id, by=by)
    if row.state == "applied":
        return row
    row = register.start_staging(import_id, by=by)
    changes, begun = _changes(row, by), time.monotonic()
    for number, piece in enumerate(changes.pieces()):
        if tell is not None and not tell(number, row.pieces):
            raise Cancelled
        if number >= row.pieces_done:
            _stage(row.id, number, piece, by=by)
            if time.monotonic() - begun > _WORK:
                _let_others_write()
                begun = time.monotonic()
    with transaction.atomic():
        if register.apply_import(import_id, by=by):
            _check_keys(row, changes, by=by)
            values = {"changes": row.changes}
            record_event("apply", "import", str(import_id), by=by, values=values)
    return register.get_import(import_id, by=by)


def _let_others_write() -> None:
    """SQLite has one writer, and who waits for it asks again every tenth of a second at the latest.
    A shorter rest than that may be slept through, piece after piece; in this one everybody who
    waits asks, so that an answer waits for a fifth of a second and one piece, and no longer. An
    import that is over by then rests not at all."""
    if connection.vendor == "sqlite":
        time.sleep(_REST)


def _check_keys(row: ImportRow, changes: Changes, *, by: Viewer) -> None:
    """Others may have entered rows since the plan; not the same ones."""
    for entry in register.entries_since(row.version, by=by):
        for table in set(entry.tables) & set(changes.adds) if entry.id != row.id else ():
            key = list(contract(table).key)
            theirs = FACES[table].came_with(table, entry.id, by=by)
            if theirs.join(changes.adds[table], on=key, how="semi", nulls_equal=True).height:
                raise Refusal("plan_is_stale")


def _changes(row: ImportRow, by: Viewer) -> Changes:
    if row.changes_id is None:
        raise Refusal("file_is_missing")
    return unpack(files.read_bytes(row.changes_id, by=by))


def _stage(import_id: int, number: int, piece: Piece, *, by: Viewer) -> None:
    face = FACES[piece.table]
    with transaction.atomic():
        if not register.stage_piece(import_id, number, by=by):
            return  # another worker wrote it
        if piece.rows is not None:
            face.add_rows(piece.table, piece.rows, came_with=import_id, by=by)
        if piece.ends:
            face.end_rows(piece.table, piece.ends, left_with=import_id, by=by)


def cancel(*, import_id: int, by: Viewer) -> ImportRow:
    """Give it up, and take away what was staged. Safe to run again."""
    check_may(by, "import_register")
    with transaction.atomic():
        register.cancel_import(import_id, by=by)
        record_event("cancel", "import", str(import_id), by=by)
    for keeper in KEEPERS:
        cleaned = 1
        while cleaned:
            with transaction.atomic():
                cleaned = keeper.clean_rows(import_id, by=by)
    return register.get_import(import_id, by=by)


def _plan_job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    return {"import": plan(file_id=int(job.values["file"]), by=by).id}


def _apply_job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    return {"import": apply(import_id=int(job.values["import"]), by=by, tell=beat).id}


def _give_up(job: JobRow, by: Viewer) -> None:
    """Take away what a job that will not be done has staged. A plan not begun stays a plan."""
    import_id = int(job.values["import"])
    if register.get_import(import_id, by=by).state in {"staging", "cancelled"}:
        cancel(import_id=import_id, by=by)


serve("plan_import", _plan_job)
serve("apply_import", _apply_job, give_up=_give_up)
