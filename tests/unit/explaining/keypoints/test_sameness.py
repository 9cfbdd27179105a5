"""Two sentences say the same only where numbers, names, denial and most of the words agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.explaining.keypoints.reading import Reading
from octavo.explaining.keypoints.sameness import said_in, says_the_same

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.explaining.documents import Document

    Make = Callable[..., Document]

CLAIM = "A court in Port Elsin on Wednesday sentenced Leopold Crane to six years in prison for a fraud of 2.4 million."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Leopold Crane got six years in prison for a fraud of 2.4 million, a court in Port Elsin ruled.", True),
        (CLAIM.replace("2.4", "2.37"), False),
        (CLAIM.replace("Leopold Crane", "Anders Holt"), False),
        (CLAIM.replace("sentenced", "did not sentence"), False),
        ("A court in Port Elsin on Wednesday sentenced Leopold Crane.", False),
        ("The harbour of Port Elsin was closed on Wednesday by the storm.", False),
    ],
)
def test_says_the_same(document: Make, other: str, *, expected: bool) -> None:
    reading = Reading([document(CLAIM), document(other, number=2, outlet="post")])
    claim, said = (said_in(one, "en") for one in reading.passages)
    assert says_the_same(claim, said) is expected
