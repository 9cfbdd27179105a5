"""What sort of journalism an article is, as far as its page says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from octavo.extracting.facts import types_of
from octavo.extracting.provenance import Found
from octavo.kit.urls import path_of
from octavo.model.articles import ArticleKind

if TYPE_CHECKING:
    from octavo.extracting.facts import Facts

_TYPES = {
    "LiveBlogPosting": ArticleKind.LIVE,
    "OpinionNewsArticle": ArticleKind.OPINION,
    "ReviewNewsArticle": ArticleKind.OPINION,
    "AnalysisNewsArticle": ArticleKind.ANALYSIS,
    "BackgroundNewsArticle": ArticleKind.ANALYSIS,
    "VideoObject": ArticleKind.VIDEO,
    "ImageGallery": ArticleKind.GALLERY,
    "MediaGallery": ArticleKind.GALLERY,
}
_PLACES = (
    (
        ArticleKind.OPINION,
        r"opinions?|opinion-.+|op-?eds?|editorials?|commentary|comment-is-free|columnists?|columns?|letters|opinião",
    ),
    (
        ArticleKind.OPINION,
        r"meinung|kommentare?|kolumnen?|leitartikel|tribunes?|debats|opini[oó]n|opinioni|opinie|ledare|debatt|görüş",
    ),
    (
        ArticleKind.ANALYSIS,
        r"analys[ei]s|analyse|an[aá]lisis|analisi|explainers?|fact-?checks?|faktencheck|décryptages?",
    ),
    (ArticleKind.INTERVIEW, r"interviews?|entrevistas?|entretiens?|interviste|intervista|intervju|wywiady?|gespräche?"),
    (ArticleKind.LIVE, r"live|live-?blogs?|liveticker|live-?updates?|en-direct|directo"),
    (ArticleKind.VIDEO, r"videos?|watch|mediathek"),
    (ArticleKind.GALLERY, r"galler(?:y|ies)|photos?|photo-essays?|bilder|bildergalerien?|fotostrecken?|pictures"),
    (ArticleKind.BRIEF, r"briefs?|in-?brief|news-?in-?brief|kurzmeldungen|kurz-?gemeldet|br[eè]ves?|newsticker"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PLACES)
# A title that announces its kind: "Opinion | …", "Interview: …", "… – live".
_LABELS = (
    (ArticleKind.OPINION, r"(?:opinion|kommentar|editorial|commentary|leitartikel|glosse|kolumne)\s*[|:]\s.*"),
    (ArticleKind.ANALYSIS, r"(?:analysis|analyse|explainer)\s*[|:]\s.*"),
    (ArticleKind.INTERVIEW, r"(?:interview|entretien|entrevista|intervista)\s*[|:]\s.*|.*\s[-–|]\s?interview"),
    (ArticleKind.LIVE, r".*\s[-–|]\s?live(?: updates)?|(?:live|liveticker|liveblog)\s*[|:]\s.*|.*\bliveticker\b.*"),
    (ArticleKind.VIDEO, r"(?:video|watch)\s*[|:]\s.*|.*\s[-–|]\s?video"),
    (ArticleKind.GALLERY, r"(?:in pictures|gallery|fotostrecke|bildergalerie)\s*[|:]\s.*|.*\s[-–|]\s?in pictures"),
)
_TITLES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _LABELS)


def kind_of(facts: Facts, *, url: str, section: str | None, title: str | None) -> Found[ArticleKind]:
    """What JSON-LD types, section, folders of the address and labels in the title say; a report where they do not."""
    types = [name for node in facts.articles[:1] for name in types_of(node)]
    if any("LiveBlogPosting" in types_of(node) for node in facts.nodes):
        return Found(value=ArticleKind.LIVE, source="JSON-LD type")
    if (typed := next((_TYPES[name] for name in types if name in _TYPES), None)) is not None:
        return Found(value=typed, source="JSON-LD type")
    if (facts.first("og:type") or "").startswith("video") and "NewsArticle" not in types:
        return Found(value=ArticleKind.VIDEO, source="meta og:type")
    places = [((section or "").strip().replace(" ", "-"), "section")]
    places += [(folder, "address") for folder in unquote(path_of(url)).split("/")[1:-1]]
    found = ((kind, source) for kind, pattern in _KINDS for place, source in places if pattern.fullmatch(place))
    labelled = ((kind, "title") for kind, pattern in _TITLES if pattern.fullmatch(title or ""))
    kind, source = next(found, None) or next(labelled, (ArticleKind.REPORT, "nothing said"))
    return Found(value=kind, source=source)
