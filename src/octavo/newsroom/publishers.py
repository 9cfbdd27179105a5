"""Rules for publishers: read from a user's files, checked, and tried on a page."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from octavo import extracting
from octavo.model.articles import Draft
from octavo.model.errors import InvalidInput
from octavo.model.publishers import CheckedRules, RulesTrial
from octavo.newsroom.extraction import UNKNOWN_URL, fetched_page, given_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules, RulesFile
    from octavo.ports import Clock, Fetcher

LOG = logging.getLogger("octavo.publishers")
MOST_FILES = 2_000


def usable_rules(files: Iterable[RulesFile]) -> tuple[PublisherRules, ...]:
    """The rules in those files that are right; what is wrong with the others goes into the log."""
    checked = check_rules(files)
    for one in checked:
        if one.problem:
            LOG.error("publisher rules left out: %s", one.problem)
    return tuple(one.rules for one in checked if one.rules)


def check_rules(files: Iterable[RulesFile]) -> tuple[CheckedRules, ...]:
    """Each file with its rules, or with what is wrong with it."""
    return tuple(_checked(file) for file in files)


def rules_in(file: RulesFile) -> PublisherRules:
    """The rules in a file, for any page.

    Raises:
        InvalidInput: something is wrong with it.
    """
    checked = _checked(file)
    if checked.rules is None:
        raise InvalidInput(checked.problem or f"{file.name} holds no rules.")
    return extracting.everywhere(checked.rules)


def try_rules(
    file: RulesFile, *, clock: Clock, fetcher: Fetcher | None = None, html: bytes | None = None, url: str | None = None
) -> RulesTrial:
    """What the rules in a file find on a page, given as its HTML or fetched from ``url``; for any host.

    Raises:
        InvalidInput: something is wrong with the file, or the text is no web address.
        Unavailable: the page cannot be had just now.
    """
    forced = rules_in(file)
    own = _checked(file).rules or forced
    page = _page(html, url, clock, fetcher)
    drawn = extracting.extract(page, rules=(forced,))
    is_known = page.final_url != UNKNOWN_URL
    return RulesTrial(
        rules=own,
        applies=extracting.holds_for(own, page.final_url) if is_known else None,
        findings=extracting.findings_on(own, page),
        draft=drawn if isinstance(drawn, Draft) else None,
        problem=None if isinstance(drawn, Draft) else drawn.sentence.replace("unknown.invalid", "the file"),
    )


def _page(html: bytes | None, url: str | None, clock: Clock, fetcher: Fetcher | None) -> FetchedPage:
    if html is not None or fetcher is None:
        return given_page(html or b"", url, clock)
    return fetched_page(url or "", fetcher)


@lru_cache(maxsize=MOST_FILES)
def _checked(file: RulesFile) -> CheckedRules:
    if file.problem:
        return CheckedRules(file=file.name, problem=file.problem)
    try:
        return CheckedRules(file=file.name, rules=extracting.read_rules(file.name, file.text))
    except InvalidInput as error:
        return CheckedRules(file=file.name, problem=str(error))
