"""The figures of a text, one sentence at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.explaining.figures.context import qualifier_after, qualifier_before, surroundings_of
from octavo.explaining.figures.counting import (
    currency_before,
    grade_before,
    measure_after,
    noun_after,
    noun_before,
    total_before,
)
from octavo.explaining.figures.excluding import (
    is_chain,
    is_clock,
    is_date,
    is_label,
    is_model,
    is_part_of_something,
    is_technology,
    is_telephone,
    names_street,
)
from octavo.explaining.figures.grammars import grammar_of
from octavo.explaining.figures.numerals import FRACTIONS, numeral_at, opens_number
from octavo.explaining.figures.ranges import range_at
from octavo.explaining.figures.signs import below_nought, minus_before
from octavo.explaining.figures.tokens import tokens_of
from octavo.kit.words import LETTERS
from octavo.model.figures import AGE, PEOPLE, Figure

if TYPE_CHECKING:
    from decimal import Decimal

    from octavo.explaining.documents import Document, Sentence
    from octavo.explaining.figures.context import Surroundings
    from octavo.explaining.figures.counting import Counted
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.numerals import Numeral
    from octavo.explaining.figures.ranges import Range
    from octavo.explaining.figures.tokens import Tokens

# Nobody writes longer sentences; what is longer is a list, or an attack.
_LONGEST_SENTENCE = 2_000
_MOST_SENTENCES = 500
_MOST_FIGURES = 300
_YOUNGEST, _OLDEST = 2, 125
_QUARTERS = ("quarter", "quartal", "trimestre")
_TELLING = 100
# Behind these a number that may be a year is one, whatever follows it: "ab 2024 Überweisungen in Echtzeit".
_SINCE = frozenset({"ab", "seit", "bis", "from", "until", "since", "dès", "desde", "hasta"})
_DIGIT = re.compile(r"[\d½¼¾⅓⅔⅛⅜⅝⅞]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    """A figure before it is one: places are tokens."""

    value: Decimal
    first: int
    end: int
    upper: Decimal | None = None
    unit: str | None = None
    counts: str | None = None
    qualifier: str | None = None
    is_ordinal: bool = False


def has_figure_grammar(language: str | None) -> bool:
    """Whether there are rules for the quantities of a language."""
    return grammar_of(language) is not None


def figures_in(document: Document) -> tuple[Figure, ...]:
    """The figures that a text states, in order; none where there are no rules for its language."""
    grammar = grammar_of(document.language)
    if grammar is None:
        return ()
    found: list[Figure] = []
    for sentence in document.sentences[:_MOST_SENTENCES]:
        if len(sentence.text) <= _LONGEST_SENTENCE and _may_have_figures(sentence.text, grammar):
            found += _figures_of(document, sentence, grammar)
            if len(found) >= _MOST_FIGURES:
                break
    return tuple(found[:_MOST_FIGURES])


def _may_have_figures(text: str, grammar: Grammar) -> bool:
    if _DIGIT.search(text):
        return True
    lower = text.lower()
    if not grammar.openers.isdisjoint(LETTERS.findall(lower)):
        return True
    return grammar.compound_hint is not None and grammar.compound_hint.search(lower) is not None


def _figures_of(document: Document, sentence: Sentence, grammar: Grammar) -> list[Figure]:
    tokens = tokens_of(sentence.text, grammar)
    quantities = _quantities(tokens, grammar)
    if not quantities:
        return []
    around = surroundings_of(sentence.text, grammar)
    return [_figure(document, sentence, tokens, one, around) for one in quantities]


def _figure(document: Document, sentence: Sentence, tokens: Tokens, one: _Quantity, around: Surroundings) -> Figure:
    start, end = tokens.starts[one.first], tokens.ends[one.end - 1]
    return Figure(
        text=sentence.text,
        citations=(document.cite_sentence(sentence),),
        at=document.cite(sentence.block, sentence.start + start, sentence.start + end),
        value=_plain(one.value),
        upper=None if one.upper is None else _plain(one.upper),
        qualifier=one.qualifier,
        unit=one.unit,
        counts=one.counts,
        when=around.when(start, end),
        place=around.place(start, end),
        by=around.by,
        is_ordinal=one.is_ordinal,
    )


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _quantities(tokens: Tokens, grammar: Grammar) -> list[_Quantity]:
    found: list[_Quantity] = []
    following = 0
    for place, word in enumerate(tokens.lower):
        if place >= following and (tokens.numbers[place] or word in FRACTIONS or opens_number(word, grammar)):
            quantity, following = _quantity_at(tokens, place, grammar)
            if quantity:
                found.append(quantity)
    return found


def _quantity_at(tokens: Tokens, place: int, grammar: Grammar) -> tuple[_Quantity | None, int]:
    """The quantity whose number begins at a place, and where to read on."""
    if tokens.numbers[place]:
        skipped = max(is_chain(tokens, place), is_telephone(tokens, place))
        if skipped > place:
            return None, skipped
    numeral = numeral_at(tokens, place, grammar)
    if numeral is None:
        return None, place + 1
    if is_part_of_something(tokens, numeral):
        return None, _past(tokens, numeral.end)
    if numeral.is_ordinal:
        return _ordinal(tokens, numeral, grammar), numeral.end
    return _cardinal(tokens, numeral, grammar)


def _past(tokens: Tokens, end: int) -> int:
    """Behind what hangs on to a number that is none."""
    while tokens.touches(end):
        end += 1
    return end


def _ordinal(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> _Quantity | None:
    """The how many-th something is, where that is news: "fourth year", "third consecutive quarter"."""
    nouns = grammar.second_nouns if numeral.value == 2 else grammar.ordinal_nouns  # noqa: PLR2004
    if tokens.low(numeral.end).startswith(_QUARTERS):  # "the second quarter" tells when
        return None
    if numeral.value < 2 or is_date(tokens, numeral, grammar):  # noqa: PLR2004
        return None
    for place in range(numeral.end, min(numeral.end + 3, len(tokens))):
        if not tokens.words[place] or tokens.lower[place] in grammar.stops:
            return None
        if tokens.lower[place] in nouns and tokens.raw[place][0].isupper() == grammar.capital_nouns:
            counts = tokens.raw[place]
            return _Quantity(value=numeral.value, first=numeral.first, end=place + 1, counts=counts, is_ordinal=True)
    return None


def _cardinal(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> tuple[_Quantity | None, int]:
    """A quantity, with all that limits it and is counted; and where to read on."""
    span = range_at(tokens, numeral, grammar)
    if span is None or is_clock(tokens, numeral, grammar):
        return None, _past(tokens, numeral.end + 1)
    age = _age(tokens, numeral, span, grammar)
    if age:
        return age, age.end
    money = currency_before(tokens, numeral)
    measure = measure_after(tokens, span.end, grammar)
    if measure and money is None and (is_model(tokens, numeral) or _is_named_so(tokens, measure.end, grammar)):
        return None, measure.end
    if money is None and measure is None:
        return _counting(tokens, numeral, span.above_nought(numeral.end), grammar)
    scale, end = _money_scale(tokens, span.end, grammar) if money else (1, span.end)
    if money:
        unit, first = money
    else:
        unit, first, end = (
            (measure.unit or "", numeral.first, measure.end) if measure else ("", numeral.first, span.end)
        )
    if not money and _is_no_measure(tokens, numeral, unit, first, end, grammar):
        return None, end
    minus, last = minus_before(tokens, first, unit, grammar), below_nought(tokens, end, unit, grammar)
    value, upper = span.signed(is_less=minus < first or end < last, is_word=end < last or tokens.is_word(minus))
    qualifier, begin = qualifier_before(tokens, minus, grammar)
    one = _Quantity(
        value=value * scale,
        upper=upper * scale if upper is not None else None,
        first=begin,
        end=last,
        unit=unit,
        qualifier=qualifier,
    )
    return one, last


def _is_named_so(tokens: Tokens, end: int, grammar: Grammar) -> bool:
    """Whether a measure is part of a name: "the Six-Day War", "the 30 Years War"."""
    if grammar.capital_nouns or end >= len(tokens) or not tokens.is_word(end):
        return False
    unit = tokens.raw[end - 1].rpartition("-")[2]
    return unit[:1].isupper() and unit[1:].islower() and tokens.raw[end][0].isupper()


def _money_scale(tokens: Tokens, end: int, grammar: Grammar) -> tuple[int, int]:
    """The scale that is glued to an amount of money: £5m, $3bn."""
    scale = grammar.glued_scales.get(tokens.low(end), 1) if tokens.touches(end) else 1
    return (scale, end + 1) if scale > 1 else (1, end)


def _is_no_measure(tokens: Tokens, numeral: Numeral, unit: str, first: int, end: int, grammar: Grammar) -> bool:
    """Whether it tells when rather than how long, or is one of something without saying so."""
    is_once = grammar.once_behind and [tokens.low(place) for place in range(first, end)] == ["one", "day"]
    if is_once and tokens.low(first - 1) not in grammar.once_behind:
        return True
    if _is_article(tokens, numeral, grammar):
        return unit not in {"%", "pp"} and grammar.language != "en"
    if unit not in grammar.durations:
        return False
    return tokens.low(first - 1) in grammar.no_duration_before or tokens.low(end) in grammar.no_duration_after


def _is_article(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> bool:
    return not numeral.in_digits and numeral.value == 1 and tokens.low(numeral.first) in grammar.one


def _age(tokens: Tokens, numeral: Numeral, span: Range, grammar: Grammar) -> _Quantity | None:
    """How old somebody is."""
    start, end = tokens.starts[numeral.first], tokens.ends[span.end - 1]
    found = grammar.ages.match(tokens.text, end)
    before = tokens.low(numeral.first - 1)
    if found and grammar.noun_first and before != "," and "edad" not in found.group():
        found = None
    if found and numeral.scale == 1:
        last = span.end
        while last < len(tokens) and tokens.starts[last] < found.end():
            last += 1
    elif _is_apposition(tokens, numeral, grammar) or (before in grammar.age_link and grammar.language == "en"):
        last = span.end
    elif _is_aged(tokens, numeral, span.end, grammar):
        last = span.end + 1
    else:
        return None
    if not 0 <= span.value <= _OLDEST or start < 0:
        return None
    return _Quantity(value=span.value, upper=span.upper, first=numeral.first, end=last, unit=AGE)


def _is_apposition(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> bool:
    """Whether it stands behind a name between two commas or in brackets."""
    before, after = tokens.low(numeral.first - 1), tokens.low(numeral.end)
    framed = (before == "," and after in {",", ".", ";"}) or (before == "(" and after == ")")
    name = numeral.first - 2
    whole = numeral.value == numeral.value.to_integral_value()
    plain = numeral.in_digits and numeral.value >= _YOUNGEST and whole and not numeral.is_grouped
    if not (framed and plain and tokens.is_word(name)) or tokens.lower[name] in grammar.weekdays:
        return False
    if tokens.lower[name] in grammar.months:
        return False
    is_name = tokens.raw[name][0].isupper() and tokens.raw[name].isalpha()
    return is_name and not names_street(tokens, name)


def _is_aged(tokens: Tokens, numeral: Numeral, end: int, grammar: Grammar) -> bool:
    """Whether years are somebody's age: "un homme de 34 ans", "im Alter von 34 Jahren"."""
    unit = measure_after(tokens, end, grammar)
    if unit is None or unit.unit != "years":
        return False
    before = tokens.lower[max(0, numeral.first - 3) : numeral.first]
    return bool(grammar.persons_before.intersection(before) or (grammar.age_link - {"von"}).intersection(before))


