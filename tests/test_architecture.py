"""The house keeps its shape: layers, sizes of files, classes and functions, and one way to speak."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from laomo_desktop.db.upgrade import HEAD
from laomo_desktop.db.upgrade.run import scripts
from tests.conftest import ROOT

PACKAGE = ROOT / "laomo_desktop"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_CLASS = 400
LONGEST_FUNCTION = 60
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Where a person reads standard output: the commands themselves.
MAY_PRINT = {"cli", "cli.py", "__main__.py"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"), filename=str(path)))


def _length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _too_long(kinds: tuple[type[ast.AST], ...], most: int) -> list[str]:
    return [
        f"{_name(path)}:{node.lineno} {node.name} has {_length(node)} lines"
        for path in FILES
        for node in _nodes(path)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node, kinds)
        and _length(node) > most
    ]


def test_layers_hold() -> None:
    """The contracts stand in pyproject.toml, [tool.importlinter]."""
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_are_short() -> None:
    lengths = {_name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_classes_are_short() -> None:
    assert _too_long((ast.ClassDef,), LONGEST_CLASS) == []


def test_functions_are_short() -> None:
    assert _too_long(FUNCTIONS, LONGEST_FUNCTION) == []


def test_nothing_is_imported_inside_a_function() -> None:
    """Heavy libraries come late through `laomo_desktop.domain.lazy`, never by an import hidden in a body."""
    hidden = [
        f"{_name(path)}:{inner.lineno}"
        for path in FILES
        for node in _nodes(path)
        if isinstance(node, FUNCTIONS)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_only_commands_print() -> None:
    printing = [
        f"{_name(path)}:{node.lineno}"
        for path in FILES
        if path.relative_to(PACKAGE).parts[0] not in MAY_PRINT
        for node in _nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_no_module_state_is_rebound() -> None:
    """A `global` statement is state that two windows, two stores or two tests would share."""
    rebinding = [
        f"{_name(path)}:{node.lineno}"
        for path in FILES
        for node in _nodes(path)
        if isinstance(node, ast.Global)
    ]
    assert rebinding == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{_name(path)} has no docstring"


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without `__init__.py` would be left out of the installed program."""
    bare = {_name(path.parent) for path in FILES if not (path.parent / "__init__.py").exists()}
    assert bare == set()


def test_the_store_is_brought_to_the_newest_step() -> None:
    """HEAD is written down to spare importing alembic at each start; a new step has to move it."""
    assert scripts().get_heads() == [HEAD]
