"""The papers' pages: each in its own style, each with every word of the article."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from lxml.etree import fromstring
from PIL import Image

from octavo.demo import first_edition, papers, pictures
from octavo.demo.printed import Printed, related
from octavo.demo.sites import Document, Site
from octavo.model.fetches import FetchedPage
from octavo.sourcing import find_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from octavo.demo.desk import PressArticle

KEYS = [paper.key for paper in papers.ALL]


def pages(site: Site) -> Iterator[tuple[Printed, Document]]:
    for printed in site._printed:
        yield printed, site.document(papers.path_of(printed.article))


def page_of(sites: dict[str, Site], slug: str) -> tuple[Printed, str]:
    for site in sites.values():
        for printed, document in pages(site):
            if printed.article.slug == slug:
                return printed, document.body.decode(site.paper.charset)
    raise LookupError(slug)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def tree(page: str) -> Any:  # noqa: ANN401 - the stubs know only half of lxml.html
    return html.document_fromstring(page)


def words_on(page: str) -> str:
    return flat(tree(page).text_content())


def links_on(page: str) -> set[tuple[str, str]]:
    return {(attribute, link) for _, attribute, link, _ in tree(page).iterlinks()}


def json_ld_of(page: str) -> list[dict[str, Any]]:
    scripts = re.findall(r'(?is)<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(script) for script in scripts]


def lines_of(printed: Printed) -> list[str]:
    lines = [line for block in printed.blocks for text in block.texts for line in text.split("\t")]
    for entry in printed.entries:
        lines += [entry.headline, *(text for block in entry.blocks for text in block.texts)]
    return lines


@pytest.mark.parametrize("key", KEYS)
def test_a_page_has_every_line_of_its_article(sites: dict[str, Site], key: str) -> None:
    seen = 0
    for printed, document in pages(sites[key]):
        shown = words_on(document.body.decode(sites[key].paper.charset))
        assert document.status == 200
        assert flat(printed.article.headline) in shown
        for line in lines_of(printed):
            assert flat(line) in shown, (printed.article.slug, line)
        for signed in printed.signed:
            assert signed in shown
        seen += 1
    assert seen >= 20


@pytest.mark.parametrize("key", KEYS)
def test_every_link_within_a_site_leads_somewhere(sites: dict[str, Site], key: str) -> None:
    site = sites[key]
    targets: set[str] = set()
    for path in ("/", "/about", *(papers.path_of(p.article) for p in site._printed)):
        for attribute, link in links_on(site.document(path).body.decode(site.paper.charset)):
            if attribute in ("href", "src", "action") and not link.startswith("#"):
                assert link.startswith(("/", site.address))
                targets.add(link.removeprefix(site.address).partition("#")[0])
    broken = [target for target in targets if site.document(target).status != 200]
    assert len(targets) > 30
    assert broken == []


@pytest.mark.parametrize("key", KEYS)
def test_the_front_page_announces_the_feed_and_every_article(sites: dict[str, Site], key: str) -> None:
    site = sites[key]
    front = site.document("/")
    page = FetchedPage(
        url=f"{site.address}/",
        final_url=f"{site.address}/",
        at=site.now,
        status=200,
        media_type="text/html",
        charset=site.paper.charset,
        body=front.body,
    )
    assert find_feeds(page)[0].url == site.address + site.paper.feed_path
    links = {link for _, link in links_on(front.body.decode(site.paper.charset))}
    assert {printed.url for printed in site._printed} <= links
    assert "cookie" in front.body.decode(site.paper.charset).lower()


@pytest.mark.parametrize("key", KEYS)
def test_sections_list_their_own(sites: dict[str, Site], key: str) -> None:
    site = sites[key]
    links = {link for _, link in links_on(site.document("/section/sport").body.decode(site.paper.charset))}
    own = {p.url for p in site._printed}
    assert own & links == {p.url for p in site._printed if p.article.section == "Sport"}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "target", ["/nothing", "/section/astrology", "//[bad", "", "/story.php?id=1", "/pictures/x.svg"]
)
def test_an_unknown_address_gives_a_page_that_says_so(sites: dict[str, Site], key: str, target: str) -> None:
    document = sites[key].document(target)
    assert document.status == 404
    assert "Page not found" in document.body.decode(sites[key].paper.charset)


def test_before_publication_there_is_nothing(
    articles: tuple[PressArticle, ...], sites: dict[str, Site], saturday: date
) -> None:
    early = first_edition(saturday)
    coming = 0
    for site in sites.values():
        young = Site(site.paper, articles, address=site.address, now=early)
        shown = young.document("/").body + young.document(site.paper.feed_path).body
        for printed in site._printed:
            path = papers.path_of(printed.article)
            out = printed.article.published_at <= early
            assert (young.document(path).status == 200) is out
            assert (site.document(papers.picture_path(printed.article)).status == 200) is (printed.picture is not None)
            if not out:
                coming += 1
                assert printed.article.slug.encode() not in shown
                assert str(printed.number).encode() not in shown
                assert young.document(papers.picture_path(printed.article)).status == 404
    assert coming >= 10


def test_a_young_press_has_pages_too(articles: tuple[PressArticle, ...]) -> None:
    before = min(a.published_at for a in articles).replace(hour=0)
    for paper in papers.ALL:
        site = Site(paper, articles, address="http://127.0.0.1:1", now=before)
        assert site.document("/").status == 200
        assert site.document(paper.feed_path).status == 200


# House styles


def test_courier_tells_machines_everything(sites: dict[str, Site]) -> None:
    printed, page = page_of(sites, "aurelia-tern-rocks-all-rescued")
    (news,) = json_ld_of(page)
    assert news["@type"] == "NewsArticle"
    assert [author["name"] for author in news["author"]] == ["Ingrid Solheim", "Owen Carlisle"]
    assert news["datePublished"] == printed.article.published_at.isoformat()
    assert news["dateModified"] == printed.modified_at.isoformat()
    assert news["image"]["url"] == printed.picture
    assert news["correction"][0]["text"] == printed.notes[0].note
    document = tree(page)
    (block,) = document.find_class("corrections")
    assert flat(block.text_content()).startswith("Corrections and clarifications An earlier version")
    assert document.xpath("string(//meta[@property='og:title']/@content)") == printed.article.headline


def test_post_says_nothing_to_machines_and_much_in_between(sites: dict[str, Site]) -> None:
    printed, page = page_of(sites, "aurelia-passengers-giant-wardrobe")
    assert "application/ld+json" not in page
    assert "<time" not in page
    assert "og:title" not in page
    shown = words_on(page)
    assert "5.10pm, Monday 8 June 2026" in shown
    inside = shown[shown.index(lines_of(printed)[0]) : shown.index(lines_of(printed)[-1])]
    for furniture in ("Advertisement", "Story continues below", "Sign up for our free newsletter", "READ MORE"):
        assert furniture in inside


def test_ledger_keeps_what_is_behind_the_paywall(sites: dict[str, Site]) -> None:
    locked = [(p, d.body.decode()) for p, d in pages(sites["ledger"]) if p.locked]
    assert len(locked) >= 5
    for printed, page in locked:
        (paywall,) = json_ld_of(page)
        assert paywall["isAccessibleForFree"] is False
        hidden = printed.whole[len(printed.blocks) :]
        assert hidden
        assert all(text not in words_on(page) for block in hidden if block.kind == "paragraph" for text in block.texts)
        assert "Subscribe to read the rest" in page


def test_ledger_sets_tables_and_microdata(sites: dict[str, Site]) -> None:
    _, page = page_of(sites, "rate-rise-fourth-425")
    document = tree(page)
    assert document.xpath("string(//*[@itemprop='headline'])").startswith("Fourth rise running")
    assert document.xpath("string(//*[@itemprop='datePublished']/@datetime)").endswith("12:35:00+00:00")
    assert document.xpath("count(//*[@itemprop='articleBody']//table//tr)") == 5
    assert json_ld_of(page) == []


def test_dispatch_is_windows_1252_whatever_it_says(sites: dict[str, Site]) -> None:
    site = sites["dispatch"]
    types = {p.article.language: d.media_type for p, d in pages(site)}
    assert types == {"en": "text/html; charset=windows-1252", "de": "text/html"}
    german = next(d for p, d in pages(site) if p.article.slug == "hafenfest-gruenhaven-tauziehen")
    assert "Barkasse „Meta“ zur Rundfahrt".encode("windows-1252") in german.body
    assert b"charset=iso-8859-1" in german.body
    with pytest.raises(UnicodeDecodeError):
        german.body.decode("utf-8")


def test_dispatch_speaks_two_languages_in_one_graph(sites: dict[str, Site]) -> None:
    printed, page = page_of(sites, "hafenfest-gruenhaven-tauziehen")
    (data,) = json_ld_of(page)
    assert {node["@type"] for node in data["@graph"]} == {
        "Organization",
        "WebSite",
        "BreadcrumbList",
        "NewsArticle",
    }
    assert tree(page).get("lang") == "de"
    assert "Freitag, 12. Juni 2026, 16:40 Uhr" in page
    assert data["@graph"][3]["headline"] == printed.article.headline


def test_tide_writes_live_blogs(sites: dict[str, Site]) -> None:
    printed, page = page_of(sites, "aurelia-skarn-live")
    (live,) = json_ld_of(page)
    assert live["@type"] == "LiveBlogPosting"
    assert [update["headline"] for update in live["liveBlogUpdate"]] == [e.headline for e in printed.entries]
    assert live["coverageStartTime"] == "2026-06-08T06:15:00+00:00"
    assert live["liveBlogUpdate"][4]["articleBody"].endswith("as a precaution.")
    assert tree(page).xpath("count(//section[@class='td-entry']/time)") == len(printed.entries)


def test_tide_writes_in_french(sites: dict[str, Site]) -> None:
    printed, page = page_of(sites, "censure-brennick-trois-voix")
    assert printed.url.startswith(f"{printed.site}/fr/info/")
    assert tree(page).get("lang") == "fr"
    assert "vendredi 12 juin 2026, 18h30" in page


def test_tide_moves_an_address_without_its_slash(sites: dict[str, Site]) -> None:
    document = sites["tide"].document("/live/aurelia-skarn-live")
    assert (document.status, document.location) == (301, "/live/aurelia-skarn-live/")


@pytest.mark.parametrize("key", KEYS)
def test_agency_copy_carries_the_agency(sites: dict[str, Site], key: str) -> None:
    copies = [(p, d) for p, d in pages(sites[key]) if p.article.wire]
    assert copies
    for printed, document in copies:
        shown = words_on(document.body.decode(sites[key].paper.charset))
        body = " ".join(lines_of(printed))
        assert shown.count("Meridian") > body.count("Meridian")
        assert printed.signed == ()


def test_corrections_print_their_notes_once_made(articles: tuple[PressArticle, ...], sites: dict[str, Site]) -> None:
    noted = 0
    for article in articles:
        site = sites[article.paper]
        for correction in article.corrections:
            now = words_on(site.document(papers.path_of(article)).body.decode(site.paper.charset))
            just_out = Site(site.paper, articles, address=site.address, now=article.published_at)
            then = words_on(just_out.document(papers.path_of(article)).body.decode(site.paper.charset))
            assert flat(correction.with_) in now
            assert flat(correction.replace) in then
            if correction.note:
                noted += 1
                assert correction.note in now
                assert correction.note not in then
    assert noted >= 5


def test_related_articles_are_older_and_near(sites: dict[str, Site]) -> None:
    several = sites["courier"]._printed
    for printed in several:
        near = related(printed, several)
        assert all(other.article.published_at < printed.article.published_at for other in near)
        same_event = [o for o in several if o.article.event == printed.article.event]
        older = [o for o in same_event if o.article.published_at < printed.article.published_at]
        assert set(older[:4]) <= set(near)


@pytest.mark.parametrize("key", KEYS)
def test_pictures_are_drawn_from_the_slug(sites: dict[str, Site], key: str) -> None:
    site = sites[key]
    drawn = [site.document(papers.picture_path(p.article)) for p in site._printed if p.picture]
    assert len({d.body for d in drawn}) == len(drawn)
    for document in drawn:
        assert document.media_type == "image/jpeg"
        with Image.open(BytesIO(document.body)) as image:
            assert image.size == (pictures.WIDTH, pictures.HEIGHT)
    emblem = site.document("/favicon.svg")
    assert emblem.media_type == "image/svg+xml"
    assert fromstring(emblem.body).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("key", KEYS)
def test_the_same_time_prints_the_same_bytes(
    articles: tuple[PressArticle, ...], sites: dict[str, Site], key: str
) -> None:
    site = sites[key]
    again = Site(site.paper, articles, address=site.address, now=site.now)
    for path in ("/", site.paper.feed_path, "/about", *(papers.path_of(p.article) for p in site._printed)):
        assert again.document(path) == site.document(path)
