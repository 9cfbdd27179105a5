"""The web, behind the ``Fetcher`` port."""

from octavo.adapters.http.fetcher import AiohttpFetcher

__all__ = ["AiohttpFetcher"]
