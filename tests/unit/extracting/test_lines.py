from __future__ import annotations

import pytest

from octavo.extracting.lines import article_lines
from octavo.model.articles import Block, BlockKind, Span, SpanKind

BODY = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning."


def paragraph(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def kept(*texts: str, title: str = "Ferry aground off Skarn", byline: tuple[str, ...] = ("Jane Roe",)) -> list[str]:
    return [block.text for block in article_lines(tuple(map(paragraph, texts)), title=title, byline=byline)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "AdChoices ADVERTISING", "Sponsored Links", "You May Like", "Undo",
        "Advertisement - Story continues below", "Follow us on social media", "FacebookTwitterWhatsApp",
        "Story continues below this ad", "Story continues below advertisement", "Anzeige", "Publicité", "Publicidad",
        "Artikel wird nach der Anzeige fortgesetzt", "Share this article", "Read more:", "Related stories",
        "Sign up for our newsletter and get the best stories every morning.", "Subscribe to our newsletter",
        "Follow us on Facebook and Twitter", "Comments", "No comments yet...", "Try Our AI Features", "Hashtags",
        "Lesen Sie auch:", "Lire aussi", "Lea también", "Continue reading", "—", "Mehr zum Thema",
        "We use cookies to improve your experience.", "© 2026 The Paper. All rights reserved.", "Teilen",
        "Related Articles", "Listen to this article", "Live Events", "Newsletter", "Opens in a new window",
        "Ad is Hidden", "Advertisement - Scroll to Continue", "Externer Inhalt nicht verfügbar", "Für Sie empfohlen",
        "Deine Privatsphäre-Einstellungen verhindern das Laden externer Inhalte.", "Artículos relacionados",
        "Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.", "You’ve read all your free articles this month.",
        "Please enable JavaScript to view this page.", "More:",
        "Tweet may have been deleted", "This post has been deleted.", "ferry at the pier 02.jpg",
        "© Meridian-Infocom, 230428-99", "Don’t want to see this? Remove ads",
    ],
)  # fmt: skip
def test_lines_that_are_no_part_of_an_article_go(line: str) -> None:
    assert kept(BODY, line, BODY + " More.") == [BODY, BODY + " More."]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by 4 percent, the agency said.",
        "Related articles of clothing were found on the beach.",
        "Die Datenschutzeinstellungen verhindern das Laden der Karten, sagte der Minister.",
        "Ads by the campaign ran on Monday.",
        "Newsletters keep the paper alive.",
        "“Read more books,” he told the children.",
        "Comments by the minister drew laughter.",
        "Follow-up work will take a year.",
        "Werbung für Tabak bleibt verboten.",
        "Subscribe or perish: how local papers live.",
        "She said: share and share alike.",
        "No.",
        "1,212",
        "Menu prices rose again.",
        "He asked them to follow the guide on foot.",
        "This post was deleted within minutes, but copies of it went round the town.",
        "The photograph was called ferry.jpg.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert kept(BODY, line) == [BODY, line]


def test_the_title_and_the_byline_do_not_stand_twice() -> None:
    assert kept("Ferry aground off Skarn", "By Jane Roe", "Published 2 March 2026", "3 min read", BODY) == [BODY]


def test_another_title_of_the_page_does_not_stand_in_the_text_either() -> None:
    blocks = (paragraph("Aurelia: a ferry on the rocks"), paragraph(BODY))
    assert article_lines(blocks, title="Ferry", byline=(), also_titled=("Aurelia: A Ferry on the Rocks",)) == blocks[1:]


def test_a_sentence_that_names_the_author_stays() -> None:
    lead = "Jane Roe reports from Skarn, where the ferry lies."
    assert kept(lead, BODY) == [lead, BODY]


def test_a_sentence_that_begins_like_a_byline_stays() -> None:
    lead = "By half past four the roof had gone. All of it."
    assert kept(lead, "By four it was over", "By Jane Roe in Skarn", BODY) == [lead, "By four it was over", BODY]


