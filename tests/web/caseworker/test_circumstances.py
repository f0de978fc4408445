"""Susanne records what is special about a case, the letter of delay, and why a day is changed; Anna reads it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from portal.domain.circumstances import CircumstanceKind
from portal.domain.reasons import Reason
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.notices import NoticeRow
from tests.reading import Page
from tests.world import TODAY, Visitor, World, ref_of

SOON = (TODAY + timedelta(days=14)).isoformat()


def records(visitor: Visitor, case: UUID, kind: str, **values: str) -> Page:
    address = f"/medarbejder/sager/{case}/situation/{kind}"
    return visitor.sends(visitor.opens(address).form(f"/{kind}"), **values)


def journal(world: World) -> set[EntryKind]:
    return {row.kind for row in world.rows(JournalEntryRow)}


def test_what_she_records_is_what_the_party_reads_until_it_is_ended(world: World) -> None:
    case = world.a_case()
    susanne, anna = world.caseworker(), world.citizen("Anna")
    page = records(susanne, case, "withdrawn", party=ref_of("Anna"))
    assert "Det er noteret" in page.words
    assert "Du har trukket din ansøgning tilbage. Du kan altid søge igen." in anna.opens(f"/sager/{case}").words
    susanne.sends(page.form("/slut"))
    assert "trukket din ansøgning" not in anna.opens(f"/sager/{case}").words
    assert {EntryKind.CIRCUMSTANCE_NOTED, EntryKind.CIRCUMSTANCE_ENDED} <= journal(world)


def test_what_is_true_of_one_party_is_not_told_to_the_other(world: World) -> None:
    case = world.a_case(others=("Bo",))
    records(world.caseworker(), case, "no-answer", other="din årsopgørelse", promised_on=SOON, party=ref_of("Bo"))
    assert "din årsopgørelse" in world.citizen("Bo").opens(f"/sager/{case}").words
    assert "din årsopgørelse" not in world.citizen("Anna").opens(f"/sager/{case}").words


def test_a_mandate_ends_with_the_life_of_its_giver_in_all_her_cases_and_comes_back_when_it_was_an_error(
    world: World,
) -> None:
    case, other = world.a_case(others=("Bo",)), world.a_case("support_at_home")
    susanne, karen, bo = world.caseworker(), world.citizen("Karen", acts_for=("Anna",)), world.citizen("Bo")
    form = karen.opens(f"/sager/{other}/udtalelse").form("/udtalelse")
    page = records(susanne, case, "death", party=ref_of("Anna"))
    nowhere = karen.opens(f"/sager/{uuid4()}")
    for path in (f"/sager/{case}", f"/sager/{other}"):
        gone = karen.opens(path)
        assert (gone.status, gone.words) == (404, nowhere.words)
    assert karen.sends(form, timing="now", words="Hun er uenig.").status == 404
    assert "Anna" not in karen.opens("/sager").words + karen.opens("/fuldmagter").section("main")
    assert bo.opens(f"/sager/{case}").status == 200
    susanne.sends(page.form("/slut"))
    assert karen.opens(f"/sager/{other}").status == 200


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    page = records(susanne, case, "suspended", reason="other", promised_on="i morgen", words="")
    assert page.status == 422
    for field in ("promised_on", "words"):
        assert page.root.xpath(f"//*[@id='{field}-error']"), field
    assert page.form("/suspended").values["reason"] == "other"
    assert records(susanne, case, "moved", other="", begun_on="2027-01-01").status == 422
    assert records(susanne, case, "death", party="somebody").status == 422
    assert world.rows(CircumstanceRow) == []


def test_nothing_that_tells_of_a_decision_is_recorded_before_it_is_confirmed(world: World) -> None:
    page = records(world.caseworker(), world.a_case(), "waiting-list", promised_on=SOON)
    assert page.status == 422
    assert "Bekræft afgørelsen" in page.words
    assert world.rows(CircumstanceRow) == []


def test_two_days_with_the_same_error_are_told_apart(world: World) -> None:
    case = world.a_case()
    page = records(world.caseworker(), case, "waiting-list", begun_on="snart", promised_on="senere")
    wrong = "Skriv datoen som dag, måned og år, for eksempel 7.12.2026."
    assert page.lines("error-list") == [f"Siden: {wrong} Vi skriver om ventetiden senest: {wrong}"]


def test_a_kind_that_is_none_does_not_exist(world: World) -> None:
    assert world.caseworker().opens(f"/medarbejder/sager/{world.a_case()}/situation/something").status == 404


class TestTheLetterOfDelay:
    def test_is_read_first_and_recorded_when_it_was_sent(self, world: World) -> None:
        case = world.a_case("additional_costs_adult", opened_on=date(2026, 8, 3))
        susanne, anna = world.caseworker(), world.citizen("Anna")
        assert "Vi skylder dig et brev" in anna.opens(f"/sager/{case}").words
        values = {"reason": "many_cases", "words": "Vi har fået mange sager i efteråret.", "promised_on": SOON}
        page = records(susanne, case, "delayed-until", **values)
        (letter,) = page.root.xpath("//textarea[@readonly]/text()")
        assert "Det er, fordi vi har flere sager, end vi regnede med." in letter
        assert values["words"] in letter
        assert world.rows(CircumstanceRow) == []
        susanne.sends(page.form("/delayed-until"), button="Det er sendt med Digital Post og lagt på sagen")
        (row,) = world.rows(CircumstanceRow)
        assert (row.kind, row.begun_on) == (CircumstanceKind.DELAYED_UNTIL, TODAY)
        assert row.deadline_on is not None
        assert EntryKind.DELAY_LETTER_SENT in journal(world)
        page = anna.opens(f"/sager/{case}")
        assert "Du kan vente svar senest" in page.section("expected")
        assert "Vi skylder dig et brev" not in page.words

    def test_may_say_when_we_write_again_instead(self, world: World) -> None:
        case = world.a_case("additional_costs_adult", opened_on=date(2026, 8, 3))
        susanne = world.caseworker()
        values = {"reason": "report", "words": "Lægen har ikke svaret.", "promised_on": SOON}
        page = records(susanne, case, "delayed-without-day", **values)
        susanne.sends(page.form("/delayed-without-day"), button="Det er sendt med Digital Post og lagt på sagen")
        assert "Vi skriver til dig igen senest" in world.citizen("Anna").opens(f"/sager/{case}").section("expected")


def test_a_day_that_was_told_changes_only_with_a_reason_and_words_that_the_citizen_reads(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    address = f"/medarbejder/sager/{case}/naeste-skridt"

    def writes(**values: str) -> Page:
        return susanne.sends(susanne.opens(address).form("/naeste-skridt"), **values)

    susanne.sends(writes(expected_to="18.12").form("/naeste-skridt"), button="Send")
    page = writes(expected_to="29.12")
    assert page.status == 422
    assert page.root.xpath("//*[@id='change_reason-error']")
    assert page.root.xpath("//*[@id='change_words-error']")
    assert page.form("/naeste-skridt").values["expected_to"] == "29.12.2026"
    explained = writes(expected_to="29.12", change_reason="illness", change_words="Peter er syg.")
    susanne.sends(explained.form("/naeste-skridt"), button="Send")
    newest = max(world.rows(NoticeRow), key=lambda row: row.version)
    assert (newest.change_reason, newest.change_words) == (Reason.ILLNESS, "Peter er syg.")
    promises = world.citizen("Anna").opens(f"/sager/{case}").section("promises")
    assert "fordi der har været sygdom" in promises
    assert "Peter er syg." in promises


def test_a_new_time_for_what_takes_longer_is_not_told_without_why_and_the_citizen_reads_it(world: World) -> None:
    """No caseworker had told a day: the usual time has passed, and the citizen was promised a new one or why."""
    case = world.a_case(opened_on=date(2026, 6, 1))
    susanne, anna = world.caseworker(), world.citizen("Anna")

    def writes(**values: str) -> Page:
        form = susanne.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt")
        return susanne.sends(form, expected_to="18.12", **values)

    late, refused = anna.opens(f"/sager/{case}"), writes()
    assert "Din sag tager længere tid, end vi regnede med." in late.words
    assert refused.status == 422
    assert refused.root.xpath("//*[@id='change_reason-error']")
    assert refused.root.xpath("//*[@id='change_words-error']")
    assert "giv en ny tid, og skriv hvorfor" in susanne.opens("/medarbejder/").words
    preview = writes(change_reason="many_cases", change_words="Vi er to færre end før.")
    assert (
        "Den 23. november skrev Susanne Krogh, hvorfor det tager længere tid: Vi er to færre end før." in preview.words
    )
    susanne.sends(preview.form("/naeste-skridt"), button="Send")
    (notice,) = world.rows(NoticeRow)
    assert (notice.change_reason, notice.change_words) == (Reason.MANY_CASES, "Vi er to færre end før.")
    assert "giv en ny tid" not in susanne.opens("/medarbejder/").words
    writes(words="Vi taler med din læge.").form("/naeste-skridt")
    read = anna.opens(f"/sager/{case}").section("promises")
    assert "skrev Susanne Krogh, hvorfor det tager længere tid: Vi er to færre end før." in read


def test_new_words_for_the_same_day_need_no_reason(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    address = f"/medarbejder/sager/{case}/naeste-skridt"
    first = susanne.sends(susanne.opens(address).form("/naeste-skridt"), expected_to="18.12")
    susanne.sends(first.form("/naeste-skridt"), button="Send")
    assert susanne.sends(susanne.opens(address).form("/naeste-skridt"), words="Vi ringer først.").status == 200
