from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.authors import byline_of, credits_of
from octavo.extracting.bylines import Sort, names_in, parsed, sort_of
from octavo.extracting.facts import facts_of
from octavo.extracting.origins import agencies_in, origin_of
from octavo.extracting.pages import parse_html
from octavo.extracting.places import Places

SITE = frozenset(["skarnpost", "theskarnpost"])
LONG = "The ferry struck rocks off the port in thick fog early on Monday, the coastguard said. " * 3


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("by: Jane Roe, Dec 17, 2025", ("Jane Roe",)),
        ("Von Jana Roth und Hans von Döhren, Berlin", ("Jana Roth", "Hans von Döhren")),
        ("Par Jeanne Roy avec Luc Petit", ("Jeanne Roy", "Luc Petit")),
        ("Un texte de Jeanne Roy", ("Jeanne Roy",)),
        ("JANE ROE and JOHN DOE", ("Jane Roe", "John Doe")),
        ("Roe, Jane", ("Jane Roe",)),
        ("Jane Roe, Political Editor", ("Jane Roe",)),
        ("Jane Roe Staff Writer", ("Jane Roe",)),
        ("Jane Roe, M.D. FACLM", ("Jane Roe, M.D. FACLM",)),
        ("Jane Roe CPP, PSP", ("Jane Roe CPP, PSP",)),
        ("Jane Roe | jroe@paper.example", ("Jane Roe",)),
        ("Jane Roe (Skarn)", ("Jane Roe",)),
        ("Posted by Jane Roe on Friday December 19, 2025", ("Jane Roe",)),
        ("March 2, 2026 at 6:08 PM by Jane Roe", ("Jane Roe",)),
        ("Written by Jane Roe | Edited by John Doe", ("Jane Roe",)),
        ("Jane Roe, Reuters", ("Jane Roe",)),
        ("<b>Jane Roe</b> &amp; John Doe", ("Jane Roe", "John Doe")),
        ("著者：後藤大地", ("後藤大地",)),
        ("박준석 기자", ("박준석",)),
        ("skarnfan", ("skarnfan",)),
        ("AOL Staff", ("AOL Staff",)),
        ("dpa/AFP", ("dpa/AFP",)),
        ("The Associated Press", ("The Associated Press",)),
        ("Zone Justice et faits divers", ("Zone Justice et faits divers",)),
        ("https://www.facebook.com/paper", ()),
        ("@skarnpost", ()),
        ("amw", ()),
        ("Read more", ()),
        ("12 min", ()),
        ("admin", ()),
        ("Jane Roe, MS, RDN,", ("Jane Roe, MS, RDN",)),
        ("", ()),
    ],
)
def test_persons_are_read_from_lines_and_others_are_kept_as_written(line: str, names: tuple[str, ...]) -> None:
    assert names_in([line]) == names


def test_persons_go_before_desks_and_each_is_named_once() -> None:
    assert names_in(["Skarn Desk", "Jane Roe", "By JANE ROE", "John Doe"]) == ("Jane Roe", "John Doe")


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Jane Roe", Sort.PERSON),
        ("skarnfan", Sort.HANDLE),
        ("The Skarn Post", Sort.ORGANISATION),
        ("Skarn University", Sort.ORGANISATION),
        ("Reuters", Sort.ORGANISATION),
        ("2 comments", None),
        ("Published", None),
        ("Follow us", None),
    ],
)
def test_a_name_is_sorted_by_what_it_may_name(name: str, sort: Sort | None) -> None:
    assert sort_of(name, SITE) is sort


def authors(*nodes: object, head: str = "", body: str = "") -> tuple[tuple[str, ...], str]:
    script = f'<script type="application/ld+json">{json.dumps({"@graph": list(nodes)})}</script>' if nodes else ""
    root = parse_html(f"<html><head>{script}{head}</head><body>{body}</body></html>")
    assert root is not None
    found = byline_of(facts := facts_of(root), Places(root, facts.headlines, "Ferry aground"), site=SITE)
    return (found.value, found.source) if found else ((), "")


def article(author: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Ferry aground", "author": author}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ([{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}], ("Jane Roe", "John Doe")),
        ([{"@type": "Person", "name": "Jane Roe"}, {"@type": "Organization", "name": "Skarn Press"}], ("Jane Roe",)),
        ({"@type": "Person", "name": ["Jane Roe"]}, ("Jane Roe",)),
        ([[{"name": "Jane Roe"}]], ("Jane Roe",)),
        ({"@type": "Organization", "name": "Jane Roe Films"}, ("Jane Roe Films",)),
        ({"@id": "#jane"}, ("Jane Roe",)),
        ({"@type": "Organization", "name": "The Skarn Post"}, ("The Skarn Post",)),
        ({"@type": "Person", "name": ""}, ()),
    ],
)
def test_json_ld_states_persons_and_organisations(author: object, names: tuple[str, ...]) -> None:
    assert authors(article(author), {"@type": "Person", "@id": "#jane", "name": "Jane Roe"})[0] == names


