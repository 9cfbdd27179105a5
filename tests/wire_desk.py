"""A generator of copies: originals, edited as desks edit wire copy, among articles and filled-in forms that are none.

Five kinds of edits, and two of them at once:

- cut: the end is cut, a third to nine tenths of the paragraphs stay
- lead: another headline, and the lead written anew
- inserted: a desk's own paragraphs put in, others moved
- localised: spelling, figures, dates and quotes in another house's style, and one word in 12 to 40 replaced
- credited: an agency's credit before it, a notice after it, the publisher's own lines around it

Every publisher has its own lines above and below everything that it runs, originals too.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from octavo.demo.desk import load_articles
from octavo.grouping.copies import CopyText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

KINDS = ("cut", "lead", "inserted", "localised", "credited", "two at once")
START = datetime(2026, 1, 5, 6, tzinfo=UTC)
# Beginnings of demo articles run to a few hundred words; what is shorter than this is a teaser.
FEWEST_WORDS = 80
OUTLETS = tuple(f"outlet-{n}" for n in range(40))

_SPELLING = {
    "organise": "organize", "realise": "realize", "recognise": "recognize", "criticised": "criticized",
    "colour": "color", "favour": "favor", "labour": "labor", "harbour": "harbor", "neighbour": "neighbor",
    "centre": "center", "metres": "meters", "defence": "defense", "programme": "program", "towards": "toward",
    "per cent": "percent", "said": "told reporters", "Mr ": "Mr. ", "Mrs ": "Mrs. ", "United States": "U.S.",
    "more than": "over", "about": "around", "however": "but", "also": "too", "police": "officers",
    "government": "administration", "killed": "left dead", "because": "since", "while": "as", "which": "that",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FILLERS = (
    "The town hall will hold a public meeting on the matter on {day} at {hour}, doors open half an hour before.",
    "Readers of this paper had written about it since last {month}, most of them in favour and a few furious.",
    "Our correspondent in {place} was told much the same by {count} people in the market that morning.",
    "In {place}, where {count} families are concerned, the council has asked for a second opinion by {day}.",
    "A spokeswoman for the county of {place} did not answer {count} calls; a colleague did, and would not be named.",
)
_PLACES = ("Skarn", "Tolvey", "Montrel", "Hollin", "Estrava", "Nether Wick", "Karst", "Port Avel", "Lunde", "Osk")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stream of texts in order of time; ``original`` names the text each edit was made of, ``kind`` how."""

    texts: tuple[CopyText, ...]
    original: dict[int, int]
    kind: dict[int, str]

    def root(self, text: int) -> int:
        return self.original.get(text, text)


def demo_articles() -> list[CopyText]:
    """What the demo press wrote; agency copy that several papers run is taken once."""
    found: dict[str, CopyText] = {}
    for article in load_articles(date(2026, 1, 10)):
        key = f"{article.event} {article.wire}" if article.wire else f"{article.paper} {article.slug}"
        text = CopyText(
            id=0, publisher=article.paper, title=article.headline, text=article.body, at=article.published_at
        )
        found.setdefault(key, text)
    return [text for text in found.values() if len(text.text.split()) >= FEWEST_WORDS]


