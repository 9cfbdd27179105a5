from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.fetching import failure, next_attempt, next_visit, unusable
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed, FetchOutcome, Gone, NotModified
from octavo.model.ids import SourceId
from octavo.model.sources import Visit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def visited(ago: timedelta = HOUR, *, source: int = 1, failures: int = 0, due_in: timedelta = timedelta(0)) -> Visit:
    return Visit(
        source=SourceId(source), at=NOW - ago, next_at=NOW + due_in, etag='"a"', last_modified="then", failures=failures
    )


def page(max_age: int | None = None) -> FetchedPage:
    return FetchedPage(
        url=URL, final_url=URL, at=NOW, status=200, media_type="", charset=None, body=b"", etag='"b"', max_age=max_age
    )


def wait(visit: Visit, outcome: FetchOutcome, *, new_leads: int = 0, ttl_minutes: int | None = None) -> timedelta:
    return next_visit(visit, outcome, NOW, new_leads=new_leads, ttl_minutes=ttl_minutes).next_at - NOW


OUTCOMES: st.SearchStrategy[FetchOutcome] = st.one_of(
    st.builds(page, st.none() | st.integers(0, 10**12)),
    st.builds(NotModified, url=st.just(URL), at=st.just(NOW), max_age=st.none() | st.integers(0, 10**12)),
    st.builds(Gone, url=st.just(URL), at=st.just(NOW), sentence=st.just("Gone.")),
    st.builds(
        failure,
        st.just(URL),
        st.sampled_from(FailureReason),
        st.just(NOW),
        retry_at=st.none() | st.timedeltas(-DAY, 9 * DAY).map(lambda delay: NOW + delay),
    ),
)


@given(
    visit=st.builds(
        visited,
        st.timedeltas(-DAY, 900 * DAY),
        source=st.integers(1, 10**9),
        failures=st.integers(0, 10_000),
        due_in=st.timedeltas(-900 * DAY, DAY),
    ),
    outcome=OUTCOMES,
    new_leads=st.integers(0, 10_000),
    ttl_minutes=st.none() | st.integers(-5, 10**12),
)
def test_the_next_visit_is_due_within_bounds(
    visit: Visit, outcome: FetchOutcome, new_leads: int, ttl_minutes: int | None
) -> None:
    after = next_visit(visit, outcome, NOW, new_leads=new_leads, ttl_minutes=ttl_minutes)
    assert 10 * MINUTE <= after.next_at - NOW <= DAY
    assert after.at == NOW
    assert (after.problem is None) == (after.failures == 0) == (after.reason is None)


def test_news_brings_us_back_sooner_and_quiet_later() -> None:
    visit = visited(2 * HOUR)
    assert wait(visit, page(), new_leads=5) < wait(visit, page(), new_leads=1) < 2 * HOUR
    assert wait(visit, page()) > 2 * HOUR
    assert wait(visit, NotModified(url=URL, at=NOW)) > 2 * HOUR


