"""Whether a party must be heard (forvaltningsloven § 19), and the reasons why none is owed a hearing.

Four conditions must all be met for a hearing to be owed; they are asked one by one. Where one is not, or the law makes
an exception, the reason is coded: it is dated, signed, counted, and never edited.
"""

from datetime import date, datetime
from enum import StrEnum

from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.value import value


class Condition(StrEnum):
    """The conditions of forvaltningsloven § 19(1)."""

    UNKNOWN_TO_PARTY = "unknown_to_party"
    """The party cannot be presumed to know that we have this, and that we use it in this case. That they told it
    themselves in another case is not enough."""
    ABOUT_FACTS = "about_facts"
    """It is about facts, or an assessment by somebody outside."""
    AGAINST_PARTY = "against_party"
    """It is to the party's disadvantage."""
    ESSENTIAL = "essential"
    """It is of essential importance for the decision."""


class ExemptionGround(StrEnum):
    """Why a party is not owed a hearing. The numbers are those of forvaltningsloven § 19(2)."""

    NOT_MET = "not_met"
    """§ 19(1): a condition is not met. Counted apart, and sampled by the leader."""
    HARMLESS = "harmless"
    """No. 1: for the nature of the case and the party's own situation, deciding without hearing gives no concern."""
    STATUTORY_DEADLINE = "statutory_deadline"
    """No. 2: a deadline in an act would be exceeded. A deadline the council has published is none."""
    ESSENTIAL_INTERESTS = "essential_interests"
    """No. 3: the party's interest yields to essential public or private ones."""
    NO_ACCESS = "no_access"
    """No. 4: the party has no right of access to it."""
    MANY_PERSONS = "many_persons"
    """No. 5: it concerns so many that it is impractical."""
    SPECIAL_LAW = "special_law"
    """No. 6: another act has rules of its own on hearing."""
    REOPENABLE = "reopenable"
    """§ 20: the decision is reopened if the party asks for it; they are told the facts, and of that right."""
    NOT_A_PARTY = "not_a_party"
    """Listed in the case system, but no party by law: a parent without custody."""


class KnownFactsMissing(Refusal):
    """§ 19(1) as the reason needs each fact, and how the party knows that it is used here."""


class ConditionsAllMet(Refusal):
    """All four conditions are met, so a hearing is owed: there is nothing to code."""


@value
class KnownFact:
    """A fact the decision rests on, and how the party knows that it is used in this case."""

    text: str
    how_known: str


@value
class HearingExemption:
    """The coded reason why one party is not owed a hearing in one case."""

    party: PersonRef
    ground: ExemptionGround
    words: str
    coded_at: datetime
    coded_by: str
    unmet: frozenset[Condition] = frozenset()
    known_facts: tuple[KnownFact, ...] = ()


@value
class ChildConversation:
    """A conversation with a child of 10 to 14, which counts as hearing the child (barnets lov § 5(3)).

    Only that it was held is kept here: what the child said is nobody's to read in a portal.
    """

    party: PersonRef
    held_on: date
    held_by: str


def check_exemption(exemption: HearingExemption) -> None:
    """Hold a coded reason to what the law asks of it.

    Raises:
        ConditionsAllMet: § 19(1) is the reason, and no condition is said to be unmet.
        KnownFactsMissing: § 19(1) is the reason because the party knows, and it is not said of each fact how.
    """
    if exemption.ground is not ExemptionGround.NOT_MET:
        return
    if not exemption.unmet:
        raise ConditionsAllMet
    if not exemption.known_facts or not all(fact.text and fact.how_known for fact in exemption.known_facts):
        raise KnownFactsMissing
