"""Blocks that are no part of the article: ad labels, prompts, share rows, the title and the byline once more.

The rules are about what a line *is*, in several languages, and each must match the whole line: half a rule is a lost
sentence. No rule names a publisher.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.extracting.inline import without_stretches
from octavo.extracting.phrases import (
    AD_LABELS,
    IN_LATE_PROMPTS,
    IN_OPEN_PROMPTS,
    LATE_PROMPTS,
    LEADS_AWAY,
    OPEN_LATE_PROMPTS,
    OPEN_PROMPTS,
    POINTERS,
    PROMPTS,
    WIDGETS,
    any_of,
)
from octavo.extracting.titles import fold
from octavo.kit.text import holds_any
from octavo.kit.urls import split_of
from octavo.model.articles import Block, BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

_LABEL = any_of(AD_LABELS, WIDGETS, POINTERS)
_PROMPT, _OPEN_PROMPT = any_of(PROMPTS), any_of(OPEN_PROMPTS)
_LATE_PROMPT, _OPEN_LATE_PROMPT = any_of(LATE_PROMPTS), any_of(OPEN_LATE_PROMPTS)
_LEADS_AWAY = any_of(LEADS_AWAY, after=r"(?:\b|\W).{0,300}")
_POINTER = re.compile(
    r"(?:read\s+(?:more|also|next)|also\s+read|see\s+also|related|more|recommended|watch(?:\s+more)?|listen"
    r"|lesen\s+sie\s+(?:auch|dazu)|mehr\s+zum\s+thema|auch\s+interessant"
    r"|lire\s+aussi|[àa]\s+lire(?:\s+aussi)?|lea\s+tambi[ée]n|leggi\s+anche|leia\s+(?:tamb[ée]m|mais)|lees\s+ook"
    r"|l[äa]s\s+(?:ocks[åa]|mer)|les\s+ogs[åa]|читайте\s+также)\s*[:|>»–—-].{3,300}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:by|von|par|por|di|door|af|av|text)\s+(?-i:[^\Wa-z])[^.!?:]{1,80}|(?:published|updated|posted|last\s+(?:updated|modified)"
    r"|veröffentlicht|aktualisiert|stand|publié|mis\s+à\s+jour|publicado|actualizado)\b.{0,80}\d.{0,40}"
    r"|\d{1,2}\s+(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?)\s+(?:ago|read)"
    r"|\d+\s*min(?:ute)?s?\.?\s+(?:read|lesezeit)|lesezeit\W.{0,20}|.{0,30}\d{1,2}:\d\d\s*(?:uhr|[ap]\.?m\.?|gmt"
    r"|utc|[ecmp][sd]t|ist)?)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:(?:correction|corrections|clarification|editor['’]?s['’]?\s+note|update|amendment|korrektur|berichtigung"
    r"|richtigstellung|anmerkung\s+der\s+redaktion|hinweis\s+der\s+redaktion"
    r"|rectificatif|correctif|note\s+de\s+la\s+r[ée]daction|correcci[óo]n|fe\s+de\s+errores?|nota\s+de(?:l"
    r"|\s+la)\s+(?:editor|redacci[óo]n)|correzione|correção|correctie|rättelse|rettelse"
    r"|aktualisierung|mise\s+à\s+jour|actualizaci[óo]n)\s*(?:\([^()]{0,60}\)|,[^:]{0,60}|\d[^:]{0,40}"
    r"|(?:of|on|vom|am|du|del?)\s[^:.]{2,40})?\s*[:–—-]\s+\S.*"
    r"|(?:this|the)\s+(?:article|story|report|piece|headline)\s+(?:has\s+been|was)\s+(?:\w+\s+)?(?:amended"
    r"|corrected|revised)\b.*|an\s+earlier\s+version\s+of\s+this\s+(?:article|story|report)\b.*"
    r"|in\s+einer\s+früheren\s+(?:version|fassung)\b.*|dieser\s+(?:artikel|text)\s+wurde\s+(?:korrigiert"
    r"|berichtigt).*|une\s+version\s+(?:précédente|antérieure)\s+de\s+(?:cet|ce)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
# What is read out to those who cannot see the sign behind a link.
_READ_OUT = (
    r"\s*[,(\[–-]?\s*(?:(?:link\s+)?opens?(?:\s+in)?(?:\s+an?(?:other)?)?(?:\s+new)?\s+(?:tab|window)"
    r"|(?:link\s+)?(?:wird\s+in\s+einem|öffnet\s+(?:sich\s+)?(?:in\s+einem|in|im))\s+neue[nms]\s+(?:tab|fenster)"
    r"(?:\s+geöffnet)?|(?:s['’]ouvre\s+dans\s+une?\s+)?(?:nouvelle\s+fenêtre|nouvel\s+onglet)"
    r"|(?:se\s+)?abre\s+(?:en|em)\s+(?:una?\s+|uma\s+)?(?:nueva\s+(?:ventana|pestaña)|ventana\s+nueva|nova\s+(?:janela|aba))"
    r"|si\s+apre\s+in\s+una\s+nuova\s+(?:finestra|scheda)|opent\s+in\s+(?:een\s+)?nieuw\s+(?:venster|tabblad))[)\]]?"
)
_IN_READ_OUT = (
    *(" tab", "window", "fenster", "fenêtre", "onglet", "ventana", "pestaña", "janela", "aba", "finestra", "scheda"),
    *("venster", "tabblad"),
)
_READ_OUT_BEHIND = re.compile(_READ_OUT, re.IGNORECASE)
_READ_OUT_IN = re.compile(rf"{_READ_OUT}\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"\W*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*(?:uhr|h|[ap]\.?m\.?|gmt|utc|[ecmp]?[sd]t|cest))?\W*")
# What parts the sections of a text, in print as on the page.
_SEPARATOR = re.compile(r"(?:[*＊~#=·•–—-]\s?){3,40}|(?:[◇◆□■○●☆★※⁂✽❖]\s?){1,5}")
_LONGEST_SEPARATOR = 80
_DATELINE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*[,/]?\s){1,5}(?:\([\w\s/.-]{2,20}\)\s)?[—–-]{1,2}")
_LONGEST_DATELINE = 60
# What follows the name of a writer in words about them; behind the name may stand an address or an age.
_IS_WHO = re.compile(
    r"\s*(?:\([^()]{1,80}\)|,[^,.]{1,80},)?\s*[:,–—-]?\s*(?:is|was|are|writes|covers|works|reports|has\s+been|joined|ist|schreibt|arbeitet|berichtet"
    r"|est|[ée]crit|es|escribe|[eè]|scrive|é|escreve|schrijft|är|er|skriver|jest|pisze)\s"
)
_BEFORE_NAME = re.compile(r"^\W*(?:about\s+)?")
_WITHOUT_LABELS = frozenset({BlockKind.FIGURE, BlockKind.PREFORMATTED, BlockKind.TABLE})
_HEADLINE, _PORTRAITS = 4, 4
_HEADLINE_LONG, _OPENING, _FEW_TEASERS = 25, 9, 4
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_SENTENCE_ENDS = (".", ".”", '."', ".’", "!”", "?”")
_ENDS_NO_HEADLINE = (".", "!", ":", ";", ",", "…")
# Some publishers' systems write the sign as a number, which is then shown as such.
_LOOSE_DASH = re.compile(r"(?:&#\d{2,5};|—|–|--)\s*(?:—|–|--)\s+(?=\S)")
_LOOSE_SIGN = re.compile(r" [,.](?:\s(?!\.)|$)")
_LONGEST_LABEL, _LONGEST_PROMPT, _LONGEST_BYLINE, _LONGEST_TITLE = 100, 400, 120, 5_000
_HEAD = 4
_SHORTEST_REPEAT = 15
_SHORT = 60
_LIST = 3


def article_lines(
    blocks: Sequence[Block], *, title: str, byline: Sequence[str], also_titled: Sequence[str] = (), url: str = ""
) -> tuple[Block, ...]:
    """The blocks without what is no part of the article, and corrections under their own kind.

    The title, what the page calls it elsewhere (``also_titled``) and the byline go from the top, headings with nothing
    under them from the end. ``url`` is where the page stands, for links to others of its site.
    """
    read = map(_without_read_out, blocks)
    kept = [block for block in read if is_separator(block.text) or not (is_boilerplate(block) or leads_away(block))]
    kept = _without_teasers(kept, url)
    kept = _without_head(kept, titles=(title, *also_titled), byline=byline)
    kept = _without_portraits(kept, byline)
    kept = _without_loose_separators(_without_pull_quotes(_without_loose_headings(kept)))
    kept = _without_loose_dash(_with_dateline(_with_paragraphs(kept)))
    return tuple(_marked(_set_close(block)) for block in kept)


def is_dateline(text: str) -> bool:
    """Whether a line is nothing but the place of a report and a dash: "KYIV, Ukraine —"."""
    return len(text) <= _LONGEST_DATELINE and _DATELINE.fullmatch(text) is not None


def is_separator(text: str) -> bool:
    """Whether a line is nothing but the sign between two sections: "* * *" and the like."""
    return len(text) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(text) is not None


def is_boilerplate(block: Block) -> bool:
    """Whether a line by itself can be no part of any article: a label, a prompt, a time, a pointer to another one."""
    text = block.text
    if block.kind in _WITHOUT_LABELS:
        return False
    if not any(map(str.isalnum, text)):
        return True
    folded = text.lower() if len(text) <= _LONGEST_PROMPT else ""
    if len(text) <= _LONGEST_LABEL and _is_label(folded):
        return True
    if folded and _is_prompt(folded):
        return True
    return bool(block.spans) and _is_pointer(block)


def _is_label(folded: str) -> bool:
    """Whether a short line is a label, a time of day, or the name of a picture's file."""
    return bool(_LABEL.fullmatch(folded) or _CLOCK.fullmatch(folded) or folded.endswith(_PICTURE_FILES))


