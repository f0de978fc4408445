"""What the realms sign with."""

import stat
from pathlib import Path

from portal.demo.provider.keys import load_keys


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "provider"
    first = load_keys(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "citizens.jwk": 0o600,
        "staff.jwk": 0o600,
    }
    again = load_keys(folder)
    for realm, key in first.items():
        assert again[realm].thumbprint() == key.thumbprint()
        assert again[realm].kid == key.kid
        assert again[realm].is_private


def test_each_realm_has_a_key_of_its_own(tmp_path: Path) -> None:
    assert len({key.thumbprint() for key in load_keys(tmp_path).values()}) == 2