def captured_articles(path: Path, most: int) -> list[CopyText]:
    """The first articles of a stream of JSON lines."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if len(entry["text"].split()) >= FEWEST_WORDS:
                at = datetime.fromisoformat(entry["published"])
                text = CopyText(id=0, publisher=entry["source"], title=entry["title"], text=entry["text"], at=at)
                found.append(text)
            if len(found) == most:
                break
    return found


def unlike(articles: Iterable[CopyText]) -> list[CopyText]:
    """Those that share less than 30% of their runs of four words with any one before.

    What is left out is copies, or so near to it that nobody could say; what is left is sure to be none.
    """
    holders: dict[tuple[str, ...], set[int]] = {}
    kept: list[CopyText] = []
    for article in articles:
        words = re.findall(r"\w+", article.text.lower())
        runs = {tuple(words[n : n + 4]) for n in range(len(words) - 3)}
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        if all(count < 0.3 * min(len(runs), sizes) for count, sizes in _with_sizes(shared, kept)):
            for run in runs:
                holders.setdefault(run, set()).add(len(kept))
            kept.append(article)
    return kept


def _with_sizes(shared: Counter[int], kept: Sequence[CopyText]) -> Iterable[tuple[int, int]]:
    return ((count, len(kept[holder].text.split())) for holder, count in shared.most_common(20))


def wire_run(articles: Sequence[CopyText], *, copied: int, forms: int, seed: int = 1) -> Run:
    """All the articles; of ``copied`` of them an edit of each kind at other outlets; and ``forms`` filled in."""
    random = Random(seed)  # noqa: S311 - a test's chance
    texts: list[CopyText] = []
    original: dict[int, int] = {}
    kind: dict[int, str] = {}
    chosen = set(random.sample(range(len(articles)), min(copied, len(articles))))
    for n, article in enumerate(articles):
        at = START + timedelta(minutes=n)
        first = replace(article, id=len(texts), at=at)
        texts.append(_signed(first))
        if n in chosen:
            for name, outlet in zip(KINDS, random.sample(OUTLETS, len(KINDS)), strict=True):
                later = at + timedelta(minutes=random.randrange(5, 36 * 60))
                edit = replace(_edited(random, first, name), id=len(texts), publisher=outlet, at=later)
                original[edit.id], kind[edit.id] = first.id, name
                texts.append(_signed(edit))
    texts += _forms(random, len(texts), forms)
    return Run(texts=tuple(sorted(texts, key=lambda t: (t.at, t.id))), original=original, kind=kind)


def _edited(random: Random, text: CopyText, kind: str) -> CopyText:
    if kind == "two at once":
        for one in random.sample(sorted(EDITS), 2):
            text = EDITS[one](random, text)
        return text
    return EDITS[kind](random, text)


def _signed(text: CopyText) -> CopyText:
    """With the publisher's own lines, the same around all that it runs."""
    own = Random(text.publisher)  # noqa: S311 - a test's chance
    name = text.publisher.title()
    lines = [
        f"Sign up for the {name} briefing, every {own.choice(_DAYS)} at {own.randrange(5, 9)} in your mailbox.",
        f"Do you know more about this? Write to the newsroom at tips@{text.publisher}.example or call {own.random()}.",
        f"{name} is published by {own.choice(_PLACES)} Press since {own.randrange(1800, 1990)}. All rights reserved.",
    ]
    own.shuffle(lines)
    return replace(text, text="\n".join((lines[0], text.text, *lines[1:])))


def _paragraphs(text: str) -> list[str]:
    parts = [part.strip() for part in text.splitlines() if part.strip()]
    if len(parts) < 4:
        parts = [part for paragraph in parts for part in re.split(r"(?<=[.!?])\s+", paragraph)]
    return parts


def _cut(random: Random, text: CopyText) -> CopyText:
    parts = _paragraphs(text.text)
    left = max(1, round(len(parts) * random.uniform(0.34, 0.9)))
    return replace(text, text="\n".join(parts[:left]))


def _lead(random: Random, text: CopyText) -> CopyText:
    parts = _paragraphs(text.text)
    words = parts[0].split()
    random.shuffle(words)
    lead = (
        f"In {random.choice(_PLACES)} it was the talk of {random.choice(_DAYS)}: {' '.join(words[: len(words) // 2])}."
    )
    title = f"{random.choice(_PLACES)} talks of {' '.join(sorted(text.title.split())[-2:])}"
    return replace(text, title=title, text="\n".join((lead, *parts[1:])))


def _inserted(random: Random, text: CopyText) -> CopyText:
    parts = _paragraphs(text.text)
    for _ in range(random.randrange(1, 4)):
        parts.insert(random.randrange(len(parts) + 1), _filler(random))
    if len(parts) > 4:
        one = random.randrange(1, len(parts) - 1)
        parts.insert(random.randrange(1, len(parts)), parts.pop(one))
    return replace(text, text="\n".join(parts))


def _filler(random: Random) -> str:
    return random.choice(_FILLERS).format(
        day=random.choice(_DAYS),
        hour=random.randrange(6, 22),
        month=random.choice(_MONTHS),
        place=random.choice(_PLACES),
        count=random.randrange(3, 900),
    )


