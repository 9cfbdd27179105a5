"""Discussing computes: comments to threads, words to safe markup, and what the rules make of what somebody wrote."""

from __future__ import annotations

from octavo.discussing.anchors import anchor_for, place_in, sentences_to_choose
from octavo.discussing.folding import sketch_of
from octavo.discussing.markup import html_of, plain_of, quote_of, tidy
from octavo.discussing.rules import Judgement, Submission, held_for_reports, judge, moderation_for
from octavo.discussing.spam import SpamFilter, trained
from octavo.discussing.threads import Node, edit_until, is_new, page_of, page_with, seen_now, threads_of

__all__ = [
    "Judgement",
    "Node",
    "SpamFilter",
    "Submission",
    "anchor_for",
    "edit_until",
    "held_for_reports",
    "html_of",
    "is_new",
    "judge",
    "moderation_for",
    "page_of",
    "page_with",
    "place_in",
    "plain_of",
    "quote_of",
    "seen_now",
    "sentences_to_choose",
    "sketch_of",
    "threads_of",
    "tidy",
    "trained",
]
