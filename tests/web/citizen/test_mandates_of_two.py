"""A relative whom two parties of one case have given a mandate: the address says for whom she is there."""

import pytest

from portal.storage.audit import LookKind, LookRow
from portal.storage.records.statement_requests import StatementRequestRow
from tests.reading import Page
from tests.world import PORTAL, Visitor, World, ref_of


@pytest.fixture
def karen(world: World) -> Visitor:
    return world.citizen("Karen", acts_for=("Anna", "Bo"))


def the_two(world: World, karen: Visitor) -> dict[str, Page]:
    """The case as she reads it for each of them, by whom it says she is there for."""
    world.a_case(others=("Bo",))
    paths = karen.opens("/sager").root.xpath("//a[contains(@href, '?for=')]/@href")
    pages = [karen.opens(path) for path in paths]
    found = {who: page for page in pages for who in ("Anna", "Bo") if f"på vegne af {who}" in page.source}
    assert len(paths) == len(found) == 2
    return found


def test_she_reads_it_for_each_and_what_she_sends_is_said_by_that_one(world: World, karen: Visitor) -> None:
    for who, page in the_two(world, karen).items():
        form = karen.opens(page.links()["Sig din mening"])
        assert f"på vegne af {who}" in form.source
        receipt = karen.sends(form.forms()[-1], words=f"{who} er uenig.")
        assert f"på vegne af {who}" in receipt.source
    said = {row.party_ref: row.made_by_ref for row in world.rows(StatementRequestRow)}
    assert said == {ref_of("Anna"): ref_of("Karen"), ref_of("Bo"): ref_of("Karen")}


def test_the_look_is_kept_for_each(world: World, karen: Visitor) -> None:
    the_two(world, karen)
    looked_for = [row.on_behalf_of for row in world.rows(LookRow) if row.kind is LookKind.CASE]
    assert sorted(looked_for, key=str) == sorted([ref_of("Anna"), ref_of("Bo")])


@pytest.mark.parametrize("asked", ["3", "0", "-1", "x", "1&for=2", ""])
def test_for_somebody_else_it_is_not_there(world: World, karen: Visitor, asked: str) -> None:
    case = world.a_case(others=("Bo",))
    answer = karen.client.get(f"/sager/{case}?for={asked}", base_url=PORTAL)
    nothing = karen.client.get(
        f"/sager/{ref_of('nobody')[:8]}-0000-4000-8000-000000000000?for={asked}", base_url=PORTAL
    )
    assert (answer.status_code, answer.data) == (nothing.status_code, nothing.data) == (404, nothing.data)


def test_whoever_has_one_mandate_is_not_asked_for_whom(world: World) -> None:
    world.a_case(others=("Bo",))
    peter = world.citizen("Peter", reads_for=("Anna",))
    assert "?for=" not in peter.opens("/sager").source