def _localised(random: Random, text: CopyText) -> CopyText:
    body = text.text
    for one, other in _SPELLING.items():
        if random.random() < 0.6:
            body = body.replace(one, other)
    body = re.sub(r"(?<=\d),(?=\d{3})", random.choice((".", "\u00a0", "")), body)
    body = re.sub(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b", r"\2 \1", body)
    body = body.replace("‘", "“").replace("’ ", "” ").replace("—", " – ")
    every = random.randrange(12, 40)
    words = re.split(r"(\s+)", body)
    for n in range(0, len(words), 2):
        if words[n] and random.randrange(every) == 0:
            words[n] = random.choice(words[::2]) or words[n]
    return replace(text, text="".join(words))


def _credited(random: Random, text: CopyText) -> CopyText:
    agency = random.choice(("Meridian", "Associated Wire", "Nordic Telegraph"))
    place = random.choice(_PLACES)
    parts = _paragraphs(text.text)
    parts[0] = f"{place.upper()} ({agency}) — {parts[0]}"
    notice = (
        f"Copyright 2026 {agency}. All rights reserved. This material may not be published, broadcast, rewritten or "
        f"redistributed without permission. {agency} writers in {place} contributed to this report."
    )
    ad = random.choice(("Advertisement", "Read more: ten houses to look at this week", "Story continues below"))
    parts.insert(len(parts) // 2, ad)
    return replace(text, text="\n".join((*parts, notice)))


EDITS: dict[str, Callable[[Random, CopyText], CopyText]] = {
    "cut": _cut,
    "lead": _lead,
    "inserted": _inserted,
    "localised": _localised,
    "credited": _credited,
}

_FORMS = {
    "Weather for {place}: {a} degrees": """
        Tonight it will be partly cloudy in {place}, with a low of around {a} degrees and winds from the
        west at {b} kilometres an hour. Tomorrow expect sunny spells in the morning and a chance of rain of
        {c} per cent in the afternoon, with a high near {d} degrees. The sun rises at 7:{e} and sets at
        16:{f}. On the coast the water is at {g} degrees and waves reach up to {h} metres. The outlook for
        the rest of the week is for more of the same, with a low of {b} and a high of {d} degrees, and rain
        totals of {c} millimetres by the end of it.
    """,
    "{place} {a}, {other} {b}": """
        {place} beat {other} by {a} to {b} on {day} in front of a crowd of {c}{d}. The visitors led at half
        time with {e} points, but the home side came back in the second half and scored {f} without an
        answer. {place} is now in place {g} of the table with {h} points from {b} games. {other} stays
        behind with {e} points from {f} games and a goal difference of {c}. Both sides play again next week,
        when the league sees matches {d} to {h}.
    """,
    "Quake of magnitude {a}.{b} near {place}": """
        An earthquake of magnitude {a}.{b} was recorded {c} kilometres from {place} on {day} at {d}:{e}, the
        geological survey said. The tremor had a depth of {f} kilometres. In the last ten days there were
        {g} quakes of magnitude 3 or more near there. This information comes from the survey's notification
        service and was made by an automated desk. A weaker shock of {h} was felt {b} minutes later some {e}
        kilometres away.
    """,
    "Shares in {place} close at {a}{b}": """
        The index of leading shares in {place} closed at {a}{b}.{c} points on {day}, {d}.{e} points away
        from the close of the day before. Volume was {f}{g} million shares. Of the index members {h} rose
        and {c} fell. The yield of ten-year government bonds stood at {d}.{b} per cent in late trading, and
        a barrel of oil cost {a}.{e} dollars, while an ounce of gold was at {g}{h} dollars. Markets are
        closed on the coming holiday and open {f} hours later.
    """,
}


def _forms(random: Random, first: int, count: int) -> Iterable[CopyText]:
    """Weather, results, quakes and share prices: each outlet fills in the same forms with other figures."""
    for n in range(count):
        title, body = random.choice(tuple(_FORMS.items()))
        place, other = random.sample(_PLACES, 2)
        numbers = {key: random.randrange(2, 99) for key in "abcdefgh"}
        fields = {"place": place, "other": other, "day": random.choice(_DAYS), **numbers}
        at = START + timedelta(minutes=random.randrange(72 * 60))
        publisher = random.choice(OUTLETS[:12])
        text = CopyText(
            id=first + n,
            publisher=publisher,
            title=title.format(**fields),
            text=" ".join(body.format(**fields).split()),
            at=at,
        )
        yield _signed(text)
