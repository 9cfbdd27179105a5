"""Draw insights from texts for the scorers that know what people drew from them.

    python benchmarks/insights.py TASK --data FILE [--more FILE] --out pred.jsonl

A FILE is JSONL, plain or .gz. The tasks and what their lines hold stand in ``benchmarks/insight_tasks``, a module each
with a function ``predict(rows, more)`` that yields a line for each row; ``more`` are the lines of a second file, such
as the articles that questions are asked about.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TASKS = sorted(path.stem for path in (ROOT / "benchmarks" / "insight_tasks").glob("[a-z]*.py") if path.stem != "texts")


def lines_in(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file, which may be compressed."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def predicted(task: str, rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is drawn from the rows of a task."""
    module = importlib.import_module(f"benchmarks.insight_tasks.{task}")
    return list(module.predict(rows, more))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows, more = lines_in(arguments.data), lines_in(arguments.more) if arguments.more else []
    begun = time.process_time()
    lines = predicted(arguments.task, rows, more)
    print(f"{arguments.task}: {len(rows)} rows in {time.process_time() - begun:.1f} s of CPU", file=sys.stderr)
    arguments.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
