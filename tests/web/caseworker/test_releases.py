"""A case exists for those who do not see it by themselves only when, and as far as, it is released; until taken back."""

from dataclasses import replace
from uuid import UUID

from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
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
    told = "Kan ikke se sagen endnu: frigiv den til dem, der må"
    assert page.links()[f"{told} S2026-00001"] == f"/medarbejder/sager/{case}#frigiv"
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
    kept = [(row.furthest_step, row.ended_at is None) for row in world.rows(ReleaseRow)]
    assert sorted(kept) == [("concern", False), ("parents", True)]


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


def a_childs_case(world: World) -> UUID:
    """Of Anna's, who has applied; the case system lists Bo too, and says nothing of custody."""
    return world.a_case("additional_costs_child", party="Anna", others=("Bo",))


def takes_back(visitor: Visitor, case: UUID, who: str, **values: str) -> Page:
    form = visitor.opens(f"/medarbejder/sager/{case}").form("/frigiv/traek-tilbage")
    return visitor.sends(form, **({"party": ref_of(who), "reason": "not_a_party", "words": "Kun Anna."} | values))


def test_the_other_parent_of_a_childs_case_sees_no_trace_of_it_before_it_is_released(world: World) -> None:
    case = a_childs_case(world)
    anna, bo, susanne = world.citizen("Anna"), world.citizen("Bo"), world.caseworker()
    karen = world.citizen("Karen", acts_for=("Bo",))
    assert anna.opens(f"/sager/{case}").status == 200
    for stranger in (bo, karen):
        assert str(case) not in stranger.opens("/sager").source
        assert {stranger.opens(f"/sager/{case}{path}").status for path in ("", "/partshoering", "/set-af")} == {404}
    assert "(Bo Test Testesen)" in susanne.opens("/medarbejder/").lines("work-row")[0]
    assert releases(susanne, case, "Anna", "received").status == 422
    releases(susanne, case, "Bo", "received")
    assert bo.opens(f"/sager/{case}").status == 200
    assert str(case) in bo.opens("/sager").source
    assert "Kan ikke se sagen endnu" not in susanne.opens("/medarbejder/").words


def test_a_release_taken_back_hides_the_case_at_once_and_keeps_why_locked(world: World) -> None:
    case = a_childs_case(world)
    bo, susanne = world.citizen("Bo"), world.caseworker()
    releases(susanne, case, "Bo", "received")
    page = takes_back(susanne, case, "Bo", words="Hun har forældremyndigheden alene.")
    assert "Frigivelsen er trukket tilbage" in page.words
    assert "Hun har forældremyndigheden alene." not in page.words
    assert bo.opens(f"/sager/{case}").status == 404
    assert str(case) not in bo.opens("/sager").source
    entries = {entry.kind: entry for entry in world.rows(JournalEntryRow)}
    assert set(entries) == {EntryKind.CASE_RELEASED, EntryKind.CASE_RELEASE_WITHDRAWN}
    assert all(entry.locked and entry.party_ref == ref_of("Bo") for entry in entries.values())
    assert "Hun har forældremyndigheden alene." in entries[EntryKind.CASE_RELEASE_WITHDRAWN].text
    assert world.rows(BreachTaskRow) == []


def test_who_had_seen_the_case_makes_it_a_breach_for_the_leader(world: World) -> None:
    case = a_childs_case(world)
    susanne, lise = world.caseworker(), world.caseworker("Lise")
    releases(susanne, case, "Bo", "received")
    world.citizen("Karen", reads_for=("Bo",)).opens("/sager")
    takes_back(susanne, case, "Bo", words="Hun har forældremyndigheden alene.")
    row = next(line for line in lise.opens("/medarbejder/").lines("work-row") if "ikke var deres" in line)
    assert "Senest torsdag den 26. november" in row
    breach = lise.opens(
        lise.opens("/medarbejder/").links()["Nogen kunne læse noget, der ikke var deres: tag hånd om det S2026-00001"]
    )
    assert "Nogen så en sag, de ikke måtte se" in breach.words
    assert "Hun har forældremyndigheden alene." in breach.words
    assert "Bo Test Testesen" in breach.words
    assert "Anna Test Testesen" not in breach.words


def test_a_release_is_taken_back_once_and_can_be_given_anew(world: World) -> None:
    case = a_childs_case(world)
    bo, susanne = world.citizen("Bo"), world.caseworker()
    releases(susanne, case, "Bo", "received")
    bo.opens(f"/sager/{case}")
    form = susanne.opens(f"/medarbejder/sager/{case}").form("/frigiv/traek-tilbage")
    for _ in range(2):
        assert susanne.sends(form, reason="too_early", words="For tidligt.").status == 200
    assert len(world.rows(BreachTaskRow)) == 1
    releases(susanne, case, "Bo", "received")
    assert bo.opens(f"/sager/{case}").status == 200
    assert len([row for row in world.rows(ReleaseRow) if row.ended_at is None]) == 1


def test_a_release_is_not_taken_back_without_a_reason_in_words(world: World) -> None:
    case = a_childs_case(world)
    susanne = world.caseworker()
    releases(susanne, case, "Bo", "received")
    page = takes_back(susanne, case, "Bo", words=" ")
    assert page.status == 422
    assert page.form("/frigiv/traek-tilbage").values["reason"] == "not_a_party"
    assert takes_back(susanne, case, "Anna").status == 422
    assert world.citizen("Bo").opens(f"/sager/{case}").status == 200
