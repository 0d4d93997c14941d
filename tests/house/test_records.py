"""The walls of the upper floor that the linter cannot see: faces, foreign keys, persons."""

import ast
import importlib
import inspect
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from house.source import GROUND, PACKAGE, functions, imports, name, python_files, tree

pytest.importorskip("django")

RECORDS = PACKAGE / "records"
# Lowest first, as in house.md; the linter holds the same order.
ORDER = (
    "audit",
    "files",
    "jobs",
    "register",
    "beginning",
    "contacts",
    "accounts",
    "messages",
    "interplay",
    "notes",
    "surveys",
    "gaps",
    "bridges",
    "programmes",
    "agreements",
    "evaluations",
    "memos",
    "shares",
    "directory",
)
SUBJECTS = tuple(s for s in ORDER if (RECORDS / s).is_dir())


def _models() -> list:
    from django.apps import apps

    return [m for m in apps.get_models() if m.__module__.startswith("samspel.")]


def _subject(module: str) -> str:
    return module.split(".")[2] if module.startswith("samspel.records.") else ""


# -------------------------------------------------------------------------------------- faces


def _faces() -> list[str]:
    return [f"samspel.records.{s}.api" for s in SUBJECTS if (RECORDS / s / "api.py").exists()]


def _public(module: ModuleType) -> Iterator[tuple[str, object]]:
    for each in getattr(module, "__all__", ()):
        found = getattr(module, each)
        if getattr(found, "__module__", "") == module.__name__:
            yield each, found


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in typing.get_args(annotation):
        if not isinstance(inner, str | int | bool):
            yield from _parts(inner)


def _leaks(annotation: object) -> bool:
    from django.db.models import Manager, Model, QuerySet

    kept_in = (Model, QuerySet, Manager)
    return any(
        part is typing.Any or (inspect.isclass(part) and issubclass(part, kept_in))
        for part in (typing.get_origin(annotation) or annotation, *_parts(annotation))
    )


@pytest.mark.parametrize("face", _faces())
def test_a_face_shows_no_model_and_takes_its_viewer(face: str) -> None:
    module = importlib.import_module(face)
    assert hasattr(module, "__all__"), f"{face} says not what it shows"
    wrong = []
    for each, found in _public(module):
        hints = typing.get_type_hints(found) if callable(found) else {}
        wrong += [f"{each}: {key}" for key, hint in hints.items() if _leaks(hint)]
    assert not wrong, wrong


@pytest.mark.parametrize("face", _faces())
def test_every_reading_function_takes_by(face: str) -> None:
    module = importlib.import_module(face)
    reads = ("list_", "get_", "find_", "count_", "frames", "read_")
    without = [
        each
        for each, found in _public(module)
        if inspect.isfunction(found)
        and each.startswith(reads)
        and not _takes_by(found)
        and each not in UNSEEN_BY_PEOPLE
    ]
    assert not without, f"reading is the access check: {without}"


# Read before there is a viewer, or by no person: each with its reason.
UNSEEN_BY_PEOPLE = {
    "find_by_email": "the way in: who signs in is not yet anybody",
    "find_region": "the way in: a viewer is made for a region",
    "list_regions": "the set-up asks whether there is any region",
    "list_queued": "the worker takes every region's jobs",
}


def _takes_by(function: object) -> bool:
    by = inspect.signature(function).parameters.get("by")
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY


