"""Two hundred spammers and fifty honest people write at once, and the server is killed in between.

No honest comment is lost or stands twice, nearly all spam waits for a moderator, and hardly any honest comment does.
"""

from __future__ import annotations

import asyncio
import random
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest
from tests.doors.web_library import Library, new_library, paragraph

from octavo.model.discussion import Action, CommentState

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.model.people import User

SPAMMERS, HONEST, EACH = 200, 50, 2
BRANDS = ("LuckySpin", "CoinRocket", "SlimFast9", "QuickLoan", "WatchHub", "SeoBoost", "PharmaBest", "DatingNow")
GOODS = ("crypto signals", "casino bonus", "diet pills", "payday loans", "replica watches", "backlinks", "hot singles")
SPAM = (
    "Earn ${n} per day from home with {brand}! Visit https://{brand}.example/{n} now",
    "I was broke until I found {goods}. Contact me on WhatsApp +1 555 {n} today",
    "BUY {goods} cheap >>> www.{brand}.example <<< limited offer {n}% off",
    "Best {goods} 2026, free bonus {n}, click https://{brand}.example/?ref={n} https://{brand}.example/win",
    "Great post! My cousin made ${n} with {brand}, see https://bit.example/{n} for {goods}",
    "C\u0430sino {brand} gives {n} free spins, c\u04cfick www.{brand}.example",
    "{brand} helped me get a loan of ${n} in ten minutes, email agent{n}@{brand}.example for {goods}",
)
WHO = (
    "The council",
    "The coastguard",
    "My neighbour",
    "The harbour master",
    "Nobody in Skarn",
    "The ministry",
    "The crew",
)
DID = ("said", "knew", "must explain", "never told us", "should have asked", "counted", "still does not say")
WHAT = (
    "why the radar was off that night",
    "how many people were on the ferry",
    "that the channel is only four metres deep at low tide",
    "who pays for the tow and the repairs",
    "what the repairs of last spring were worth",
    "when the inquiry is going to report",
    "how the boats came so quickly",
)
ONCE = (
    "worked as a deckhand",
    "painted hulls",
    "kept the light",
    "mended nets",
    "drove the ice lorry",
    "piloted a tug",
)
PLACES = (
    "Skarn",
    "the old slip",
    "Port Elsin",
    "the northern mole",
    "Tolvey quay",
    "Grünhaven",
    "the cannery",
    "Sula Head",
)
MORE = (
    "I was on the quay and saw it myself.",
    "The article says so in the third paragraph.",
    "It was the same in 2009, and nothing changed.",
    "I would like to read the log before I judge.",
    "Thank you for asking this.",
    "My father sailed there for thirty years.",
    "That is a good question, though.",
    "Let us wait for the inquiry.",
)


def spam(chance: random.Random) -> str:
    return chance.choice(SPAM).format(
        brand=chance.choice(BRANDS), goods=chance.choice(GOODS), n=chance.randint(100, 9999)
    )


def honest(chance: random.Random, number: int) -> str:
    said = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)}."
    seen = f"In {1960 + number % 60} I {chance.choice(ONCE)} near {chance.choice(PLACES)} for {number % 17 + 2} weeks."
    first, second = chance.sample((said, seen, chance.choice(MORE)), 2)
    return f"{first} {second}" if number % 3 else f"{first} {second} {chance.choice(MORE)}"


def teach(library: Library, article: int, chance: random.Random) -> None:
    """A moderator decides on a first lot by hand, as at the opening of any server."""
    desk = library.paper.discussion
    moderation = desk.moderation
    for number in range(60):
        author = library.paper.as_user(library.paper.accounts.add(f"early{number}"))
        body = spam(chance) if number % 2 else honest(chance, 1_000 + number)
        said = author.discussion.say(body, key=f"early{number}", article=article)  # type: ignore[arg-type]
        moderation.decide([said.id], Action.SPAM if number % 2 else Action.PUBLISH)