def _is_prompt(folded: str) -> bool:
    """Whether a line asks for something: to subscribe, to follow, to consent."""
    is_open = holds_any(folded, IN_OPEN_PROMPTS)
    return bool(_PROMPT.fullmatch(folded) or (is_open and _OPEN_PROMPT.fullmatch(folded)))


def _is_pointer(block: Block) -> bool:
    """A line that only leads to another article: "Read more: …" with most of it linked."""
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    return linked * 2 > len(block.text) and _POINTER.fullmatch(block.text) is not None


def leads_away(block: Block) -> bool:
    """Whether a line that was chosen is none of the article's all the same: a prompt, or a link that is all of it."""
    text = block.text
    if len(text) > _LONGEST_PROMPT or block.kind in _WITHOUT_LABELS:
        return False
    folded = text.lower()
    is_open = holds_any(folded, IN_LATE_PROMPTS)
    if _LATE_PROMPT.fullmatch(folded) or (is_open and _OPEN_LATE_PROMPT.fullmatch(folded)):
        return True
    if not block.spans:
        return False
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    if linked * 2 <= len(text):
        return False
    is_shouted = block.kind is BlockKind.PARAGRAPH and text.isupper() and len(text.split()) >= _HEADLINE
    return (is_shouted and linked >= len(text) - 2) or _LEADS_AWAY.fullmatch(folded) is not None


