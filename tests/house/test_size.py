"""The size bar: short functions, short modules, a small front end, no rooms named after nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import mean

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "octavo"
# Migrations are history, written once and never lived in.
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
STATIC = SOURCE / "web" / "static"
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def _functions(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if docstring:
                length -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
            found.append((f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length))
    return found


def test_functions_are_short() -> None:
    functions = [function for path in MODULES for function in _functions(path)]
    assert [(name, length) for name, length in functions if length > 50] == []
    assert mean(length for _, length in functions) <= 12


def test_modules_are_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > 500} == {}


def test_names_say_something() -> None:
    assert [str(path) for path in MODULES if path.stem in VAGUE or path.parent.name in VAGUE] == []


@pytest.mark.parametrize(("suffix", "bar"), [(".js", 1000), (".css", 1800)])
def test_the_front_end_is_small(suffix: str, bar: int) -> None:
    files = list(STATIC.glob(f"*{suffix}"))
    assert files
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) <= bar


def test_the_layers_of_the_style_sheet_stand_beside_one_another() -> None:
    text = (STATIC / "octavo.css").read_text(encoding="utf-8")
    uncommented = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    bare = re.sub(r'"[^"\n]*"', '""', uncommented)
    depth, inside = 0, []
    for number, line in enumerate(bare.splitlines(), 1):
        if line.startswith("@layer") and depth:
            inside.append(number)
        depth += line.count("{") - line.count("}")
    assert (depth, inside) == (0, [])