HEADING = "<h1>Ferry aground</h1>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (f"{HEADING}<div class='byline'>By <a href='/authors/jane-roe'>Jane Roe</a> Staff Writer</div>", ("Jane Roe",)),
        (f"{HEADING}<a rel='author'>Jane Roe</a> <a rel='author'>John Doe</a>", ("Jane Roe", "John Doe")),
        (f"{HEADING}<footer><span itemprop='author'>Jane Roe</span></footer>", ("Jane Roe",)),
        (f"{HEADING}<p>by: Jane Roe, Dec 17, 2025</p>", ("Jane Roe",)),
        (f"{HEADING}<div class='authors'><b class='author'>skarnlife</b><i>Jane Roe</i></div>", ("Jane Roe",)),
        (f"{HEADING}<p>{LONG}</p><p><strong>Jane Roe</strong></p>", ("Jane Roe",)),
        (f"<b class='related'><a rel='author'>Ann Other</a></b>{HEADING}<a rel='author'>Jane Roe</a>", ("Jane Roe",)),
        (f"{HEADING}<p>{LONG}</p><div class='comment'><b class='author'>Ann Other</b></div>", ()),
        (f"{HEADING}<figure><figcaption class='byline'>Ann Other</figcaption></figure>", ()),
        (f"{HEADING}<a href='/2'><h4>Fog at sea</h4><p>By Ann Other</p></a><p>By Jane Roe</p>", ("Jane Roe",)),
        (f"{HEADING}<div class='byline'>Published on Monday</div>", ()),
    ],
)
def test_the_visible_byline_is_found_around_the_heading(body: str, names: tuple[str, ...]) -> None:
    assert authors(body=body)[0] == names


def test_a_person_on_the_page_goes_before_the_paper_and_before_a_user_of_its_system() -> None:
    body = f"{HEADING}<p class='byline'>By Jane Roe</p>"
    assert authors(article({"name": "The Skarn Post"}), body=body) == (("Jane Roe",), "byline")
    assert authors(article({"name": "skarnadm1n"}), body=body) == (("Jane Roe",), "byline")


def test_an_agency_stated_goes_before_the_paper_itself() -> None:
    head = "<meta name='articleAuthor' content='Anadolu Ajansı'>"
    assert authors(article({"name": "The Skarn Post"}), head=head) == (("Anadolu Ajansı",), "meta articleauthor")


def test_credits_are_told_as_they_are_written() -> None:
    root = parse_html("<html><head><meta name='author' content='Jane Roe, Reuters'></head><body></body></html>")
    assert root is not None
    assert credits_of(facts_of(root)) == ("Jane Roe, Reuters",)


@pytest.mark.parametrize(
    ("credit", "agencies"),
    [
        ("dpa/AP", ("dpa", "AP")),
        ("Jane Roe, Reuters", ("Reuters",)),
        ("Agence France-Presse", ("AFP",)),
        ("Le Post et AFP avec Reuters", ("AFP", "Reuters")),
        ("Jane Roe", ()),
        ("Reuters Street", ()),
    ],
)
def test_agencies_sign_in_many_ways(credit: str, agencies: tuple[str, ...]) -> None:
    assert agencies_in(credit) == agencies


@pytest.mark.parametrize(
    ("first", "last", "origin", "source"),
    [
        ("SKARN (Meridian) – A car ferry struck rocks.", "It sank.", "Meridian", "dateline"),
        ("PORT ELSIN, March 2 (Reuters) - A court on Monday.", "It rose.", "Reuters", "dateline"),
        ("Berlin (dpa/AFP) – Die Fähre lief auf Grund.", "Ende.", "dpa/AFP", "dateline"),
        ("(AP) — A ferry ran aground.", "It sank.", "AP", "dateline"),
        ("A ferry ran aground.", "It sank. (Reuters)", "Reuters", "signature"),
        ("The ferry (built 1990) – the oldest – sank.", "It sank. (Laughter)", None, None),
        ("Der Bericht (von links nach rechts) – ein Bild.", "Ende.", None, None),
    ],
)
def test_the_origin_is_in_the_dateline_or_under_the_text(
    first: str, last: str, origin: str | None, source: str | None
) -> None:
    found = origin_of((), [first, last])
    assert (found and found.value, found and found.source) == (origin, source)


def test_the_byline_names_the_origin_where_the_text_does_not() -> None:
    found = origin_of(["Jane Roe", "AFP"], ["A ferry ran aground."])
    assert found is not None
    assert (found.value, found.source) == ("AFP", "byline")


@given(st.text(max_size=400))
def test_any_text_gives_clean_names_once(text: str) -> None:
    names = [name.text for name in parsed(text)]
    assert all(name == name.strip() and 0 < len(name) <= 60 for name in names)
    assert all(agencies_in(text)) or not agencies_in(text)


@given(
    st.lists(
        st.sampled_from(["By ", "Jane ", "Roe", ", ", " and ", "Reuters", "2026", "(", ")", "–", "\n", "M.D."]),
        max_size=12,
    )
)
def test_bits_of_bylines_never_raise(bits: list[str]) -> None:
    line = "".join(bits)
    assert len(names_in([line])) <= 20
    origin_of([line], [line, line])
