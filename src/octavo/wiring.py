"""The only place where everything meets: settings choose adapters, adapters make a newsroom."""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.adapters.clock import MovableClock, SystemClock
from octavo.adapters.credentials import Argon2Credentials
from octavo.adapters.embedding import EmbeddingEndpoint, LocalEmbedder
from octavo.adapters.http import AiohttpFetcher
from octavo.adapters.language_model import OpenAICompatibleModel
from octavo.adapters.mailer import SmtpMailer
from octavo.adapters.pictures import PillowPictures
from octavo.adapters.publisher_files import file_at, files_in
from octavo.adapters.search import TantivyIndex
from octavo.adapters.store import open_store
from octavo.model.errors import StoreUnavailable
from octavo.model.writing import ModelTerms
from octavo.newsroom import (
    Newsroom,
    Resources,
    check_rules,
    explain_address,
    explain_page,
    extract_address,
    extract_page,
    rules_in,
    try_rules,
    usable_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from octavo.adapters.store import SqlStore
    from octavo.model.articles import Draft
    from octavo.model.explanations import PageExplanation
    from octavo.model.publishers import CheckedRules, PublisherRules, RulesFile, RulesTrial
    from octavo.newsroom import Clock
    from octavo.settings import Settings

PICTURE_SECONDS = 15.0
PICTURES_AT_ONCE, PICTURES_OF_ONE_HOST = 8, 4


def open_newsroom(settings: Settings, clock: Clock | None = None) -> Newsroom:
    """Open the library that the settings name, for its owner; by the machine's clock, unless given another.

    Raises:
        StoreUnavailable: the library or its search index cannot be opened.
    """
    clock = clock or SystemClock()
    store = open_store(_prepared(settings.library))
    try:
        owner = store.ensure_owner(settings.owner, clock.now())
        index = TantivyIndex(_folder_for("index", settings))
    except OSError as error:
        store.close()
        raise StoreUnavailable(f"The search index cannot be opened: {error}.") from error
    except BaseException:
        store.close()
        raise
    fetcher = _fetcher(settings)
    resources = Resources(
        store=store,
        fetcher=fetcher,
        index=index,
        clock=clock,
        credentials=Argon2Credentials(),
        rule_files=partial(_rule_files, settings),
        mailer=_mailer(settings),
        language_model=_language_model(settings),
        embedder=_embedder(settings),
        model_terms=_model_terms(settings),
        pictures=_pictures(settings),
    )
    return Newsroom(resources, owner)


def movable_clock() -> MovableClock:
    """A clock for a newsroom that lives in another week."""
    return MovableClock()


def extract_html(html: str | bytes, *, url: str | None = None, rules: Sequence[PublisherRules] = ()) -> Draft:
    """The article on a page given as its HTML, without a library.

    Raises:
        NoArticle: there is none on it.
    """
    return extract_page(html, url=url, clock=SystemClock(), rules=rules)


def extract_url(address: str, settings: Settings, *, rules: Sequence[PublisherRules] = ()) -> Draft:
    """The article at an address, without a library.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
        NoArticle: there is none on it.
    """
    with closing(_fetcher(settings)) as fetcher:
        return extract_address(address, fetcher=fetcher, rules=rules)


def explain_html(
    html: str | bytes, settings: Settings, *, url: str | None = None, rules: Sequence[PublisherRules] = ()
) -> PageExplanation:
    """How the article on a page given as its HTML comes about; a library that is there is asked about its site.

    Raises:
        NoArticle: it is no page.
        StoreUnavailable: the library cannot be opened.
    """
    with _sites(settings) as sites:
        return explain_page(html, url=url, clock=SystemClock(), rules=rules, sites=sites)


def explain_url(address: str, settings: Settings, *, rules: Sequence[PublisherRules] = ()) -> PageExplanation:
    """How the article at an address comes about; a library that is there is asked about its site.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
        NoArticle: it is no page.
        StoreUnavailable: the library cannot be opened.
    """
    with closing(_fetcher(settings)) as fetcher, _sites(settings) as sites:
        return explain_address(address, fetcher=fetcher, rules=rules, sites=sites)


@contextmanager
def _sites(settings: Settings) -> Iterator[SqlStore | None]:
    """The library where there is one already: none is made for a look at a page."""
    library = settings.library.removeprefix("sqlite:///")
    if not _is_address(library) and not Path(library).expanduser().exists():
        yield None
        return
    with closing(open_store(_prepared(library))) as store:
        yield store


def publisher_rules(settings: Settings) -> tuple[PublisherRules, ...]:
    """The rules in the folder that the settings name; files with something wrong are left out, and logged."""
    return usable_rules(_rule_files(settings))


def rules_at(path: Path) -> PublisherRules:
    """The rules in a file, for any page.

    Raises:
        InvalidInput: something is wrong with it.
    """
    return rules_in(file_at(path))


def checked_rules(paths: Sequence[Path]) -> tuple[CheckedRules, ...]:
    """Every file of rules at the paths, which may be folders, with what is wrong with it."""
    found = (files_in(path) if path.is_dir() else (file_at(path),) for path in paths)
    return check_rules(file for files in found for file in files)


def tried_rules(path: Path, settings: Settings, *, html: bytes | None, url: str | None) -> RulesTrial:
    """What the rules in a file find on a page, given as its HTML or fetched from ``url``.

    Raises:
        InvalidInput: something is wrong with the file, or the text is no web address.
        Unavailable: the page cannot be had just now.
    """
    with closing(_fetcher(settings)) as fetcher:
        return try_rules(file_at(path), clock=SystemClock(), fetcher=fetcher, html=html, url=url)


def _rule_files(settings: Settings) -> Iterable[RulesFile]:
    folder = settings.publisher_rules
    return files_in(folder.expanduser()) if folder else ()


def _fetcher(
    settings: Settings, *, seconds: float | None = None, at_once: int | None = None, of_one_host: int | None = None
) -> AiohttpFetcher:
    """A fetcher by the settings, save where a limit is given."""
    return AiohttpFetcher(
        user_agent=settings.user_agent,
        allow_private_networks=settings.allow_private_networks,
        allowed_networks=settings.allowed_networks,
        timeout_seconds=settings.timeout_seconds if seconds is None else min(settings.timeout_seconds, seconds),
        concurrency=settings.concurrency if at_once is None else at_once,
        per_host=settings.per_host if of_one_host is None else of_one_host,
    )


def _pictures(settings: Settings) -> PillowPictures | None:
    """Pictures have a fetcher of their own: people wait for them, and for none of them long."""
    if not settings.pictures:
        return None
    return PillowPictures(
        fetcher=_fetcher(settings, seconds=PICTURE_SECONDS, at_once=PICTURES_AT_ONCE, of_one_host=PICTURES_OF_ONE_HOST),
        folder=_folder_for("pictures", settings),
        limit=settings.picture_cache_mb * 1_000_000,
    )


def _language_model(settings: Settings) -> OpenAICompatibleModel | None:
    """The model that the settings name; its library is loaded when it is first asked."""
    if not (settings.llm_address and settings.llm_model):
        return None
    return OpenAICompatibleModel(
        address=settings.llm_address,
        model=settings.llm_model,
        api_key=settings.llm_api_key.get_secret_value(),
        user_agent=settings.user_agent,
    )


def _mailer(settings: Settings) -> SmtpMailer | None:
    """The mail server that the settings name."""
    if not (settings.smtp_host and settings.smtp_from):
        return None
    return SmtpMailer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        security=settings.smtp_security,
        seconds=settings.smtp_seconds,
    )


