"""The town's settings are written once, for nobody else to read."""

from pathlib import Path

from portal.config import Settings
from portal.demo.ports import Ports
from portal.demo.settings_file import read_settings, write_settings


def test_the_town_gives_the_portal_all_it_needs(tmp_path: Path) -> None:
    write_settings(tmp_path, Ports())
    settings = Settings.load({"DEMO_DIR": str(tmp_path)})
    assert settings.mode == "demo"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.oidc_issuer == "http://127.0.0.1:8001/citizens"
    assert settings.sync_interval_seconds == 10
    assert (settings.municipality / "municipality.toml").exists()
    assert settings.sync_database_url is None
    assert settings.owner_database_url is None


def test_only_the_owner_may_read_the_secrets(tmp_path: Path) -> None:
    write_settings(tmp_path, Ports())
    assert (tmp_path / "town.env").stat().st_mode & 0o777 == 0o600


def test_new_ports_change_the_addresses_and_no_secret(tmp_path: Path) -> None:
    write_settings(tmp_path, Ports())
    before = read_settings(tmp_path)
    write_settings(tmp_path, Ports(9000, 9001, 9002))
    after = read_settings(tmp_path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "PORTAL_PUBLIC_URL",
        "PORTAL_OIDC_ISSUER",
        "PORTAL_STAFF_OIDC_ISSUER",
        "PORTAL_SOURCE_URL",
        "PORTAL_SOURCE_TOKEN_URL",
    }
    assert after["PORTAL_SOURCE_URL"] == "http://127.0.0.1:9002/"


def test_every_town_has_its_own_secrets_and_each_only_once(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_settings(tmp_path / name, Ports())
    one, other = read_settings(tmp_path / "one"), read_settings(tmp_path / "other")
    secrets = [name for name in one if name.endswith(("_SECRET", "_KEY"))]
    assert len(secrets) == 5
    values = [town[name] for town in (one, other) for name in secrets]
    assert len(set(values)) == 10
    assert min(len(value) for value in values) >= 32


def test_a_database_that_is_named_is_the_one_that_every_command_finds(tmp_path: Path) -> None:
    address = "postgresql://portal:secret@db.test/portal"
    write_settings(tmp_path, Ports(), {"PORTAL_DATABASE_URL": address})
    assert read_settings(tmp_path)["PORTAL_DATABASE_URL"] == address
    write_settings(tmp_path, Ports(), {})
    assert read_settings(tmp_path)["PORTAL_DATABASE_URL"].startswith("sqlite:///")