def test_what_looks_like_a_byline_further_down_stays() -> None:
    assert kept(BODY, BODY + "2", BODY + "3", BODY + "4", "By Monday they were gone") == [
        BODY, BODY + "2", BODY + "3", BODY + "4", "By Monday they were gone",
    ]  # fmt: skip


def test_a_line_that_only_leads_elsewhere_goes() -> None:
    text = "Read more: The captain’s story"
    pointer = Block(
        kind=BlockKind.PARAGRAPH,
        text=text,
        spans=(Span(kind=SpanKind.LINK, start=11, end=len(text), url="https://x.example/"),),
    )
    assert article_lines((paragraph(BODY), pointer), title="t", byline=()) == (paragraph(BODY),)
    assert len(article_lines((paragraph(BODY), paragraph(text)), title="t", byline=())) == 2


def test_headings_with_nothing_under_them_go() -> None:
    loose = Block(kind=BlockKind.HEADING, text="Further afield", level=2)
    assert article_lines((paragraph(BODY), loose, loose), title="t", byline=()) == (paragraph(BODY),)


def test_a_list_in_headings_at_the_end_stays() -> None:
    items = tuple(Block(kind=BlockKind.HEADING, text=f"{number}. One more tide", level=3) for number in (1, 2, 3))
    assert article_lines((paragraph(BODY), *items), title="Ferry aground", byline=()) == (paragraph(BODY), *items)
    assert article_lines(items, title="Ferry aground", byline=()) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version misstated the number of passengers.",
        "Correction (2 March): there were 212 passengers, not 214.",
        "Editor’s note: this story has been updated.",
        "This article was amended on 3 March 2026 to correct a name.",
        "An earlier version of this article gave the wrong date.",
        "Korrektur: In einer früheren Fassung stand 214.",
        "Anmerkung der Redaktion: Der Text wurde ergänzt.",
        "Rectificatif : le nombre de passagers est de 212.",
    ],
)
def test_corrections_are_a_kind_of_their_own(line: str) -> None:
    assert article_lines((paragraph(BODY), paragraph(line)), title="t", byline=())[-1].kind is BlockKind.CORRECTION


def test_an_article_about_corrections_is_no_correction() -> None:
    text = "Correction officers at the prison went on strike."
    assert article_lines((paragraph(text),), title="t", byline=())[0].kind is BlockKind.PARAGRAPH


def test_a_pull_quote_is_not_said_twice() -> None:
    said = "We have lost eleven sailings this winter alone"
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, text=f"“{said},” said Ida Moen, who runs the freight terminal."),
        Block(kind=BlockKind.QUOTE, text=f"»{said}«"),
        Block(kind=BlockKind.QUOTE, text="The sand came in one night, and nobody had seen it coming."),
    )
    assert article_lines(blocks, title="Dredging", byline=()) == (blocks[0], blocks[2])


@pytest.mark.parametrize("sign", ["* * *", "***", "◇", "• • •", "—————"])
def test_the_sign_between_two_sections_stays_and_goes_from_the_ends(sign: str) -> None:
    assert kept(sign, BODY, sign, sign, BODY + " More.", sign) == [BODY, sign, BODY + " More."]


