"""Translations: the same report in another language, told by what a translator leaves as it is."""

from __future__ import annotations

from octavo.grouping.translations.index import Translation, TranslationIndex

__all__ = ["Translation", "TranslationIndex"]