def serve(path: Path, port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "octavo",
        "--library",
        str(path),
        "serve",
        "--port",
        str(port),
        "--no-open",
        "--no-refresh",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Storm:
    """Everybody who writes, each with their cookie; a comment is sent again until the server took it."""

    def __init__(self, address: str, port: int) -> None:
        self._address = address
        self._cookie = f"octavo-{port}"
        self.taken = 0
        self.half = asyncio.Event()

    async def write(self, http: aiohttp.ClientSession, token: str, bodies: list[str], article: int, half: int) -> None:
        headers = {"origin": self._address, "cookie": f"{self._cookie}={token}"}
        for body in bodies:
            form = {"body": body, "key": f"{token[:12]}-{body}"[:60], "article": str(article)}
            while True:
                try:
                    async with http.post(
                        f"{self._address}/discussion/say", data=form, headers=headers, allow_redirects=False
                    ) as reply:
                        if reply.status < 500:
                            assert reply.status == 303, await reply.text()
                            break
                except (TimeoutError, aiohttp.ClientError, ConnectionError):
                    pass
                await asyncio.sleep(0.2)
            self.taken += 1
            if self.taken >= half:
                self.half.set()


async def rage(
    path: Path, port: int, writers: list[tuple[str, list[str]]], article: int
) -> tuple[subprocess.Popen[bytes], bool]:
    """Let everybody write at once; the server dies when about half is written, and is started again."""
    address = f"http://127.0.0.1:{port}"
    storm, total = Storm(address, port), sum(len(bodies) for _, bodies in writers)
    server = serve(path, port)
    try:
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=40)) as http:
            tasks = [
                asyncio.create_task(storm.write(http, token, bodies, article, total // 2)) for token, bodies in writers
            ]
            await storm.half.wait()
            server.send_signal(signal.SIGKILL)
            server.wait()
            was_midway = storm.taken < total
            server = serve(path, port)
            await asyncio.gather(*tasks)
    finally:
        server.terminate()
        server.wait()
    return server, was_midway


@pytest.mark.timeout(300)
def test_honest_words_survive_and_spam_waits(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 (the same storm each time)
    people: list[tuple[User, list[str], bool]] = []
    with new_library(tmp_path) as library:
        library.clock.advance(datetime.now(UTC) - timedelta(days=30) - library.clock.now())
        article = library.article(library.source(), blocks=(paragraph("The ferry Aurelia struck the Tern Rocks."),)).id
        for number in range(HONEST):
            bodies = [honest(chance, number * EACH + n) for n in range(EACH)]
            people.append((library.paper.accounts.add(f"honest{number}"), bodies, False))
        library.clock.advance(timedelta(days=29))
        teach(library, article, chance)
        library.clock.advance(timedelta(days=1))
        people += [
            (library.paper.accounts.add(f"spammer{number}"), [spam(chance) for _ in range(EACH)], True)
            for number in range(SPAMMERS)
        ]
        writers = []
        for user, bodies, _ in people:
            token = library.paper.accounts.redeem(library.paper.accounts.new_sign_in_link(user))
            assert token
            writers.append((token, bodies))

    chance.shuffle(writers)
    # In a thread of its own: a browser of other tests may hold this one's event loop.
    with ThreadPoolExecutor(1) as thread:
        storm = rage(tmp_path / "news.db", free_port(), writers, article)
        _, was_midway = thread.submit(asyncio.run, storm).result()
    assert was_midway
    with new_library(tmp_path) as library:
        kept: dict[str, list[CommentState]] = {"honest": [], "spam": []}
        for user, bodies, is_spam in people:
            said = library.store.comments_of(user.id, 50)
            assert sorted(one.body for one in said) == sorted(bodies), "each comment stands once"
            kept["spam" if is_spam else "honest"] += [one.state for one in said]
    waiting = {
        kind: sum(state is not CommentState.PUBLISHED for state in states) / len(states)
        for kind, states in kept.items()
    }
    print(waiting)  # noqa: T201 - shown when it fails, and with -rP
    assert waiting["spam"] >= 0.95
    assert waiting["honest"] <= 0.01
