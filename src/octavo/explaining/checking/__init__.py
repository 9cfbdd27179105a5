"""Checking: what is shown must be borne out by the words it cites, whoever wrote it."""

from __future__ import annotations

from octavo.explaining.checking.checker import check, objection, translation_objection
from octavo.explaining.checking.citations import moved, placed, stands
from octavo.explaining.checking.support import FLOOR, support

__all__ = ["FLOOR", "check", "moved", "objection", "placed", "stands", "support", "translation_objection"]
