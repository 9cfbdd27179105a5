"""Typesetting: the papers' page templates, and dates in words as each paper writes them."""

from __future__ import annotations

from email.utils import format_datetime as format_email_date
from functools import cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_datetime, format_time
from jinja2 import Environment, PackageLoader, StrictUndefined

from octavo.kit.moments import UTC

if TYPE_CHECKING:
    from datetime import datetime

_LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR"}


def set_page(template: str, charset: str, **values: Any) -> bytes:  # noqa: ANN401 - what templates take differs
    """A template of ``pages/`` filled in, in the paper's charset; what that cannot hold is a character reference."""
    return _press().get_template(template).render(**values).encode(charset, "xmlcharrefreplace")


def dated(moment: datetime, pattern: str, language: str = "en") -> str:
    """A time in words: ``pattern`` is one of Unicode's (UTS 35, part 4), such as ``EEEE d MMMM y``."""
    return format_datetime(moment, pattern, locale=_LOCALES[language[:2]])


def clock(moment: datetime) -> str:
    """The time of day, as ``07:40``."""
    return format_time(moment, "HH:mm", locale="en_GB")


def http_date(moment: datetime) -> str:
    """A time to the second, as HTTP (RFC 9110 §5.6.7) and RSS write it."""
    return format_email_date(moment.astimezone(UTC), usegmt=True)


@cache
def _press() -> Environment:
    press = Environment(
        loader=PackageLoader("octavo.demo", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    press.policies["json.dumps_kwargs"] = {"sort_keys": False}
    press.filters |= {"dated": dated, "clock": clock, "http_date": http_date}
    return press
