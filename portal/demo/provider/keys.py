"""The key a realm signs with: made at the first start, kept where only its owner reads."""

import json
import os
from functools import cache
from pathlib import Path

from joserfc.jwk import RSAKey

_BITS = 2048


@cache
def load_key(path: Path) -> RSAKey:
    """The key in that file, read once a process; a new one (RSA, mode 0600) when there is none."""
    try:
        return RSAKey.import_key(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return _make_key(path)


def _make_key(path: Path) -> RSAKey:
    key = RSAKey.generate_key(_BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(key.as_dict(private=True), file)
    unfinished.rename(path)
    return key
