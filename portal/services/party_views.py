"""A case exactly as each of its parties sees it, for the staff who work with it."""

from collections.abc import Sequence
from dataclasses import replace

from portal.access.admission import Admission
from portal.access.conditions import is_released
from portal.access.gate import Gate
from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts, SourceReading
from portal.domain.notices import Notice, NoticeState
from portal.domain.people import Person
from portal.domain.roadmap.shape import Situation
from portal.domain.value import value
from portal.services.case_facts import assemble
from portal.services.cases import CasePage, case_page
from portal.services.mendings import Mending, mendings_for
from portal.storage.cases import PartyRecord
from portal.storage.facts import StoredFacts


@value
class PartyView:
    """What one party sees. `page` is None while the case is not released to them: it does not exist for them."""

    number: int
    """From 1; the primary party first."""
    person: Person
    furthest_released: str | None
    page: CasePage | None
    sees_by_themselves: bool
    """Whether the case type lets them see the case without a release."""

    @property
    def is_released_by_hand(self) -> bool:
        """Whether a caseworker says what they see."""
        return not self.sees_by_themselves or self.furthest_released is not None

    @property
    def can_be_shut_out(self) -> bool:
        """Whether they see the case by a release alone, which can be taken back."""
        return not self.sees_by_themselves and self.furthest_released is not None

    @property
    def shows_notice(self) -> bool:
        """Whether a caseworker's notice is what the party reads as the next step."""
        return self.page is not None and self.page.roadmap.situation is Situation.NOTICE


def party_views(
    gate: Gate, admission: Admission, stored: StoredFacts, reading: SourceReading, *, draft: Notice | None = None
) -> Sequence[PartyView]:
    """What each party of an opened case sees; with `draft`, what they would see if it were posted now.

    `stored` and `reading` are what the case's own facts were made of.
    """
    parties = gate.parties([admission])
    seats = [
        replace(admission, party=party.person, role=party.role, furthest_released=party.furthest_released)
        for party in parties
    ]
    mendings = mendings_for(gate, seats, stored)

    def view(number: int, party: PartyRecord, as_party: Admission, mending: Mending | None) -> PartyView:
        page = None
        if is_released(as_party):
            facts = assemble(as_party, stored, reading, gate.municipality, party.person.ref)
            page = case_page(gate, as_party, facts if draft is None else posted(facts, draft))
            page = replace(page, may_act=True, mending=mending)
        return PartyView(number, party.person, party.furthest_released, page, sees_by_themselves=as_party.shows_itself)

    return [view(number, *party) for number, party in enumerate(zip(parties, seats, mendings, strict=True), start=1)]


def posted(facts: CaseFacts, draft: Notice) -> CaseFacts:
    """The facts as they would be if a notice were posted now in place of the one that stands."""
    before = [
        replace(notice, state=NoticeState.REPLACED) if notice.state is NoticeState.LIVE else notice
        for notice in facts.notices
    ]
    posted_on = draft.posted_at.astimezone(COPENHAGEN).date()
    news = max(facts.last_news_on, posted_on) if facts.last_news_on else posted_on
    return replace(facts, notices=(*before, draft), last_news_on=news)
