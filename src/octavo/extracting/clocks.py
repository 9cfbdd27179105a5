"""The clock that a page goes by where it names no zone, as far as its country or its language has only one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from octavo.kit.urls import host_of

# Minutes east of Greenwich, by the ends of addresses: countries of one zone that never change their clocks,
_STEADY = {
    "jp": 540, "kr": 540, "cn": 480, "tw": 480, "hk": 480, "sg": 480, "my": 480, "ph": 480, "vn": 420, "th": 420,
    "in": 330, "lk": 330, "np": 345, "bd": 360, "pk": 300, "ae": 240, "ke": 180, "tz": 180, "tr": 180, "by": 180,
    "za": 120, "ng": 60, "is": 0,
}  # fmt: skip
# and those that do as the European Union does (minutes in winter).
_EUROPEAN = {
    **dict.fromkeys(["uk", "ie", "pt"], 0),
    **dict.fromkeys(["de", "at", "ch", "li", "fr", "be", "nl", "lu", "it", "es", "dk", "no", "se", "pl", "cz"], 60),
    **dict.fromkeys(["sk", "hu", "si", "hr", "rs", "ba", "me", "mk", "al", "mt", "mc", "sm", "ad"], 60),
    **dict.fromkeys(["fi", "ee", "lv", "lt", "ro", "bg", "gr", "cy", "md", "ua"], 120),
}
# Under an address that names no country, the country whose clock all speak by who write this language.
_SPOKEN = {
    "ja": "jp", "ko": "kr", "vi": "vn", "th": "th", "tr": "tr", "is": "is", "de": "de", "it": "it", "nl": "nl",
    "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu", "sl": "si", "hr": "hr", "da": "dk", "sv": "se", "nb": "no",
    "no": "no", "fi": "fi", "et": "ee", "lv": "lv", "lt": "lt", "ro": "ro", "bg": "bg", "el": "gr", "uk": "ua",
}  # fmt: skip
_FEWEST_LETTERS = 3  # shorter ends of addresses are countries
_MARCH, _OCTOBER = 3, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Minutes east of Greenwich in winter, and whether it is put forward in summer by the European Union's rule."""

    minutes: int
    has_summer: bool = False

    def zone_at(self, local: datetime) -> timezone:
        """The zone at a time that this clock shows (its own zone is not looked at)."""
        shown = local.replace(tzinfo=None)
        changing = timedelta(hours=1, minutes=self.minutes)
        begins = _last_sunday(shown.year, _MARCH) + changing
        ends = _last_sunday(shown.year, _OCTOBER) + changing + timedelta(hours=1)
        is_summer = self.has_summer and begins <= shown < ends
        return timezone(timedelta(minutes=self.minutes + 60 * is_summer))


def clock_of(url: str, language: str | None) -> Clock | None:
    """The clock of the page's country, else of its language; ``None`` where that has several."""
    country = country_of(url)
    spoken = (language or "")[:2].lower()
    if country not in _STEADY and country not in _EUROPEAN:
        country = _SPOKEN.get(spoken, "") if len(country) >= _FEWEST_LETTERS or spoken in {"ja", "ko"} else ""
    if country in _STEADY:
        return Clock(minutes=_STEADY[country])
    return Clock(minutes=_EUROPEAN[country], has_summer=True) if country in _EUROPEAN else None


def country_of(url: str) -> str:
    """The last part of its host: a country by its two letters, or what else stands there; empty for mere figures."""
    last = host_of(url).rpartition(".")[2].lower()
    return last if last.isalpha() else ""


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31)  # noqa: DTZ001 - what a clock shows has no zone; both months have 31 days
    return last - timedelta(days=(last.weekday() + 1) % 7)
