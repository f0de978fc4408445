"""A case as Susanne works with it, beside what its parties see."""

from uuid import uuid4

import pytest

from portal.domain.words import Words
from portal.storage.audit import LookKind, LookRow
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.web.caseworker.journal_words import entry_lines
from tests.reading import plain
from tests.world import MONDAY, TODAY, World, ref_of

SECTIONS = ("now", "your-part", "next-step", "expected", "caseworker", "hearing", "roadmap", "freshness")


def test_she_sees_the_case_exactly_as_its_party_does(world: World) -> None:
    case = world.a_case()
    world.a_task(case, "collect")
    seen_by_staff = world.caseworker().opens(f"/medarbejder/sager/{case}")
    seen_by_anna = world.citizen("Anna").opens(f"/sager/{case}")
    for name in SECTIONS:
        assert seen_by_staff.section(name) == seen_by_anna.section(name) != "", name


def test_each_party_is_shown_apart_and_no_partys_words_to_another(world: World) -> None:
    case = world.a_case(party="Anna", others=("Bo",))
    bo = world.citizen("Bo")
    bo.sends(bo.opens(f"/sager/{case}/udtalelse").forms()[-1], timing="now", words="Kun fra Bo.")
    susanne = world.caseworker()
    first = susanne.opens(f"/medarbejder/sager/{case}")
    second = susanne.opens(first.links()["Bo Test Testesen"])
    assert "afgørelsen venter" in second.section("hearing").lower()
    assert "afgørelsen venter" not in first.section("hearing").lower()
    assert "Kun fra Bo." in first.section("udtalelser")


def test_her_looks_are_recorded_and_the_party_can_read_them(world: World) -> None:
    case = world.a_case()
    world.caseworker().opens(f"/medarbejder/sager/{case}")
    assert {look.kind for look in world.rows(LookRow)} == {LookKind.CASE, LookKind.PREVIEW}
    assert "Susanne Krogh" in world.citizen("Anna").opens(f"/sager/{case}/set-af").words


def test_whom_the_citizen_can_phone_comes_from_the_municipalitys_list(world: World) -> None:
    case = world.a_case()
    page = world.caseworker("Jonas").opens(f"/medarbejder/sager/{case}")
    assert "Susanne Krogh, 70 00 01 11" in page.words


def test_a_case_of_no_known_type_is_opened_and_says_that_nobody_sees_it(world: World) -> None:
    case = world.a_case(None)
    page = world.caseworker().opens(f"/medarbejder/sager/{case}")
    assert page.status == 200
    assert "Anna Test Testesen kan ikke se, at sagen findes." in page.words


def test_a_party_that_does_not_exist_shows_nothing(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    for number in ("0", "99", "-1", "x"):
        assert susanne.opens(f"/medarbejder/sager/{case}?som={number}").status == 200


def test_what_was_locked_is_not_in_the_journal(world: World) -> None:
    case = world.a_case()
    entry = JournalEntryRow(
        case_id=case,
        kind=EntryKind.NOTICE_POSTED,
        party_ref=ref_of("Anna"),
        actor_ref="skr",
        actor_name="Susanne Krogh",
        subject_id=case,
        text="Det her er om en anden.",
        locked=True,
        entered_at=MONDAY,
    )
    world.write(entry)
    assert "Det her er om en anden." not in world.caseworker().opens(f"/medarbejder/sager/{case}").words


def test_an_address_that_says_what_was_done_says_only_what_we_know(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    assert "Datoen er sat." in susanne.opens(f"/medarbejder/sager/{case}?gjort=dato").words
    assert "penge" not in susanne.opens(f"/medarbejder/sager/{case}?gjort=penge").words


def test_no_name_is_used_twice_on_the_page(world: World) -> None:
    case = world.a_case(party="Anna", others=("Bo",))
    world.a_task(case, "collect")
    for who in ("Anna", "Bo"):
        citizen = world.citizen(who)
        citizen.sends(citizen.opens(f"/sager/{case}/udtalelse").forms()[-1], timing="later")
    page = world.caseworker().opens(f"/medarbejder/sager/{case}")
    names = page.root.xpath("//@id")
    assert sorted(names) == sorted(set(names))
    assert page.root.xpath("//label[not(@for = //@id)]") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("da", "Fra 24. november til 4. december"), ("en", "From 24 November to 4 December")],
)
def test_the_journal_says_days_as_the_reader_does(world: World, language: str, said: str) -> None:
    world.language = language
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    form = susanne.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt")
    shown = susanne.sends(form, words="Vi ringer.", expected_from="2026-11-24", expected_to="2026-12-04")
    susanne.sends(shown.form("/naeste-skridt"), send="1")
    journal = susanne.opens(f"/medarbejder/sager/{case}").section("journal")
    assert said in journal
    assert "2026-" not in journal


def test_what_was_coded_is_read_in_words_and_what_was_written_as_it_was_written(world: World) -> None:
    def lines(kind: EntryKind, text: str) -> list[str]:
        entry = JournalEntryRow(
            case_id=uuid4(),
            kind=kind,
            actor_ref="skr",
            actor_name="Susanne Krogh",
            subject_id=uuid4(),
            text=text,
            entered_at=MONDAY,
        )
        with world.app.app_context():
            return [
                plain(line.text) for line in entry_lines(entry, {"concern": Words("Vi ser på sagen", "We look at it")})
            ]

    assert lines(EntryKind.DECISION_CONFIRMED, "refused 2026-11-20 2026-11-23") == [
        "Afslået. Afgjort 20. november, brevet kan læses fra 23. november."
    ]
    assert lines(EntryKind.HEARING_MENDED, "told 2026-11-16\n\nVi beklager.")[1:] == ["", "Vi beklager."]
    assert lines(EntryKind.CIRCUMSTANCE_NOTED, "suspended\n2026-11-16/\n2026-12-01\nillness")[1:] == [
        "Siden 16. november",
        "1. december",
        "Sygdom",
    ]
    assert lines(EntryKind.CASE_RELEASED, "concern") == ["Kan ses til og med ”Vi ser på sagen”."]
    assert lines(EntryKind.CASE_RELEASED, "no_longer") == ["no_longer"]
    assert lines(EntryKind.HEARING_REASON_CODED, "special_law\n\nBarnets lov.") == [
        "En anden lov har egne regler om høring (nr. 6)",
        "",
        "Barnets lov.",
    ]
    assert lines(EntryKind.REQUEST_RECEIVED, "call_me\n\n20 12 34 56") == ["Opringning 20 12 34 56"]
    assert lines(EntryKind.STATEMENT_RECEIVED, "2026-11-16") == ["2026-11-16"]
    assert lines(EntryKind.NOTICE_POSTED, "2026-99-99") == ["2026-99-99"]
