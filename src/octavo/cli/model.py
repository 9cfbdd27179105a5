"""``octavo model``: what language model is used, on what terms, and what only it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape

from octavo.cli.as_json import claim_json, print_json, time_json
from octavo.cli.session import Session, console, pass_session
from octavo.model.errors import Unavailable
from octavo.model.ids import ArticleId, SourceId, StoryId
from octavo.model.insights import Length
from octavo.model.writing import ModelFailed, Withheld
from octavo.wording import DROPPED, WITHHELD

if TYPE_CHECKING:
    from octavo.model.insights import Author
    from octavo.model.writing import DayUse, ModelStatus, Translation, Written
    from octavo.newsroom import WritingDesk


@click.group()
def model() -> None:
    """See and use the language model, where one is set. Nothing is sent anywhere until it is."""


@model.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def status(session: Session, as_json: bool) -> None:
    """Tell which model is used, what is sent where, and what it used today."""
    with session.newsroom() as paper:
        found = paper.writing.status()
    print_json(status_json(found)) if as_json else _print_status(found)


@model.command("try")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def try_(session: Session, as_json: bool) -> None:
    """Ask the model about an invented sentence, to see that it answers and in which form."""
    with session.newsroom() as paper:
        outcome = paper.writing.try_out()
    if isinstance(outcome, Withheld):
        raise Unavailable(WITHHELD[outcome])
    if isinstance(outcome, ModelFailed):
        raise Unavailable(outcome.problem)
    if as_json:
        usage = {"tokens_in": outcome.usage.tokens_in, "tokens_out": outcome.usage.tokens_out}
        print_json({"model": outcome.model, "structure": outcome.structure, "text": outcome.text, "usage": usage})
        return
    console().print(f"{escape(outcome.model)} answers ({outcome.structure}, {outcome.usage.tokens} tokens):")
    console().print(escape(outcome.text))


@model.command()
@click.option("--source", type=int, metavar="NUMBER", help="Only for the articles of this source, whoever reads them.")
@pass_session
def off(session: Session, source: int | None) -> None:
    """Use no language model for this account, or never send a source's articles to it."""
    with session.newsroom() as paper:
        _switch(paper.writing, source, on=False)


@model.command()
@click.option("--source", type=int, metavar="NUMBER", help="Let the articles of this source be sent again.")
@pass_session
def on(session: Session, source: int | None) -> None:
    """Use the language model for this account again, or for a source's articles."""
    with session.newsroom() as paper:
        _switch(paper.writing, source, on=True)


