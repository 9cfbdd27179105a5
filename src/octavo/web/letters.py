"""Briefings and answers as text, as Markdown and as letters: the same words wherever they are read."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.kit.text import shorten
from octavo.model.letters import Letter
from octavo.web.charts import amount
from octavo.web.insights import sentence_link
from octavo.wording import counted, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from octavo.model.briefings import BriefedPoint, BriefedStory, Briefing
    from octavo.model.figures import FigureSeries
    from octavo.model.insights import Citation
    from octavo.model.letters import MailWishes
    from octavo.model.trackers import Tracker
    from octavo.web.rendering import Press

_WIDTH = 72
_LONGEST_SUBJECT = 120
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One value of a quantity that outlets state differently, who states it, and the sentence of the first of them."""

    value: str
    outlets: tuple[str, ...]
    citation: Citation


def sayings(series: FigureSeries) -> tuple[Saying, ...]:
    """What is said of a quantity, each value once, the oldest first."""
    found: dict[str, list[tuple[str, Citation]]] = {}
    for entry in series.entries:
        found.setdefault(amount(entry.figure, series.unit), []).append((entry.outlet, entry.figure.citations[0]))
    return tuple(
        Saying(value=value, outlets=tuple(dict.fromkeys(outlet for outlet, _ in said)), citation=said[0][1])
        for value, said in found.items()
    )


@dataclass(slots=True)
class _Sources:
    """The sentences that a text rests on, numbered as they come."""

    base: str
    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def number(self, citation: Citation, outlet: str) -> int:
        """The number of a sentence."""
        link = f"{self.base}{sentence_link(citation)}"
        return self.found.setdefault(link, (len(self.found) + 1, outlet))[0]


def as_text(briefing: Briefing, base: str = "") -> str:
    """A briefing as plain text in lines of 72 characters, its sources numbered at the end.

    ``base`` is the address of this server, for links.
    """
    sources = _Sources(base=base)
    lines = [long_date(briefing.day), "=" * len(long_date(briefing.day)), ""]
    for place, story in enumerate(briefing.stories, start=1):
        lines += [*_wrapped(f"{place}. {story.headline or 'Without a headline'}", ""), ""]
        for point in story.points:
            number = sources.number(point.claim.citations[0], point.outlet)
            lines += _wrapped(f"- {point.claim.text} [{number}]", "  ")
        lines += [line for one in _differences(story, sources) for line in _wrapped(f"- {one}", "  ")]
        lines += ["", *_wrapped(_told_by(story), ""), f"{base}/story/{story.story}", ""]
    lines += [f"New answer: {one.question}\n{base}/trackers/{one.id}\n" for one in briefing.news]
    lines.append(closing(briefing))
    if sources.found:
        lines += ["", "Sources", ""]
        lines += [f"[{number}] {outlet}: {link}" for link, (number, outlet) in sources.found.items()]
    return "\n".join(lines).strip() + "\n"


def as_markdown(briefing: Briefing, base: str = "") -> str:
    """A briefing as Markdown (CommonMark), each sentence with a link to where it stands."""
    lines = [f"# {long_date(briefing.day)}", ""]
    for story in briefing.stories:
        lines += [f"## [{_escaped(story.headline or 'Without a headline')}](<{base}/story/{story.story}>)", ""]
        lines += [f"- {_cited(point, base)}" for point in story.points]
        for series in story.differing:
            said = "; ".join(
                f"[{_escaped(one.value)}](<{base}{sentence_link(one.citation)}>) ({_escaped(', '.join(one.outlets))})"
                for one in sayings(series)
            )
            lines.append(f"- *{_escaped(_capital(series.label))}:* {said}")
        lines += ["", f"*{_escaped(_told_by(story))}*", ""]
    lines += [f"New answer: [{_escaped(one.question)}](<{base}/trackers/{one.id}>)\n" for one in briefing.news]
    lines.append(closing(briefing))
    return "\n".join(lines) + "\n"


def closing(briefing: Briefing) -> str:
    """The sentence with which a briefing ends."""
    if not briefing.stories:
        return "A quiet day: no story stood out."
    return f"That is all: {len(briefing.stories)} of {counted(briefing.considered, 'story', 'stories')}."


class LetterWriter:
    """Writes letters with the press of the pages; ``base`` is the address of this server."""

    def __init__(self, press: Press, base: str) -> None:
        self._press = press
        self._base = base.rstrip("/")

    def briefing(self, briefing: Briefing, to: MailWishes, *, number: str, at: datetime) -> Letter:
        """The letter with a briefing."""
        context = {"briefing": briefing, "closing": closing(briefing), "sayings": sayings}
        subject = f"Octavo, {long_date(briefing.day)}"
        return self._letter("briefing_letter.html", context, as_text(briefing, self._base), subject, to, number, at)

    def answer(self, tracker: Tracker, reason: str, to: MailWishes, *, number: str, at: datetime) -> Letter:
        """The letter that says what is new in the answer to a question."""
        link = f"{self._base}/trackers/{tracker.id}"
        lines = (tracker.question, reason, f"The answer, sentence by sentence with its sources: {link}")
        text = "\n\n".join(_filled(line) for line in lines) + "\n"
        context = {"tracker": tracker, "reason": reason, "link": link}
        subject = f"New answer: {shorten(tracker.question, _LONGEST_SUBJECT)}"
        return self._letter("tracker_letter.html", context, text, subject, to, number, at)

    def proof(self, to: MailWishes, token: str, name: str, *, number: str, at: datetime) -> Letter:
        """The letter that asks whether an address is right; nothing else is sent there before its link is used."""
        link = f"{self._base}/mail/confirm/{token}"
        text = (
            f"Somebody, probably you, asked Octavo at {self._base} to send letters for {name} to this address. "
            "If that is right, open this link within two days and say so there:"
        )
        rest = "If it is not, do nothing: nothing more will come."
        return Letter(
            to=to.address,
            subject="Octavo: is this your address?",
            text=f"{_filled(text)}\n\n{link}\n\n{_filled(rest)}\n",
            html=self._press.print("proof_letter.html", {"text": text, "link": link, "rest": rest}),
            id=number,
            at=at,
        )

    def _letter(
        self,
        template: str,
        context: Mapping[str, object],
        text: str,
        subject: str,
        to: MailWishes,
        number: str,
        at: datetime,
    ) -> Letter:
        leave = f"{self._base}/mail/leave/{to.leave_key}"
        return Letter(
            to=to.address,
            subject=subject,
            text=f"{text}\n-- \nHour, days and address: {self._base}/mail\nNo more letters: {leave}\n",
            html=self._press.print(template, {**context, "base": self._base, "leave": leave}),
            id=number,
            at=at,
            leave=leave,
        )


def _differences(story: BriefedStory, sources: _Sources) -> Iterable[str]:
    for series in story.differing:
        said = [
            f"{one.value} [{sources.number(one.citation, one.outlets[0])}] ({', '.join(one.outlets)})"
            for one in sayings(series)
        ]
        yield f"{_capital(series.label)}: {'; '.join(said)}"


def _told_by(story: BriefedStory) -> str:
    return f"{', '.join(story.outlets)}. {story.reason}" if story.outlets else story.reason


def _cited(point: BriefedPoint, base: str) -> str:
    link = f"{base}{sentence_link(point.claim.citations[0])}"
    return f"{_escaped(point.claim.text)} ([{_escaped(point.outlet or 'source')}](<{link}>))"


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _escaped(text: str) -> str:
    """A text that Markdown takes for nothing but words."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)
