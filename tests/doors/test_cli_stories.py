"""Stories, editions and decisions at the command line, over a week of five papers."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from tests.doors.test_cli import Run

from octavo.cli.group import octavo
from octavo.demo import PressServer, second_edition

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the articles of a week in it."""
    folder = tmp_path_factory.mktemp("week")
    patch = pytest.MonkeyPatch()
    patch.setenv("OCTAVO_DATA_DIR", str(folder / "data"))
    patch.setenv("OCTAVO_ALLOWED_NETWORKS", '["127.0.0.1/32"]')
    with PressServer(now=second_edition(date(2026, 6, 13))) as press:
        for arguments in (("add", *(feed.url for feed in press.feeds)), ("refresh",)):
            result = CliRunner().invoke(octavo, arguments, catch_exceptions=False)
            assert result.exit_code == 0
    patch.undo()
    return folder / "data"


@pytest.fixture
def run(week: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    shutil.copytree(week, tmp_path / "data")
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("COLUMNS", "200")
    return Run()


def largest(run: Run) -> dict[str, Any]:
    stories: list[dict[str, Any]] = run.json("stories", "-n", "200", "--json")
    return max(stories, key=lambda story: story["articles"])


def test_a_speaker_is_shown_with_what_they_say(run: Run) -> None:
    speakers = run.json("topics", "--kind", "speaker", "--json")
    name = speakers[0]["name"]
    found = run.json("topics", name, "--kind", "speaker", "--json")
    assert all(one["statements"] for one in found)
    assert {said["speaker"] for one in found for said in one["statements"]} == {name}
    first = found[0]["statements"][0]
    assert first["words"] in " ".join(run("topics", name, "--kind", "speaker").split())
    assert "statements" not in run.json("topics", "--json")[0]


def test_stories_are_listed_and_shown(run: Run) -> None:
    story = largest(run)
    assert story["outlets"] >= 3
    assert f"{story['outlets']} outlets, {story['articles']} articles" in run("stories", "-n", "200")
    page = run.json("story", str(story["id"]), "--json")
    assert len(page["articles"]) == story["articles"]
    assert sum(one["first"] for one in page["articles"]) == 1
    shown = run("story", str(story["id"]))
    assert all(one["title"] in shown and one["reason"] in shown for one in page["articles"])
    assert len(run.json("stories", "--all", "-n", "500", "--json")) > len(run.json("stories", "-n", "500", "--json"))


def test_why_names_what_speaks_for_it(run: Run) -> None:
    number = str(largest(run)["id"])
    ties = run.json("story", number, "--why", "--json")["ties"]
    assert ties
    assert all(0 <= tie["score"] <= 1 and tie["features"] for tie in ties)
    assert any(tie["names"] for tie in ties)
    assert "with the headline's article" in run("story", number, "--why")


def test_decisions_are_made_listed_and_undone(run: Run) -> None:
    story = largest(run)
    number = str(story["id"])
    last = str(run.json("story", number, "--json")["articles"][-1]["id"])
    assert "octavo decide undo 1" in run("decide", "split", number, last)
    assert len(run.json("story", number, "--json")["articles"]) == story["articles"] - 1
    assert run.json("decide", "list", "--json")[0]["kind"] == "apart"
    assert "grouped anew" in run("regroup")
    assert len(run.json("story", number, "--json")["articles"]) == story["articles"] - 1
    assert "By hand" in run("story", number)
    run("decide", "undo", "1")
    assert "Nothing was decided" in run("decide", "list")
    assert len(run.json("story", number, "--json")["articles"]) == story["articles"]
    run("decide", "lock", number)
    assert "undo that one first" not in run("decide", "list")
    assert "one story already" in str(run.refused("decide", "merge", number, number))
    assert "There is no story 99999" in str(run.refused("decide", "move", last, "99999"))


def test_merged_stories_keep_both_numbers(run: Run) -> None:
    one, other, *_ = run.json("stories", "-n", "2", "--json")
    run("decide", "merge", str(one["id"]), str(other["id"]))
    both = run.json("story", str(one["id"]), "--json")
    assert both["id"] == run.json("story", str(other["id"]), "--json")["id"]
    assert len(both["articles"]) == one["articles"] + other["articles"]


def test_an_edition_of_no_news_says_so_and_other_days_have_none(run: Run) -> None:
    assert "A quiet day" in run("edition")
    assert run.json("edition", "--again", "--json")["stories"] == []
    assert "There is no edition of 1 January 2020" in str(run.refused("edition", "--date", "2020-01-01"))
