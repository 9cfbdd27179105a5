"""Words for people, shared by the doors: times and ages, never more exact than they are known, and alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_timedelta

from octavo.model.articles import Precision
from octavo.model.publishers import OUT_OF_DATE, UNLIKE
from octavo.model.writing import DropReason, Withheld

if TYPE_CHECKING:
    from datetime import date, datetime

    from octavo.model.sites import LayoutChange, RulesDoubt

LOCALE = "en_GB"
CLOCKED = (Precision.SECOND, Precision.MINUTE)
_LENGTHS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time for a person (``words``), for a pointer that rests on it (``exact``), and for machines (``machine``).

    ``machine`` is a valid ``datetime`` attribute (HTML §4.5.14), as coarse as the time is known.
    """

    words: str
    exact: str
    machine: str


def counted(number: int, one: str, many: str = "") -> str:
    """How many there are of something: "1 article", "1,234 articles"; ``many`` where an "s" does not make it."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class WallClock(tzinfo):
    """Somebody's zone, and whether their clock counts to twelve; ``now`` carries both to where times are told."""

    def __init__(self, zone: tzinfo, *, twelve: bool = False) -> None:
        self._zone = zone
        self.twelve = twelve

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """As in the zone."""
        return self._zone.utcoffset(dt and dt.replace(tzinfo=self._zone))

    def dst(self, dt: datetime | None) -> timedelta | None:
        """As in the zone."""
        return self._zone.dst(dt and dt.replace(tzinfo=self._zone))

    def tzname(self, dt: datetime | None) -> str | None:
        """As in the zone."""
        return self._zone.tzname(dt and dt.replace(tzinfo=self._zone))

    def fromutc(self, dt: datetime) -> datetime:
        """As in the zone."""
        return self._zone.fromutc(dt.replace(tzinfo=self._zone)).replace(tzinfo=self)


def tell(at: datetime, precision: Precision, now: datetime) -> Told:
    """How a page says when something was, seen from ``now``, in whose zone exact times are given.

    A day, month or year is what the publisher said, wherever the reader is.
    """
    here = local(at, now) if precision in CLOCKED or precision is Precision.HOUR else at
    return Told(
        words=_words(here, precision, now, now.astimezone(UTC) - at),
        exact=_exact(here, precision),
        machine=_machine(at, precision),
    )


def time_of_day(at: datetime, now: datetime) -> str:
    """The time of day on the clock that ``now`` is read from: 17:02, or 5:02 pm."""
    return _time_of_day(local(at, now))


def local(at: datetime, now: datetime) -> datetime:
    """The same moment on the clock that ``now`` is read from; as it is, at the ends of the calendar."""
    try:
        return at.astimezone(now.tzinfo)
    except (OverflowError, ValueError):
        return at


def day_heading(day: date, today: date) -> str:
    """The heading over a day's articles: Today, Yesterday, or the day with its date."""
    back = (today - day).days
    if back in (0, 1):
        return ("Today", "Yesterday")[back]
    return dated(day, "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y")


def long_date(day: date) -> str:
    """The date as a masthead bears it: Saturday 21 November 2026."""
    return dated(day, "EEEE d MMMM y")


def days_of(first: date, last: date, precision: Precision) -> str:
    """The day or days that a text speaks of: 12 June 2025; 2 to 5 June 2025; June 2025; 2025."""
    if precision is Precision.YEAR and first.year == last.year:
        return str(first.year)
    if precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return dated(first, "MMMM y")
    if first == last:
        return dated(first, "d MMMM y")
    begin = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM"
    if first.year != last.year:
        begin = "d MMMM y"
    return f"{dated(first, begin)} to {dated(last, 'd MMMM y')}"


@lru_cache(maxsize=4_096)
def dated(day: date, pattern: str) -> str:
    """A date in words. A list has few dates and says each many times."""
    return format_date(day, pattern, locale=LOCALE)


def until(at: datetime, now: datetime) -> str:
    """How long it is until ``at``: in 18 minutes; now, when that is past."""
    if at <= now + timedelta(minutes=1):
        return "now"
    return format_timedelta(at - now, granularity="minute", threshold=1.5, add_direction=True, locale=LOCALE)


def pace(per_day: float | None) -> str:
    """How often somebody publishes: about 12 articles a day, about 3 a week, now and then; empty when not known."""
    if per_day is None:
        return ""
    for days, unit in ((1, "day"), (7, "week"), (30, "month")):
        often = round(per_day * days)
        if often > 1 or (often == 1 and unit != "month"):
            return f"about {counted(often, 'article')} a {unit}"
    return "an article now and then"


def layout_alarm(change: LayoutChange) -> str:
    """What is wrong with a site's pages, and what to do."""
    return (
        f"The layout of {change.host} seems to have changed: {change.incomplete} of the last {change.latest} articles"
        " may be incomplete. Open one beside its page: `octavo extract --why ADDRESS` shows what was taken and why, and"
        " rules for the publisher put it right."
    )


def rules_note(extracted_by: str) -> str:
    """What a reader of an article should know of the rules for its publisher; empty where they fit."""
    if OUT_OF_DATE in extracted_by:
        return "The rules for this publisher held only a fraction of this article, so Octavo read it without them."
    if UNLIKE in extracted_by:
        return "The rules for this publisher leave out more than half of what Octavo would take for this article."
    return ""