def _counting(tokens: Tokens, numeral: Numeral, span: Range, grammar: Grammar) -> tuple[_Quantity | None, int]:
    """What counts something: a noun behind the number, or else one in front of it."""
    if is_label(tokens, numeral, grammar) or is_technology(tokens, span.end):
        return None, _past(tokens, span.end)
    is_one = _is_article(tokens, numeral, grammar)
    if is_one and tokens.low(numeral.first) != "one" and tokens.low(span.end) not in grammar.states:
        return None, span.end
    grade = grade_before(tokens, numeral.first, grammar)
    if grade:
        return _Quantity(value=span.value, first=numeral.first, end=span.end, unit=grade), span.end
    scale, after = _people_scale(tokens, span.end, grammar)
    noun = noun_after(tokens, after, grammar, is_one=is_one and scale == 1)
    if noun is None and scale == 1 and (tokens.touches(span.end) and tokens.is_word(span.end)):
        return None, _past(tokens, span.end)
    if _is_year_like(tokens, numeral, noun, grammar) or _is_score(tokens, span, noun, grammar):
        return None, span.end
    quantity = _counted(tokens, numeral, span, noun, grammar)
    if quantity and scale > 1:
        upper = quantity.upper * scale if quantity.upper is not None else None
        quantity = replace(quantity, value=quantity.value * scale, upper=upper)
    return quantity, after


