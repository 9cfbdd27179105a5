"""Times on captured pages: ages ("16 hours ago") and dates, exact only as far as their words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import dateparser
from dateutil.relativedelta import relativedelta

from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNIT_WORDS: Mapping[Precision, str] = {
    Precision.SECOND: "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos",
    Precision.MINUTE: "m min mins minute minutes minuten minuto minutos minuti minuut",
    Precision.HOUR: "h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren",
    Precision.DAY: "d day days tag tagen jour jours día días dia dias giorno giorni dag dagen",
    Precision.WEEK: "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
    Precision.MONTH: "mo mos month months monat monaten mois mes meses mês mese mesi maand maanden",
    Precision.YEAR: "y yr yrs year years jahr jahren an ans année années año años ano anos anno anni jaar",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
MONTHS = 12
_STEPS: Mapping[Precision, relativedelta] = {
    Precision.SECOND: relativedelta(seconds=1),
    Precision.MINUTE: relativedelta(minutes=1),
    Precision.HOUR: relativedelta(hours=1),
    Precision.DAY: relativedelta(days=1),
    Precision.WEEK: relativedelta(weeks=1),
    Precision.MONTH: relativedelta(months=1),
    Precision.YEAR: relativedelta(years=1),
}
_COARSER: Mapping[Precision, Precision] = {
    Precision.SECOND: Precision.MINUTE,
    Precision.MINUTE: Precision.HOUR,
    Precision.HOUR: Precision.DAY,
    Precision.DAY: Precision.WEEK,
    Precision.WEEK: Precision.MONTH,
    Precision.MONTH: Precision.YEAR,
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_ONE = r"an?|one|einer|einem|einen|eine|une?|una?|um|uma|un[ao]?|een"
_FEW = r"a few|few|several|einigen|wenigen|quelques|algun[oa]s|unos|unas|alcun[ei]|poch[ei]|enkele|some"
_COUNT = rf"(?P<n>\d{{1,4}})|(?P<few>{_FEW})|(?P<one>{_ONE})"
# Icons of a clock that a capture turned into a word stand glued to the age: "time16 hours ago".
_ICON = r"(?:access_time|schedule|time|clock|🕒|🕓|⏱|⏰)?\s*"
_LEAD = r"(?:about|almost|over|around|published|posted|updated|publié|veröffentlicht|aktualisiert|:)?\s*:?\s*"
_AGE = re.compile(
    rf"{_ICON}{_LEAD}(?:(?:{_COUNT})\s*(?P<unit>{_UNIT})\.?\s+(?:ago|geleden|fa|atrás|atras))\s*(?:time|schedule)?",
    re.IGNORECASE,
)
_AGE_AFTER_WORD = re.compile(
    rf"{_ICON}{_LEAD}(?:vor|il y a|hace|há)\s+(?:{_COUNT})\s*(?P<unit>{_UNIT})\.?\s*(?:time|schedule)?", re.IGNORECASE
)
_SHORT_AGE = re.compile(r"(?P<n>\d{1,3})\s?(?P<unit>s|m|mins?|h|hrs?|std|d|w|mo|y)\.?(?:\s+ago)?", re.IGNORECASE)
# Arabic has a form for two of a thing: "منذ يومين" is two days ago.
_ARABIC_ONE: Mapping[Precision, str] = {
    Precision.SECOND: "ثانية ثوان ثواني",
    Precision.MINUTE: "دقيقة دقائق",
    Precision.HOUR: "ساعة ساعات",
    Precision.DAY: "يوم يوما أيام",
    Precision.WEEK: "أسبوع أسابيع",
    Precision.MONTH: "شهر شهرا أشهر شهور",
    Precision.YEAR: "سنة عام سنوات أعوام",
}
_ARABIC_TWO: Mapping[Precision, str] = {
    Precision.MINUTE: "دقيقتين",
    Precision.HOUR: "ساعتين",
    Precision.DAY: "يومين",
    Precision.WEEK: "أسبوعين",
    Precision.MONTH: "شهرين",
    Precision.YEAR: "سنتين عامين",
}
_ARABIC = {word: (unit, 1) for unit, words in _ARABIC_ONE.items() for word in words.split()} | {
    word: (unit, 2) for unit, words in _ARABIC_TWO.items() for word in words.split()
}
_ARABIC_AGE = re.compile(rf"(?:منذ|قبل)\s+(?:(?P<n>\d{{1,4}})\s+)?(?P<unit>{'|'.join(_ARABIC)})(?:\s+واحدة?)?")
_WORDS: Mapping[str, tuple[int, Precision]] = {
    "just now": (0, Precision.MINUTE),
    "now": (0, Precision.MINUTE),
    "moments ago": (0, Precision.MINUTE),
    "a moment ago": (0, Precision.MINUTE),
    "gerade eben": (0, Precision.MINUTE),
    "à l'instant": (0, Precision.MINUTE),
    "today": (0, Precision.DAY),
    "heute": (0, Precision.DAY),
    "أمس": (1, Precision.DAY),
    "الآن": (0, Precision.MINUTE),
    "yesterday": (1, Precision.DAY),
    "gestern": (1, Precision.DAY),
    "hier": (1, Precision.DAY),
    "ayer": (1, Precision.DAY),
    "last week": (1, Precision.WEEK),
    "last month": (1, Precision.MONTH),
    "last year": (1, Precision.YEAR),
}
_ICON_WORD = re.compile(_ICON, re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_MONTH_NAME = r"[^\W\d_]{3,10}\.?"
_WRITTEN = re.compile(
    rf"(?:[^\W\d_]{{2,10}}\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH_NAME}(?:\s+de)?,?\s+\d{{4}}"
    rf"|{_MONTH_NAME}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
    rf"(?P<clock>,?\s*(?:at|um|à|a las|[-–|·])?\s*\d{{1,2}}[:.]\d{{2}}.{{0,20}})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How long before the capture: ``count`` times ``unit``; what is known is only exact to ``precision``."""

    count: int
    unit: Precision
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time, exact to ``precision``."""

    at: datetime
    precision: Precision


def read_age(line: str) -> Age | None:
    """The age that a whole line states, in the words that aggregators use; ``None`` when it states none."""
    words = " ".join(line.split())
    bare = _ICON_WORD.sub("", words, count=1).casefold() if words.casefold() not in _WORDS else words.casefold()
    if bare in _WORDS:
        count, unit = _WORDS[bare]
        return Age(count=count, unit=unit, precision=unit)
    match = _AGE.fullmatch(words) or _AGE_AFTER_WORD.fullmatch(words)
    if not match:
        return _arabic_age(bare)
    unit = _UNITS[match["unit"].casefold()]
    if match["n"]:
        return Age(count=int(match["n"]), unit=unit, precision=unit)
    if match["few"]:
        return Age(count=0 if unit is Precision.SECOND else 3, unit=unit, precision=_COARSER.get(unit, unit))
    return Age(count=1, unit=unit, precision=unit)


def read_short_age(line: str) -> Age | None:
    """The age that a whole line states without saying that it is one: "3h", "2 d", "vor 2 Std."."""
    match = _SHORT_AGE.fullmatch(line.strip())
    if not match:
        return None
    unit = _UNITS[match["unit"].casefold()]
    return Age(count=int(match["n"]), unit=unit, precision=unit)


def _arabic_age(words: str) -> Age | None:
    match = _ARABIC_AGE.fullmatch(words)
    if not match:
        return None
    unit, count = _ARABIC[match["unit"]]
    return Age(count=int(match["n"] or count), unit=unit, precision=unit)


def resolve(age: Age, captured_at: datetime) -> When | None:
    """The time that an age names on a page captured at ``captured_at``; ``None`` before the calendar begins."""
    try:
        then = captured_at.astimezone(UTC) - _STEPS[age.unit] * age.count
    except (ValueError, OverflowError):
        return None
    return When(at=floor(then, age.precision), precision=age.precision)


def floor(at: datetime, precision: Precision) -> datetime:
    """The begin of the minute, hour, day, month or year of ``at``; a week begins where it is counted from."""
    if precision is Precision.YEAR:
        return at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    if precision is Precision.MONTH:
        return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if precision in (Precision.DAY, Precision.WEEK):
        return at.replace(hour=0, minute=0, second=0, microsecond=0)
    if precision is Precision.HOUR:
        return at.replace(minute=0, second=0, microsecond=0)
    return at.replace(second=0 if precision is Precision.MINUTE else at.second, microsecond=0)


def read_date(line: str, *, day_first: bool | None, captured_at: datetime | None) -> When | None:
    """The date that a whole line states; ``None`` when it states none, or when day and month cannot be told apart.

    ``day_first`` is what the other dates of the page show (see :func:`day_first`). A clock time without a zone does
    not make the time more exact than its day.
    """
    words = _ICON_WORD.sub("", " ".join(line.split()), count=1)
    when = _iso(words) or _numeric(words, day_first, captured_at) or _written(words)
    too_late = when and captured_at and when.at > captured_at + timedelta(days=1)
    return None if too_late else when


def looks_like_date(line: str) -> bool:
    """Whether a whole line has the form of a date, readable or not."""
    words = _ICON_WORD.sub("", " ".join(line.split()), count=1)
    return bool(_ISO.fullmatch(words) or _NUMERIC.fullmatch(words) or _written(words))


def day_first(lines: Iterable[str]) -> bool | None:
    """Whether the numeric dates of a page put the day first; ``None`` when none of them tells, or they disagree."""
    told = set()
    for line in lines:
        match = _NUMERIC.fullmatch(_ICON_WORD.sub("", line.strip(), count=1))
        if match:
            first, second = int(match[1]), int(match[3])
            if max(first, second) > MONTHS >= min(first, second):
                told.add(first > second)
    return told.pop() if len(told) == 1 else None


def _iso(words: str) -> When | None:
    match = _ISO.fullmatch(words)
    if not match:
        return None
    try:
        if match[4] and match[7]:
            at = datetime.fromisoformat(words.replace(" ", "T", 1).replace(" ", "")).astimezone(UTC)
            return When(at=at, precision=Precision.SECOND if match[6] else Precision.MINUTE)
        return _day(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _numeric(words: str, first_is_day: bool | None, captured_at: datetime | None) -> When | None:  # noqa: FBT001 - three-valued
    match = _NUMERIC.fullmatch(words)
    if not match:
        return None
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    readings = {}
    for is_day_first, (day, month) in ((True, (a, b)), (False, (b, a))):
        when = _day_or_none(year, month, day)
        if when and not (captured_at and when.at > captured_at + timedelta(days=1)):
            readings[is_day_first] = when
    if first_is_day is not None:
        return readings.get(first_is_day)
    distinct = {when.at for when in readings.values()}
    return next(iter(readings.values())) if len(distinct) == 1 else None


def _written(words: str) -> When | None:
    match = _WRITTEN.fullmatch(words)
    if not match:
        return None
    date = words[: match.start("clock")] if match["clock"] else words
    parsed = dateparser.parse(date.strip(" ,"), settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return _day(parsed.year, parsed.month, parsed.day) if parsed else None


def _day(year: int, month: int, day: int) -> When:
    return When(at=datetime(year, month, day, tzinfo=UTC), precision=Precision.DAY)


def _day_or_none(year: int, month: int, day: int) -> When | None:
    try:
        return _day(year, month, day)
    except ValueError:
        return None
