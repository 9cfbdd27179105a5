"""The grammar: which strings of kinds have the form of a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from octavo.explaining.dates.context import Bound, Context
from octavo.explaining.dates.lexicon import Kind
from octavo.explaining.dates.resolving import Place, resolve
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.explaining.dates.tokens import Token

# A weekday in words before a date in full belongs to it. Quantities are bounded: no input makes this go back far.
_LEAD = r"(?:[Wv]R?\.?,?O{0,2})?"
_MONTH = r"(?:M|m\.?)"
# "last year", "dieses Jahres", "de l'année dernière"
_YEAR_BY_NAME = r"(?:O?[LXH]U|O{0,2}U[LX])"
_FORMS = re.compile(
    rf"(?P<year_first>Y-D-D)"
    rf"|(?P<cjk>YyDzD)"
    rf"|(?P<year_last>D[./\-]D[./\-]Y)"
    rf"|(?P<month_day>{_LEAD}{_MONTH}O?D(?:-D)?(?:,?Y|{_YEAR_BY_NAME})?)"
    rf"|(?P<day_month>{_LEAD}D\.?(?:-D\.?)?O?{_MONTH}(?:,?O?Y|{_YEAR_BY_NAME})?)"
    rf"|(?P<month_of_year>(?:Q-?O?)?{_MONTH},?O?Y)"
    rf"|(?P<month_in_year>M{_YEAR_BY_NAME})"
    rf"|(?P<weekday_in_week>WR?,?O{{0,2}}[LXH]U|WR?O{{0,2}}U[LX])"
    rf"|(?P<weekday>[LXH]?WR?[LX]?)"
    rf"|(?P<ago>[ND]UA|V[ND]U)"
    rf"|(?P<ahead>F[ND]U)"
    rf"|(?P<span>[LX][ND]U|[ND][LX]U)"
    rf"|(?P<unit>[LXH]U|U[LX])"
    rf"|(?P<month>[LXH]M|(?:Q-?O?)?M[LX]?)"
    rf"|(?P<relative_day>T)"
    rf"|(?P<weekend>U)"
    rf"|(?P<year>Y)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePhrase:
    """Words of a text that name a day or a stretch of days: ``text[start:end]``, from ``first`` to ``last``.

    ``precision`` is that of the words: "in March" is a month. ``relative`` tells that it took the day of publication
    to know which day is meant.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    relative: bool
    bound: Bound = Bound.ON


def phrases_in(tokens: Sequence[Token], near: date | None, *, day_first: bool | None) -> Iterator[DatePhrase]:
    """The dates of a sentence in order; they do not overlap."""
    context = Context(tokens)
    for match in _FORMS.finditer(context.kinds):
        place = Place(context=context, start=match.start(), end=match.end(), near=near, day_first=day_first)
        found = resolve(match.lastgroup or "", place)
        if found is None:
            continue
        first, last, precision = found.first, found.last, found.precision
        if context.before(match.start()) == Kind.EVE:
            first = last = first - timedelta(days=1)
            precision = Precision.DAY
        yield DatePhrase(
            start=tokens[match.start()].start,
            end=tokens[match.end() - 1].end,
            first=first,
            last=last,
            precision=precision,
            relative=found.relative,
            bound=context.bound(match.start()),
        )
