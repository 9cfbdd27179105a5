"""Copies: the same text in several papers, or again under another address."""

from __future__ import annotations
