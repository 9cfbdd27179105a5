"""The discussion, and claims beside the text, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.payloads import PAYLOADS, RUN
from tests.doors.events import tell_events
from tests.doors.web_library import paragraph

from octavo.model.discussion import LONGEST_NAME, Action, Guests, HouseRules
from octavo.newsroom.moderating import MOST_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article
    from octavo.model.discussion import CommentId
    from octavo.newsroom.discussing import DiscussionDesk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
HANDLERS = "[onerror], [onload], [onclick], [onfocus], [ontoggle], [onmouseover], [href^='javascript:' i]"


@pytest.fixture
def article(site: Site) -> Article:
    text = "The ferry Aurelia struck the Tern Rocks off Skarn with 212 people aboard, the coastguard said on Saturday."
    more = (
        "“Nobody was hurt, and everybody was calm,” harbour master Edda Roos said. The rescue took nine hours in all."
    )
    made = site.library.article(site.library.source(), blocks=(paragraph(text), paragraph(more), paragraph(text)))
    site.library.paper.insights.catch_up()
    return made


def publish(desk: DiscussionDesk, comments: Sequence[CommentId]) -> None:
    for start in range(0, len(comments), MOST_AT_ONCE):
        desk.moderation.decide(comments[start : start + MOST_AT_ONCE], Action.PUBLISH)


def write(page: Page, words: str) -> None:
    page.locator("#say-body").fill(words)
    page.get_by_role("button", name="Post").click()


def test_hostile_comments_do_not_run(look: Looker, site: Site, article: Article) -> None:
    desk = site.library.paper.discussion
    desk.moderation.save_rules(HouseRules(rate=1_000, most_links=50))
    said = [desk.say(f"{body} {n}", key=str(n), article=article.id) for n, body in enumerate(PAYLOADS)]
    publish(desk, [one.id for one in said])
    with look.page() as page:
        for path in (f"/article/{article.id}", f"/discussion/article/{article.id}", "/discussion", "/moderation/log"):
            page.goto(path)
            assert page.title() != "run"
            assert page.locator(".words :is(script, img, iframe, svg, form, input, object, video, style)").count() == 0
            for link in page.locator(".words a").all():
                assert re.match(r"https?://|/|#", link.get_attribute("href") or "")
        page.goto(f"/article/{article.id}")
        page.locator(".words").last.hover()
        assert page.title() != "run"


def test_hostile_names_do_not_run(look: Looker, site: Site, article: Article) -> None:
    desk = site.library.paper.discussion
    desk.moderation.save_rules(HouseRules(guests=Guests.WRITE, rate=1_000, most_waiting=1_000))
    names = [one for body in PAYLOADS if len(one := " ".join(body.replace(RUN, "top.ran=1").split())) <= LONGEST_NAME]
    assert len(names) >= 30
    said = [
        desk.as_guest(f"guest-{n}").say(f"The tide was low {n}", key=str(n), article=article.id, name=name)
        for n, name in enumerate(names)
    ]
    with look.page() as page:
        page.goto("/moderation")
        assert page.evaluate("typeof window.ran") == "undefined"
        publish(desk, [one.id for one in said])
        for path in (f"/article/{article.id}", f"/discussion/article/{article.id}", "/discussion", "/moderation/log"):
            page.goto(path)
            assert page.evaluate("typeof window.ran") == "undefined"
            assert page.locator(f":is(article, section) :is({HANDLERS})").count() == 0
        page.goto(f"/article/{article.id}")
        assert page.get_by_text(names[0]).count() >= 1


def test_the_focus_goes_to_what_one_said(look: Looker, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        write(page, "The tide was low.")
        expect(page.locator("#comment-1")).to_be_focused()
        expect(page.locator("#live")).to_have_text("Posted")
        page.locator("#comment-1").get_by_role("link", name="Reply").click()
        page.keyboard.type("How low?")
        page.locator("form.say").first.get_by_role("button", name="Post").click()
        expect(page.locator("#comment-2")).to_be_focused()
        expect(page.locator("#comment-1 #comment-2")).to_contain_text("How low?")


def test_without_javascript_a_conversation_is_forms(look: Looker, article: Article) -> None:
    with look.page(java_script_enabled=False) as page:
        page.goto(f"/article/{article.id}")
        write(page, "The tide was low.")
        expect(page).to_have_url(re.compile("#comment-1$"))
        expect(page.locator("#comment-1")).to_contain_text("The tide was low.")
        page.locator("#comment-1").get_by_role("link", name="Reply").click()
        write(page, "How low?")
        expect(page.locator("#comment-1 #comment-2")).to_contain_text("How low?")


def test_a_claim_lights_up_its_sentence_and_back(look: Looker, article: Article) -> None:
    with look.page(viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"/article/{article.id}")
        claim = page.locator(".insights .voice a[data-claim]").first
        address = (claim.get_attribute("href") or "").lstrip("#")
        claim.focus()
        expect(page.locator(f'[data-s="{address}"].lit').first).to_be_visible()
        page.locator(f'[data-s="{address}"].evidence').first.click()
        assert page.evaluate("document.activeElement.hash") == f"#{address}"


def test_axe_finds_nothing(look: Looker, site: Site, article: Article) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    ferry, _ = tell_events(site.library)
    site.library.paper.insights.catch_up()
    desk = site.library.paper.discussion
    first = desk.say("The *tide* was low, see https://tide.example.", key="1", article=article.id)
    desk.say("How low?", key="2", parent=first.id)
    story = site.library.store.placements([ferry[0].id])[0].story
    for scheme in ("light", "dark"):
        with look.page(color_scheme=scheme, bypass_csp=True) as page:
            for path in (
                f"/article/{article.id}",
                f"/comment/{first.id}",
                f"/story/{story}",
                "/discussion",
                "/moderation",
                "/moderation/house",
                "/moderation/log",
                "/topics",
                "/model",
                "/trackers",
                "/ask?q=Who+was+on+the+ferry",
            ):
                page.goto(path)
                assert axe.Axe().run(page).response["violations"] == [], (scheme, path)
