"""The moderators' queue by keyboard, news while a page is open, and words spoken of in every copy of a text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.events import FERRY
from tests.doors.web_library import NOW, paragraph

from octavo.model.discussion import CommentState, HouseRules, Moderation

if TYPE_CHECKING:
    from playwright.sync_api import Route
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article
    from octavo.model.discussion import Comment
    from octavo.newsroom.discussing import DiscussionDesk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def somebody(site: Site, name: str = "Ada") -> DiscussionDesk:
    paper = site.library.paper
    return paper.as_user(paper.accounts.add(name)).discussion


def state_of(site: Site, comment: Comment) -> CommentState:
    return site.library.store.comments([comment.id])[0].state


@pytest.fixture
def article(site: Site) -> Article:
    return site.library.article(site.library.source())


def test_the_queue_is_worked_by_keys_alone(look: Looker, site: Site, article: Article) -> None:
    site.library.paper.discussion.moderation.save_rules(HouseRules(moderation=Moderation.ALL))
    ada = somebody(site)
    words = ("The pilot boat left late.", "My aunt saw it from the pier.", "Who pays for the mooring post?")
    said = [ada.say(text, key=text, article=article.id) for text in words]
    with look.page() as page:
        page.goto("/moderation")
        expect(page.locator(f"#q{said[0].id}")).to_be_focused()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_contain_text("leave as it is")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator(f"#q{said[1].id}")).to_be_focused()
        page.keyboard.press("a")
        expect(page.locator("main [role=status]")).to_contain_text("One decision carried out")
        assert [state_of(site, one) for one in said] == [CommentState.HELD, CommentState.PUBLISHED, CommentState.HELD]
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("u")
        expect(page.get_by_role("heading", level=1)).to_contain_text("3 comments wait")
        assert state_of(site, said[1]) is CommentState.HELD
        expect(page.locator(f"#q{said[0].id}")).to_be_focused()
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.keyboard.press("x")
        page.keyboard.press("s")
        expect(page.locator("main [role=status]")).to_contain_text("2 decisions carried out")
        assert [state_of(site, one) for one in said][:2] == [CommentState.REJECTED] * 2


def test_nothing_is_decided_without_a_choice(look: Looker, site: Site, article: Article) -> None:
    site.library.paper.discussion.moderation.save_rules(HouseRules(moderation=Moderation.ALL))
    said = somebody(site).say("The pilot boat left late.", key="1", article=article.id)
    with look.page() as page:
        page.goto("/moderation")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("alert")).to_have_text("Choose the comments first.")
        page.get_by_label("Choose all 1").check()
        page.get_by_role("button", name="Publish").click()
        expect(page.locator("main [role=status]")).to_contain_text("One decision carried out")
        assert state_of(site, said) is CommentState.PUBLISHED


def test_a_moderator_sees_what_waits_where_it_was_said(look: Looker, site: Site, article: Article) -> None:
    first = site.library.paper.discussion.say("The tide was low.", key="1", article=article.id)
    site.library.paper.discussion.moderation.save_rules(HouseRules(moderation=Moderation.ALL))
    ada = somebody(site)
    root = ada.say("Where were the pilots?", key="2", article=article.id)
    reply = ada.say("It was low indeed.", key="3", parent=first.id)
    with look.page() as page:
        for held in (root, reply):
            page.goto(f"/comment/{held.id}")
            expect(page.locator(f"#comment-{held.id}")).to_contain_text(held.body)
            expect(page.locator(".fate")).to_have_count(1)
            page.get_by_role("button", name="Publish").click()
            expect(page.locator(".fate")).to_have_count(0)
            assert state_of(site, held) is CommentState.PUBLISHED


def test_what_others_say_comes_while_a_page_is_open(look: Looker, site: Site, article: Article) -> None:
    ada = somebody(site)
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        expect(page.locator(".begin")).to_be_visible()
        first = ada.say("The tide was low.", key="1", article=article.id)
        expect(page.locator(f"#comment-{first.id}")).to_contain_text("The tide was low.")
        # Nothing moves under somebody who is writing: they are told, and keep their words.
        page.locator("#say-body").fill("I was about to say")
        second = ada.say("It turned at six.", key="2", article=article.id)
        expect(page.locator(".news")).to_contain_text("Something new was said")
        expect(page.locator("#say-body")).to_have_value("I was about to say")
        page.locator(".news button").click()
        expect(page.locator(f"#comment-{second.id}")).to_be_visible()
        expect(page.locator("#say-body")).to_have_value("I was about to say")


def test_words_are_chosen_in_the_text_and_marked_in_every_copy(look: Looker, site: Site) -> None:
    library = site.library
    # One agency's text in two papers, the second with a paragraph of its own before it.
    text = " ".join(FERRY)
    one = library.article(library.source(), "Aurelia aground", blocks=(paragraph(text),))
    blocks = (paragraph("From our agencies."), paragraph(text))
    two = library.article(
        library.source("Evening Post"), "Ferry on the rocks", blocks=blocks, published_at=NOW - timedelta(hours=1)
    )
    library.paper.stories.catch_up()
    placed = library.store.placements([one.id, two.id])
    assert any(place.copy_of for place in placed)
    with look.page() as page:
        page.goto(f"/article/{one.id}")
        page.evaluate(
            """() => { const paragraph = document.querySelector("article > .text p");
            const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
            getSelection().setBaseAndExtent(node, 0, node, 40); }"""
        )
        page.get_by_role("button", name="Comment on these words").click()
        expect(page.locator("#say-body")).to_be_focused()
        page.keyboard.type("Which rocks exactly?")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.locator("#comment-1")).to_be_focused()
        expect(page.locator("#comment-1 .cited")).to_contain_text(text[:38].strip())
        page.goto(f"/article/{two.id}")
        expect(page.locator(".text .remark")).to_have_text("1")
        page.locator(".text .remark").click()
        expect(page.locator("#comment-1")).to_be_focused()


def test_c_leads_to_the_discussion(look: Looker, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        page.keyboard.press("c")
        expect(page.locator("#discussion")).to_be_focused()


def test_a_reply_that_is_being_written_outlives_a_reaction(look: Looker, site: Site, article: Article) -> None:
    ada = somebody(site)
    first = ada.say("The tide was low.", key="1", article=article.id)
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        comment = page.locator(f"#comment-{first.id}")
        comment.get_by_role("link", name="Reply").click()
        page.keyboard.type("How low?")
        comment.get_by_role("button", name="Informative").click()
        expect(comment.get_by_role("button", name="Informative 1")).to_be_focused()
        expect(comment.locator("#say-body")).to_have_value("How low?")
        comment.get_by_role("button", name="Post", exact=True).click()
        expect(comment.locator("#comment-2")).to_be_focused()
        expect(comment.locator(".replies > .comment")).to_have_count(1)


def test_words_are_kept_when_the_server_cannot_be_reached(look: Looker, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        lost = []

        def swallow(route: Route) -> None:
            lost.append(route.fetch())  # it arrives, and its answer is lost
            route.abort()

        page.route("**/discussion/say", swallow, times=1)
        page.locator("#say-body").fill("The tide was low.")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("What you wrote is still here")
        assert len(lost) == 1
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.locator("#comment-1")).to_be_focused()
        expect(page.locator(".comment")).to_have_count(1)
    look.complaints = [words for words in look.complaints if "Failed to load resource" not in words]