@pytest.mark.parametrize(
    ("before", "link", "behind", "text"),
    [
        ("The ", "report, opens new tab", " says so.", "The report says so."),
        ("Read it ", "here", " (opens in a new window).", "Read it here."),
        ("Der ", "BerichtLink wird in einem neuen Tab geöffnet", " sagt es.", "Der Bericht sagt es."),
        ("Le ", "rapport (nouvelle fenêtre)", " le dit.", "Le rapport le dit."),
        ("The ", "button", " says what it does: it opens a new window.", ""),
    ],
)
def test_what_links_say_to_those_who_hear_the_page_goes(before: str, link: str, behind: str, text: str) -> None:
    span = Span(kind=SpanKind.LINK, start=len(before), end=len(before + link), url="https://paper.example/2")
    strong = Span(kind=SpanKind.STRONG, start=len(before + link), end=len(before + link + behind))
    block = Block(kind=BlockKind.PARAGRAPH, text=before + link + behind, spans=(span, strong))
    (done,) = article_lines((block,), title="", byline=())
    assert done.text == (text or block.text)
    marked = [done.text[span.start : span.end] for span in done.spans]
    assert marked[0] == done.text[len(before) : done.spans[0].end]
    assert done.text == before + "".join(marked)


def linked(text: str, url: str = "https://paper.example/2") -> Block:
    span = Span(kind=SpanKind.LINK, start=0, end=len(text), url=url)
    return Block(kind=BlockKind.PARAGRAPH, text=text, spans=(span,))


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie hier: So lief die Rettung", "Baca juga: Kapal kandas di Skarn", "यह भी पढ़ें: एक और जहाज",
        "اقرأ أيضًا: سفينة أخرى", "関連記事：別の船", "Czytaj także: Drugi statek", "Читайте также: Второй паром",
        "Don't miss Second ferry aground", "SECOND FERRY AGROUND OFF SKARN, SAYS MAYOR", "Lees ook Nog een veerboot",
    ],
)  # fmt: skip
def test_links_to_other_articles_go_and_the_same_words_without_a_link_stay(line: str) -> None:
    blocks = (paragraph(BODY), linked(line), paragraph(BODY + " More."))
    assert [block.text for block in article_lines(blocks, title="", byline=())] == [BODY, BODY + " More."]
    assert kept(BODY, line, BODY + " More.") == [BODY, line, BODY + " More."]


@pytest.mark.parametrize(
    "line",
    [
        "Click here to get the app", "Get ferry news to your phone", "AP/Getty Images", "Placeholder image-1",
        "Jane Doe via Getty Images", "Have you seen the ferry? Get in touch at news@paper.example",
        "Follow The Paper on Google News and add us as a preferred source.",
        "Tempo de leitura: 2 minutos", "Temps de lecture : 3 min", "Время чтения: 2 мин",
        "Nachrichten aufs Handy? Hier geht es zur neuen App der Zeitung.",
    ],
)  # fmt: skip
def test_prompts_and_credits_between_paragraphs_go(line: str) -> None:
    assert kept(BODY, line, BODY + " More.") == [BODY, BODY + " More."]


@pytest.mark.parametrize(
    "line",
    [
        "Is the ferry safe? Nobody could tell us on Monday.",
        "He sued Getty Images.",
        "THE SEA TOOK EVERYTHING THEY HAD",
        "Click here, the screen said, and she did.",
    ],
)
def test_sentences_like_prompts_stay(line: str) -> None:
    assert kept(BODY, line, BODY + " More.") == [BODY, line, BODY + " More."]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe is a reporter in Skarn.",
        "Jane Roe (jane@paper.example) covers the sea.",
        "Jane Roe, 41, ist Redakteurin in Skarn.",
    ],
)
def test_what_the_end_says_of_the_author_goes(line: str) -> None:
    assert kept(BODY, line) == [BODY]
    assert kept(BODY, line, BODY + " More.") == [BODY, line, BODY + " More."]
    assert kept(BODY, line, byline=("John Doe",)) == [BODY, line]


@pytest.mark.parametrize("place", ["SKARN —", "Skarn, Norland —", "DEKALB, Ill. (AP) –", "КИЇВ —"])
def test_a_place_on_a_line_of_its_own_begins_the_paragraph(place: str) -> None:
    span = Span(kind=SpanKind.STRONG, start=4, end=9)
    blocks = (paragraph(place), Block(kind=BlockKind.PARAGRAPH, text=BODY, spans=(span,)))
    (done,) = article_lines(blocks, title="", byline=())
    assert done.text == f"{place} {BODY}"
    assert [done.text[span.start : span.end] for span in done.spans] == ["ferry"]


