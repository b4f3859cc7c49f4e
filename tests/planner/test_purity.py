"""The planner imports numpy and the standard library, nothing else."""

import ast
import sys
from pathlib import Path

PLANNER = Path(__file__).parents[2] / "planner"
ALLOWED = {"planner", "numpy", *sys.stdlib_module_names}


def test_planner_imports_nothing_but_numpy_and_the_standard_library() -> None:
    for path in PLANNER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= ALLOWED, path
