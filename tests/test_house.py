"""How the house is kept: small files, short functions, no folder without its marker."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "config", "connectors", "planner", "store", "tests")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def test_no_file_is_longer_than_the_wall() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert [path for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_the_wall() -> None:
    long = [
        f"{path}:{node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_opens_with_a_line_that_says_what_it_is() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in FILES}
    trees = {path: ast.parse(text) for path, text in texts.items() if text}
    assert [path for path, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_every_folder_of_code_is_a_package() -> None:
    # Alembic loads the single migrations by path.
    folders = {path.parent for path in FILES} - {ROOT / "store/migrations/versions"}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
