"""Every public function of the statistics is used, or reserved for what will use it."""

import ast
import tomllib
from functools import cache
from pathlib import Path

from assessment import psychometrics

ROOM = Path(psychometrics.__file__).parent
ROOT = ROOM.parent.parent
PACKAGE = "assessment.psychometrics"
USERS = ("assessment", "values", "study", "manual", "bench", "review")


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_name(path): parsed(path) for path in sorted(ROOM.rglob("*.py"))}


def defined(tree):
    """Return what a module defines at its top, by name."""
    named = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            named[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    named[target.id] = node
    return named


def origin(module, name):
    """Return where a name of a module is defined, through re-exports; None outside the room."""
    if module not in MODULES:
        return None
    if name in defined(MODULES[module]):
        return module, name
    return imported(MODULES[module]).get(name)


def imported(tree):
    """Return what a module imports from the room: by name, the definition or the module."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found[alias.asname or alias.name] = (
                    inner if inner in MODULES else origin(node.module, alias.name)
                )
    return found


def mentioned(node, known):
    """Return the definitions that a piece of code mentions, by name or as ``module.name``."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(known.get(part.id), tuple):
            yield known[part.id]
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            module = known.get(part.value.id)
            if isinstance(module, str) and (found := origin(module, part.attr)):
                yield found


def used_outside():
    """Return the definitions that code outside the room mentions."""
    paths = [path for top in USERS for path in (ROOT / top).rglob("*.py")]
    outside = (parsed(path) for path in paths if ROOM not in path.parents)
    return {found for tree in outside for found in mentioned(tree, imported(tree))}


def reachable():
    """Return the definitions that are used, at once or through others of the room."""
    used, waiting = set(), list(used_outside())
    while waiting:
        module, name = waiting.pop()
        if (module, name) in used:
            continue
        used.add((module, name))
        tree = MODULES[module]
        known = {own: (module, own) for own in defined(tree)} | imported(tree)
        waiting.extend(mentioned(defined(tree)[name], known))
    return used


def public_functions():
    return {
        (module, name)
        for module, tree in MODULES.items()
        for name, node in defined(tree).items()
        if isinstance(node, ast.FunctionDef) and not name.startswith("_")
    }


def reserved():
    table = tomllib.loads((ROOM / "RESERVED.toml").read_text(encoding="utf-8"))
    return {
        (f"{PACKAGE}.{path.rpartition('.')[0]}", path.rpartition(".")[2])
        for paths in table.values()
        for path in paths
    }


def test_what_nobody_uses_is_reserved_or_goes():
    assert public_functions() - reachable() - reserved() == set()


def test_what_is_reserved_exists_and_is_not_used_yet():
    assert reserved() - public_functions() == set()
    assert reserved() & reachable() == set()


def test_use_is_seen_through_names_modules_and_re_exports():
    used = reachable()

    assert (f"{PACKAGE}.reliability.omega", "one_factor") in used
    assert (f"{PACKAGE}.irt.calibration", "calibrate") in used  # imported from irt
    assert (f"{PACKAGE}.patterns.pattern_flags", "declared_limits") in used  # pattern_flags.x
    assert (f"{PACKAGE}.inputs", "require_positive") in used
