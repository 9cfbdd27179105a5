"""The briefing at the command line, and by mail through a real mail server on loopback."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.contract.test_mailer import Inbox, server
from tests.doors.test_briefing import FIRST, OTHER, REST
from tests.doors.test_cli_stories import run, week
from tests.doors.web_library import paragraph

from octavo.adapters.store import open_store
from octavo.model.articles import Draft
from octavo.model.letters import MailWishes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.doors.test_cli import Run

__all__ = ["run", "week"]


def confirm(folder: Path) -> None:
    """Let the owner have a confirmed address."""
    with closing(open_store(str(folder / "data" / "octavo.db"))) as store:
        (me,) = store.users()
        at = datetime(2026, 1, 1, tzinfo=UTC)
        wishes = MailWishes(user=me.id, address="ada@example.org", leave_key="key", confirmed_at=at)
        store.save_mail_wishes(wishes)


def bring_news(run: Run, folder: Path) -> None:
    """Let two papers tell of something just now."""
    now = datetime.now(UTC)
    with closing(open_store(str(folder / "data" / "octavo.db"))) as store:
        told = ((FIRST, *REST["The Elsin Courier"]), (OTHER, *REST["Radio Tide"]))
        for source, lines in zip(store.sources(), told, strict=False):
            blocks = tuple(paragraph(line) for line in lines)
            url, title = f"https://{source.id}.example/now", "Ferry Aurora aground off Skarn"
            draft = Draft(url=url, title=title, blocks=blocks, published_at=now, language="en")
            store.save_article(draft, source=source.id, now=now)
    run("regroup")


def test_the_briefing_is_that_of_the_edition(run: Run, tmp_path: Path) -> None:
    bring_news(run, tmp_path)
    found = run.json("briefing", "--json")
    assert [one["story"] for one in found["stories"]] == [one["id"] for one in run.json("edition", "--json")["stories"]]
    (story,) = found["stories"]
    assert story["points"]
    assert "Ferry Aurora aground off Skarn" in run("briefing")
    assert run("briefing") == run("briefing", "--text")
    assert run("briefing", "--markdown").startswith("# ")
    assert "There is no edition of 1 January 2020" in str(run.refused("briefing", "--date", "2020-01-01"))


def test_it_is_sent_once_to_a_confirmed_address(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "This server sends no mail" in str(run.refused("briefing", "--mail"))
    inbox = Inbox()
    with server(inbox) as running:
        monkeypatch.setenv("OCTAVO_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("OCTAVO_SMTP_PORT", str(running.port))
        monkeypatch.setenv("OCTAVO_SMTP_SECURITY", "none")
        monkeypatch.setenv("OCTAVO_SMTP_FROM", "Octavo <paper@news.example>")
        assert "There is no confirmed address" in str(run.refused("briefing", "--mail"))
        confirm(tmp_path)
        bring_news(run, tmp_path)
        for _ in range(2):
            assert run("briefing", "--mail").strip() == "Today's briefing is sent."
    (mail,) = inbox.mail
    assert mail["To"] == "ada@example.org"
    assert mail["List-Unsubscribe"] == "<http://127.0.0.1:8026/mail/leave/key>"
