"""Two events of an invented country, each told by several papers in their own words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors.web_library import NOW, paragraph

if TYPE_CHECKING:
    from tests.doors.web_library import Library

    from octavo.model.articles import Article

FERRY = (
    (
        "The car ferry Aurelia struck the Tern Rocks off Skarn in thick fog on Saturday morning with 212 "
        "people aboard, the coastguard said. All of them were taken off by lifeboats and a helicopter within "
        "three hours, and nobody was seriously hurt. The Marren Line said that Captain Ilse Roos had reported "
        "engine trouble at 05:50, ten minutes before the Aurelia ran aground."
    ),
    (
        "Everybody was rescued after the ferry Aurelia ran onto the Tern Rocks near Skarn in fog. Lifeboats "
        "from Skarn and a coastguard helicopter brought 212 passengers and crew ashore on Saturday morning. "
        "Captain Ilse Roos of the Marren Line told the coastguard that an engine of the Aurelia had failed at "
        "05:50."
    ),
    (
        "Passengers of the Aurelia spoke of a noise like a giant dragging a wardrobe when the ferry hit the "
        "Tern Rocks off Skarn. The Marren Line ferry carried 212 people, all of whom were safe ashore by "
        "nine, said the coastguard, who praised Captain Ilse Roos for her calm in the fog."
    ),
)
CUP = (
    (
        "Ten men of Tolvey Athletic took the Marren Cup from Elsin Rovers in extra time before a crowd of "
        "11,240. Goalkeeper Jonas Vell, who teaches physical education, saved a penalty by Marco Duarte in "
        "the final minute."
    ),
    (
        "Jonas Vell saved Marco Duarte's penalty in the last minute of extra time and won the Marren Cup for "
        "Tolvey Athletic, who beat Elsin Rovers 3-2 with ten men in front of 11,240 people."
    ),
)
PAPERS = ("The Elsin Courier", "Evening Post", "Radio Tide")


def tell_events(library: Library) -> tuple[list[Article], list[Article]]:
    """The ferry by three papers and the cup by two, set among stories; the articles of each, oldest first."""
    sources = [library.source(paper) for paper in PAPERS]

    def told(texts: tuple[str, ...], titles: tuple[str, ...], hours: int) -> list[Article]:
        return [
            library.article(
                source,
                title,
                url=f"https://paper{place}.example/{title.split()[0]}-{library.store.count_articles()}",
                blocks=(paragraph(text),),
                published_at=NOW - timedelta(hours=hours - place),
            )
            for place, (source, text, title) in enumerate(zip(sources, texts, titles, strict=False))
        ]

    ferry = told(
        FERRY, ("Ferry Aurelia aground off Skarn", "Aurelia: all rescued off Skarn", "Noise on the Aurelia"), 9
    )
    cup = told(CUP, ("Tolvey take the Marren Cup", "Vell wins the Marren Cup for Tolvey"), 6)
    library.paper.stories.catch_up()
    return ferry, cup