def _without_teasers(blocks: list[Block], url: str) -> list[Block]:
    """Without paragraphs that are but the headline of another article of the site; a list of such is an article."""
    teasers = {row for row, block in enumerate(blocks) if url and _is_teaser(block, url)}
    told = sum(block.kind is BlockKind.PARAGRAPH for block in blocks)
    if len(teasers) * _FEW_TEASERS > told:
        return blocks
    return [block for row, block in enumerate(blocks) if row not in teasers]


def _is_teaser(block: Block, url: str) -> bool:
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH or not block.spans or text.endswith(_ENDS_NO_HEADLINE):
        return False
    links = [span for span in block.spans if span.kind is SpanKind.LINK]
    linked = sum(span.end - span.start for span in links)
    if linked < len(text) - 1 or len(text.split()) < _HEADLINE:
        return False
    page, leads = split_of(url), [split_of(span.url or "") for span in links]
    return all(_host(lead) == _host(page) and lead.path not in {page.path, "", "/"} for lead in leads)


def _host(address: SplitResult) -> str:
    return address.netloc.lower().removeprefix("www.")


def _with_paragraphs(blocks: list[Block]) -> list[Block]:
    """With what is a paragraph in large type as one: sentences of some length, or one that opens the article."""
    return [
        replace(block, kind=BlockKind.PARAGRAPH, level=0) if _is_heading(block) and _is_sentence(block, row) else block
        for row, block in enumerate(blocks)
    ]


def _is_sentence(block: Block, row: int) -> bool:
    return block.text.endswith(_SENTENCE_ENDS) and len(block.text.split()) >= (_HEADLINE_LONG if row else _OPENING)


def _without_loose_dash(blocks: list[Block]) -> list[Block]:
    """Without the dashes that stood between a dateline and the text, where the dateline is gone."""
    found = _LOOSE_DASH.match(blocks[0].text) if blocks else None
    return [without_stretches(blocks[0], [(0, found.end())]), *blocks[1:]] if found else blocks


def _without_portraits(blocks: list[Block], byline: Sequence[str]) -> list[Block]:
    """Without what the end says of the authors: "Jane Roe is a reporter in Skarn"."""
    names = [name.casefold() for name in byline if " " in name]
    end = len(blocks)
    while names and end > max(1, len(blocks) - _PORTRAITS) and _is_portrait(blocks[end - 1].text, names):
        end -= 1
    return blocks[:end]


