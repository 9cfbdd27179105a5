"""The trained trees of both judgements of a page's lines."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from octavo.kit.forest import forest_in

if TYPE_CHECKING:
    from octavo.kit.forest import Forest

_WEIGHTS = "weights.npz"


@cache
def forests() -> tuple[Forest, Forest]:
    """The forest of the first judgement and that of the second look."""
    with np.load(BytesIO((files(__package__) / _WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        return forest_in(arrays, "first"), forest_in(arrays, "second")
