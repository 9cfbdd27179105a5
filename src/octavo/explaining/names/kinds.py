"""The kinds of places, by number: the lower, the more a name alone means it."""

from __future__ import annotations

KINDS = ("continent", "area", "country", "region", "county", "city", "district", "water", "mountain", "island")
CONTINENT, AREA, COUNTRY, REGION, COUNTY, CITY, DISTRICT, WATER, MOUNTAIN, ISLAND = range(len(KINDS))
