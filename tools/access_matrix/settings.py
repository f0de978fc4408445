"""Settings of a portal that is only looked at: it is never asked for a page, so it reaches nothing."""

from pathlib import Path

from pydantic import SecretStr

from portal.config import Mode, Settings

_NOBODY = "http://127.0.0.1:9"
_MUNICIPALITY = Path(__file__).parents[2] / "portal/demo/municipality"


def to_look_at() -> Settings:
    """Settings with no true secret and no address in them."""
    return Settings(
        mode=Mode.TEST,
        public_url=_NOBODY,
        municipality=_MUNICIPALITY,
        database_url=SecretStr("sqlite://"),
        secret_key=SecretStr("s" * 32),
        person_key=SecretStr("p" * 32),
        oidc_issuer=_NOBODY,
        oidc_client_id="nobody",
        oidc_client_secret=SecretStr("nothing"),
        staff_oidc_issuer=_NOBODY,
        staff_oidc_client_id="nobody",
        staff_oidc_client_secret=SecretStr("nothing"),
        source="nova",
        source_url=_NOBODY,
        source_token_url=_NOBODY,
        source_client_id="portal",
        source_client_secret=SecretStr("secret"),
    )
