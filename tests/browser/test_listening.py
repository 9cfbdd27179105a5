"""Being read to, with a voice that says a sentence when the test wants it: the browser of a test has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.events import CUP
from tests.doors.web_library import paragraph

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SENTENCES = ["The ferry struck the rocks.", "Nobody was hurt.", "The rescue took nine hours.", "The tide was low."]
# As browsers do it: whoever is cut off hears of it later, as an error.
VOICE = """
window.said = [];
let now = null;
class Utterance extends EventTarget { constructor(words) { super(); this.words = words; } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", { value: {
  cancel() {
    const one = now;
    now = null;
    localStorage.quiet = true;
    if (one) setTimeout(() => one.dispatchEvent(new Event("error")), 20);
  },
  speak(one) {
    now = one;
    localStorage.removeItem("quiet");
    window.said.push([one.lang, one.words]);
    one.dispatchEvent(new Event("start"));
  },
} });
window.spoken = () => { const one = now; now = null; one.dispatchEvent(new Event("end")); };
window.broken = () => { const one = now; now = null; one.dispatchEvent(new Event("error")); };
"""


@pytest.fixture
def article(site: Site) -> Article:
    blocks = (paragraph(" ".join(SENTENCES[:2])), *(paragraph(one) for one in SENTENCES[2:]))
    return site.library.article(site.library.source(), blocks=blocks)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> list[str]:
    return [words.strip() for _, words in page.evaluate("window.said")]


def lit(page: Page) -> str:
    return "".join(page.locator(".lit").all_text_contents()).strip()


def opened(page: Page, address: str) -> None:
    page.add_init_script(VOICE)
    page.goto(address)


def test_an_article_is_read_aloud_sentence_by_sentence(look: Looker, article: Article) -> None:
    with look.page() as page:
        opened(page, f"/article/{article.id}")
        press(page, "Listen")
        for sentence in SENTENCES:
            assert lit(page) == sentence
            page.evaluate("window.spoken()")
        expect(page.locator("#live")).to_have_text("That was all")
        assert said(page) == SENTENCES
        assert lit(page) == ""
        press(page, "Listen")  # from the beginning
        assert said(page)[len(SENTENCES) :] == SENTENCES[:1]


def test_a_pause_goes_on_with_the_sentence_it_was_at(look: Looker, article: Article) -> None:
    with look.page() as page:
        opened(page, f"/article/{article.id}")
        press(page, "Listen")
        page.evaluate("window.spoken()")
        press(page, "Pause")
        assert page.evaluate("localStorage.quiet")
        press(page, "Go on listening")
        page.wait_for_timeout(60)  # what was cut off says so now, and that is no reason to be silent
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        page.evaluate("window.spoken()")
        assert said(page) == [SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[2]]
        assert lit(page) == SENTENCES[2]


def test_the_text_follows_the_voice_on_a_small_screen(look: Looker, site: Site) -> None:
    blocks = tuple(paragraph(f"This is sentence {number}. " + "It goes on and on. " * 20) for number in range(12))
    article = site.library.article(site.library.source(), blocks=blocks)
    with look.page(viewport={"width": 390, "height": 500}) as page:
        opened(page, f"/article/{article.id}")
        press(page, "Listen")
        for _ in range(60):
            page.evaluate("window.spoken()")
        expect(page.locator(".lit").first).to_be_in_viewport()


def test_the_voice_is_silent_when_the_page_is_left(look: Looker, article: Article) -> None:
    with look.page() as page:
        opened(page, f"/article/{article.id}")
        press(page, "Listen")
        assert not page.evaluate("localStorage.quiet")
        page.goto("/latest")
        assert page.evaluate("localStorage.quiet")


def test_a_browser_without_a_voice_says_so(look: Looker, article: Article) -> None:
    with look.page() as page:
        opened(page, f"/article/{article.id}")
        press(page, "Listen")
        page.evaluate("window.broken()")
        expect(page.locator("#live")).to_have_text("This browser has no voice for it")
        expect(page.get_by_role("button", name="No voice for this here")).to_be_visible()
        assert lit(page) == ""
        press(page, "No voice for this here")
        expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_an_edition_is_read_in_the_language_of_each_headline(look: Looker, site: Site) -> None:
    # What is told decides which articles make a story; which language they are in their publishers say.
    for place, text in enumerate(CUP):
        source, title = site.library.source(f"Bladet {place}"), "Tolvey tar Marren Cup"
        url = f"https://bladet{place}.example/cup"
        site.library.article(source, title, url=url, language="sv", blocks=(paragraph(text),))
    site.library.paper.stories.catch_up()
    with look.page() as page:
        opened(page, "/")
        press(page, "Listen")
        while page.get_by_role("button", name="Pause").count():
            page.evaluate("window.spoken()")
        spoken = page.evaluate("window.said")
        assert ["sv", "Tolvey tar Marren Cup"] in spoken
        assert {language for language, _ in spoken} == {"sv"}
