"""The web door: requests become calls to the newsroom, and what it answers becomes pages.

Pages are whole without JavaScript; small modules make them quick. Nothing that came from outside reaches a page as
markup: templates escape, and articles are rendered from typed blocks.
"""

from __future__ import annotations

from octavo.web.app import create_app

__all__ = ["create_app"]
