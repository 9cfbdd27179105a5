"""Which of a user's rules hold for a page, by its address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.model.publishers import PublisherRules

_ANY = "*"
_EXACT = 1_000


def rules_for(rules: Iterable[PublisherRules], url: str) -> PublisherRules | None:
    """Those that hold for a page; where several do, those that name its host and path most closely, then the first."""
    host, path = _parts(url)
    ranked = [(fit, one) for one in rules if (fit := _fit(one, host, path)) is not None]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def holds_for(rules: PublisherRules, url: str) -> bool:
    """Whether rules are for a page at this address."""
    return _fit(rules, *_parts(url)) is not None


def everywhere(rules: PublisherRules) -> PublisherRules:
    """The same rules for any page, to try them out."""
    return replace(rules, hosts=(_ANY,), paths=())


def ascii_host(host: str) -> str | None:
    """A host as addresses bear it; ``None`` for what is none."""
    try:
        built = URL.build(scheme="http", host=host.strip("[]").lower().rstrip("."))
    except ValueError:
        return None
    return built.raw_host or None


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return ascii_host(parts.hostname or "") or "", parts.path or "/"
    except ValueError:
        return "", "/"


def _fit(rules: PublisherRules, host: str, path: str) -> tuple[int, int] | None:
    """How closely rules name a page: by its host, then by its path."""
    hosts = [fit for pattern in rules.hosts if (fit := _host_fit(pattern, host))]
    paths = [len(start) for start in rules.paths if path == start or path.startswith(f"{start.rstrip('/')}/")]
    if not hosts or (rules.paths and not paths):
        return None
    return max(hosts), max(paths, default=0)


def _host_fit(pattern: str, host: str) -> int:
    """A host that is named wins over a domain, a longer domain over a shorter one; ``www.`` may be left out."""
    if pattern == _ANY:
        return 1
    if pattern.startswith("*."):
        return len(pattern) if host.endswith(pattern[1:]) else 0
    return _EXACT if pattern.removeprefix("www.") == host.removeprefix("www.") and host else 0