@model.command()
@click.argument("number", type=int)
@click.option("--story", is_flag=True, help="NUMBER is that of a story, told from its articles.")
@click.option(
    "--length", type=click.Choice([one.value for one in Length]), default="medium", show_default=True, help="How much."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def points(session: Session, number: int, story: bool, length: str, as_json: bool) -> None:
    """Let the model write the key points of article NUMBER, each sentence cited and checked."""
    with session.newsroom() as paper:
        of = paper.stories.story(StoryId(number)) if story else paper.articles.article(ArticleId(number))
        written = paper.writing.key_points(of, Length(length))
    _answer(written, as_json=as_json)


@model.command()
@click.argument("term")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def explain(session: Session, term: str, as_json: bool) -> None:
    """Say who or what TERM is, from the library's own articles."""
    with session.newsroom() as paper:
        written = paper.writing.explain(term)
    _answer(written, as_json=as_json)


def _answer(written: Written, *, as_json: bool) -> None:
    if as_json:
        print_json(written_json(written))
    elif not written.claims:
        raise Unavailable(written.problem or WITHHELD[written.withheld or Withheld.NOTHING_HELD])
    else:
        _print_written(written)


@model.command()
@click.argument("article", type=int)
@click.argument("language")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def translate(session: Session, article: int, language: str, as_json: bool) -> None:
    """Translate ARTICLE into LANGUAGE, such as German or de, each part beside its original."""
    with session.newsroom() as paper:
        found = paper.writing.translate(ArticleId(article), language)
    if as_json:
        print_json(translation_json(found))
    elif not found.blocks:
        raise Unavailable(found.problem or WITHHELD[found.withheld or Withheld.NOTHING_HELD])
    else:
        _print_translation(found)


def _switch(desk: WritingDesk, source: int | None, *, on: bool) -> None:
    if source is None:
        desk.switch(on=on)
        console().print(f"The language model is {'on' if on else 'off'} for this account.")
    else:
        desk.switch_source(SourceId(source), on=on)
        console().print(f"Articles of source {source} are {'sent' if on else 'never sent'} to the language model.")


def _print_status(found: ModelStatus) -> None:
    out = console()
    if found.model is None:
        out.print(WITHHELD[Withheld.NOT_CONFIGURED])
        return
    where = "on this machine" if found.model.is_local else "somebody else's machine"
    out.print(f"Model: {escape(found.model.name)} at {escape(found.model.address)} ({where})")
    out.print(f"For this account: {'on' if found.on_for_me else 'off'}")
    if found.sources_off:
        out.print(f"Never sent: articles of source {', '.join(map(str, found.sources_off))}")
    limit = f" of {found.daily_tokens:,}" if found.daily_tokens else ""
    out.print(f"Today: {found.today.usage.tokens:,} tokens{limit}, {_cost(found.today, found.currency)}")
    out.print("Sent there, when it is asked for:")
    for one in found.sendings:
        out.print(f"  {one.task.replace('_', ' ')}: {escape(one.what)}")


def _cost(use: DayUse, currency: str) -> str:
    about = "about " if use.usage.estimated else ""
    return f"{about}{use.cost:.4f} {currency} in {use.usage.requests} answers"


def _print_written(written: Written) -> None:
    out = console()
    for claim in written.claims:
        places = ", ".join(sorted({f"article {one.article}" for one in claim.citations}))
        out.print(f"{escape(claim.text)} [dim]({places})[/]")
    for one in written.dropped:
        out.print(f"[dim]Dropped, because it {DROPPED[one.reason]}: {escape(one.text)}[/]")
    out.print(f"[dim]{_signature(written.written_by)}[/]")


def _print_translation(found: Translation) -> None:
    out = console()
    if found.title:
        out.print(f"[bold]{escape(found.title)}[/]\n")
    for block in found.blocks:
        why = f" ({DROPPED[block.reason]})" if block.reason else ""
        out.print(escape(block.text) if block.text else f"[dim]Not translated{why}: {escape(block.original)}[/]")
        out.print()
    out.print(f"[dim]Translated. {_signature(found.written_by)}[/]")
    if found.withheld:
        out.print(escape(found.problem or WITHHELD[found.withheld]))


def _signature(author: Author | None) -> str:
    return f"Written by {escape(author.name)}, prompt {author.prompt_version}." if author else ""


def status_json(found: ModelStatus) -> dict[str, Any]:
    """The state of the language model as JSON."""
    use = found.today.usage
    return {
        "model": found.model.name if found.model else None,
        "address": found.model.address if found.model else None,
        "is_local": found.model.is_local if found.model else None,
        "on": found.on_for_me,
        "sources_off": list(found.sources_off),
        "today": {
            "tokens_in": use.tokens_in,
            "tokens_out": use.tokens_out,
            "answers": use.requests,
            "estimated": use.estimated,
            "cost": found.today.cost,
            "currency": found.currency,
        },
        "daily_tokens": found.daily_tokens,
        "sent": [{"task": one.task, "what": one.what} for one in found.sendings],
    }


def written_json(written: Written) -> dict[str, Any]:
    """What a model wrote as JSON: claims with their citations, and what was dropped."""
    return {
        "claims": [claim_json(claim) for claim in written.claims],
        "dropped": [{"text": one.text, "reason": one.reason, "detail": one.detail} for one in written.dropped],
        "written_by": _author_json(written.written_by),
        "withheld": written.withheld,
        "problem": written.problem,
        "cached": written.cached,
    }


def translation_json(found: Translation) -> dict[str, Any]:
    """A translation as JSON."""
    return {
        "article": found.article,
        "revision": found.revision,
        "language": found.language,
        "title": found.title,
        "blocks": [
            {"block": one.block, "original": one.original, "text": one.text, "reason": one.reason}
            for one in found.blocks
        ],
        "written_by": _author_json(found.written_by),
        "withheld": found.withheld,
        "problem": found.problem,
        "cached": found.cached,
    }


def _author_json(author: Author | None) -> dict[str, Any] | None:
    if author is None:
        return None
    return {"name": author.name, "prompt_version": author.prompt_version, "at": time_json(author.at)}
