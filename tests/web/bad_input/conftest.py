"""A quarter of the town for all that is sent wrong: nothing here depends on what was sent before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.bad_input.crawl import FoundForm, crawl, one_of_each
from tests.web.bad_input.quarter import Quarter, a_town, build_quarter
from tests.world import World


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One for all tests of a module."""
    with a_town(tmp_path_factory.mktemp("town")) as world:
        yield world


@pytest.fixture
def own_town(tmp_path: Path) -> Iterator[World]:
    """One for a single test, whose database it may break."""
    with a_town(tmp_path) as world:
        yield world


@pytest.fixture(scope="module")
def quarter(town: World) -> Quarter:
    return build_quarter(town)


@pytest.fixture(scope="module")
def forms(quarter: Quarter) -> list[FoundForm]:
    """One form of each shape and visitor."""
    found = (crawl(who, visitor) for who, visitor in quarter.visitors.items())
    return one_of_each([form for each in found for form in each.forms])


@pytest.fixture(scope="module")
def each_form(forms: list[FoundForm]) -> list[FoundForm]:
    """One form of each shape, whoever meets it; not the one to log out with."""
    return list({found.shape[1]: found for found in forms if not found.ends_sign_in}.values())
