"""Two caseworkers at one case at the same moment: one truth, and nobody's words are lost."""

from uuid import UUID

import pytest

from portal.domain.notices import NoticeState
from portal.storage.audit import LookRow
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.notices import NoticeRow
from tests.at_once import at_once
from tests.reading import Page, PageForm
from tests.world import TODAY, Visitor, World, ref_of

WRONG = "I den forkerte sag."
SUSANNES, JONAS = "Vi ringer til dig i morgen.", "Vi venter på lægen."


def previewed(visitor: Visitor, case: UUID, words: str) -> PageForm:
    """The form that posts a notice with those words."""
    form = visitor.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt")
    return visitor.sends(form, words=words).form("/naeste-skridt")


def live(world: World) -> list[str | None]:
    return [row.words for row in world.rows(NoticeRow) if row.state is NoticeState.LIVE]


def entered(world: World) -> list[EntryKind]:
    return sorted(entry.kind for entry in world.rows(JournalEntryRow))


@pytest.fixture
def susanne(world: World) -> Visitor:
    return world.caseworker("Susanne")


@pytest.fixture
def jonas(world: World) -> Visitor:
    return world.caseworker("Jonas")


def posts(visitor: Visitor, form: PageForm) -> Page:
    return visitor.sends(form, button="Send")


def test_the_second_of_two_notices_is_shown_that_there_is_one_and_keeps_its_words(
    world: World, susanne: Visitor, jonas: Visitor
) -> None:
    case = world.a_case(opened_on=TODAY)
    hers, his = previewed(susanne, case, SUSANNES), previewed(jonas, case, JONAS)
    first, second = at_once(world.engine, "notice", lambda: posts(susanne, hers), lambda: posts(jonas, his))
    assert (first.status, second.status) == (200, 409)
    assert live(world) == [SUSANNES]
    assert posts(jonas, second.form("/naeste-skridt")).status == 200
    assert live(world) == [JONAS]
    assert sorted(row.state for row in world.rows(NoticeRow)) == [NoticeState.LIVE, NoticeState.REPLACED]
    assert entered(world) == [EntryKind.NOTICE_POSTED] * 2


def test_two_who_correct_the_same_notice_do_not_both_replace_it(world: World, susanne: Visitor, jonas: Visitor) -> None:
    case = world.a_case(opened_on=TODAY)
    posts(susanne, previewed(susanne, case, "Det første."))
    hers, his = previewed(susanne, case, SUSANNES), previewed(jonas, case, JONAS)
    first, second = at_once(world.engine, "notice", lambda: posts(susanne, hers), lambda: posts(jonas, his))
    assert (first.status, second.status) == (200, 409)
    assert live(world) == [SUSANNES]
    assert sorted(row.version for row in world.rows(NoticeRow)) == [1, 2]
    posts(jonas, second.form("/naeste-skridt"))
    assert live(world) == [JONAS]
    assert sorted(row.version for row in world.rows(NoticeRow)) == [1, 2, 3]


def test_one_click_twice_posts_once_and_both_clicks_are_told_so(world: World, susanne: Visitor) -> None:
    case = world.a_case(opened_on=TODAY)
    form = previewed(susanne, case, SUSANNES)
    first, second = at_once(world.engine, "notice", lambda: posts(susanne, form), lambda: posts(susanne, form))
    assert (first.status, second.status) == (200, 200)
    assert live(world) == [SUSANNES]
    assert entered(world) == [EntryKind.NOTICE_POSTED]


def test_who_corrects_what_is_being_taken_back_is_told_before_it_is_posted(
    world: World, susanne: Visitor, jonas: Visitor
) -> None:
    case = world.a_case(opened_on=TODAY)
    posts(susanne, previewed(susanne, case, WRONG))
    his = previewed(jonas, case, JONAS)
    takes_back = susanne.opens(f"/medarbejder/sager/{case}").form("/traek-tilbage")
    first, second = at_once(world.engine, "notice", lambda: susanne.sends(takes_back), lambda: posts(jonas, his))
    assert (first.status, second.status) == (200, 409)
    assert live(world) == []
    posts(jonas, second.form("/naeste-skridt"))
    assert live(world) == [JONAS]


def test_what_is_taken_back_while_it_is_corrected_is_taken_back_and_the_correction_stands(
    world: World, susanne: Visitor, jonas: Visitor
) -> None:
    case = world.a_case(opened_on=TODAY)
    posts(susanne, previewed(susanne, case, WRONG))
    takes_back = susanne.opens(f"/medarbejder/sager/{case}").form("/traek-tilbage")
    his = previewed(jonas, case, JONAS)
    at_once(world.engine, "notice", lambda: posts(jonas, his), lambda: susanne.sends(takes_back))
    assert live(world) == [JONAS]
    assert sorted(row.state for row in world.rows(NoticeRow)) == [NoticeState.LIVE, NoticeState.TAKEN_BACK]
    assert [entry.locked for entry in world.rows(JournalEntryRow) if entry.text.startswith(WRONG)] == [True]
    assert len(world.rows(BreachTaskRow)) == 1


def test_two_who_take_back_at_once_make_one_task_for_the_leader(world: World, susanne: Visitor, jonas: Visitor) -> None:
    case = world.a_case(opened_on=TODAY)
    posts(susanne, previewed(susanne, case, WRONG))
    hers, his = (each.opens(f"/medarbejder/sager/{case}").form("/traek-tilbage") for each in (susanne, jonas))
    first, second = at_once(world.engine, "breach_task", lambda: susanne.sends(hers), lambda: jonas.sends(his))
    assert (first.status, second.status) == (200, 200)
    assert len(world.rows(BreachTaskRow)) == 1
    assert entered(world) == [EntryKind.NOTICE_POSTED, EntryKind.NOTICE_TAKEN_BACK]


def test_who_reads_a_notice_while_it_is_taken_back_reads_all_of_it_or_nothing(world: World, susanne: Visitor) -> None:
    case, anna = world.a_case(opened_on=TODAY), world.citizen("Anna")
    posts(susanne, previewed(susanne, case, WRONG))
    takes_back = susanne.opens(f"/medarbejder/sager/{case}").form("/traek-tilbage")
    read, taken = at_once(world.engine, "look", lambda: anna.opens(f"/sager/{case}"), lambda: susanne.sends(takes_back))
    assert (read.status, taken.status) == (200, 200)
    assert WRONG in read.words
    assert WRONG not in anna.opens(f"/sager/{case}").words
    assert ref_of("Anna") in {row.viewer_ref for row in world.rows(LookRow)}


def test_who_opens_a_case_in_the_midst_of_a_notice_being_taken_back_sees_one_moment_of_it(
    world: World, susanne: Visitor
) -> None:
    case, anna = world.a_case(opened_on=TODAY), world.citizen("Anna")
    posts(susanne, previewed(susanne, case, WRONG))
    takes_back = susanne.opens(f"/medarbejder/sager/{case}").form("/traek-tilbage")
    taken, read = at_once(
        world.engine, "notice", lambda: susanne.sends(takes_back), lambda: anna.opens(f"/sager/{case}")
    )
    assert (taken.status, read.status) == (200, 200)
    assert WRONG in read.words
    assert WRONG not in anna.opens(f"/sager/{case}").words
    assert len(world.rows(BreachTaskRow)) == 1
