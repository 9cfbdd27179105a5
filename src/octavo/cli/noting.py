"""``octavo notes``."""

from __future__ import annotations

import click
from rich.markup import escape

from octavo.cli.as_json import print_json
from octavo.cli.session import NUMBERS, Session, console, pass_session
from octavo.model.articles import Precision
from octavo.model.ids import ArticleId, StoryId
from octavo.wording import tell


@click.command(short_help="List what you noted in articles.")
@click.argument("words", nargs=-1)
@click.option("--article", type=NUMBERS, metavar="ARTICLE", help="Only notes on this article.")
@click.option("--story", type=NUMBERS, metavar="STORY", help="Only notes on articles of this story.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print all of them as Markdown, with citations.")
@click.option("--json", "as_json", is_flag=True, help="Print all of them as JSON, with citations.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="At most so many lines.")
@pass_session
def notes(
    session: Session,
    words: tuple[str, ...],
    article: int | None,
    story: int | None,
    as_markdown: bool,
    as_json: bool,
    limit: int,
) -> None:
    """List what you noted in articles, the latest first: all of it, or what has all of WORDS in it."""
    text = " ".join(words)
    with session.newsroom() as paper:
        about = ArticleId(article) if article else None
        told = StoryId(story) if story else None
        if as_markdown:
            click.echo(paper.notes.as_markdown(text, article=about, story=told), nl=False)
            return
        if as_json:
            print_json(paper.notes.as_data(text, article=about, story=told))
            return
        found, now = paper.notes.listing(text, article=about, story=told, limit=limit), paper.now()
    for one in found.notes:
        note, when = one.note, tell(one.note.made_at, Precision.SECOND, now).words
        about_it = f"{note.reference.title}, {note.reference.outlet}" + (f" [{note.article}]" if note.article else "")
        console().print(f"“{escape(note.quote)}”")
        if note.body:
            console().print(f"   {escape(note.body)}")
        console().print(f"   [dim]{note.kind.value}, {when}, {escape(about_it)}[/]\n")
    if not found.notes:
        console().print("No notes. Select words of an article in the browser and press h to make one.")
