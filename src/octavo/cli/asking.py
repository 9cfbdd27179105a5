"""``octavo ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from octavo.cli.as_json import answer_json, print_json
from octavo.cli.session import BEGIN, NUMBERS, Session, console, pass_session
from octavo.cli.topics import KINDS, found_subject
from octavo.model.articles import Precision
from octavo.model.ids import ArticleId, StoryId
from octavo.model.subjects import SubjectKind
from octavo.wording import tell

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from octavo.model.answers import Answer, RankedPassage
    from octavo.model.subjects import Subject

_CLOSEST = 2


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--article", type=NUMBERS, help="Ask this article alone, by its number.")
@click.option("--story", type=NUMBERS, help="Ask the articles of this story, by its number.")
@click.option("--topic", metavar="NAME", help="Ask the articles about this topic, person, organisation or place.")
@click.option("--kind", type=click.Choice(KINDS), help="With --topic: NAME is of this kind.")
@click.option("--after", multiple=True, metavar="QUESTION", help="A question asked before, for “and when did she …?”.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def ask(
    session: Session,
    question: tuple[str, ...],
    article: int | None,
    story: int | None,
    topic: str | None,
    kind: str | None,
    after: tuple[str, ...],
    as_json: bool,
) -> None:
    """Ask a QUESTION of all you follow. The answer is made of sentences that stand in articles, or it is none."""
    if sum(one is not None for one in (article, story, topic)) > 1:
        raise click.UsageError("Ask an article, a story or a topic, one of them.")
    if kind is not None and topic is None:
        raise click.UsageError("--kind says what --topic NAME is: give both.")
    text = " ".join(question)
    with session.newsroom() as paper:
        subject = found_subject(paper, topic, SubjectKind(kind) if kind else None) if topic is not None else None
        if article is not None:
            answer = paper.ask.article(ArticleId(article), text, earlier=after)
        elif story is not None:
            answer = paper.ask.story(StoryId(story), text, earlier=after)
        elif subject is not None:
            answer = paper.ask.subject(subject.kind, subject.key, text, earlier=after)
        else:
            answer = paper.ask.library(text, earlier=after)
        if as_json:
            print_json(answer_json(answer))
        else:
            _print(console(), answer, paper.now(), subject)
            if not answer.found and not paper.sources.list():
                console().print(BEGIN)


def _print(out: Console, answer: Answer, now: datetime, subject: Subject | None) -> None:
    where = "what you follow"
    if subject is not None:
        where = f"the articles about {subject.name}"
        out.print(Text(f"From {where} ({subject.kind})", style="dim"))
    if answer.standalone != answer.question.text:
        out.print(Text(f"Understood as: {answer.standalone}", style="dim"))
    _print_time(out, answer)
    if not answer.found:
        out.print(Text(f"Not found in {where}.", style="bold"))
        if answer.passages:
            out.print(Text("What comes closest:", style="dim"))
        for one in answer.passages[:_CLOSEST]:
            _print_passage(out, one, now)
        return
    held = {one.passage.sentences[one.best]: one for one in answer.passages}
    for claim in answer.claims:
        _print_passage(out, held[claim.citations[0]], now)


def _print_time(out: Console, answer: Answer) -> None:
    asked, used = answer.question.period, answer.narrowed_to
    if used is not None:
        out.print(Text(f"From {used.first.isoformat()} to {used.last.isoformat()} (“{used.words}”)", style="dim"))
    elif asked is not None and answer.found:
        out.print(Text(f"Nothing of “{asked.words}” answers this; this is from any time.", style="dim"))


def _print_passage(out: Console, one: RankedPassage, now: datetime) -> None:
    """The sentence that fits best with its words marked, and where it stands."""
    passage = one.passage
    text = Text(passage.sentences[one.best].quote)
    for start, end in one.marks[one.best]:
        text.stylize("bold reverse", start, end)
    if one.outright:
        text.stylize("bold underline", *one.outright)
    at = tell(passage.published_at, Precision.MINUTE, now).words if passage.published_at else ""
    out.print()
    out.print(text)
    credit = ", ".join(part for part in (passage.outlet, at) if part)
    out.print(Text(f"  {passage.article}  {passage.title} ({credit})", style="dim"))
