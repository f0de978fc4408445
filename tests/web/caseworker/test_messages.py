"""A message about a decided case is answered by phone or letter, and the answer is noted."""

from portal.storage.journal import EntryKind, JournalEntryRow
from tests.world import World


def test_a_message_stands_on_the_worklist_until_its_answer_is_noted(world: World) -> None:
    case = world.a_decided_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").forms()[-1], words="Jeg er uenig.")
    assert "Svar på en besked om afgørelsen" in susanne.opens("/medarbejder/").lines("work-row")[0]
    page = susanne.opens(f"/medarbejder/sager/{case}")
    assert "Jeg er uenig." in page.section("beskeder")
    assert susanne.sends(page.form("/besvaret")).status == 422
    page = susanne.sends(page.form("/besvaret"), words="Det er en klage. Vi ser på sagen igen.")
    assert not page.has_form("/besvaret")
    assert "Svar på en besked om afgørelsen" not in susanne.opens("/medarbejder/").words
    kinds = [entry.kind for entry in world.rows(JournalEntryRow)]
    assert kinds == [EntryKind.MESSAGE_RECEIVED, EntryKind.MESSAGE_ANSWERED]
