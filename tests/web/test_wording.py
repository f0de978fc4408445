"""What citizens read, word for word: dates in words, ranges that are never one day, no meaning without a wording."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum

import pytest

from portal import clock
from portal.domain.case_types import Actor, CitizenPart
from portal.domain.contacts import NEVER_OPEN, Opening, PhoneHours
from portal.domain.decisions import Outcome
from portal.domain.expectations import Basis, Expected
from portal.domain.roadmap.shape import (
    DeadlineState,
    HearingChoice,
    Mark,
    PathStep,
    Situation,
    Turn,
    YourPart,
)
from portal.domain.rounded_ranges import RoundedRange, Unit
from portal.domain.said_ranges import Silence, WhySaid
from portal.domain.sentences import OwnWords, Say, Sentence
from portal.domain.statement_requests import Channel, DeclineGround, RequestState, Timing
from portal.domain.words import Words
from portal.i18n import gettext, speaking
from portal.storage.audit import LookKind
from portal.web.wording import (
    days,
    decisions,
    expected,
    looks,
    measured,
    path,
    phones,
    refusals,
    say,
    sentence,
    sentences,
    statement_requests,
    turns,
)
from tests.reading import plain
from tests.web.situations import NOW, SITUATIONS, TODAY, request, situation

TABLES: tuple[tuple[type[StrEnum], Mapping[StrEnum, str]], ...] = (
    (Say, sentences.SENTENCES),
    (Actor, turns.TURNS),
    (Actor, turns.TURN_ICONS),
    (Actor, turns.ACTS),
    (Mark, path.MARKS),
    (Mark, path.MARK_ICONS),
    (CitizenPart, path.PARTS),
    (Basis, expected.BASES),
    (Basis, expected.BASES_IN_SHORT),
    (DeadlineState, expected.DEADLINES),
    (Situation, expected.WITHOUT_RANGE),
    (RequestState, statement_requests.STATES),
    (Timing, statement_requests.TIMINGS),
    (Channel, statement_requests.CHANNELS),
    (DeclineGround, statement_requests.DECLINE_GROUNDS),
    (HearingChoice, statement_requests.OFFERS),
    (HearingChoice, statement_requests.OFFER_HEADINGS),
    (HearingChoice, statement_requests.OFFER_LINKS),
    (Outcome, decisions.OUTCOMES),
    (LookKind, looks.LOOKS),
    (Silence, measured.SILENCES),
    (WhySaid, measured.BECAUSE),
)  # type: ignore[assignment]  # a mapping of an enumeration is one of its kind of key

DOCTOR = Words("din læge", "your doctor")


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.mark.parametrize(("meanings", "wordings"), TABLES)
def test_every_meaning_has_a_wording(meanings: type[StrEnum], wordings: Mapping[StrEnum, str]) -> None:
    assert set(wordings) == set(meanings)
    assert all(wordings.values())


def test_a_sentence_says_its_date_in_words() -> None:
    text = Sentence(Say.CANNOT_SEE_NEXT, {"date": date(2026, 12, 7)})
    assert plain(say(text)) == "Vi kan ikke se det næste skridt her. Vi skriver til dig senest mandag den 7. december."


def test_a_date_of_another_year_says_its_year() -> None:
    assert plain(say(Sentence(Say.DECIDED_ON, {"date": date(2025, 12, 30)}))).endswith("tirsdag den 30. december 2025.")


def test_the_municipalitys_words_follow_the_readers_language() -> None:
    assert say(DOCTOR) == "din læge"
    with speaking("en"):
        assert say(DOCTOR) == "your doctor"


def test_a_caseworkers_own_words_stay_danish_and_are_marked_so_on_an_english_page() -> None:
    assert say(OwnWords("Vi ses")) == "Vi ses"
    with speaking("en"):
        assert say(OwnWords("Vi ses")) == '<span lang="da">Vi ses</span>'


@pytest.mark.parametrize("text", [OwnWords("<b>1 & 2</b>"), Words("<b>1 & 2</b>", ""), Sentence(Say.CLOSED)])
def test_nobody_can_write_markup_into_a_page(text: OwnWords | Words | Sentence) -> None:
    assert "<b>" not in say(text)
    assert "<b>" not in sentence(text)


def test_a_text_without_a_full_stop_gets_one_and_no_text_gets_two() -> None:
    assert sentence(Words("Du får en sagsbehandler", "")) == "Du får en sagsbehandler."
    assert sentence(OwnWords("Kommer du? ")) == "Kommer du?"
    assert sentence(Sentence(Say.CLOSED)).endswith("her.")


def test_a_late_answer_is_owned_up_to() -> None:
    waits = Sentence(Say.WE_ANSWER_YOUR_REQUEST, {"date": date(2026, 11, 20)})
    assert plain(say(waits)).endswith(
        "Du skulle have haft svar senest fredag den 20. november. Det nåede vi ikke. Det beklager vi."
    )
    assert "senest mandag den 23. november" in plain(say(replace(waits, values={"date": TODAY})))


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (Turn(Actor.CITIZEN), "Vi venter på dig"),
        (Turn(Actor.MUNICIPALITY), "Det er vores tur"),
        (Turn(Actor.THIRD_PARTY, DOCTOR), "Vi venter på din læge"),
        (Turn(Actor.THIRD_PARTY), "Vi venter på andre"),
        (Turn(Actor.NOBODY), "Ingen venter på noget"),
    ],
)
def test_whose_turn_it_is(turn: Turn, said: str) -> None:
    assert turns.whose_turn(turn) == said


def test_a_caseworker_is_not_told_that_we_wait_for_her() -> None:
    assert turns.whose_turn_to_staff(Turn(Actor.CITIZEN)) == "Vi venter på borgeren"
    assert turns.whose_turn_to_staff(Turn(Actor.THIRD_PARTY, DOCTOR)) == "Vi venter på din læge"


def test_a_turn_says_since_when_and_when_we_remind() -> None:
    turn = Turn(Actor.THIRD_PARTY, DOCTOR, date(2026, 11, 2), remind_on=date(2026, 11, 30))
    assert plain(turns.turn_since(turn) or "") == "siden mandag den 2. november."
    assert plain(turns.turn_until(turn) or "") == "Vi rykker den 30. november."


@pytest.mark.parametrize(
    ("until", "count_down", "said"),
    [
        (date(2026, 12, 4), True, "Du har tid til og med fredag den 4. december."),
        (date(2026, 11, 26), True, "Du har tid til og med torsdag den 26. november (om 3 dage)."),
        (date(2026, 11, 26), False, "Du har tid til og med torsdag den 26. november."),
        (TODAY, True, "Du har tid til og med mandag den 23. november (i dag)."),
        (date(2026, 11, 20), True, "Din frist var fredag den 20. november. Du kan stadig nå os."),
    ],
)
def test_how_long_the_citizen_has(until: date, *, count_down: bool, said: str) -> None:
    assert plain(turns.turn_until(Turn(Actor.CITIZEN, until=until), count_down=count_down) or "") == said


def test_somebody_elses_expected_day_is_never_told_as_a_deadline() -> None:
    assert turns.turn_until(Turn(Actor.THIRD_PARTY, DOCTOR, until=date(2026, 12, 4))) is None


def test_phone_hours_in_their_shortest_form() -> None:
    morning, late = Opening(time(9), time(12)), Opening(time(13), time(17, 30))
    week = PhoneHours(((morning,), (morning,), (morning,), (morning, late), (), (), ()))
    assert phones.hours(week).striptags() == "Man-ons kl. 9-12, tors kl. 9-12 og 13-17.30"
    assert phones.hours(NEVER_OPEN, ".") == "Der er ingen faste telefontider."
    with speaking("en"):
        said = phones.hours(week).striptags()
        assert said == "Mon-Wed from 9:00 to 12:00, Thu from 9:00 to 12:00 and 13:00 to 17:30"


def test_no_line_of_phone_hours_begins_with_a_comma_or_a_full_stop() -> None:
    week = PhoneHours((*[(Opening(time(9), time(12)),)] * 4, (Opening(time(9), time(11)),), (), ()))
    pieces = re.findall("<span[^>]*>(.*?)</span>", phones.hours(week, "."))
    assert pieces == ["Man-tors kl. 9-12,", "fre kl. 9-11."]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (NOW, "Åbent nu"),
        (NOW.replace(hour=8), "Lukket nu. Åbner i dag kl. 9."),
        (NOW.replace(hour=13), "Lukket nu. Åbner i morgen kl. 9."),
        (NOW.replace(day=26, hour=13), "Lukket nu. Åbner mandag den 30. november kl. 9."),
        (NOW.replace(month=12, day=24), "Vi har lukket i dag. Vi åbner mandag den 28. december kl. 9."),
    ],
)
def test_whether_the_phone_is_answered_right_now(now: datetime, said: str) -> None:
    with clock.frozen(now):
        card = replace(situation("waits_for_doctor"), now=now).page().roadmap.caseworker
        assert plain(phones.open_now(card)) == said


@pytest.mark.parametrize(
    ("number", "link"),
    [("70 00 01 11", "tel:+4570000111"), ("+45 70000111", "tel:+4570000111"), ("112", "tel:112")],
)
def test_a_number_can_be_phoned(number: str, link: str) -> None:
    assert phones.phone_link(number) == link


@pytest.mark.parametrize(
    ("mark", "on", "said"),
    [
        (Mark.DONE, date(2026, 11, 2), "2. november"),
        (Mark.DONE, None, "Det er sket. Vi ved ikke hvornår."),
        (Mark.NOW, date(2026, 11, 2), "Nu, siden 2. november"),
        (Mark.NOW, None, "Nu"),
        (Mark.SKIPPED, None, "Blev ikke nødvendigt"),
        (Mark.UNKNOWN, None, "Vi kan ikke se, om det er sket"),
        (Mark.COMING, None, None),
        (Mark.MAYBE, None, None),
    ],
)
def test_a_step_says_what_became_of_it(mark: Mark, on: date | None, said: str | None) -> None:
    step = PathStep("collect", mark, DOCTOR, Actor.MUNICIPALITY, CitizenPart.NOTHING, on)
    assert plain(path.step_note(step) or "") == (said or "")


def test_a_step_further_on_says_when_it_was_measured_to_come() -> None:
    words = RoundedRange(Unit.WEEKS, date(2026, 11, 30), date(2027, 1, 24))
    expected = Expected(words.earliest, words.latest, Basis.OWN, date(2026, 11, 2), words=words)
    step = PathStep("assess", Mark.COMING, DOCTOR, Actor.MUNICIPALITY, CitizenPart.NOTHING, expected=expected)
    assert path.step_note(step) == "Ventes mellem uge 49 og uge 3 i 2027"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (
            YourPart(Sentence(Say.ANSWER_US), CitizenPart.ANSWER, date(2026, 12, 4)),
            "Svar senest fredag den 4. december.",
        ),
        (
            YourPart(Sentence(Say.ANSWER_US), CitizenPart.ANSWER, date(2026, 11, 20)),
            "Din frist var fredag den 20. november. Ring til os.",
        ),
        (YourPart(Sentence(Say.MEET_US), CitizenPart.MEETING, date(2026, 12, 4)), None),
        (YourPart(Sentence(Say.YOU_MAY_SPEAK_UNTIL, {"date": TODAY}), CitizenPart.HEARING, TODAY), None),
        (YourPart(Sentence(Say.NOTHING_TO_DO)), None),
    ],
)
def test_by_when_the_citizen_acts(part: YourPart, said: str | None) -> None:
    assert plain(path.due(part) or "") == (said or "")


def test_a_demand_says_what_the_decision_does_meanwhile() -> None:
    assert plain(statement_requests.request_state(request())) == (
        "Vi ved, at du vil sige din mening. Afgørelsen venter. Du får svar senest fredag den 27. november."
    )
    late = request(answer_by=date(2026, 11, 20))
    assert "Det nåede vi ikke. Det beklager vi." in statement_requests.request_state(late)
    dated = request(RequestState.DATE_SET, statement_by=date(2026, 12, 7))
    assert plain(statement_requests.request_state(dated)).endswith("til og med mandag den 7. december.")


def test_the_demand_is_called_the_same_everywhere() -> None:
    assert gettext("Say what you think before we decide your case") == "Sig din mening, før vi afgør sagen"
    assert statement_requests.hearing_link(HearingChoice.DEMAND) == "Sig din mening"


def test_after_the_decision_one_can_still_write() -> None:
    assert statement_requests.hearing_offer(HearingChoice.WRITE) == (
        "Sagen er afgjort. Du kan stadig skrive til os. "
        "Vi svarer på, om det er en klage, eller om vi skal se på sagen igen."
    )


def test_a_refusal_without_a_wording_of_its_own_still_says_what_can_be_done() -> None:
    for reason in (*refusals.REASONS, "something_new", None):
        assert refusals.why_not(reason)
        assert refusals.what_instead(reason)


def test_a_moment_today_says_so() -> None:
    assert plain(days.moment(NOW.replace(hour=8))) == "i dag kl. 8.10"


def test_the_portal_speaks_english_too() -> None:
    with speaking("en"):
        for known in SITUATIONS:
            roadmap = known.page().roadmap
            said = [turns.whose_turn(roadmap.turn), sentence(roadmap.now.text), sentence(roadmap.your_part.text)]
            assert not [text for text in said if "æ" in text.replace("Ortopædkirurgisk", "")], known.name
