"""Lists, folders and packs at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from octavo.cli.group import octavo

if TYPE_CHECKING:
    from pathlib import Path

OPML = """<opml version="2.0"><body><outline text="World"><outline text="Tide" xmlUrl="https://tide.example/feed"/></outline>
<outline text="Lost"/></body></opml>"""


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("COLUMNS", "200")


def run(*words: str, text: str | None = None) -> str:
    result = CliRunner().invoke(octavo, list(words), input=text, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_a_list_goes_in_and_comes_out_the_same(tmp_path: Path) -> None:
    told = run("import", "-", text=OPML)
    assert "Lost: The file says no address for it." in told
    assert "1 added, 1 not followed." in told
    assert "World" in run("sources")
    assert json.loads(run("sources", "--json"))[0]["folder"] == "World"
    file = tmp_path / "mine.opml"
    run("export", "--opml", str(file))
    (line,) = json.loads(run("--library", str(tmp_path / "other.db"), "import", "--json", str(file)))
    assert (line["url"], line["title"], line["folder"], line["outcome"]) == (
        "https://tide.example/feed",
        "Tide",
        "World",
        "added",
    )
    assert run("--library", str(tmp_path / "other.db"), "export").split("<body>")[1] == run("export").split("<body>")[1]


def test_packs_are_listed_and_followed() -> None:
    assert "Deutschland" in run("packs")
    assert "14 added." in run("packs", "de", "--folders")
    assert {one["folder"] for one in json.loads(run("sources", "--json"))} == {"Deutschland"}
    result = CliRunner().invoke(octavo, ["packs", "atlantis"])
    assert "There is no pack called “atlantis”" in str(result.exception)
