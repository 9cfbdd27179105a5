"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.names import name_key, names_in, places_called

__all__ = ["Document", "Sentence", "document_of", "name_key", "names_in", "places_called"]
