"""Mail: a confirmed address, the hour, once a day, and the way out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.test_briefing import FIRST, OTHER, REST
from tests.doors.test_web_trackers import FIRST as GANNETS
from tests.doors.test_web_trackers import QUESTION, THEN
from tests.doors.web_library import ADDRESS, NOW, new_library, paragraph

from octavo.model.letters import LetterState, MailFailed, MailWishes
from octavo.newsroom.tracking import look_again
from octavo.testing import ScriptedMailer
from octavo.web import create_app
from octavo.web.letters import LetterWriter
from octavo.web.rendering import Press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.doors.web_library import Library

WRITER = LetterWriter(Press(), ADDRESS)
FORM = {"address": "ada@example.org", "hour": "18", "days": ["5", "6"], "briefing": "true"}


@pytest.fixture
def mailer() -> ScriptedMailer:
    return ScriptedMailer()


@pytest.fixture
def library(tmp_path: Path, mailer: ScriptedMailer) -> Iterator[Library]:
    with new_library(tmp_path, mailer) as made:
        for name, text in (("The Elsin Courier", FIRST), ("Radio Tide", OTHER)):
            blocks = (paragraph(text), *(paragraph(more) for more in REST[name]))
            made.article(made.source(name), "Ferry Aurora aground off Skarn", blocks=blocks)
        made.paper.stories.catch_up()
        yield made


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(library.paper, public_url=ADDRESS), base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
        yield client


def path_in(text: str, what: str) -> str:
    found = re.search(rf"{re.escape(ADDRESS)}(/mail/{what}/\S+)", text)
    assert found
    return found[1]


def subscribed(client: TestClient, mailer: ScriptedMailer, **changes: object) -> None:
    assert client.post("/mail", data=FORM | changes).status_code == 303
    client.post(path_in(mailer.sent[-1].text, "confirm"))
    mailer.sent.clear()


def test_nothing_goes_to_an_address_that_was_not_confirmed(
    client: TestClient, library: Library, mailer: ScriptedMailer
) -> None:
    assert client.post("/mail", data=FORM).headers["location"] == "/mail"
    (proof,) = mailer.sent
    assert (proof.to, proof.leave) == ("ada@example.org", None)
    assert "A letter with a link is on its way" in client.get("/mail").text
    assert library.paper.send_mail(WRITER) == 0
    link = path_in(proof.text, "confirm")
    client.cookies.clear()
    assert "Yes, send letters there" in client.get(link).text
    assert library.paper.send_mail(WRITER) == 0
    assert "Letters go to ada@example.org from now on" in client.post(link).text
    assert client.post(link).status_code == 404
    assert library.paper.send_mail(WRITER) == 1


def test_the_briefing_goes_out_once_at_the_hour(client: TestClient, library: Library, mailer: ScriptedMailer) -> None:
    subscribed(client, mailer, hour="19")
    assert library.paper.send_mail(WRITER) == 0
    library.clock.advance(timedelta(minutes=30))
    assert [library.paper.send_mail(WRITER) for _ in range(3)] == [1, 0, 0]
    (letter,) = mailer.sent
    assert letter.subject == "Octavo, Saturday 21 November 2026"
    point = library.paper.briefing.of().stories[0].points[0].claim
    assert point.text in " ".join(letter.text.split())
    assert point.text in letter.html
    assert not re.search(r"<img|<table|<script|http(?!://127\.0\.0\.1:8010)", letter.html)
    assert "briefing, sent" in " ".join(client.get("/mail").text.split())


def test_only_the_chosen_days_bring_letters(client: TestClient, library: Library, mailer: ScriptedMailer) -> None:
    subscribed(client, mailer, days=["0"])
    assert library.paper.send_mail(WRITER) == 0
    library.store.save_mail_wishes(
        MailWishes(user=library.me.id, address="a@b.c", leave_key="k", hour=18, days=(5,), confirmed_at=NOW)
    )
    assert library.paper.send_mail(WRITER) == 1


@pytest.mark.parametrize(
    ("zone", "hour", "at", "due"),
    [
        ("Asia/Tokyo", 7, datetime(2026, 1, 5, 22, 0, tzinfo=UTC), True),
        ("Asia/Tokyo", 7, datetime(2026, 1, 5, 21, 59, tzinfo=UTC), False),
        ("Asia/Tokyo", 7, datetime(2026, 1, 6, 0, 1, tzinfo=UTC), True),  # the same day still, where they are
        ("Asia/Tokyo", 7, datetime(2026, 1, 6, 15, 0, tzinfo=UTC), False),
        ("UTC", 7, datetime(2026, 1, 5, 23, 59, tzinfo=UTC), True),
        ("Europe/Berlin", 2, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), True),  # an hour that is not on the clock
        ("No/Where", 7, datetime(2026, 1, 5, 7, 0, tzinfo=UTC), True),
    ],
)
def test_hours_are_those_of_the_persons_zone(library: Library, zone: str, hour: int, at: datetime, due: bool) -> None:
    wishes = MailWishes(
        user=library.me.id, address="a@b.c", leave_key="k", hour=hour, zone=zone, confirmed_at=NOW - timedelta(days=900)
    )
    assert wishes.is_due(at) is due


def test_letters_follow_the_clock_one_reads_by(client: TestClient, library: Library, mailer: ScriptedMailer) -> None:
    client.post("/settings/look", data={"zone": "Asia/Tokyo"})
    assert "by your clock, which is Asia/Tokyo" in client.get("/mail").text
    subscribed(client, mailer)
    client.post("/settings/look", data={"zone": "America/New_York"})
    wishes = library.store.mail_wishes(library.me.id)
    assert wishes is not None
    assert wishes.zone == "America/New_York"
    assert wishes.is_confirmed


def test_a_day_has_one_letter_where_the_reader_is(client: TestClient, library: Library, mailer: ScriptedMailer) -> None:
    client.post("/settings/look", data={"zone": "Asia/Tokyo"})
    subscribed(client, mailer, days=list("0123456"), hour="0")
    sent = []
    for _ in range(20):  # from half past three in the morning there to nearly midnight
        sent.append(library.paper.send_mail(WRITER))
        library.clock.advance(timedelta(hours=1))
    assert sum(sent) == sent[0] == 1
    assert library.store.letters(library.me.id, 1)[0].key == f"briefing {NOW.date() + timedelta(days=1)}"


def test_what_the_server_did_not_take_is_tried_again_and_then_given_up(
    client: TestClient, library: Library, mailer: ScriptedMailer
) -> None:
    subscribed(client, mailer)
    mailer._failures += [MailFailed(problem="Busy.", may_try_again=True)] * 4
    for _ in range(30):
        library.paper.send_mail(WRITER)
        library.clock.advance(timedelta(minutes=10))
    record = library.store.letters(library.me.id, 1)[0]
    assert (record.attempts, record.state, record.problem) == (4, LetterState.FAILED, "Busy.")
    assert "not sent. <span" in client.get("/mail").text
    assert mailer.sent == []


def test_a_letter_ends_all_others_with_one_request(
    client: TestClient, library: Library, mailer: ScriptedMailer
) -> None:
    subscribed(client, mailer)
    library.paper.send_mail(WRITER)
    leave = mailer.sent[0].leave
    assert leave
    client.cookies.clear()
    assert "Send no more letters" in client.get(leave).text
    reply = client.post(leave, content="List-Unsubscribe=One-Click")
    assert "Nothing more goes to ada@example.org" in reply.text
    library.clock.advance(timedelta(days=1))
    assert library.paper.send_mail(WRITER) == 0
    assert client.post("/mail/leave/unknown").status_code == 404


def test_a_changed_answer_is_told_once_to_who_wants_that(
    client: TestClient, library: Library, mailer: ScriptedMailer
) -> None:
    source = library.store.sources()[0]
    library.article(source, "Gannets at Sula Head", blocks=(paragraph(GANNETS),))
    subscribed(client, mailer, trackers="true", briefing="")
    client.post("/trackers", data={"q": QUESTION})
    library.clock.advance(timedelta(hours=2))
    library.article(source, "Gannets at Sula Head", blocks=(paragraph(THEN),))
    assert look_again(library.paper._resources) == 1
    assert [library.paper.send_mail(WRITER) for _ in range(2)] == [1, 0]
    (letter,) = mailer.sent
    assert QUESTION in letter.subject
    assert "3,800" in letter.text
    assert "3,800" in letter.html


def test_nobody_is_flooded_and_nonsense_is_a_sentence(client: TestClient, mailer: ScriptedMailer) -> None:
    for wrong in ("a", "a@b\nBcc: c@d", "a b@c", "ä@b", "", "x" * 300 + "@b.c"):
        reply = client.post("/mail", data=FORM | {"address": wrong})
        assert "This is no address for mail" in reply.text
    assert "Hours go from 0 to 23" in client.post("/mail", data=FORM | {"hour": "24"}).text
    for number in range(3):
        client.post("/mail", data=FORM | {"address": f"a{number}@example.org"})
    assert "no more will be" in client.post("/mail", data=FORM).text
    assert len(mailer.sent) == 3
    client.post("/mail/forget")
    assert client.get("/mail").status_code == 200


def test_a_server_that_takes_no_mail_is_told(client: TestClient, mailer: ScriptedMailer) -> None:
    mailer._failures.append(MailFailed(problem="mail.example answered 550: no."))
    reply = client.post("/mail", data=FORM)
    assert reply.status_code == 502
    assert "mail.example answered 550: no." in reply.text


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.doors.web_library import new_library
from tests.doors.test_mail import WRITER
from octavo.testing import ScriptedMailer

class Deadly(ScriptedMailer):
    def send(self, letter):
        os.kill(os.getpid(), signal.SIGKILL)

with new_library(Path(sys.argv[1]), Deadly()) as library:
    library.paper.send_mail(WRITER)
"""


def test_who_is_killed_while_sending_sends_nothing_twice(
    client: TestClient, library: Library, mailer: ScriptedMailer, tmp_path: Path
) -> None:
    subscribed(client, mailer)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert library.paper.send_mail(WRITER) == 0
    assert mailer.sent == []
    assert "begun; whether it went out is not known" in client.get("/mail").text
