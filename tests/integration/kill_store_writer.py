"""A process that writes until it is killed: each line it prints names what had been written when the call returned.

Arguments: the library, the name of this writer.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import count

from octavo.adapters.store import open_store
from octavo.kit.stretches import Stretch
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.notes import NoteDraft, Reference

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def main(library: str, writer: str) -> None:
    store = open_store(library)
    owner = store.ensure_owner("Ada", NOW)
    sources = store.sources()
    for number in count():
        now = NOW + timedelta(minutes=number)
        name = f"{writer}-{number}"
        draft = Draft(
            url=f"https://tide.example/{name}",
            title=name,
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=f"{name} " * (number * 97 % 3_000)),),
        )
        article, _ = store.save_article(draft, source=sources[number % len(sources)].id, now=now)
        tell("saved", article.id, name)
        if number % 3 == 1:
            store.set_read(owner.id, [article.id], now)
            tell("read", article.id, now.isoformat())
        if number % 3 == 2:
            store.set_starred(owner.id, [article.id], now)
            tell("starred", article.id, now.isoformat())
        if number % 4 == 3:
            note = store.add_note(
                NoteDraft(
                    user=owner.id,
                    article=article.id,
                    revision=article.revision,
                    at=Stretch(block=0, start=0, last=0, end=4),
                    words=(name,),
                    body=name,
                    made_at=now,
                    reference=Reference(title=name, outlet="Tide"),
                )
            )
            tell("noted", note.id, name)
        if number % 10 == 9:
            store.save_article(draft, source=sources[(number + 1) % len(sources)].id, now=now)
            count_read = store.mark_all_read(owner.id, read_at=now, source=sources[0].id, before=now)
            tell("all read", count_read, now.isoformat())


def tell(*words: object) -> None:
    sys.stdout.write("\t".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
