"""Typed settings from `PORTAL_*`. A default is right for production; nonsense stops the start.

In a demo town (`DEMO_DIR`), what the environment leaves out comes from the town's own file.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "PORTAL_"
_LOOPBACK = {"127.0.0.1", "::1"}
_DATABASES = ("sqlite:", "postgresql:")

_Key = Annotated[SecretStr, Field(min_length=32)]
_Filled = Annotated[str, Field(min_length=1)]
_Secret = Annotated[SecretStr, Field(min_length=1)]


class Mode(StrEnum):
    """What the portal runs as: a town to try it in, under test, or for real citizens."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class SettingsRefused(Exception):  # noqa: N818 -- it is a refusal to start, in words for the person who runs it
    """The settings are wrong; the message says which and why, one line each, and never shows a value."""


class Settings(BaseSettings):
    """Everything the portal can be told from outside."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True, enable_decoding=False
    )

    mode: Mode = Mode.PRODUCTION
    public_url: str
    municipality: Path
    """The folder with the municipality's own material."""

    database_url: SecretStr
    sync_database_url: SecretStr | None = None
    owner_database_url: SecretStr | None = None

    secret_key: _Key
    """Signs cookies and CSRF tokens; may be rotated."""
    previous_secret_keys: tuple[_Key, ...] = ()
    """Keys that still count, the newest last; in the environment with a space between them."""
    person_key: _Key
    """Keys the HMAC of CPR numbers; survives every rotation of `secret_key`."""

    oidc_issuer: str
    oidc_client_id: _Filled
    oidc_client_secret: _Secret
    oidc_profile: Literal["neb"] = "neb"

    staff_oidc_issuer: str
    staff_oidc_client_id: _Filled
    staff_oidc_client_secret: _Secret
    staff_oidc_caseworker_claim: _Filled = "preferred_username"
    staff_oidc_roles_claim: _Filled = "roles"

    source: Literal["nova"]
    source_url: str | None = None
    source_path: Path | None = None
    source_token_url: str | None = None
    source_client_id: str | None = None
    source_client_secret: SecretStr | None = None
    source_username: str | None = None
    source_password: SecretStr | None = None

    session_idle_minutes: int = Field(default=30, ge=5, le=30)
    session_absolute_hours: int = Field(default=8, ge=1, le=8)
    mandate_minutes: int = Field(default=30, ge=5, le=30)
    stale_after_hours: int = Field(default=24, ge=1)
    sync_interval_seconds: int = Field(default=3600, ge=5)

    journal_token_sha256s: tuple[Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")], ...] = ()
    """SHA-256, in hex, of the tokens with which the case system collects the journal; in the environment with
    a space between them. None: nobody collects it."""

    @property
    def is_production(self) -> bool:
        """Whether real citizens are served."""
        return self.mode is Mode.PRODUCTION

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings from the environment and the demo town's file.

        Raises:
            SettingsRefused: a name is unknown, or a value is missing or makes no sense.
        """
        given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
        if folder := environment.get("DEMO_DIR"):
            given = _town_settings(Path(folder)) | given
        known = {PREFIX + field.upper() for field in cls.model_fields}
        if unknown := sorted(given.keys() - known):
            raise SettingsRefused("\n".join(f"{name} is not a setting of the portal." for name in unknown))
        values = {name.removeprefix(PREFIX).lower(): value for name, value in given.items()}
        try:
            return cls.model_validate(values)
        except ValidationError as errors:
            lines = [_explain(error) for error in errors.errors()]
            raise SettingsRefused("\n".join(lines)) from None

    @field_validator("previous_secret_keys", "journal_token_sha256s", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return given.split() if isinstance(given, str) else given

    @field_validator("database_url", "sync_database_url", "owner_database_url")
    @classmethod
    def _name_a_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith(_DATABASES):
            raise PydanticCustomError("database", "Write sqlite:////path/portal.sqlite or postgresql://user@host/name.")
        return url

    @field_validator("public_url")
    @classmethod
    def _stand_at_the_root(cls, url: str) -> str:
        if urlsplit(url).path not in {"", "/"} or urlsplit(url).query:
            raise PydanticCustomError("path", "The portal stands at the root of its address: leave out the path.")
        return url

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        addresses = {
            "PORTAL_PUBLIC_URL": self.public_url,
            "PORTAL_OIDC_ISSUER": self.oidc_issuer,
            "PORTAL_STAFF_OIDC_ISSUER": self.staff_oidc_issuer,
            "PORTAL_SOURCE_URL": self.source_url,
            "PORTAL_SOURCE_TOKEN_URL": self.source_token_url,
        }
        for name, url in addresses.items():
            if url is None:
                continue
            parts = urlsplit(url)
            local = not self.is_production and parts.scheme == "http" and parts.hostname in _LOOPBACK
            if not local and (parts.scheme != "https" or not parts.hostname):
                message = f"{name} must be an https address."
                raise ValueError(message)
        if self.secret_key.get_secret_value() == self.person_key.get_secret_value():
            message = "PORTAL_SECRET_KEY and PORTAL_PERSON_KEY must be two different keys."
            raise ValueError(message)
        if self.source == "nova":
            self._require("source_url", "source_token_url", "source_client_id", "source_client_secret")
        return self

    def _require(self, *fields: str) -> None:
        missing = [PREFIX + field.upper() for field in fields if not getattr(self, field)]
        if missing:
            message = f"PORTAL_SOURCE={self.source} needs {', '.join(missing)}."
            raise ValueError(message)


def _town_settings(folder: Path) -> dict[str, str]:
    path = folder / "town.env"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def _explain(error: ErrorDetails) -> str:
    if not error["loc"]:
        return error["msg"].removeprefix("Value error, ")
    name = f"{PREFIX}{str(error['loc'][0]).upper()}"
    if error["type"] == "missing":
        return f"{name} is not set."
    if error["type"] in {"string_too_short", "too_short"}:
        least = error["ctx"]["min_length"]
        return f"{name} must have at least {least} characters." if least > 1 else f"{name} is empty."
    return f"{name}: {error['msg']}"
