"""Whose a sign-in's token is, as a request finds out."""

from datetime import datetime

from portal.access.sign_ins import SignIns
from portal.access.viewer import Viewer
from portal.domain.sign_ins import Realm


def whose(sign_ins: SignIns, token: str, realm: Realm, *, now: datetime) -> Viewer | None:
    """Who holds a token at a moment; None when it opens nothing."""
    with sign_ins.snapshot() as snapshot:
        return sign_ins.resolve(snapshot, token, realm, now=now)
