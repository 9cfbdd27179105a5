"""Names of topics: which are worth a page, and which spellings are one."""

from __future__ import annotations

import re

from octavo.kit.text import without_accents

LONGEST = 40
_SHORTEST, _MOST_WORDS = 3, 4
_PATH = re.compile(r"\s*(?:[/|>»›]|::)\s*")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ ]?){1,6}[^\W\d_](?:\.|(?!\w))")
_DOTS = re.compile(r"[. ]")
_PLURAL = re.compile(r"(?<=[^\W\d_]{2}[^\W\d_sui])s$")
# Tags and sections that say where a text stood on a site, and not what it is about.
_PLACELESS = frozenset(
    {
        "news", "latest", "latest news", "top stories", "top news", "home", "homepage", "front page", "breaking",
        "breaking news", "headlines", "live", "article", "articles", "story", "stories", "general", "other", "misc",
        "uncategorized", "uncategorised", "featured", "feature", "features", "video", "videos", "photos", "gallery",
        "audio", "podcast", "podcasts", "newsletter", "premium", "subscribers", "exclusive", "main", "all", "more",
        "editors picks", "must read", "trending", "popular", "today", "update", "updates", "web", "rss", "feed",
        "nachrichten", "startseite", "aktuell", "aktuelles", "schlagzeilen", "plus", "ticker", "meldung",
        "actualités", "actualité", "actu", "accueil", "à la une", "une", "noticias", "portada", "inicio", "actualidad",
        "notizie", "ultime notizie", "nieuws", "nyheter", "новости", "новини",
    }
)  # fmt: skip


def cleaned(label: str) -> str:
    """A tag or section as the name of a topic: the last part of a path; "" where it is none worth a page."""
    parts = [part for part in _PATH.split(label[:200].strip(" #\t\n")) if part]
    name = " ".join(parts[-1].replace("_", " ").split()) if parts else ""
    words = _WORD.findall(name)
    if not _SHORTEST <= len(name) <= LONGEST or len(words) > _MOST_WORDS or not words:
        return ""
    if " ".join(words).casefold() in _PLACELESS or all(word.isdigit() for word in words):
        return ""
    if ":" in name or "=" in name:  # "type:article" and their like are for machines
        return ""
    return name if any(letter.isupper() for letter in name) else name[:1].upper() + name[1:]


def topic_key(name: str) -> str:
    """What is equal for spellings of one topic: case, accents, punctuation and an English plural do not count.

    Nor do the dots and spaces of initials: U.S. is US, J. K. Rowling is J.K. Rowling.
    """
    plain = without_accents(name[:200])
    plain = _INITIALS.sub(lambda match: _DOTS.sub("", match.group()), plain)
    return " ".join(_PLURAL.sub("", word) for word in _WORD.findall(plain.casefold()))