def _is_portrait(text: str, names: Sequence[str]) -> bool:
    begun = _BEFORE_NAME.sub("", text[:_LONGEST_PROMPT].casefold(), count=1)
    return any(begun.startswith(name) and _IS_WHO.match(begun, len(name)) for name in names)


def _without_head(blocks: list[Block], *, titles: Sequence[str], byline: Sequence[str]) -> list[Block]:
    """Without the titles (the article's own is the first) and the byline, which stand in fields of their own."""
    folded = [fold(title) for title in titles]
    names = {fold(name) for name in byline}
    head = [block for block in blocks[:_HEAD] if not _repeats(block, folded, names)]
    return head + blocks[_HEAD:]


def _repeats(block: Block, titles: list[str], names: set[str]) -> bool:
    if len(block.text) > _LONGEST_TITLE:
        return False
    folded = fold(block.text)
    if block.kind is BlockKind.FIGURE or not folded:
        return False
    own = titles[0]
    nearly = block.kind is BlockKind.HEADING and bool(own) and (folded in own or own in folded)
    if folded in titles or nearly:
        return True
    if len(block.text) > _LONGEST_BYLINE:
        return False
    if folded in names or (holds_any(folded, names) and len(block.text) < _SHORT):
        return not block.text.rstrip().endswith((".", "!", "?", "”", '"'))
    return _BYLINE.fullmatch(block.text) is not None


def _without_loose_headings(blocks: list[Block]) -> list[Block]:
    """Without headings at the end that nothing follows; three and more in a row are a list in large type."""
    texts = len(blocks) - next(
        (row for row, block in enumerate(reversed(blocks)) if not _is_heading(block)), len(blocks)
    )
    return blocks if len(blocks) - texts >= _LIST and texts else blocks[:texts]


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _without_loose_separators(blocks: list[Block]) -> list[Block]:
    """Without separators that part nothing: at either end, and all but the first in a row."""
    parting = [is_separator(block.text) for block in blocks]
    last = next((row for row in reversed(range(len(blocks))) if not parting[row]), -1)
    before = [True, *parting]
    return [block for row, block in enumerate(blocks) if not parting[row] or (row < last and not before[row])]


def _without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Without quotes that only say once more, in large type, what stands in a paragraph."""
    if not any(block.kind is BlockKind.QUOTE for block in blocks):
        return blocks
    paragraphs = [fold(block.text) for block in blocks if block.kind is BlockKind.PARAGRAPH]
    return [block for block in blocks if not (block.kind is BlockKind.QUOTE and _is_repeat(block, paragraphs))]


def _is_repeat(block: Block, paragraphs: Sequence[str]) -> bool:
    folded = fold(block.text)
    return len(folded) >= _SHORTEST_REPEAT and any(folded in paragraph for paragraph in paragraphs)


def _with_dateline(blocks: list[Block]) -> list[Block]:
    """With the place at the beginning of the paragraph that it opens, where it stands on a line of its own."""
    if len(blocks) < 2 or blocks[1].kind is not BlockKind.PARAGRAPH or not is_dateline(blocks[0].text):  # noqa: PLR2004
        return blocks
    place, opening = blocks[:2]
    at = len(place.text) + 1
    moved = (replace(span, start=span.start + at, end=span.end + at) for span in opening.spans)
    joined = replace(opening, text=f"{place.text} {opening.text}", spans=(*place.spans, *moved))
    return [joined, *blocks[2:]]


def _without_read_out(block: Block) -> Block:
    """Without what links say for those who hear the page: "opens new tab", in a link or right behind it."""
    folded = block.text.lower() if block.spans else ""
    if not holds_any(folded, _IN_READ_OUT):
        return block
    read_out: list[tuple[int, int]] = []
    for span in block.spans:
        if span.kind is SpanKind.LINK:
            found = _READ_OUT_IN.search(block.text, span.start, span.end) or _READ_OUT_BEHIND.match(
                block.text, span.end
            )
            if found and found.start() > span.start and (not read_out or read_out[-1][1] <= found.start()):
                read_out.append(found.span())
    return without_stretches(block, read_out) if read_out else block


def _set_close(block: Block) -> Block:
    """Comma and full stop close behind a link: the space before them is what some editors put inside of it."""
    if not block.spans or (" ," not in block.text and " ." not in block.text):
        return block
    links = (span.end for span in block.spans if span.kind is SpanKind.LINK)
    loose = sorted({end for end in links if _LOOSE_SIGN.match(block.text, end)})
    return without_stretches(block, [(end, end + 1) for end in loose]) if loose else block


def _marked(block: Block) -> Block:
    if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM} and _CORRECTION.fullmatch(block.text):
        return replace(block, kind=BlockKind.CORRECTION, level=0, ordered=False)
    return block
