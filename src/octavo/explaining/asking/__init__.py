"""Asking: questions, the passages that may answer them, and answers made of the sentences of articles."""

from __future__ import annotations

from octavo.explaining.asking.answering import answer_of
from octavo.explaining.asking.changing import changed
from octavo.explaining.asking.passages import passages_of
from octavo.explaining.asking.questions import question_of
from octavo.explaining.asking.ranking import ranked
from octavo.explaining.asking.said import figure_said
from octavo.explaining.asking.times import told_until

__all__ = ["answer_of", "changed", "figure_said", "passages_of", "question_of", "ranked", "told_until"]
