"""Figures: the quantities that a text states, and how one quantity stands across outlets and over time."""

from __future__ import annotations

from octavo.explaining.figures.grammars import grammar_of
from octavo.explaining.figures.reading import figures_in, has_figure_grammar
from octavo.explaining.figures.series import figure_series

__all__ = ["figure_series", "figures_in", "grammar_of", "has_figure_grammar"]
