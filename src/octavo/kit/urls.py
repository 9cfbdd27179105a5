"""Web addresses: which page they name, what a person meant, where a link leads.

Parsing and percent-encoding are yarl's, which the HTTP client uses as well: what is compared here is what is asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit

from tld import get_fld
from yarl import URL

from octavo.kit.text import shorten

# Parameters that say how a reader came to a page and never which page it is. Deliberately short: `ref`, `source`
# or `id` name pages on some sites.
_TRACKING = re.compile(
    r"""utm_.+|mtm_.+|pk_(?:campaign|kwd|source|medium|content|cid)|hsa_.+|_hs(?:enc|mi)|__hs(?:sc|tc|fp)|hsctatracking
    |fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid?|_gl|_ga
    |mc_(?:cid|eid)|ml_subscriber(?:_hash)?|mkt_tok|oly_(?:anon|enc)_id|vero_(?:conv|id)|wickedid|rb_clickid|s_cid
    |at_(?:medium|campaign|link_.+|custom\d|format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee)
    |cmpid|ocid|xtor|smid|guccounter|guce_referrer(?:_sig)?|__twitter_impression|spm""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?", re.UNICODE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)", re.IGNORECASE)
_SLIP_OF_SCHEME = re.compile(r"^(?:h?t{1,3}ps?|feed|http)(?:[:;.]/*|//+)|^/+", re.IGNORECASE)
_BARE_NAME = re.compile(r"[a-z][a-z0-9-]{1,40}", re.IGNORECASE)
# Of these neither yarl nor urljoin changes anything: most links and pictures of a page, at a tenth of the cost.
_PLAIN_NAME = r"[\w~-][\w.~,:@!()*+-]*"
_PLAIN_PATH = rf"/(?:{_PLAIN_NAME}/)*(?:{_PLAIN_NAME})?(?:\?[\w.~=&,:@!()*+/-]+)?"
_PLAIN_ADDRESS = re.compile(
    rf"https?://(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z]{{2,63}}{_PLAIN_PATH}", re.ASCII
)
_PLAIN_REFERENCE = re.compile(_PLAIN_PATH, re.ASCII)
_LONGEST = 4_000


def canonical_url(url: str) -> str:
    """The identity of a page: two addresses with the same result name the same page. Idempotent.

    RFC 3986 §6.2.2 and 6.2.3: scheme and host in lower case, the host in IDNA 2008, percent-encoding and dot segments
    resolved, the default port dropped. Fragment and tracking parameters are dropped too; the other parameters keep
    their order, the path and the scheme are never guessed at. What is no http(s) address comes back stripped, else
    unchanged.
    """
    stripped = url.strip()
    parsed = _http_url(stripped)
    if parsed is None:
        return stripped
    address, _, query = str(parsed.with_fragment(None)).partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _is_tracking(part))
    return f"{address}?{kept}" if kept else address


def web_address(text: str) -> str:
    """The http(s) address that a person meant by what they typed or pasted; ``https://`` where they left it out.

    Raises:
        ValueError: it is none; the message is a sentence for that person.
    """
    pasted = _FEED_SCHEME.sub("", text.strip().strip("<>\"'“”„«»‹›").strip())
    if not pasted:
        raise ValueError("There is no address here: type one such as https://example.org/feed.xml.")
    if len(pasted) > _LONGEST:
        raise ValueError(f"This address is longer than {_LONGEST} characters: check what was pasted.")
    parsed = _http_url(_with_scheme(pasted))
    if parsed is None or not _looks_reachable(parsed) or re.search(r"\s", pasted):
        raise ValueError(f"“{shorten(pasted, 80)}” is no web address: type one such as https://example.org/feed.xml.")
    return str(parsed.with_fragment(None))


def likely_address(text: str) -> str | None:
    """The address that was perhaps meant by one with a slip in it: ``htp:/example,com`` or a bare name."""
    line = _SLIP_OF_SCHEME.sub("", "".join(text.split()).strip("<>\"'“”„«»‹›")).replace(",", ".").strip("./:")
    if not line or "@" in line or len(line) > _LONGEST:
        return None
    if _BARE_NAME.fullmatch(line):
        if len(text.split()) > 1:  # words, and not a name with a slip in it
            return None
        line += ".com"
    try:
        meant = web_address(line)
    except ValueError:
        return None
    return None if meant == text.strip() else meant


def join_url(base: str, ref: str) -> str | None:
    """Where a link leads that stands on the page ``base``; ``None`` unless that is an http(s) address. Never raises."""
    return _joined_before(base, ref) if len(ref) <= _LONGEST else _joined(base, ref)


def _joined(base: str, ref: str) -> str | None:
    if _PLAIN_ADDRESS.fullmatch(ref):
        return ref
    origin = _plain_origin(base)
    if origin and _PLAIN_REFERENCE.fullmatch(ref):
        return f"{origin}{ref}"
    if origin and ref.startswith("//") and _PLAIN_ADDRESS.fullmatch(address := f"{origin.partition('/')[0]}{ref}"):
        return address
    try:
        joined = urljoin(base.strip(), ref.strip())
    except ValueError:
        return None
    parsed = _http_url(joined)
    return None if parsed is None else str(parsed)


@lru_cache(maxsize=64)
def _plain_origin(base: str) -> str | None:
    """Scheme and host of a plain address, for references that begin at its root."""
    return "/".join(base.split("/", 3)[:3]) if _PLAIN_ADDRESS.fullmatch(base) else None


_joined_before = lru_cache(maxsize=1_024)(_joined)


def host_of(url: str) -> str:
    """The host of an address as people read it, for sentences; the address itself, shortened, where it has none."""
    try:
        host = URL(url.strip()).host
    except ValueError:
        host = None
    return host or shorten(url.rpartition("@")[2], 80)


def site_of(url: str) -> str | None:
    """The registrable domain of an address by the Public Suffix List; ``None`` for an address in numbers or none."""
    return get_fld(url, fail_silently=True) or None


def split_of(url: str) -> SplitResult:
    """The parts of an address, all empty for one that cannot be taken apart. Never raises."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def path_of(url: str | None) -> str:
    """The path of an address, empty for one that has none. Never raises."""
    return split_of(url or "").path


def _http_url(text: str) -> URL | None:
    """The parsed address, where it is http(s) with a host."""
    try:
        parsed = URL(text)
        # `host` and `port` are read lazily and may raise as well
        usable = parsed.scheme in {"http", "https"} and bool(parsed.host) and parsed.port is not None
    except ValueError:
        return None
    if not usable:
        return None
    # an empty path and "/" are the same (RFC 3986 §6.2.3)
    return parsed.with_path(parsed.raw_path, encoded=True, keep_query=True, keep_fragment=True)


def _is_tracking(part: str) -> bool:
    return _TRACKING.fullmatch(unquote_plus(part.partition("=")[0])) is not None


def _with_scheme(pasted: str) -> str:
    if pasted.lower().startswith("feed://"):
        return "https" + pasted[4:]
    if _OTHER_SCHEME.match(pasted):
        return pasted
    return "https://" + pasted.lstrip("/")


def _looks_reachable(parsed: URL) -> bool:
    """Whether the host is a name with a dot, an IP address or ``localhost``: one bare word is a slip of the pen."""
    host = parsed.host or ""
    if ":" in host:
        return True
    return _HOST.fullmatch(host) is not None and ("." in host.rstrip(".") or host == "localhost")
