"""What stands on a captured page and belongs to no article: ads, prompts, widgets, section headings."""

from __future__ import annotations

import re
from enum import StrEnum


class Section(StrEnum):
    """Which part of a captured page a heading opens."""

    WIDGET = "widget"
    HASHTAGS = "hashtags"
    COMMENTS = "comments"
    RELATED = "related"
    FOOTER = "footer"


_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.WIDGET,
            r"(?:try|discover|use|explore) (?:our|the|\w+(?:'s|’s)?)? ?(?:new )?(?:ai|a\.i\.) (?:features?|tools?|assistant)"
            r"|explore what .{1,40} (?:ai )?can do for you:?|ask (?:\w+ )?ai|(?:ai|quick) (?:summary|takeaways|features)",
        ),
        (Section.HASHTAGS, r"hashtags?:?|trending hashtags:?"),
        (
            Section.COMMENTS,
            r"(?:\d+ )?comments?(?: \(?\d+\)?)?:?|no comments(?: yet)?\W*|be the first to comment\W*|leave a comment"
            r"|join the (?:conversation|discussion)|kommentare?(?: \(?\d+\)?)?|(?:\d+ )?commentaires?|comentarios|commenti",
        ),
        (
            Section.RELATED,
            r"related(?: (?:articles?|news|stories|posts|content|topics|coverage|reading))?:?"
            r"|(?:more|other) (?:related )?(?:articles|news|stories)(?: (?:like this|for you))?|similar (?:articles|news|stories)"
            r"|you (?:may|might) also (?:like|be interested in):?|recommended(?: (?:for you|articles|stories))?"
            r"|latest (?:news|articles|stories)|read (?:also|next):?|up next|more from .{2,40}"
            r"|ähnliche (?:artikel|nachrichten)|verwandte artikel|das könnte sie auch interessieren"
            r"|articles (?:similaires|liés)|à lire aussi|artículos relacionados|noticias relacionadas|articoli correlati",
        ),
        (
            Section.FOOTER,
            r"(?:get started now: ?)?download (?:the|our) app\W*|get (?:the|our) app\W*|privacy policy|terms (?:of (?:use|service)|& conditions)"
            r"|(?:copyright|©|\(c\)) ?\d{4}.*|all rights reserved\W*|about us|contact us|cookie (?:policy|settings)|follow us(?: on.*)?"
            r"|ready to dive into .{5,}|load more|show more|see more|view all|see all|back to top|impressum|mentions légales",
        ),
    )
)
_AD_WORDS = (
    r"adchoices advertising|adchoices|advertisements?|advertising|article continues (?:after|below) (?:this )?(?:ad|advertisement)"
    r"|story continues (?:after|below) (?:this )?(?:ad|advertisement)|sponsored (?:links|content)|anzeige|werbung|publicité|publicidad|pubblicità"
    r"|copy the story link|link copied|learn more about your ad choices\.(?: visit \S+)?"
)
_AD_LINE = re.compile(
    rf"[\W_]*(?:{_AD_WORDS}|ads?|ad feedback|sponsored|promoted(?: content)?|undo|you may like|live events|by taboola|logo|link copied|pinned|copy the story link"
    r"|learn more about your ad choices\W.{0,60}|visit \S*adchoices\S*|solve the daily crossword"
    r"|(?:scroll|skip) to continue(?: with content)?|remove ads|hide ads?|continue reading(?: below)?|close ad|loading\W*)[\W_]*",
    re.IGNORECASE,
)
_PROMPT_LINE = re.compile(
    r"(?:share(?: (?:this|on|via|article|full article)\b.{0,40})?|save(?: (?:article|for later))?|like|reply|report|print(?: this)?|copy link|listen(?: to (?:this )?article)?.{0,20}"
    r"|read more:?|read full (?:article|story).{0,20}|view (?:original|source)|sign up.{0,80}newsletters?.{0,40}|subscribe(?: (?:now|here|to .{1,60}))?"
    r"|follow|\+ ?follow|translate|summari[sz]e|bookmark|facebook|twitter|x|whatsapp|telegram|email|linkedin|\d+ min(?:ute)?s? read|weiterlesen|teilen|partager|compartir)[.!:…]*",
    re.IGNORECASE,
)
# In a flattened text the label stands between two sentences: "…Indo-Pacific. Advertisement In an article…"
_AD_INSIDE = re.compile(
    rf"(?P<before>^|[.!?…:;,'’\"”»)\]])\s*\b(?:(?i:{_AD_WORDS}))\b(?!\s*(?:[a-zß-ÿ0-9,.;:'’)]))(?=\s|$)\s*"
)
# Style rules of inlined pictures that a capture took for text.
_STYLE_RULES = re.compile(r"(?:\.[\w-]+(?:\s*,\s*\.[\w-]+)*\s*\{[^{}]*\}\s*)+")
_LIST_PAGE = re.compile(
    r"(?:the )?(?:latest|trending|top|all|more) (?:news|articles|stories)(?: (?:with|about|on|for|tagged|in)\b.*)?|#\w+|search results.*|news feed|home ?page",
    re.IGNORECASE,
)


def opens(line: str) -> Section | None:
    """The section of the page that a whole line is the heading of."""
    bare = line.strip().strip("#*_•·|>- ").strip()
    if not bare or len(bare) > 200:  # noqa: PLR2004 - no heading is that long
        return None
    return next((section for section, pattern in _SECTIONS if pattern.fullmatch(bare)), None)


def is_furniture(line: str) -> bool:
    """Whether a whole line is an ad label, a button or a prompt."""
    bare = line.strip().strip("#*_•·|>").strip()
    return not bare or bool(_AD_LINE.fullmatch(bare) or _PROMPT_LINE.fullmatch(bare))


def heads_a_list(line: str) -> bool:
    """Whether a page's first line says that it is a list of articles: "Latest news with #Telegram"."""
    return bool(_LIST_PAGE.fullmatch(line.strip()))


def without_ads(text: str) -> str:
    """The text without ad labels between its sentences and without style rules."""
    previous, text = None, _STYLE_RULES.sub("", text).strip()
    while previous != text:
        previous, text = text, _AD_INSIDE.sub(lambda match: f"{match['before']} ".lstrip(), text).strip()
    return text
