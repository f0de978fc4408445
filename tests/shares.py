"""How the tests are handed out to workers side by side: a file's tests on one database are one worker's share.

What they stand on, such as a quarter of a town, is then founded once. All journeys on one database are one share, since
they have a town together. What takes long is handed out first, so that the workers end together.
"""

import re
from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.databases import KINDS

_FOUND_TOGETHER: Final = ("tests/journeys/",)
_TAKE_LONG: Final = (
    *_FOUND_TOGETHER,
    "tests/web/bad_input/",
    "tests/web/test_accessibility.py",
    "tests/matrix/",
    "tests/storage/test_schema.py",
)


class Shares(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Hands out one share after the other, as they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path, _, named = nodeid.partition("::")
        together = next((folder for folder in _FOUND_TOGETHER if path.startswith(folder)), path)
        kind = {*KINDS}.intersection(re.split(r"[\[\]-]", named))
        return f"{together} {''.join(kind)}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares:
    """Share the tests out like this, whatever xdist was asked for."""
    config.option.loadscopereorder = False
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes long."""
    items.sort(key=lambda item: not item.nodeid.startswith(_TAKE_LONG))
