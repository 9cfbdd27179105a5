"""A client for servers of the OpenAI kind that tells nothing of this machine and goes nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from openai import OpenAI

_CONNECT_SECONDS = 10.0
_LOCAL = ("127.", "localhost", "::1", "host.docker.internal")
# By this one the SDK knows that the octets are wanted: it would take a stream without its end for whole.
_KEPT_HEADER = "x-stainless-raw-response"


def is_local(address: str) -> bool:
    """Whether what is sent to an address stays on this machine."""
    return (urlsplit(address).hostname or "").startswith(_LOCAL)


def open_client(address: str, *, api_key: str, user_agent: str, retries: int = 0) -> OpenAI:
    """A client of that server; raises ImportError where the extra is not installed."""
    import httpx  # noqa: PLC0415 - comes with openai, which is an extra
    from openai import OpenAI  # noqa: PLC0415 - as above

    def stripped(request: Any) -> None:  # noqa: ANN401 - httpx.Request, which is not imported above
        for name in [name for name in request.headers if name.lower().startswith("x-stainless")]:
            if name.lower() != _KEPT_HEADER:
                del request.headers[name]
        request.headers["User-Agent"] = user_agent
        if not api_key:
            request.headers.pop("Authorization", None)

    transport = httpx.Client(
        timeout=httpx.Timeout(60.0, connect=_CONNECT_SECONDS),
        # A redirect would send articles to somewhere else than the settings say.
        follow_redirects=False,
        trust_env=not is_local(address),
        event_hooks={"request": [stripped]},
    )
    return OpenAI(api_key=api_key or "none", base_url=address, max_retries=retries, http_client=transport)
