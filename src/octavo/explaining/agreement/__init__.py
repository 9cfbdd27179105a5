"""Agreement: what the outlets of a story agree and differ on."""

from __future__ import annotations

from octavo.explaining.agreement.points import agreement_of

__all__ = ["agreement_of"]