def test_the_wait_settles_at_the_pace_of_the_publisher() -> None:
    visit, now, waits = Visit(source=SourceId(7), next_at=NOW), NOW, []
    for _ in range(60):
        published = 0 if visit.at is None else int((now - NOW) / (6 * HOUR)) - int((visit.at - NOW) / (6 * HOUR))
        visit = next_visit(visit, page(), now, new_leads=published)
        waits.append(visit.next_at - now)
        now = visit.next_at
    settled = sorted(waits[20:])
    assert HOUR < settled[len(settled) // 2] < 6 * HOUR


def test_the_first_visit_learns_nothing_from_a_full_feed() -> None:
    new = Visit(source=SourceId(1), next_at=NOW)
    assert wait(new, page(), new_leads=200) == wait(new, page(), new_leads=1) > 20 * MINUTE


def test_a_visit_by_hand_does_not_unlearn_the_planned_wait() -> None:
    assert wait(visited(MINUTE, due_in=5 * HOUR), page()) > 5 * HOUR


def test_what_the_publisher_asks_for_is_respected() -> None:
    visit = visited(10 * MINUTE)
    assert wait(visit, page(max_age=7_200), new_leads=9) == 2 * HOUR
    assert wait(visit, page(), new_leads=9, ttl_minutes=180) == 3 * HOUR
    assert wait(visit, page(max_age=60), new_leads=9) < 11 * MINUTE
    slow_down = failure(URL, FailureReason.RATE_LIMITED, NOW, retry_at=NOW + 5 * HOUR)
    assert wait(visit, slow_down) == 5 * HOUR


def test_failures_double_the_wait_up_to_a_day() -> None:
    visit, now, waits = visited(), NOW, []
    down = failure(URL, FailureReason.UNREACHABLE, NOW)
    for _ in range(9):
        visit = next_visit(visit, down, now)
        waits.append(visit.next_at - now)
        now = visit.next_at
    assert visit.failures == 9
    assert all(abs(later - 2 * sooner) < MINUTE for sooner, later in pairwise(waits[:6]))
    assert waits[0] < 16 * MINUTE
    assert waits[-1] > 21 * HOUR


def test_a_failure_keeps_what_the_last_good_visit_knew() -> None:
    before = replace(visited(), succeeded_at=NOW - HOUR)
    not_a_feed = failure(URL, FailureReason.NOT_A_FEED, NOW)
    after = unusable(before, not_a_feed, NOW)
    assert (after.etag, after.last_modified, after.succeeded_at) == ('"a"', "then", NOW - HOUR)
    assert (after.failures, after.reason, after.problem) == (1, "not a feed", not_a_feed.sentence)
    assert not after.gone


def test_success_ends_all_trouble() -> None:
    after = next_visit(replace(visited(failures=4), problem="Trouble.", reason="unreachable"), page(), NOW)
    assert (after.failures, after.problem, after.reason, after.succeeded_at) == (0, None, None, NOW)
    assert (after.etag, after.last_modified) == ('"b"', None)


def test_not_modified_need_not_repeat_validators() -> None:
    assert next_visit(visited(), NotModified(url=URL, at=NOW), NOW).etag == '"a"'
    assert next_visit(visited(), NotModified(url=URL, at=NOW, etag='"c"'), NOW).etag == '"c"'


def test_gone_is_for_good() -> None:
    after = next_visit(visited(), Gone(url=URL, at=NOW, sentence="It is gone."), NOW)
    assert (after.gone, after.problem, after.reason) == (True, "It is gone.", "gone")


def test_sources_are_spread_and_each_stays_in_its_place() -> None:
    waits = [wait(visited(2 * HOUR, source=source), page()) for source in range(1, 101)]
    assert len(set(waits)) > 90
    assert wait(visited(2 * HOUR, source=1), page()) == waits[0]
    assert max(waits) <= 1.2 * min(waits)


def attempts(failed: FetchFailed) -> list[timedelta]:
    waits: list[timedelta] = []
    while (at := next_attempt(len(waits), failed, NOW)) is not None:
        waits.append(at - NOW)
    return waits


def test_a_page_is_tried_again_later_and_later_and_then_given_up() -> None:
    waits = attempts(failure(URL, FailureReason.SERVER_ERROR, NOW))
    assert waits == sorted(waits)
    assert len(waits) == 4


def test_a_page_that_is_not_there_yet_gets_a_second_chance() -> None:
    assert attempts(failure(URL, FailureReason.NOT_FOUND, NOW)) == [HOUR]


@pytest.mark.parametrize("reason", [FailureReason.FORBIDDEN, FailureReason.TOO_LARGE, FailureReason.NO_ARTICLE])
def test_what_will_not_heal_is_given_up_at_once(reason: FailureReason) -> None:
    assert attempts(failure(URL, reason, NOW)) == []


def test_a_page_waits_as_long_as_the_server_asks_within_a_day() -> None:
    busy = failure(URL, FailureReason.RATE_LIMITED, NOW, retry_at=NOW + 3 * HOUR)
    assert next_attempt(0, busy, NOW) == NOW + 3 * HOUR
    assert next_attempt(0, replace(busy, retry_at=NOW + 9 * DAY), NOW) == NOW + DAY