def test_a_line_that_only_ends_in_a_dash_is_no_place() -> None:
    assert kept("And then —", BODY) == ["And then —", BODY]


@pytest.mark.parametrize(
    ("before", "link", "behind", "text"),
    [
        ("So says the ", "harbour master ", ", who saw it.", "So says the harbour master, who saw it."),
        ("So says the ", "harbour master ", ".", "So says the harbour master."),
        ("So says the ", "harbour master", " . Then it rained.", "So says the harbour master. Then it rained."),
        ("So says the ", "harbour master", " . . . and so on.", "So says the harbour master . . . and so on."),
        ("So says the ", "harbour master", " .5 miles off.", "So says the harbour master .5 miles off."),
        ("Il a dit : ", "« Oui »", " ; puis non.", "Il a dit : « Oui » ; puis non."),
        ("So says , ", "the master", " of it.", "So says , the master of it."),
    ],
)
def test_commas_and_full_stops_close_behind_links(before: str, link: str, behind: str, text: str) -> None:
    words = link.rstrip()
    span = Span(kind=SpanKind.LINK, start=len(before), end=len(before + words), url="https://paper.example/2")
    block = Block(kind=BlockKind.PARAGRAPH, text=before + link + behind, spans=(span,))
    (done,) = article_lines((block,), title="", byline=())
    assert done.text == text
    assert done.text[done.spans[0].start : done.spans[0].end] == words


HERE = "https://www.post.example/news/ferry"
TOLD = tuple(paragraph(f"{BODY} {number}") for number in range(6))


@pytest.mark.parametrize("address", ["https://post.example/news/cup", "https://www.post.example/2026/11/cup.html"])
def test_the_headline_of_another_article_between_paragraphs_goes(address: str) -> None:
    teaser = linked("Ten men of Tolvey take the Cup", address)
    assert article_lines((*TOLD[:3], teaser, *TOLD[3:]), title="", byline=(), url=HERE) == TOLD


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ten men of Tolvey take the Cup", "https://cup.example/final"),
        ("What the captain said that night", f"{HERE}#captain"),
        ("They took the Cup in extra time.", "https://post.example/news/cup"),
        ("The Cup", "https://post.example/news/cup"),
    ],
)
def test_other_linked_lines_stay(text: str, address: str) -> None:
    blocks = (*TOLD[:3], linked(text, address), *TOLD[3:])
    assert article_lines(blocks, title="", byline=(), url=HERE) == blocks


def test_a_list_of_headlines_is_an_article() -> None:
    week = tuple(
        linked(f"What happened on day {number} of it", f"https://post.example/{number}") for number in range(5)
    )
    assert article_lines((TOLD[0], *week), title="", byline=(), url=HERE) == (TOLD[0], *week)


@pytest.mark.parametrize("dash", ["&#151; -- ", "— -- ", "-- — "])
def test_dashes_behind_a_dateline_that_is_gone_go_too(dash: str) -> None:
    assert kept(dash + BODY, "Second.") == [BODY, "Second."]


def test_a_dash_that_opens_a_speech_stays() -> None:
    assert kept("– We are aground, said the mate.") == ["– We are aground, said the mate."]


def test_sentences_in_large_type_are_paragraphs() -> None:
    long = "The mate, at sea for thirty years, had never seen such a fog, " + "nor had any of the others. " * 3
    texts = (BODY, "How did it come to this?", long.strip())
    headings = tuple(Block(kind=BlockKind.HEADING, text=text, level=2) for text in texts)
    blocks = article_lines((*headings, paragraph("Second.")), title="", byline=())
    assert [block.kind.value for block in blocks] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert all(block.level == 0 for block in blocks if block.kind is BlockKind.PARAGRAPH)
