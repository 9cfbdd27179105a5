"""Values as JSON: plain names, ISO 8601 times as exact as they are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from octavo.model.articles import Precision
from octavo.wording import layout_alarm

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.answers import Answer, RankedPassage
    from octavo.model.articles import Block, Draft
    from octavo.model.explanations import HabitsAtWork, PageExplanation
    from octavo.model.insights import Claim
    from octavo.model.listing import ArticlePage, Row, Subscription
    from octavo.model.refreshes import RefreshReport
    from octavo.model.search import FoundRow, SavedCount
    from octavo.model.sites import LayoutChange
    from octavo.model.statements import Statement
    from octavo.model.stories import Coverage, Decision, EditionPage, Story, StoryPage, Tie

_FORMATS = {
    Precision.YEAR: "%Y",
    Precision.MONTH: "%Y-%m",
    Precision.WEEK: "%Y-%m-%d",
    Precision.DAY: "%Y-%m-%d",
    Precision.HOUR: "%Y-%m-%dT%H:%MZ",
    Precision.MINUTE: "%Y-%m-%dT%H:%MZ",
    Precision.SECOND: "%Y-%m-%dT%H:%M:%SZ",
}


def print_json(value: object) -> None:
    """Print one JSON document to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def time_json(at: datetime | None, precision: Precision = Precision.SECOND) -> str | None:
    """A time in UTC (ISO 8601), cut to its precision; ``None`` stays ``None``."""
    return at.strftime(_FORMATS[precision]) if at else None


def explanation_json(explanation: PageExplanation) -> dict[str, Any]:
    """How an article comes about: its pages, its site's habits, lines with verdicts, metadata with its places."""
    return {
        "extracted_by": explanation.extracted_by,
        "certainty": round(explanation.certainty, 4),
        "pages": [
            {"url": page.url, "role": page.role.value, "kept": page.kept, "words": page.words, "note": page.note}
            for page in explanation.pages
        ],
        "habits": _habits_json(explanation.habits),
        "lines": [
            {
                "page": line.page,
                "kept": line.kept,
                "probability": round(line.probability, 4),
                "kind": line.kind.value,
                "text": line.text,
                "reason": line.reason,
            }
            for line in explanation.lines
        ],
        "metadata": [
            {"field": field.field, "value": field.value, "source": field.source} for field in explanation.fields
        ],
    }


def _habits_json(habits: HabitsAtWork | None) -> dict[str, int] | None:
    if habits is None:
        return None
    return {"articles": habits.articles, "repeated_lines": habits.repeated, "lines_by_place": habits.placed}


def draft_json(draft: Draft) -> dict[str, Any]:
    """An article's own fields."""
    return {
        "title": draft.title,
        "publisher": draft.publisher,
        "byline": list(draft.byline),
        "published_at": time_json(draft.published_at, draft.precision),
        "published_precision": draft.precision.value if draft.published_at else None,
        "url": draft.url,
        "language": draft.language,
        "section": draft.section,
        "tags": list(draft.tags),
        "kind": draft.kind.value,
        "partial": draft.partial,
        "extracted_by": draft.extracted_by,
        "paragraphs": [block.text for block in draft.blocks if block.text],
    }


def row_json(row: Row) -> dict[str, Any]:
    """A line of a list."""
    return {
        "id": row.article,
        "title": row.title,
        "source": {"id": row.source, "title": row.source_title},
        "publisher": row.publisher,
        "published_at": time_json(row.published_at, row.precision),
        "excerpt": row.excerpt,
        "read": row.read,
        "starred": row.starred,
    }


def found_json(found: FoundRow) -> dict[str, Any]:
    """A hit of a search, with its excerpt and the places that matched."""
    return {
        **row_json(found.row),
        "excerpt": found.excerpt.text,
        "highlights": [list(h) for h in found.excerpt.highlights],
        "statements": [statement_json(one) for one in found.statements],
    }


def statement_json(one: Statement) -> dict[str, Any]:
    """What somebody says, and who, where that is certain."""
    return {"speaker": one.attributed_to, "words": one.words, "sentence": one.text}


def search_json(one: SavedCount) -> dict[str, Any]:
    """A kept search."""
    kept = one.search
    return {"id": kept.id, "name": kept.name, "query": kept.query, "stance": kept.stance, "new": one.new}


def page_json(page: ArticlePage) -> dict[str, Any]:
    """An article with its blocks and its place in the library."""
    article = page.article
    return {
        "id": article.id,
        **draft_json(article),
        "source": {"id": page.source.id, "title": page.source.title},
        "revision": article.revision,
        "blocks": [_block_json(block) for block in article.blocks],
        "read": page.mark.read_at is not None,
        "starred": page.mark.starred_at is not None,
        "related": [
            {**row_json(related.row), "kind": related.label, "reason": related.reason} for related in page.related
        ],
    }


def source_json(subscription: Subscription, folder: str | None = None) -> dict[str, Any]:
    """A followed source with its state."""
    source, visit = subscription.source, subscription.visit
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "site_url": source.site_url,
        "folder": folder,
        "articles": subscription.articles,
        "unread": subscription.unread,
        "visited_at": time_json(visit.at) if visit else None,
        "next_visit_at": time_json(visit.next_at) if visit else None,
        "failures": visit.failures if visit else 0,
        "problem": visit.problem if visit else None,
        "layout_change": layout_json(subscription.layout) if subscription.layout else None,
    }


