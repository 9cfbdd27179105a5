"""Publishers as data: rules that a user writes for pages on which the general choice fails.

read_rules(file's text) -> rules;  rules_for(rules, address) -> the one that holds;  follow(...) -> what it says
"""

from __future__ import annotations

from octavo.extracting.publishers.agreeing import doubts_rules
from octavo.extracting.publishers.following import Followed, follow
from octavo.extracting.publishers.matching import everywhere, holds_for, rules_for
from octavo.extracting.publishers.reading import read_rules
from octavo.extracting.publishers.trying import findings_on

__all__ = ["Followed", "doubts_rules", "everywhere", "findings_on", "follow", "holds_for", "read_rules", "rules_for"]
