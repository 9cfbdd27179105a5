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


_HEADINGS: dict[Section, str] = {
    Section.WIDGET: r"""
        (?:try|discover|use|explore)\ (?:our|the|\w+(?:'s|’s)?)?\ ?(?:new\ )?ai\ (?:features?|tools?|assistant)
        |explore\ what\ .{1,40}\ (?:ai\ )?can\ do\ for\ you:?
        |ask\ (?:\w+\ )?ai
        |جرب\ ميزات\ الذكاء\ الاصطناعي.*|اكتشف\ ما\ يمكن\ أن\ يفعله\ .*
        |(?:ai|quick)\ (?:summary|takeaways|features)
        """,
    Section.HASHTAGS: r"(?:trending\ )?hashtags?:?|هاشتاغز?|هاشتاج|وسوم",
    Section.COMMENTS: r"""
        (?:\d+\ )?comments?(?:\ \(?\d+\)?)?:?
        |(?:view|show|see|read)\ (?:all\ )?(?:\d+\ )?comments(?:\ \(?\d+\)?)?
        |no\ comments(?:\ yet)?\W*
        |be\ the\ first\ to\ comment\W*
        |leave\ a\ comment
        |join\ the\ (?:conversation|discussion)
        |kommentare?(?:\ \(?\d+\)?)?
        |(?:\d+\ )?commentaires?
        |comentarios|commenti
        |التعليقات|لا\ (?:يوجد|توجد)\ تعليقات.*
        """,
    Section.RELATED: r"""
        related(?:\ (?:articles?|news|stories|posts|content|topics|coverage|reading))?:?
        |(?:more|other)\ (?:related\ )?(?:articles|news|stories)(?:\ (?:like\ this|for\ you))?
        |similar\ (?:articles|news|stories)
        |you\ (?:may|might)\ also\ (?:like|be\ interested\ in):?
        |recommended(?:\ (?:for\ you|articles|stories))?
        |latest\ (?:news|articles|stories)
        |read\ (?:also|next):?
        |up\ next|related\ videos?:.*
        |more\ from\ .{2,40}
        |ähnliche\ (?:artikel|nachrichten)|verwandte\ artikel|das\ könnte\ sie\ auch\ interessieren
        |articles\ (?:similaires|liés)|à\ lire\ aussi
        |أخبار\ ذات\ صلة|مقالات\ ذات\ صلة|مواضيع\ ذات\ صلة|اقرأ\ أيض[اً]+
        |artículos\ relacionados|noticias\ relacionadas|articoli\ correlati
        """,
    Section.FOOTER: r"""
        (?:get\ started\ now:\ ?)?download\ (?:the|our)\ app\W*
        |get\ (?:the|our)\ app\W*
        |ready\ to\ dive\ into\ .{5,}
        |privacy\ policy|terms\ (?:of\ (?:use|service)|&\ conditions)|cookie\ (?:policy|settings)
        |(?:copyright|©|\(c\))\ ?\d{4}.*|all\ rights\ reserved\W*
        |about\ us|contact\ us|follow\ us(?:\ on.*)?
        |load\ more|show\ more|see\ more|view\ all|see\ all|back\ to\ top
        |impressum|mentions\ légales
        """,
}
_SECTIONS = {section: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for section, pattern in _HEADINGS.items()}
_AD_WORDS = r"""
    adchoices\ advertising|adchoices
    |advertisements?|advertising
    |(?:article|story)\ continues\ (?:after|below)\ (?:this\ )?(?:ad|advertisement)
    |sponsored\ (?:links|content)|story\ continues
    |إعلان|إعلانات
    |anzeige|werbung|publicité|publicidad|pubblicità
    |copy\ the\ story\ link|link\ copied|solve\ the\ daily\ crossword
    |learn\ more\ about\ your\ ad\ choices\.(?:\ visit\ \S+)?
    """
_AD_LINE = re.compile(
    rf"""[\W_]*(?:{_AD_WORDS}
    |ads?|ad\ feedback|sponsored|promoted(?:\ content)?|remove\ ads|hide\ ads?|close\ ad|by\ taboola
    |undo|you\ may\ like|live\ events|logo|pinned|loading\W*
    |(?:scroll|skip)\ to\ continue(?:\ with\ content)?|continue\ reading(?:\ below)?
    |visit\ \S*adchoices\S*|solve\ the\ daily\ crossword
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PROMPT_LINE = re.compile(
    r"""(?:
    share(?:\ (?:this|on|via|article|full\ article)\b.{0,40})?
    |save(?:\ (?:article|for\ later))?
    |like|flip|reply|report|print(?:\ this)?|copy\ link|translate|summari[sz]e|bookmark
    |listen(?:\ to\ (?:this\ )?article)?.{0,20}
    |read\ more:?|read\ full\ (?:article|story).{0,20}|view\ (?:original|source)
    |sign\ up.{0,80}newsletters?.{0,40}
    |subscribe(?:\ (?:now|here|to\ .{1,60}))?
    |\+?\ ?follow
    |facebook|twitter|x|whatsapp|telegram|email|linkedin
    |\d+\ min(?:ute)?s?\ read
    |weiterlesen|teilen|partager|compartir
    )[.!:…]*""",
    re.IGNORECASE | re.VERBOSE,
)
# Widgets' labels that may also begin a sentence ("Live Events Ltd said"): only in company, or at the end of a text.
_WIDGET_WORDS = r"Live\ Events|LIVE\ EVENTS|You\ May\ (?:Also\ )?Like|Undo|by\ Taboola|Trending\ Videos"
# In a flattened text the label stands between two sentences: "…Indo-Pacific. Advertisement In an article…"
_AD_INSIDE = re.compile(
    rf"""(?P<before>^|[.!?…:;,'\"’”»)\]])\s*\b
    (?:(?i:{_AD_WORDS})(?:\s+(?:(?i:{_AD_WORDS})|{_WIDGET_WORDS})\b)*
    |(?:{_WIDGET_WORDS})(?:(?:\s+(?:(?i:{_AD_WORDS})|{_WIDGET_WORDS})\b)+|\s*$))
    \b(?!\s*[a-zß-ÿ0-9,.;:)])(?!\s+Standards|\s+(?:Council|Association|Agency|Authority|Bureau|Board)\b)(?=\s|$)\s*""",
    re.VERBOSE,
)
# Style rules of inlined pictures that a capture took for text.
_STYLE_RULES = re.compile(r"(?:\.[\w-]+(?:\s*,\s*\.[\w-]+)*\s*\{[^{}]*\}\s*)+")
_LIST_PAGE = re.compile(
    r"""(?:the\ )?(?:latest|trending|top|all|more)\ (?:news|articles|stories)(?:\ (?:with|about|on|for|tagged|in)\b.*)?
    |\#\w+|search\ results.*|news\ feed|home\ ?page""",
    re.IGNORECASE | re.VERBOSE,
)


def opens(line: str) -> Section | None:
    """The section of the page that a whole line is the heading of."""
    bare = line.strip().strip("#*_•·|>- ").strip()
    if not bare or len(bare) > 200:  # noqa: PLR2004 - no heading is that long
        return None
    return next((section for section, pattern in _SECTIONS.items() if pattern.fullmatch(bare)), None)


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