def _embedder(settings: Settings) -> EmbeddingEndpoint | LocalEmbedder | None:
    """What the settings name to make vectors of texts; nothing is loaded before it is first asked."""
    if not settings.embedder:
        return None
    if not settings.embedder.startswith(("http://", "https://")):
        return LocalEmbedder(Path(settings.embedder).expanduser())
    return EmbeddingEndpoint(
        address=settings.embedder,
        model=settings.embedder_model,
        api_key=settings.embedder_api_key.get_secret_value(),
        user_agent=settings.user_agent,
    )


def _model_terms(settings: Settings) -> ModelTerms:
    return ModelTerms(
        daily_tokens=settings.llm_daily_tokens,
        seconds=settings.llm_seconds,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
        currency=settings.llm_currency,
    )


def _prepared(library: str) -> str:
    """The library's name, with the folder of a file made when it is missing."""
    if not _is_address(library):
        try:
            Path(library).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"The folder of {library} cannot be made: {error}.") from error
        return str(Path(library).expanduser())
    return library


def _folder_for(what: str, settings: Settings) -> Path:
    """Beside the library's file; for a database server in the data folder."""
    library = settings.library
    if _is_address(library):
        return settings.data_dir.expanduser() / what
    file = Path(library).expanduser()
    return file.with_name(f"{file.name}-{what}")


def _is_address(library: str) -> bool:
    return "://" in library
