"""What staff pages say of hearings: the four conditions, the reasons, how a party was heard and how a hearing stands."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.hearing_duty import Condition, ExemptionGround
from portal.domain.hearing_gate import Heard, HeardBy
from portal.domain.hearings import Hearing, HearingState
from portal.i18n import N_, gettext
from portal.web.wording.days import short

GROUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ExemptionGround.NOT_MET: N_("One of the four conditions is not met (section 19(1))"),
        ExemptionGround.HARMLESS: N_(
            "It gives no concern to decide without a hearing, as the case is and as the party is (section 19(2) no. 1)"
        ),
        ExemptionGround.STATUTORY_DEADLINE: N_(
            "A deadline in an act would be exceeded (no. 2). A deadline of the council's own is none."
        ),
        ExemptionGround.ESSENTIAL_INTERESTS: N_("Essential public or private interests weigh more (no. 3)"),
        ExemptionGround.NO_ACCESS: N_("The party has no right of access to it (no. 4)"),
        ExemptionGround.MANY_PERSONS: N_("It concerns so many that it is impractical (no. 5)"),
        ExemptionGround.SPECIAL_LAW: N_("Another act has rules of its own on hearing (no. 6)"),
        ExemptionGround.REOPENABLE: N_(
            "The decision is reopened if the party asks for it, and the party is told so (section 20)"
        ),
        ExemptionGround.NOT_A_PARTY: N_("The person is no party, for example a parent without custody"),
    }
)
"""Why somebody is not owed a hearing."""

CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Condition.UNKNOWN_TO_PARTY: N_("Could the party be unaware that we have it, or that we use it in this case?"),
        Condition.ABOUT_FACTS: N_("Is it about facts, or an assessment by somebody outside?"),
        Condition.AGAINST_PARTY: N_("Does it speak against the party?"),
        Condition.ESSENTIAL: N_("Does it matter much for the decision?"),
    }
)
"""The conditions of forvaltningsloven § 19(1), each asked so that yes means it is met."""

CONDITION_HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Condition.UNKNOWN_TO_PARTY: N_(
            "Say yes when in doubt. That the party told it themselves, in another case or to somebody else, is not enough."
        ),
        Condition.ABOUT_FACTS: N_("A doctor's letter, a report, or what a school tells. Not what the law says."),
        Condition.AGAINST_PARTY: N_("It can lead to a no, to less help, or to other help than the party has now."),
        Condition.ESSENTIAL: N_("It is part of why you decide as you do."),
    }
)
"""What each question means."""

UNMET: Final[Mapping[str, str]] = MappingProxyType(
    {
        Condition.UNKNOWN_TO_PARTY: N_("The party knows that we have it, and that we use it in this case"),
        Condition.ABOUT_FACTS: N_("It is not about facts or an assessment by somebody outside"),
        Condition.AGAINST_PARTY: N_("It does not speak against the party"),
        Condition.ESSENTIAL: N_("It does not matter much for the decision"),
    }
)
"""That a condition is not met."""

HEARD: Final[Mapping[str, str]] = MappingProxyType(
    {
        HeardBy.HEARING: N_("Heard, %(day)s"),
        HeardBy.CONVERSATION: N_("Heard in a conversation, %(day)s"),
        HeardBy.CASE_SYSTEM: N_("Heard, says the case system, %(day)s"),
        HeardBy.REASON: N_("No hearing is owed. The reason was coded %(day)s"),
    }
)
"""How a party was heard."""

STANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        HearingState.OFFERED: N_("We are waiting for the party, until %(day)s. Not read here yet."),
        HearingState.SEEN: N_("We are waiting for the party, until %(day)s."),
        HearingState.ANSWERED: N_("The party has answered. Read it, and say what it led to."),
        HearingState.NO_COMMENT: N_("The party has nothing to add. You can go on."),
        HearingState.LAPSED: N_("The party did not answer by %(day)s. You can go on."),
        HearingState.CONSIDERED: N_("Finished. The party can read what it led to."),
        HearingState.CALLED_OFF: N_("Called off. It counts as if it had never been opened."),
    }
)
"""How a hearing stands, for staff."""


def heard_how(found: Heard | None) -> str:
    """Whether and how a party was heard."""
    return gettext(HEARD[found.by], day=short(found.on)) if found else gettext(N_("Not heard yet"))


def hearing_stands(hearing: Hearing) -> str:
    """How a hearing stands, for staff."""
    if hearing.open_ask is not None:
        return gettext(N_("The party asks for more time. Answer by %(day)s."), day=short(hearing.open_ask.answer_by))
    return gettext(STANDS[hearing.state], day=short(hearing.answer_by))


def _by_key(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: gettext(words[key])


HEARING_FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType(
    {
        "ground_name": _by_key(GROUNDS),
        "condition_question": _by_key(CONDITIONS),
        "condition_hint": _by_key(CONDITION_HINTS),
        "condition_unmet": _by_key(UNMET),
        "heard_how": heard_how,
        "hearing_stands": hearing_stands,
    }
)
"""The wordings as templates call them."""
