"""What the portal refuses to start with."""

import pytest

from portal.config import Settings, SettingsRefused

PRODUCTION = {
    "PORTAL_PUBLIC_URL": "https://portal.example",
    "PORTAL_MUNICIPALITY": "/srv/municipality",
    "PORTAL_DATABASE_URL": "postgresql://portal@db.example/portal",
    "PORTAL_SECRET_KEY": "s" * 32,
    "PORTAL_PERSON_KEY": "p" * 32,
    "PORTAL_OIDC_ISSUER": "https://broker.example",
    "PORTAL_OIDC_CLIENT_ID": "portal",
    "PORTAL_OIDC_CLIENT_SECRET": "one",
    "PORTAL_STAFF_OIDC_ISSUER": "https://staff.example",
    "PORTAL_STAFF_OIDC_CLIENT_ID": "portal-staff",
    "PORTAL_STAFF_OIDC_CLIENT_SECRET": "two",
    "PORTAL_SOURCE": "nova",
    "PORTAL_SOURCE_URL": "https://cases.example/",
    "PORTAL_SOURCE_TOKEN_URL": "https://cases.example/token",
    "PORTAL_SOURCE_CLIENT_ID": "portal",
    "PORTAL_SOURCE_CLIENT_SECRET": "three",
}
ADDRESSES = sorted(name for name, value in PRODUCTION.items() if value.startswith("https:"))


def test_a_portal_in_production_starts_over_https() -> None:
    assert Settings.load(PRODUCTION).is_production


def test_each_setting_that_is_left_out_is_named_in_words_of_its_own() -> None:
    given = {
        name: value for name, value in PRODUCTION.items() if name not in ("PORTAL_PUBLIC_URL", "PORTAL_PERSON_KEY")
    }
    with pytest.raises(SettingsRefused) as refused:
        Settings.load(given)
    assert str(refused.value) == "PORTAL_PUBLIC_URL is not set.\nPORTAL_PERSON_KEY is not set."


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize(
    "address", ["http://portal.example", "http://127.0.0.1:8001", "ftp://portal.example", "https:"]
)
def test_in_production_nothing_goes_over_an_open_line(name: str, address: str) -> None:
    with pytest.raises(SettingsRefused, match=f"{name} must be an https address"):
        Settings.load({**PRODUCTION, name: address})


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("PORTAL_DATABASE_URL", "mysql://portal@db.example/portal", ": Write sqlite:////"),
        ("PORTAL_SYNC_DATABASE_URL", "portal.db", ": Write sqlite:////"),
        ("PORTAL_PUBLIC_URL", "https://kommune.example/sager", ": The portal stands at the root"),
        ("PORTAL_PERSON_KEY", "short", " must have at least 32 characters"),
        ("PORTAL_PREVIOUS_SECRET_KEYS", f"{'a' * 32} short", " must have at least 32 characters"),
        ("PORTAL_OIDC_CLIENT_ID", "", " is empty."),
        ("PORTAL_STAFF_OIDC_ROLES_CLAIM", "", " is empty."),
    ],
)
def test_what_could_never_work_stops_the_start_and_is_not_quoted(name: str, given: str, told: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        Settings.load({**PRODUCTION, name: given})
    assert str(refused.value).startswith(f"{name}{told}")
    assert not given or given not in str(refused.value)


def test_several_keys_and_tokens_are_named_with_a_space_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, hashes = ["a" * 32, "b" * 32], ["0" * 64, "f" * 64]
    several = {"PORTAL_PREVIOUS_SECRET_KEYS": " ".join(keys), "PORTAL_JOURNAL_TOKEN_SHA256S": " ".join(hashes)}
    for name, value in (PRODUCTION | several).items():
        monkeypatch.setenv(name, value)
    settings = Settings.load()
    assert [key.get_secret_value() for key in settings.previous_secret_keys] == keys
    assert list(settings.journal_token_sha256s) == hashes
