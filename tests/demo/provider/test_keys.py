"""What a realm signs with."""

import json
import stat
from pathlib import Path

from joserfc.jwk import RSAKey

from portal.demo.provider.keys import load_key


def test_a_key_is_kept_where_its_owner_alone_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "provider" / "citizens.jwk"
    made = load_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["citizens.jwk"]
    kept = RSAKey.import_key(json.loads(path.read_text()))
    assert (kept.thumbprint(), kept.kid, kept.is_private) == (made.thumbprint(), made.kid, True)


def test_a_key_that_is_there_already_is_the_one_that_is_used(tmp_path: Path) -> None:
    path = tmp_path / "staff.jwk"
    kept = RSAKey.generate_key(2048, auto_kid=True)
    path.write_text(json.dumps(kept.as_dict(private=True)), encoding="utf-8")
    assert load_key(path).thumbprint() == kept.thumbprint()


def test_each_realm_has_a_key_of_its_own(tmp_path: Path) -> None:
    assert load_key(tmp_path / "citizens.jwk").thumbprint() != load_key(tmp_path / "staff.jwk").thumbprint()