def rules_alarm(doubt: RulesDoubt) -> str:
    """What is wrong with the rules for a publisher, and what to do."""
    return (
        f"The rules for this publisher seem out of date: on {doubt.unfit} of its last {doubt.latest} articles"
        " they found nothing, or much less than Octavo finds by itself."
        " `octavo publishers test FILE ADDRESS` shows what each rule finds on a page."
    )


def _words(at: datetime, precision: Precision, now: datetime, age: timedelta) -> str:
    coarse = _coarse(at, precision)
    if coarse:
        return coarse
    if precision is Precision.DAY or not timedelta(hours=-1) < age < timedelta(hours=24):
        return _day_words(at.date(), now.date())
    if precision is Precision.HOUR:
        return "within the hour" if age < timedelta(hours=1) else f"about {_ago(age, 'hour')}"
    return "just now" if age < timedelta(minutes=1) else _ago(age, "minute")


def _coarse(at: datetime, precision: Precision) -> str | None:
    match precision:
        case Precision.WEEK:
            monday = at.date() - timedelta(days=at.weekday())
            return f"in the week of {dated(monday, 'd MMMM y')}"
        case Precision.MONTH:
            return dated(at.date(), "MMMM y")
        case Precision.YEAR:
            return str(at.year)
        case _:
            return None


def _ago(age: timedelta, unit: Literal["hour", "minute"]) -> str:
    """How long ago, of something within a day, and no finer than the unit."""
    count = round(age / _LENGTHS[unit])
    if unit == "minute" and abs(count) >= _MINUTES:
        count, unit = round(age / _LENGTHS["hour"]), "hour"
    return _since(count, unit)


@lru_cache(maxsize=512)
def _since(count: int, unit: Literal["hour", "minute"]) -> str:
    """A list says the same few over and over. The threshold keeps 24 hours what they are."""
    return format_timedelta(-count * _LENGTHS[unit], granularity=unit, threshold=1.5, add_direction=True, locale=LOCALE)


def _day_words(day: date, today: date) -> str:
    back = (today - day).days
    if back in (0, 1):
        return ("today", "yesterday")[back]
    if 1 < back < 7:  # noqa: PLR2004 (beyond a week, a weekday is ambiguous)
        return dated(day, "EEEE")
    return dated(day, "d MMMM" if day.year == today.year else "d MMMM y")


def _exact(at: datetime, precision: Precision) -> str:
    coarse = _coarse(at, precision)
    if coarse:
        return coarse
    day = long_date(at.date())
    if precision in CLOCKED:
        return f"{day}, {_clock(at)}"
    return f"{day}, around {_clock(at.replace(minute=0))}" if precision is Precision.HOUR else day


def _clock(at: datetime) -> str:
    """The time of day with the name of its zone, or with what it is ahead of UTC where it has none: 19:30 CET."""
    name = at.tzname() or ""
    if not name.isalpha():
        ahead = f"{at:%z}"
        name = f"UTC{ahead[:3]}:{ahead[3:5]}"
    return f"{_time_of_day(at)} {name}"


def _time_of_day(at: datetime) -> str:
    if getattr(at.tzinfo, "twelve", False):
        return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 (noon)
    return f"{at.hour:02}:{at.minute:02}"


def _machine(at: datetime, precision: Precision) -> str:
    if precision in CLOCKED:
        return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    formats = {Precision.WEEK: "%G-W%V", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
    return at.strftime(formats.get(precision, "%Y-%m-%d"))


# Why a sentence that a model or rules wrote is not shown: "it …".
DROPPED = {
    DropReason.QUOTE_NOT_FOUND: "quotes what no cited sentence says",
    DropReason.NUMBER_NOT_FOUND: "has a number that no cited sentence has",
    DropReason.DATE_NOT_FOUND: "has a date that no cited sentence has",
    DropReason.NAME_NOT_FOUND: "has a name that no cited sentence has",
    DropReason.WORD_NOT_FOUND: "has a word that no cited sentence has",
    DropReason.NOT_SAID_TOGETHER: "puts together what no cited sentence says",
    DropReason.NEGATION_DIFFERS: "denies what is said, or says what is denied",
    DropReason.CERTAINTY_DIFFERS: "says as a fact what is only possible or planned",
    DropReason.NAMES_SWAPPED: "lets names change places",
    DropReason.ROLES_SWAPPED: "lets two change places",
    DropReason.NOT_SUPPORTED: "is not borne out by what it cites",
    DropReason.NOTHING_SAID: "says nothing",
    DropReason.NO_CITATION: "cites nothing that was sent",
}
# Why there is nothing that a language model wrote.
WITHHELD = {
    Withheld.NOT_CONFIGURED: "No language model is set: OCTAVO_LLM_ADDRESS and OCTAVO_LLM_MODEL name one.",
    Withheld.OFF_FOR_USER: "The language model is switched off for this account: `octavo model on` switches it on.",
    Withheld.OFF_FOR_SOURCE: "Articles of this source are not sent to the language model.",
    Withheld.BUDGET_SPENT: "The day's budget for the language model is used up (OCTAVO_LLM_DAILY_TOKENS).",
    Withheld.NOTHING_TO_SEND: "The library holds nothing about this.",
    Withheld.FAILED: "The language model gave no answer.",
    Withheld.NOTHING_HELD: "Nothing of what the language model said stood up to checking.",
    Withheld.SAYS_NOT_FOUND: "The language model finds nothing about this in what it was given.",
}
