"""The moderators' queue at the command line, over a real library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.test_cli import Run

from octavo.demo import PressServer, second_edition
from octavo.model.discussion import Moderation
from octavo.model.errors import NotAllowed, NotFound
from octavo.settings import read_settings
from octavo.wiring import open_newsroom

if TYPE_CHECKING:
    from pathlib import Path

STEERING = "\x1b[31mred\x1b[0m [bold]and bold[/]"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A library with two comments of Ada's that wait."""
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("OCTAVO_ALLOWED_NETWORKS", '["127.0.0.1/32"]')
    monkeypatch.setenv("COLUMNS", "200")
    run = Run()
    with PressServer(now=second_edition(date(2026, 6, 13))) as press:
        run("add", press.feeds[0].url)
        run("refresh")
        run("user", "add", "Ada", "--link")
        run("--user", "Ada", "add", press.feeds[0].url)
    article = run.json("list", "--json", "-n", "1")[0]["id"]
    with open_newsroom(read_settings()) as paper:
        desk = paper.discussion.moderation
        desk.save_rules(replace(desk.rules(), moderation=Moderation.ALL))
        ada = paper.as_user(paper.accounts.find("Ada")).discussion
        for body in ("The tide was low that day.", STEERING):
            ada.say(body, key=body, article=article)
    return run


def waiting(run: Run) -> list[int]:
    return [one["id"] for one in run.json("moderate", "list", "--json")]


def test_what_waits_is_listed_with_its_reason_and_cannot_steer_the_terminal(run: Run) -> None:
    first, second = run.json("moderate", "list", "--json")
    assert (first["name"], first["state"], first["body"]) == ("Ada", "held", "The tide was low that day.")
    assert first["reason"]
    listed = run("moderate", "list")
    assert first["reason"] in listed
    assert f"{second['id']}  Ada" in listed
    assert "[bold]and bold[/]" in listed
    assert "\x1b" not in listed
    assert "1 more wait" in run("moderate", "list", "-n", "1")


def test_comments_are_approved_and_rejected_and_decisions_taken_back(run: Run) -> None:
    first, second = waiting(run)
    told = run("moderate", "approve", str(first))
    assert f"Comment {first}: publish." in told
    assert waiting(run) == [second]
    entry = told.split("undo ")[1].split("`")[0]
    assert "1 of 1 decisions taken back" in run("moderate", "undo", entry)
    assert waiting(run) == [first, second]
    assert f"Comment {second}: spam." in run("moderate", "reject", str(second), "--spam")
    assert f"Comment {first}: reject." in run("moderate", "reject", str(first), "--reason", "Not about the tide.")
    assert run("moderate", "list") == "Nothing waits.\n"


def test_a_number_without_a_comment_changes_nothing(run: Run) -> None:
    first, second = waiting(run)
    assert isinstance(run.refused("moderate", "approve", str(first), "999"), NotFound)
    assert waiting(run) == [first, second]


def test_somebody_is_banned_and_the_owner_cannot_be(run: Run) -> None:
    assert "Ada writes nothing until" in run("moderate", "ban", "Ada", "--days", "3", "--reason", "Quarrels.")
    with open_newsroom(read_settings()) as paper:
        (ban,) = paper.discussion.moderation.bans()
        assert (ban.name, ban.reason) == ("Ada", "Quarrels.")
        owner = next(one.name for one in paper.accounts.list() if one.is_owner)
    assert isinstance(run.refused("moderate", "ban", owner), NotAllowed)
    assert isinstance(run.refused("moderate", "ban", "Nobody"), NotFound)


def test_only_moderators_moderate(run: Run) -> None:
    assert isinstance(run.refused("--user", "Ada", "moderate", "list"), NotAllowed)
