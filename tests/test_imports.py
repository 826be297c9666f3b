"""The modules of ``generator`` point one way: each imports only from rows above its own in the list below.

A new module gets its place here: in the highest row from which it imports nothing of its own row or of a lower one on
this page. A package (``views``) is one name; its modules may use one another, but not in a circle.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent / "generator"

ROWS = (
    # What knows nothing of the others.
    "problem names nearest markup configuration tags stylesheet policy claim removal printing place tables pool cache store files",
    "form executor output glossary",
    "settings sources",
    # The contract.
    "rules links languages starter publish",
    "model destination",
    # Bytes become briefings; briefings become a corpus; what is wrong with them.
    "load",
    "outline",
    "corpus",
    "changes",
    "check",
    # The corpus becomes views, one for each page; views become HTML.
    "pages",
    "views",
    "render",
    # Views become an index, and the script that asks it.
    "search",
    # The pages of an engine, their holes and slots, and what fills them.
    "engine slots sitemap spool",
    "marking begun",
    "rendering frames",
    "rendered fill",
    # What is made again, and the order of a build.
    "memory",
    "filling",
    "handwriting indexing linking beside",
    "making",
    "build",
    # The doors to it.
    "report serve plugin_site edition export",
    "plugin terminal",
    "mkdocs_engine",
    "cli",
    "__main__",
)
ROW = {name: number for number, names in enumerate(ROWS) for name in names.split()}


class Import(NamedTuple):
    """One import of one of our modules in another, by their names below ``generator``."""

    module: str
    imported: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.module} imports {self.imported}"


def modules() -> dict[str, Path]:
    """Every module by its name below ``generator``; that of the package itself is empty."""
    paths = [path for path in sorted(ROOT.rglob("*.py")) if (path.parent / "__init__.py").exists()]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").rstrip("."): path
        for path in paths
    }


def imports() -> Iterator[Import]:
    known = modules()
    for module, path in known.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _names(node):
                if name.split(".")[0] == "generator":
                    imported = name.removeprefix("generator").lstrip(".")
                    imported = imported if imported in known else imported.rpartition(".")[0]
                    yield Import(module, imported, f"generator/{path.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from (f"{module}.{alias.name}" for alias in names)


def unit(module: str) -> str:
    return module.split(".")[0]


def test_every_module_has_its_place_in_the_list() -> None:
    missing = {unit(module) for module in modules() if module} - ROW.keys()
    assert not missing, f"add {', '.join(sorted(missing))} to ROWS in tests/test_imports.py, below all that it imports"


def test_modules_import_only_from_the_rows_above_their_own() -> None:
    between = [edge for edge in imports() if edge.module and edge.imported and unit(edge.module) != unit(edge.imported)]
    wrong = [str(edge) for edge in between if ROW.get(unit(edge.imported), -1) >= ROW.get(unit(edge.module), len(ROWS))]
    assert not wrong, "these imports point the wrong way:\n" + "\n".join(wrong)


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for edge in imports():
        if edge.module != edge.imported and edge.imported:
            graph.setdefault(edge.module, set()).add(edge.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(zip(error.args[1], error.args[1][1:], strict=False))
        edges = [str(edge) for edge in imports() if (edge.imported, edge.module) in circle]
        raise AssertionError("these imports make a circle:\n" + "\n".join(edges)) from None


def test_the_package_itself_imports_nothing_of_its_own() -> None:
    assert [str(edge) for edge in imports() if not edge.module] == []


def test_imports_are_absolute() -> None:
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
