"""What the papers tell machines: schema.org in JSON-LD, and Radio Tide's JSON Feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from octavo.demo import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.demo.body import LiveEntry
    from octavo.demo.papers import Paper
    from octavo.demo.printed import Printed

_TYPES = {"opinion": "OpinionNewsArticle", "analysis": "AnalysisNewsArticle", "live": "LiveBlogPosting"}


def json_ld(printed: Printed) -> dict[str, Any] | None:
    """The JSON-LD of an article's page in its paper's manner; ``None`` where it writes none."""
    match printed.paper.key:
        case "courier":
            return {"@context": "https://schema.org", **_news(printed), **_corrections(printed)}
        case "ledger":
            return _paywall(printed) if printed.locked else None
        case "dispatch":
            return _graph(printed)
        case "tide":
            return {"@context": "https://schema.org", **_news(printed), **_live(printed)}
        case _:
            return None


def json_feed(paper: Paper, site: str, printed: Iterable[Printed]) -> dict[str, Any]:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.title,
        "home_page_url": f"{site}/",
        "feed_url": site + paper.feed_path,
        "description": paper.strapline,
        "favicon": f"{site}/favicon.svg",
        "language": paper.language,
        "authors": [{"name": paper.title, "url": f"{site}/about"}],
        "items": [_item(one) for one in printed],
    }


def _item(printed: Printed) -> dict[str, Any]:
    article = printed.article
    item: dict[str, Any] = {
        "id": printed.url,
        "url": printed.url,
        "title": article.headline,
        "summary": printed.teaser,
        "content_text": printed.teaser,
        "date_published": article.published_at.isoformat(),
        "date_modified": printed.modified_at.isoformat(),
        "tags": list(article.tags),
        "language": article.language,
    }
    if names := printed.signed or ((article.wire,) if article.wire else ()):
        item["authors"] = [{"name": name} for name in names]
    return item


def _news(printed: Printed) -> dict[str, Any]:
    article = printed.article
    news: dict[str, Any] = {
        "@type": _TYPES.get(article.kind, "NewsArticle"),
        "@id": f"{printed.url}#article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": printed.url},
        "headline": article.headline,
        "description": printed.teaser,
        "datePublished": article.published_at.isoformat(),
        "dateModified": printed.modified_at.isoformat(),
        "author": _authors(printed),
        "publisher": _publisher(printed),
        "articleSection": article.section,
        "keywords": list(article.tags),
        "inLanguage": article.language,
        "isAccessibleForFree": True,
    }
    return news | _picture(printed)


def _authors(printed: Printed) -> list[dict[str, str]]:
    if printed.signed:
        about = f"{printed.site}/about"
        return [{"@type": "Person", "name": name, "url": about} for name in printed.signed]
    return [{"@type": "Organization", "name": printed.article.wire or printed.paper.title}]


def _publisher(printed: Printed) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": f"{printed.site}/favicon.svg"}
    return {"@type": "NewsMediaOrganization", "name": printed.paper.title, "url": f"{printed.site}/", "logo": logo}


def _picture(printed: Printed) -> dict[str, Any]:
    article = printed.article
    if not printed.picture:
        return {}
    image = {"@type": "ImageObject", "url": printed.picture, "width": pictures.WIDTH, "height": pictures.HEIGHT}
    return {"image": image | {"caption": article.image_caption, "creditText": article.image_credit}}


def _corrections(printed: Printed) -> dict[str, Any]:
    comments = [
        {"@type": "CorrectionComment", "text": c.note, "datePublished": c.at.isoformat()} for c in printed.notes
    ]
    return {"correction": comments} if comments else {}


def _paywall(printed: Printed) -> dict[str, Any]:
    """Only that the text is not all there; the rest stands in the page's microdata."""
    hidden = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": printed.url,
        "headline": printed.article.headline,
        "isAccessibleForFree": False,
        "hasPart": hidden,
    }


def _graph(printed: Printed) -> dict[str, Any]:
    """One graph of things that refer to each other, as content systems' plug-ins write it."""
    site, title = printed.site, printed.paper.title
    news = _news(printed) | {"isPartOf": {"@id": f"{site}/#website"}, "publisher": {"@id": f"{site}/#publisher"}}
    crumbs = [
        {"@type": "ListItem", "position": 1, "name": title, "item": f"{site}/"},
        {"@type": "ListItem", "position": 2, "name": printed.article.section, "item": printed.section_url},
    ]
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": f"{site}/#publisher", "name": title, "url": f"{site}/"},
            {"@type": "WebSite", "@id": f"{site}/#website", "url": f"{site}/", "name": title},
            {"@type": "BreadcrumbList", "@id": f"{printed.url}#crumbs", "itemListElement": crumbs},
            news,
        ],
    }


def _live(printed: Printed) -> dict[str, Any]:
    entries = printed.entries
    if not entries:
        return {}
    return {
        "coverageStartTime": entries[-1].at.isoformat(),
        "coverageEndTime": printed.article.published_at.isoformat(),
        "liveBlogUpdate": [_update(printed, entry) for entry in entries],
    }


def _update(printed: Printed, entry: LiveEntry) -> dict[str, Any]:
    return {
        "@type": "BlogPosting",
        "@id": f"{printed.url}#{entry.anchor}",
        "headline": entry.headline,
        "datePublished": entry.at.isoformat(),
        "articleBody": entry.text,
    }
