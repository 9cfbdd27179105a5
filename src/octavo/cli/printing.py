"""An article in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from octavo.model.articles import BlockKind, SpanKind
from octavo.wording import tell

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import RenderableType

    from octavo.model.articles import Article, Block, Draft
    from octavo.model.listing import ArticlePage

WIDEST = 80
STYLES = {SpanKind.EMPHASIS: "italic", SpanKind.STRONG: "bold", SpanKind.LINK: "underline", SpanKind.CODE: "cyan"}


def print_article(page: ArticlePage, now: datetime) -> None:
    """Print an article in a column that can be read."""
    out = _column()
    _print(out, page.article, _credits(page, now))
    for related in page.related:
        out.print(
            Text(
                f"{related.label.capitalize()}: {related.row.title} [{related.row.article}] ({related.reason})",
                style="dim",
            )
        )


def print_draft(draft: Draft) -> None:
    """Print what was drawn from a page in a column that can be read."""
    when = tell(draft.published_at, draft.precision, draft.published_at).exact if draft.published_at else ""
    parts = (draft.publisher or "", " and ".join(draft.byline), when)
    _print(_column(), draft, ", ".join(part for part in parts if part))


def _column() -> Console:
    out = Console(highlight=False)
    out.width = min(out.width, WIDEST)
    return out


def _print(out: Console, draft: Draft, credit: str) -> None:
    out.print(Text(draft.title, style="bold"))
    out.print(Text(credit, style="dim"))
    if draft.partial:
        out.print(Text(draft.partial, style="italic yellow"))
    for block in draft.blocks:
        out.print()
        out.print(_rendered(block))
    if draft.url:
        out.print()
        out.print(Text(draft.url, style="dim"))


def _credits(page: ArticlePage, now: datetime) -> str:
    article = page.article
    parts = [article.publisher or page.source.title, " and ".join(article.byline), _when(article, now)]
    if article.revision > 1:
        parts.append(f"revision {article.revision}")
    return ", ".join(part for part in parts if part)


def _when(article: Article, now: datetime) -> str:
    return tell(article.published_at, article.precision, now).exact if article.published_at else ""


def _rendered(block: Block) -> RenderableType:
    text = Text(block.text)
    for span in block.spans:
        text.stylize(STYLES[span.kind], span.start, span.end)
    match block.kind:
        case BlockKind.HEADING | BlockKind.LIVE_ENTRY:
            clock = f"{block.at:%H:%M} UTC  " if block.at else ""
            return Text.assemble((clock, "dim"), text, style="bold")
        case BlockKind.QUOTE:
            return Padding(text, (0, 4))
        case BlockKind.LIST_ITEM:
            return Padding(Text.assemble("• ", text), (0, 0, 0, 2 * block.level))
        case BlockKind.TABLE:
            return _table(block.text)
        case _:
            return _plain(block, text)


def _plain(block: Block, text: Text) -> Text:
    if block.kind is BlockKind.FIGURE:
        return Text.assemble("[", text, f" {block.credit}" if block.credit else "", "]", style="dim")
    return Text.assemble(text, style="italic") if block.kind is BlockKind.CORRECTION else text


def _table(text: str) -> Table:
    rows = [line.split("\t") for line in text.split("\n")]
    table = Table(show_header=False, pad_edge=False)
    for _ in range(max(len(row) for row in rows)):
        table.add_column()
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