def test_a_subject_knows_another_by_its_face_and_only_a_lower_one() -> None:
    wrong = []
    for path in python_files(RECORDS):
        mine = path.relative_to(RECORDS).parts[0]
        for module, line in imports(path):
            theirs = _subject(module)
            if mine in ORDER and theirs in ORDER and mine != theirs:
                below = ORDER.index(theirs) < ORDER.index(mine)
                face = module.startswith(f"samspel.records.{theirs}.api")
                if not (below and (face or module == f"samspel.records.{theirs}")):
                    wrong.append(f"{name(path)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_nobody_else_imports_what_lies_behind_a_face() -> None:
    behind = ("models", "rules", "rows")
    wrong = [
        f"{name(path)}:{line} imports {module}"
        for path in python_files()
        if RECORDS not in path.parents
        for module, line in imports(path)
        if _subject(module) in ORDER and module.split(".")[3:4] and module.split(".")[3] in behind
    ]
    assert not wrong, "\n".join(wrong)


# ------------------------------------------------------------------------------- foreign keys


def test_foreign_keys_across_subjects_point_downwards_and_not_back() -> None:
    wrong = []
    for model in _models():
        mine = _subject(model.__module__)
        for each in model._meta.get_fields(include_hidden=True):
            if not (each.is_relation and each.concrete and each.related_model):
                continue
            theirs = _subject(each.related_model.__module__)
            if theirs == mine:
                continue
            where = f"{model.__name__}.{each.name}"
            if each.remote_field.related_name != "+":
                wrong.append(f"{where} has no related_name='+'")
            if theirs and ORDER.index(theirs) > ORDER.index(mine):
                wrong.append(f"{where} points up")
    assert not wrong, "\n".join(wrong)


def test_audit_and_jobs_keep_ids_and_no_foreign_keys() -> None:
    held = [
        f"{model.__name__}.{each.name}"
        for model in _models()
        if _subject(model.__module__) in {"audit", "jobs"}
        for each in model._meta.get_fields()
        if each.is_relation
    ]
    assert not held


# ------------------------------------------------------------------------------------ persons

# A field whose name says that it holds somebody's name, address or telephone.
PERSONAL = {
    "email",
    "mail",
    "address",
    "phone",
    "telephone",
    "first_name",
    "last_name",
    "full_name",
    "given_name",
    "family_name",
    "surname",
    "person",
    "personal_number",
    "birth",
}


def test_persons_live_in_contacts_only() -> None:
    wrong = [
        f"{model.__name__}.{each.name}"
        for model in _models()
        if _subject(model.__module__) != "contacts"
        for each in model._meta.get_fields()
        if each.concrete and not each.is_relation and each.name in PERSONAL
    ]
    assert not wrong, f"a person is a row in contacts: {wrong}"


# ------------------------------------------------------------------- ways round what was built


def test_no_admin_and_no_forms_or_schemas_made_from_models() -> None:
    banned = {"ModelForm", "FilterSet", "ModelSchema", "ModelAdmin", "ModelViewSet"}
    wrong = []
    for path in python_files():
        wrong += [
            f"{name(path)}:{line} {module}"
            for module, line in imports(path)
            if module.rpartition(".")[2] in banned or "django.contrib.admin" in module
        ]
        wrong += [
            f"{name(path)}: {each.attr}"
            for each in ast.walk(tree(path))
            if isinstance(each, ast.Attribute) and each.attr in banned
        ]
    assert not wrong, wrong


def test_the_task_library_is_known_to_one_module() -> None:
    allowed = Path("actions/background.py")
    wrong = [
        f"{name(path)}:{line}"
        for path in python_files()
        if path.relative_to(PACKAGE) != allowed and "server" not in path.relative_to(PACKAGE).parts
        for module, line in imports(path)
        if module.startswith("django_tasks")
    ]
    assert not wrong, f"only {allowed} knows how work is queued: {wrong}"


# What the verbs share: no verbs themselves. The task library calls its task by position.
BESIDE_ACTIONS = {
    "__init__",
    "background",
    "import_changes",
    "joined_tables",
    "kept_entries",
    "kinds",
    "own_answers",
}


def test_actions_are_keyword_only_and_say_by_whom() -> None:
    wrong = []
    for path in python_files(PACKAGE / "actions"):
        if path.stem not in BESIDE_ACTIONS:
            wrong += [
                f"{name(path)}:{each.lineno} {each.name}"
                for each in tree(path).body
                if isinstance(each, ast.FunctionDef) and each.name[0] != "_" and _by_position(each)
            ]
    assert not wrong, "\n".join(wrong)


def _by_position(function: ast.FunctionDef) -> bool:
    return bool(function.args.args or function.args.posonlyargs) and function.name != "N_"


def test_the_clock_enters_from_actions_and_the_command_line_only() -> None:
    wrong = []
    for room in GROUND:
        for path in python_files(PACKAGE / room):
            for function in functions(path):
                wrong += [
                    f"{name(path)}:{each.lineno} {each.attr}"
                    for each in ast.walk(function)
                    if isinstance(each, ast.Attribute) and each.attr in {"today", "now", "utcnow"}
                ]
    assert not wrong, wrong