def _people_scale(tokens: Tokens, end: int, grammar: Grammar) -> tuple[int, int]:
    """The scale in "1.2m people"."""
    scale = grammar.glued_scales.get(tokens.low(end), 1) if tokens.touches(end) else 1
    return (scale, end + 1) if scale > 1 else (1, end)


def _is_year_like(tokens: Tokens, numeral: Numeral, noun: Counted | None, grammar: Grammar) -> bool:
    if not is_date(tokens, numeral, grammar):
        return False
    follows = noun is not None and noun.first == numeral.end
    if qualifier_before(tokens, numeral.first, grammar)[0]:
        return not follows or tokens.low(numeral.first - 1) in _SINCE
    plain = tokens.low(numeral.first - 1) not in grammar.stops and numeral.value % 100 == 0 and grammar.language != "en"
    return not (plain and follows)


def _is_score(tokens: Tokens, span: Range, noun: Counted | None, grammar: Grammar) -> bool:
    """Whether a pair is a result: a 2-3 defeat."""
    return span.upper is not None and tokens.low(noun.first if noun else span.end) in grammar.score_nouns


def _counted(tokens: Tokens, numeral: Numeral, span: Range, noun: Counted | None, grammar: Grammar) -> _Quantity | None:
    qualifier, begin = qualifier_before(tokens, numeral.first, grammar)
    before = noun_before(tokens, begin, grammar)
    end = noun.end if noun else span.end
    if qualifier is None:
        qualifier, behind = qualifier_after(tokens, span.end, grammar)
        end = max(end, behind)
    counts = noun.counts if noun else None
    if before and (noun is None or before.first < before.end):
        begin, counts = min(begin, before.first), before.counts
    if counts is None and numeral.in_digits:
        counts = total_before(tokens, begin, grammar)
    is_telling = numeral.is_grouped or numeral.scale > 1 or (qualifier is not None and span.value >= _TELLING)
    if counts is None and not is_telling:
        return None
    unit = PEOPLE if counts and counts.split()[-1].lower() in grammar.people else None
    return _Quantity(
        value=span.value, upper=span.upper, first=begin, end=end, unit=unit, counts=counts, qualifier=qualifier
    )
