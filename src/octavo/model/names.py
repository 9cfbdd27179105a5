"""People, organisations and places that an article names, and where its places are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.model.insights import Citation

_FARTHEST_NORTH, _FARTHEST_EAST = 90.0, 180.0


class NameKind(StrEnum):
    """What a name is the name of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map, in degrees north and east.

    ``country`` is its ISO 3166-1 alpha-2 code, ``region`` the name of the state or province that it lies in; ``kind``
    is one of "continent", "area", "country", "region", "county", "city", "district", "water", "mountain", "island";
    ``id`` stays the same as long as the place keeps its name: "us.texas.paris".
    """

    name: str
    country: str | None
    region: str | None
    latitude: float
    longitude: float
    kind: str
    id: str

    def __post_init__(self) -> None:
        if abs(self.latitude) > _FARTHEST_NORTH or abs(self.longitude) > _FARTHEST_EAST:
            raise ValueError(f"not on the globe: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Someone or something that an article names, in the fullest form it gives, with the mentions of it.

    ``citations`` holds a citation a mention, in the order of the text, but not more than a page can show.
    ``is_certain`` tells that kind and, for places, the point on the map hardly admit doubt.
    """

    kind: NameKind
    name: str
    citations: tuple[Citation, ...]
    place: Place | None = None
    is_certain: bool = True

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a name without a mention: {self.name!r}")
