"""Reads captured pages: the text (or saved HTML) of a page of an aggregator becomes the articles that are on it."""

from __future__ import annotations

from octavo.extracting.clipping.reader import read_clipping

__all__ = ["read_clipping"]
