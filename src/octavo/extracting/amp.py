"""AMP pages (accelerated mobile pages): their own elements become HTML's, and what serves no reader goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_PICTURES = frozenset(["amp-img", "amp-anim"])
# Kept whole: carousels, accordions, lists of pages of a story, and whatever else holds text.
_NO_TEXT = (
    "amp-ad", "amp-embed", "amp-sticky-ad", "amp-auto-ads", "amp-analytics", "amp-pixel", "amp-consent",
    "amp-user-notification", "amp-sidebar", "amp-next-page", "amp-social-share", "amp-app-banner", "amp-list",
    "amp-lightbox", "amp-image-lightbox", "amp-recaptcha-input", "amp-story-bookend", "amp-story-auto-ads",
    "amp-story-social-share", "amp-story-page-attachment", "amp-story-page-outlink", "amp-story-cta-layer",
    "amp-video", "amp-video-iframe", "amp-audio", "amp-youtube", "amp-iframe", "amp-brightcove", "amp-jwplayer",
    "amp-dailymotion", "amp-vimeo", "amp-script", "amp-state", "amp-web-push", "amp-geo", "amp-live-list-pager",
    "amp-addthis", "amp-animation",
)  # fmt: skip


def plain_amp(root: _Element) -> _Element:
    """The tree with AMP's pictures as ``img`` and without its advertisements, films, menus and prompts; in place."""
    for element in list(root.iter(*_PICTURES)):
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "img", None
    if next(root.iter(*_NO_TEXT), None) is not None:
        etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    return root
