"""What a citizen meets when they look for their cases."""

from datetime import timedelta
from uuid import uuid4

from portal import clock
from portal.domain.cases import CaseState
from portal.storage.audit import LookRow
from portal.storage.mirror import CaseEventRow, EventKind
from portal.storage.records.releases import ReleaseRow
from tests.world import MONDAY, PORTAL, World, later, ref_of

SECTIONS = ("now", "next-step", "expected", "your-part", "caseworker", "roadmap", "hearing", "freshness")


def test_somebody_who_is_not_signed_in_is_sent_to_mitid_and_back(world: World) -> None:
    case_id = world.a_case()
    answer = world.app.test_client().get(f"/sager/{case_id}")
    assert (answer.status_code, answer.location) == (303, f"/log-ind?next=%2Fsager%2F{case_id}")


def test_the_case_that_needs_her_comes_first(world: World) -> None:
    world.a_case("building_permit")
    needs_her = world.a_case("support_change")
    world.a_task(needs_her, "hearing")
    page = world.citizen("Anna").opens("/sager")
    links = page.root.xpath("//main//a[starts-with(@href, '/sager/')]/@href")
    assert links[0] == f"/sager/{needs_her}"
    assert len(links) == 2


def test_an_only_case_is_its_own_overview(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    page = anna.opens("/sager")
    assert page.heading == "Støtte til bil"
    assert [name for name in SECTIONS if not page.section(name)] == []
    assert "Alle dine sager" not in page.words
    assert "Åbnede sagen" in anna.opens(f"/sager/{case_id}/set-af").words
    world.a_case("building_permit")
    assert anna.opens("/sager").heading == "Dine sager"
    assert "Alle dine sager" in anna.opens(f"/sager/{case_id}").words


def test_an_only_case_of_somebody_elses_stays_in_a_list_that_says_whose_it_is(world: World) -> None:
    world.a_case()
    page = world.citizen("Karen", reads_for=("Anna",)).opens("/sager")
    assert page.heading == "Dine sager"
    assert "På vegne af Anna Test Testesen" in page.words


def test_a_case_says_everything_in_every_state(world: World) -> None:
    for state in CaseState:
        case_id = world.a_case(state=state)
        page = world.citizen("Anna").opens(f"/sager/{case_id}")
        assert page.status == 200
        assert [name for name in SECTIONS if not page.section(name)] == [], state


def test_a_case_of_an_unmapped_type_leaves_no_trace(world: World) -> None:
    case_id = world.a_case(None)
    anna = world.citizen("Anna")
    assert str(case_id) not in anna.opens("/sager").source
    assert anna.opens(f"/sager/{case_id}").status == 404


def test_a_case_the_municipality_starts_itself_leaves_no_trace(world: World) -> None:
    case_id = world.a_case("child_assessment", party="Barnet", others=("Mette",))
    mette = world.citizen("Mette")
    assert str(case_id) not in mette.opens("/sager").source
    assert mette.opens(f"/sager/{case_id}").status == 404
    assert mette.opens(f"/sager/{case_id}/udtalelse").status == 404


def test_not_yours_looks_like_not_there(world: World) -> None:
    case_id = world.a_case(party="Bo")
    anna = world.citizen("Anna")
    anna.opens("/sager")
    for path in ("", "/udtalelse", "/set-af", "/udtalelse/kvittering/2026-ACDEFHJ"):
        theirs = anna.client.get(f"/sager/{case_id}{path}", base_url=PORTAL)
        nothing = anna.client.get(f"/sager/{uuid4()}{path}", base_url=PORTAL)
        assert (theirs.status_code, theirs.data) == (nothing.status_code, nothing.data)
        assert dict(theirs.headers) == dict(nothing.headers)
        assert theirs.status_code == 404


def test_a_relative_reads_on_her_behalf_and_every_page_says_so(world: World) -> None:
    case_id = world.a_case()
    karen = world.citizen("Karen", reads_for=("Anna",))
    for path in (f"/sager/{case_id}",):
        assert "Anna Test Testesen" in karen.opens(path).source
    to_act = karen.opens(f"/sager/{case_id}/udtalelse")
    assert to_act.status == 403
    assert "Din fuldmagt" in to_act.words
    hers_alone = karen.opens(f"/sager/{case_id}/set-af")
    assert hers_alone.status == 403
    assert "Det kan kun den, som sagen handler om" in hers_alone.words


def test_a_mandate_ends_by_itself(world: World) -> None:
    case_id = world.a_case()
    karen = world.citizen("Karen", reads_for=("Anna",))
    with clock.frozen(clock.real() + timedelta(minutes=29)):
        assert karen.opens(f"/sager/{case_id}").status == 200
    with clock.frozen(clock.real() + timedelta(minutes=31)):
        assert karen.opens(f"/sager/{case_id}").status == 404


def test_a_change_of_caseworker_is_told_by_itself(world: World) -> None:
    case_id = world.a_case(caseworker="Jonas")
    susanne = next(member for member in world.municipality.staff if member.name == "Susanne Krogh")
    world.write(
        CaseEventRow(
            case_id=case_id,
            kind=EventKind.CASEWORKER_CHANGED,
            before=susanne.source_id,
            after="jonas",
            observed_at=clock.now(),
            run_id=uuid4(),
        )
    )
    told = world.citizen("Anna").opens(f"/sager/{case_id}").section("caseworker")
    assert "Jonas Winther" in told
    assert "70 00 01 12" in told
    assert "Susanne Krogh" in told


def test_old_data_is_said_to_be_old(world: World) -> None:
    case_id = world.a_case()
    with later(days=2):
        told = world.citizen("Anna").opens(f"/sager/{case_id}").section("freshness")
    assert "23. november" in told
    assert "70 00 01" in told


def test_a_look_is_recorded_once_and_shown_to_her(world: World) -> None:
    case_id = world.a_case()
    karen = world.citizen("Karen", reads_for=("Anna",))
    karen.opens(f"/sager/{case_id}")
    karen.opens(f"/sager/{case_id}")
    assert len(world.rows(LookRow)) == 1
    seen = world.citizen("Anna").opens(f"/sager/{case_id}/set-af")
    assert "Karen Test Testesen" in seen.words


def test_what_happens_beyond_the_released_step_is_no_news_to_the_party(world: World) -> None:
    case_id = world.a_case("child_assessment", party="Barnet", others=("Mette",), caseworker="Hanne", team="families")
    step = world.municipality.case_types.versions("child_assessment")[0].case_type.steps[0].code
    world.write(
        ReleaseRow(
            case_id=case_id,
            party_ref=ref_of("Mette"),
            furthest_step=step,
            released_by_ref="hanne",
            released_at=MONDAY,
        )
    )
    with later(days=20):
        world.the_case_moves(case_id, CaseState.HEARING)
    with later(days=60):
        world.reads_the_case_system()
        told = world.citizen("Mette").opens(f"/sager/{case_id}").section("freshness")
    assert "Sidst nyt fra os: mandag den 2. november" in told
