"""A case that the municipality has begun itself exists for its parties only when, and as far as, it is released."""

from dataclasses import replace
from uuid import UUID

from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.releases import ReleaseRow
from tests.reading import Page
from tests.world import Visitor, World, ref_of

CONCERN = "Vi vil gerne tale med jer om den"


def a_concern(world: World) -> UUID:
    return world.a_case("child_assessment", party="Mette", others=("Poul",))


def releases(visitor: Visitor, case: UUID, who: str, step: str) -> Page:
    form = visitor.opens(f"/medarbejder/sager/{case}").form("/frigiv")
    return visitor.sends(form, party=ref_of(who), step=step)


def test_it_leaves_no_trace_until_it_is_released_and_then_is_there_at_once(world: World) -> None:
    case = a_concern(world)
    mette, susanne = world.citizen("Mette"), world.caseworker()
    assert mette.opens(f"/sager/{case}").status == 404
    assert str(case) not in mette.opens("/sager").source
    assert releases(susanne, case, "Mette", "concern").status == 200
    page = mette.opens(f"/sager/{case}")
    assert page.status == 200
    assert CONCERN in page.words
    assert [entry.kind for entry in world.rows(JournalEntryRow)] == [EntryKind.CASE_RELEASED]


def test_it_is_released_to_one_party_and_not_to_the_other(world: World) -> None:
    case = a_concern(world)
    releases(world.caseworker(), case, "Mette", "concern")
    assert world.citizen("Poul").opens(f"/sager/{case}").status == 404


def test_it_stands_on_the_worklist_with_release(world: World) -> None:
    case = a_concern(world)
    page = world.caseworker().opens("/medarbejder/")
    told = "Parterne kan ikke se sagen endnu: frigiv den, når de må"
    assert page.links()[told] == f"/medarbejder/sager/{case}#frigiv"
    assert told in page.lines("work-row")[0]


def test_what_an_unreleased_party_sees_is_said_and_not_shown(world: World) -> None:
    case = a_concern(world)
    page = world.caseworker().opens(f"/medarbejder/sager/{case}")
    assert "Mette Test Testesen kan ikke se, at sagen findes." in page.words
    assert page.section("next-step") == ""


def test_a_release_goes_further_and_is_kept_once(world: World) -> None:
    case = a_concern(world)
    susanne = world.caseworker()
    releases(susanne, case, "Mette", "concern")
    releases(susanne, case, "Mette", "parents")
    (row,) = world.rows(ReleaseRow)
    assert row.furthest_step == "parents"


def test_what_cannot_be_is_refused(world: World) -> None:
    case = a_concern(world)
    susanne = world.caseworker()
    assert releases(susanne, case, "Anna", "concern").status == 422
    assert releases(susanne, case, "Mette", "no_such_step").status == 422
    ordinary = world.a_case()
    form = susanne.opens(f"/medarbejder/sager/{case}").form("/frigiv")
    moved = replace(form, action=form.action.replace(str(case), str(ordinary)))
    assert susanne.sends(moved, party=ref_of("Anna"), step="received").status == 409
    assert world.rows(ReleaseRow) == []
