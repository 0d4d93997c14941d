"""Whether the proofs that a measure names are about that measure.

A proof stands in `tests/proofs`. It, or a helper there that it imports, imports the measure's
module, a part that the measure is made of, or names a key of the public JSON that the measure
gives; and every such key is named by one of the measure's proofs.
"""

import ast
import importlib.util
from functools import cache
from pathlib import Path

from house.source import ROOT

PROOFS = ROOT / "tests" / "proofs"
# Rooms a measure takes its parts from, and what every measure takes from them.
MADE_OF = ("samspel.gaps.", "samspel.effects.", "samspel.network", "samspel.uncertainty")
EVERYWHERE = {"rng_for", "FEWEST", "withheld", "index", "see", "Scene", "Indexed", "measure_all"}
ENTRY = {"measure_all": "samspel.gaps.run"}  # gives every measure, so that it tells none


def faults_of_proof(measure):
    """What is wrong with the proofs of a measure, as sentences; none when they will do."""
    if not measure.proofs:
        return ["no proof"]
    found, named = [], set()
    for proof in measure.proofs:
        path = ROOT / proof
        if path.parent != PROOFS or not path.is_file():
            found.append(f"{proof} is no file in tests/proofs")
            continue
        words, imported = said(path)
        named |= words
        if not (imported & parts_of(measure.module) or words & set(measure.keys)):
            found.append(f"{proof} neither imports {measure.module} nor names a key of it")
    return found + [f"no proof names {key}" for key in measure.keys if key not in named]


@cache
def said(path):
    """Words of code (attributes, arguments, texts that are no docstring) and names imported."""
    words, imported = set(), set()
    for file in with_helpers(path):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        told = {id(node.body[0].value) for node in ast.walk(tree) if has_docstring(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.keyword):
                words.add(node.arg)
            elif isinstance(node, ast.Constant) and id(node) not in told:
                words.add(node.value)
        imported |= imports_of(file)
    return words, imported


def has_docstring(node):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node) is not None


def with_helpers(path):
    """The file and those of `tests/proofs` that it imports, and so on."""
    found, left = [], [path]
    while left:
        file = left.pop()
        if file in found:
            continue
        found.append(file)
        for module, _ in imports_of(file):
            helper = PROOFS / f"{module.removeprefix('proofs.')}.py"
            if module.startswith("proofs.") and helper.is_file():
                left.append(helper)
    return found


@cache
def imports_of(file):
    """(module, name) of every `from module import name`; the name is empty for a plain import."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {(node.module, each.name) for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {(each.name, "") for each in node.names}
    return frozenset(found)


@cache
def parts_of(module):
    """What the measure is made of: all of its module, and what that and the modules next to it
    that it uses take from the rooms that measure."""
    own = source_of(module)
    made = set()
    for file in [own, *(source_of(each) for each, _ in imports_of(own) if beside(each, module))]:
        made |= {
            (each, name)
            for each, name in imports_of(file)
            if each.startswith(MADE_OF) and name not in EVERYWHERE
        }
    folder = own.parent if own.name == "__init__.py" else None
    files = folder.rglob("*.py") if folder else [own]
    made |= {(name_of(file), name) for file in files for name in public(file)}
    if folder:
        made |= {(module, name) for name in public(own)}
    else:
        above = module.rpartition(".")[0]
        made |= {(above, name) for name in public(own) if name not in ENTRY}
        made |= {(above, module.rpartition(".")[2])}
    return made


def beside(module, of):
    return module.startswith(of.rpartition(".")[0] + ".")


def source_of(module):
    return Path(importlib.util.find_spec(module).origin)


def name_of(file):
    parts = file.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def public(file):
    """Names bound at the top of the file."""
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            found |= {each.name for each in node.names}
    return frozenset(found - {"__all__"})
