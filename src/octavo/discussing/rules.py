"""What becomes of a comment: one pipeline of rules, asked in order; the first that decides, decides.

Each rule is a function of what was written and of what is known about who wrote it. It says nothing, or what to do and
why: one sentence for the author, one for the moderators. What all rules say is kept for the moderators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

from octavo.discussing.folding import bare, looks_like, own_words, resemblance, words_of
from octavo.model.discussion import CommentState, HouseRules, Moderation, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.discussing.spam import SpamFilter

ALIKE, AGAIN, SAME, CAMPAIGN = 0.5, 0.65, 0.9, 8
SURE, SUSPICIOUS = 0.9, 0.6
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_WRITTEN_OUT = r"(?:https?://|www\.)([^\s/?#<>\"')\]]{1,253})"
_LINK = re.compile(rf"{_WRITTEN_OUT}|(?<![\w@./-])((?:{_LABEL}\.){{1,4}}[a-z]{{2,18}})(?=/\S)", re.IGNORECASE)
_REACHED_BY = r"whatsapp|telegram|signal|wechat|viber|skype|discord|t\.me|wa\.me|dm me|text me|inbox me"
_HANDLE = re.compile(
    rf"(?<!\w)(?:{_REACHED_BY})\b.{{0,40}}?[@+\d]"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,18}"
    r"|\b[\w.+-]{1,64}[ (\[]{1,2}at[ )\]]{1,2}[\w-]{1,63}[ (\[]{1,2}dot[ )\]]{1,2}[a-z]{2,18}\b"
    r"|(?<![\w.,/-])\+?\d[\d\s().-]{8,18}\d(?![\w.,/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A comment as it is about to be written, and what is known of its author.

    ``recent`` are sketches of what others and the author lately wrote, with whether it was the author. ``known_hosts``
    are those of the publishers that the server follows, and its own.
    """

    body: str
    at: datetime
    sketch: str = ""
    is_edit: bool = False
    is_guest: bool = False
    standing: Standing = field(default_factory=Standing)
    own_bodies: tuple[str, ...] = ()
    recent: tuple[tuple[bool, str], ...] = ()
    known_hosts: frozenset[str] = frozenset()
    moderation: Moderation = Moderation.NONE
    rules: HouseRules = field(default_factory=HouseRules)
    spam: SpamFilter | None = None

    @property
    def is_new(self) -> bool:
        """Whether little is known of the author: a guest, or an account of the last days with little published."""
        return self.is_guest or self.is_young or self.standing.published == 0

    @property
    def is_young(self) -> bool:
        """Whether the account is of the last days."""
        since = self.standing.since
        return since is None or self.at - since < timedelta(days=self.rules.new_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule wants: the state, what the author is told, and what the moderators are told."""

    state: CommentState
    rule: str
    reason: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What becomes of a comment, by which rule and why; ``findings`` are what all rules said."""

    state: CommentState
    rule: str
    reason: str
    findings: tuple[str, ...] = ()


def judge(submission: Submission) -> Judgement:
    """Ask all rules, in order. Moderators are asked nothing."""
    if submission.standing.is_moderator:
        return Judgement(state=CommentState.PUBLISHED, rule="moderator", reason="")
    verdicts = [verdict for rule in RULES if (verdict := rule(submission))]
    if not verdicts:
        return Judgement(state=CommentState.PUBLISHED, rule="", reason="")
    first = verdicts[0]
    found = tuple(f"{verdict.rule}: {verdict.finding}" for verdict in verdicts)
    return Judgement(state=first.state, rule=first.rule, reason=first.reason, findings=found)


def banned(one: Submission) -> Verdict | None:
    """Who is banned says nothing until the ban ends."""
    until = one.standing.banned_until
    if until is None or until <= one.at:
        return None
    told = f"You may not write here until {until:%-d %B %Y, %H:%M} UTC."
    return _verdict("ban", told, f"banned until {until:%Y-%m-%d %H:%M}", CommentState.REJECTED)


def repetition(one: Submission) -> Verdict | None:
    """The same text again: by the same person in any length, by others where it is long enough not to be chance."""
    said = looks_like(one.body).split()
    if any(looks_like(body).split() == said for body in one.own_bodies):
        return _verdict(
            "repetition", "You have said this already; a moderator looks at it.", "the author's own words again"
        )
    alike = [(resemblance(one.sketch, sketch), is_own) for is_own, sketch in one.recent]
    own = max((how for how, is_own in alike if is_own), default=0.0)
    others = sorted((how for how, is_own in alike if not is_own), reverse=True)
    if own >= AGAIN:
        return _repeats(f"{own:.0%} like the author's own comment of the last days")
    if others and others[0] >= SAME:
        return _repeats(f"{others[0]:.0%} like another person's comment of the last days")
    # People who talk about one matter share words; so many sharing so much are at work on a campaign.
    if one.is_new and sum(how >= ALIKE for how in others) >= CAMPAIGN:
        return _repeats(f"half like {sum(how >= ALIKE for how in others)} comments of the last days")
    return None


def _repeats(finding: str) -> Verdict:
    told = "This is nearly what was written here before; a moderator looks at it."
    return _verdict("repetition", told, finding)


def word_list(one: Submission) -> Verdict | None:
    """Words and phrases that nobody needs here, however they are spelt."""
    text = f" {' '.join(bare(word) for word in words_of(one.body))} "
    listed = _LISTED + tuple(_as_listed(word) for word in one.rules.words)
    found = [phrase.strip() for phrase in listed if phrase.strip() and phrase in text]
    if not found:
        return None
    shown = ", ".join(found[:5])
    return _verdict("word list", "A word in it is on this server’s list; a moderator looks at it.", shown)


def links(one: Submission) -> Verdict | None:
    """Many links, or any that lead outside what this server reads while little is known of the author."""
    hosts = hosts_in(own_words(one.body))
    strange = [host for host in hosts if not _is_known(host, one.known_hosts)]
    if len(strange) > one.rules.most_links:
        told = f"It has more than {one.rules.most_links} links; a moderator looks at it."
        return _verdict("links", told, f"{len(strange)}, to {', '.join(strange[:5])}")
    if strange and one.is_new:
        told = "Links of people who are new here are looked at by a moderator first."
        return _verdict("links", told, f"new here, and links to {', '.join(strange[:5])}")
    return None


def contacts(one: Submission) -> Verdict | None:
    """Telephone numbers, addresses and handles of people who are new here."""
    match = _HANDLE.search(own_words(one.body)) if one.is_new else None
    if match is None:
        return None
    told = "Numbers and addresses of people who are new here are looked at by a moderator first."
    return _verdict("contacts", told, f"new here, and says how to reach somebody: {match[0][:60]}")


def rate(one: Submission) -> Verdict | None:
    """Too much in too short a time."""
    if one.is_edit:
        return None
    allowed = max(one.rules.rate // 2, 1) if one.is_young else one.rules.rate
    window = timedelta(seconds=one.rules.rate_seconds)
    lately = sum(one.at - window < at <= one.at for at in one.standing.lately)
    if lately < allowed:
        return None
    told = "You wrote much in a short time; a moderator looks at it."
    return _verdict("rate", told, f"{lately} comments in the last {one.rules.rate_seconds} seconds")


def classifier(one: Submission) -> Verdict | None:
    """What the moderators' decisions taught about texts like this one."""
    if one.spam is None or not one.spam.speaks:
        return None
    score, words = one.spam.explain(one.body)
    if score < (SUSPICIOUS if one.is_new else SURE):
        return None
    seen = f", for {', '.join(words)}" if words else ""
    return _verdict("spam", "It resembles what was spam here before; a moderator looks at it.", f"{score:.0%}{seen}")


def history(one: Submission) -> Verdict | None:
    """Whose comments were rejected more often than published."""
    known = one.standing
    if known.rejected < 2 or known.rejected <= known.published:  # noqa: PLR2004 - once is a mistake
        return None
    told = "Some of your comments were rejected, so a moderator looks at this one first."
    return _verdict("history", told, f"{known.rejected} rejected, {known.published} published")


def first_look(one: Submission) -> Verdict | None:
    """Whose comments wait in any case: everybody's, or those of whoever has none published yet."""
    if one.moderation is Moderation.ALL:
        return _verdict(
            "all wait", "Every comment here is looked at by a moderator first.", "as the house rules have it"
        )
    if one.moderation is Moderation.FIRST and (one.is_guest or one.standing.published == 0):
        return _verdict("first comment", "A first comment is looked at by a moderator.", "nothing published before")
    return None


RULES: tuple[Callable[[Submission], Verdict | None], ...] = (
    banned,
    repetition,
    word_list,
    links,
    contacts,
    rate,
    classifier,
    history,
    first_look,
)


def moderation_for(rules: HouseRules, standing: Standing, source: int, *, is_guest: bool) -> Moderation:
    """How far somebody's comments on a source's article wait: their own exception, else the source's, else the rule.

    Guests wait always.
    """
    if is_guest:
        return Moderation.ALL
    if standing.moderation is not None:
        return standing.moderation
    return dict(rules.sources).get(source, rules.moderation)  # type: ignore[call-overload, no-any-return]


def held_for_reports(rules: HouseRules, reports: int) -> bool:
    """Whether so many people reported a comment that it waits until it was looked at."""
    return 0 < rules.reports_to_hold <= reports


def hosts_in(text: str) -> tuple[str, ...]:
    """The hosts that a text links to, each once."""
    found = ((match[1] or match[2]).lower().rpartition("@")[2].split(":")[0] for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(host.removeprefix("www.") for host in found))


def _verdict(rule: str, reason: str, finding: str, state: CommentState = CommentState.HELD) -> Verdict:
    return Verdict(state=state, rule=rule, reason=reason, finding=finding)


def _is_known(host: str, known: frozenset[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)


def _as_listed(phrase: str) -> str:
    return f" {' '.join(bare(word) for word in words_of(phrase))} "


def _shipped() -> Sequence[str]:
    text = files("octavo.discussing").joinpath("words.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


_LISTED = tuple(_as_listed(line) for line in _shipped())
