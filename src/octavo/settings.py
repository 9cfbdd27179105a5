"""Settings: environment over TOML file over defaults, read once and passed down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG_VARIABLE = "OCTAVO_CONFIG"


class Settings(BaseSettings):
    """All settings. Each is an environment variable ``OCTAVO_…`` and a key of the TOML file."""

    model_config = SettingsConfigDict(env_prefix="OCTAVO_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("octavo"),
        description="Folder for the library, the search index and everything else that is kept.",
    )
    database: str = Field(
        default="",
        description="The library: a file name, or an address such as postgresql+psycopg://…; "
        "empty for octavo.db in data_dir.",
    )
    host: str = Field(default="127.0.0.1", description="Address that serve listens on.")
    port: int = Field(default=8026, ge=0, le=65535, description="Port that serve listens on; 0 for any free one.")
    public_url: str = Field(
        default="",
        description="Address that browsers use, where it differs (behind a proxy): https://news.example.org.",
    )
    trusted_hosts: tuple[str, ...] = Field(
        default=(), description="Further host names under which the web app may be asked for."
    )
    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description="Proxies in front of serve, as CIDR, whose X-Forwarded-For says where a request came from: "
        "127.0.0.1/32. Who tries passwords is slowed down by that address.",
    )
    allow_private_networks: bool = Field(
        default=False, description="Fetch from private and loopback addresses too, for a home or test network."
    )
    allowed_networks: tuple[str, ...] = Field(
        default=(), description="Private networks to fetch from, as CIDR, where not all shall be open: 192.168.1.0/24."
    )
    user_agent: str = Field(
        default="Octavo/0.1 (self-hosted news reader)", description="How Octavo names itself to publishers."
    )
    timeout_seconds: float = Field(default=20.0, gt=0, le=300, description="Longest time for one document.")
    concurrency: int = Field(default=24, ge=1, le=256, description="Documents under way at once.")
    per_host: int = Field(default=2, ge=1, le=16, description="Documents under way at once from one host.")
    refresh: bool = Field(default=True, description="Whether serve refreshes sources when they are due.")
    owner: str = Field(default="owner", min_length=1, max_length=64, description="Name of the first account.")

    pictures: bool = Field(
        default=True, description="Whether pictures are fetched from publishers and shown, through Octavo alone."
    )
    picture_cache_mb: int = Field(
        default=500, ge=0, description="Megabytes of pictures that are kept beside the library; 0 keeps none."
    )

    publisher_rules: Path | None = Field(
        default=None, description="Folder of rules for publishers whose pages need some, one TOML file each."
    )

    smtp_host: str = Field(
        default="", description="Mail server that letters are handed to; empty for none, and no mail is sent."
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port: 587 for starttls, 465 for tls.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection is made safe; none only for a server on this machine."
    )
    smtp_user: str = Field(default="", description="Name to sign in with there, where it asks for one.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password to it.")
    smtp_from: str = Field(default="", description="Whom letters are from: Octavo <news@example.org>.")
    smtp_seconds: float = Field(default=20.0, gt=0, le=300, description="Longest wait for a word of that server.")

    llm_address: str = Field(
        default="",
        description="Address of a language model's OpenAI-compatible server, such as http://127.0.0.1:11434/v1; "
        "empty for none, and nothing is sent anywhere.",
    )
    llm_model: str = Field(default="", description="Name of the model there.")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="Key of that server, where it asks for one.")
    llm_seconds: float = Field(default=120.0, gt=0, le=3600, description="Longest time for one answer of the model.")
    llm_daily_tokens: int = Field(
        default=200_000, ge=0, description="Tokens, in and out, that may be used in a day; 0 for no limit."
    )
    llm_price_in: float = Field(default=0.0, ge=0, description="Price of a million tokens sent, to show what it costs.")
    llm_price_out: float = Field(default=0.0, ge=0, description="Price of a million tokens received.")
    llm_currency: str = Field(default="USD", max_length=8, description="Currency of these prices.")

    embedder: str = Field(
        default="",
        description="What finds reports of one event across languages: the folder of a sentence-transformers model "
        "(BERT), or the address of an OpenAI-compatible server; empty for none.",
    )
    embedder_model: str = Field(default="", description="Name of the model there, where it is a server.")
    embedder_api_key: SecretStr = Field(default=SecretStr(""), description="Key of that server, where it asks for one.")

    @property
    def library(self) -> str:
        """The file name or address of the library."""
        return self.database or str(self.data_dir / "octavo.db")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values over environment over TOML file over defaults."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())


def config_file() -> Path:
    """The TOML file that settings are read from, whether it exists or not."""
    named = os.environ.get(CONFIG_VARIABLE)
    return Path(named) if named else platformdirs.user_config_path("octavo") / "octavo.toml"


def read_settings(given: Mapping[str, object] | None = None) -> Settings:
    """The settings, with ``given`` ones over all others.

    Raises:
        InvalidInput: a setting does not fit; the message names it.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named and not Path(named).is_file():
        raise InvalidInput(f"{CONFIG_VARIABLE} names {named}, and there is no such file.")
    try:
        return Settings(**(given or {}))  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"The setting {name} does not fit: {first['msg']}.") from error
    except ValueError as error:
        raise InvalidInput(f"{config_file()} cannot be read: {error}.") from error
