"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.keypoints import key_points, story_key_points, summary

__all__ = ["Document", "Sentence", "document_of", "key_points", "story_key_points", "summary"]