def layout_json(change: LayoutChange) -> dict[str, Any]:
    """An alarm about a site whose pages have become unlike what they were."""
    return {
        "host": change.host,
        "incomplete": change.incomplete,
        "latest": change.latest,
        "sentence": layout_alarm(change),
    }


def report_json(report: RefreshReport) -> dict[str, Any]:
    """What a refresh came to."""
    return {
        "feeds": {"read": report.feeds_read, "unchanged": report.feeds_unchanged, "failed": report.feeds_failed},
        "articles": {
            "new": report.articles_new,
            "changed": report.articles_changed,
            "unchanged": report.articles_unchanged,
        },
        "pages_failed": dict(report.page_failures),
        "problems": [{"source": source, "sentence": sentence} for source, sentence in report.problems],
    }


def story_json(story: Story) -> dict[str, Any]:
    """A story as lists show it."""
    return {
        "id": story.id,
        "headline": story.headline,
        "outlets": story.outlets,
        "articles": len(story.articles),
        "unread": story.unread,
        "opened_at": time_json(story.opened_at),
        "peaked_at": time_json(story.peaked_at),
        "updated_at": time_json(story.updated_at),
        "dormant": story.is_dormant,
    }


def story_page_json(page: StoryPage) -> dict[str, Any]:
    """A story with its articles, chapters and what was decided about it."""
    return {
        **story_json(page.story),
        "articles": [_coverage_json(one, page.story) for one in page.story.articles],
        "chapters": [
            {
                "headline": chapter.headline,
                "opened_at": time_json(chapter.opened_at),
                "updated_at": time_json(chapter.updated_at),
                "articles": list(chapter.articles),
            }
            for chapter in page.chapters
        ],
        "decisions": [decision_json(decision) for decision in page.decisions],
    }


def _coverage_json(one: Coverage, story: Story) -> dict[str, Any]:
    copied = one.placement.copy_of
    return {
        **row_json(one.row),
        "at": time_json(one.placement.at),
        "outlet": one.placement.outlet,
        "first": one.row.article == story.first,
        "reason": one.placement.reason,
        "copy_of": {"id": copied.article, "kind": copied.kind.value, "reason": copied.reason} if copied else None,
    }


def tie_json(tie: Tie) -> dict[str, Any]:
    """How likely an article belongs with its story's leading one."""
    return {
        "article": tie.article,
        "score": None if tie.score is None else round(tie.score, 4),
        "names": list(tie.names),
        "figures": list(tie.numbers),
        "words": list(tie.words),
        "features": [
            {"name": name, "value": round(value, 4), "effect": round(effect, 4)} for name, value, effect in tie.features
        ],
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """What a person decided."""
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "articles": list(decision.articles),
        "others": list(decision.others),
        "at": time_json(decision.at),
    }


def edition_json(page: EditionPage) -> dict[str, Any]:
    """An edition with why each story is in it, and the stories as they now stand."""
    return {
        "day": page.edition.day.isoformat(),
        "made_at": time_json(page.edition.made_at),
        "considered": page.edition.considered,
        "stories": [
            {
                "id": pick.story,
                "headline": pick.headline,
                "lead": pick.lead,
                "score": pick.score,
                "reason": pick.reason,
                "now": story_json(told) if told else None,
            }
            for pick, told in zip(page.edition.picks, page.stories, strict=True)
        ],
    }


def _block_json(block: Block) -> dict[str, Any]:
    known = {
        "kind": block.kind.value,
        "text": block.text,
        "level": block.level or None,
        "ordered": block.ordered or None,
        "url": block.url,
        "credit": block.credit,
        "at": time_json(block.at),
        "spans": [
            {"kind": span.kind.value, "start": span.start, "end": span.end, **({"url": span.url} if span.url else {})}
            for span in block.spans
        ],
    }
    return {name: value for name, value in known.items() if value not in (None, [])}


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer: its sentences with what they cite, and the passages they were found in."""
    period = answer.narrowed_to
    return {
        "question": answer.question.text,
        "standalone": answer.standalone,
        "found": answer.found,
        "narrowed_to": {"from": period.first.isoformat(), "to": period.last.isoformat(), "words": period.words}
        if period
        else None,
        "searched": answer.searched,
        "written_by": answer.written_by.name,
        "claims": [claim_json(claim) for claim in answer.claims],
        "passages": [_passage_json(one) for one in answer.passages],
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim with what it cites: places are code points in a block of an article's revision."""
    return {
        "text": claim.text,
        "citations": [
            {
                "article": one.article,
                "revision": one.revision,
                "block": one.block,
                "start": one.start,
                "end": one.end,
                "quote": one.quote,
            }
            for one in claim.citations
        ],
    }


def _passage_json(one: RankedPassage) -> dict[str, Any]:
    return {
        "article": one.passage.article,
        "title": one.passage.title,
        "outlet": one.passage.outlet,
        "published_at": time_json(one.passage.published_at),
        "text": one.passage.text,
        "score": round(one.score, 4),
        "outright": one.passage.sentences[one.best].quote[slice(*one.outright)] if one.outright else None,
    }
