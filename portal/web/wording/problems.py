"""What is wrong with a field, told where it stands apart from the field: in the summary at the top of the page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.i18n import N_, gettext

CHOICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "timing": N_("When do you want to say it?"),
        "channel": N_("How do you want to say it?"),
        "step": N_("The step"),
        "acts": N_("Who acts"),
        "part": N_("The citizen's part"),
        "ground": N_("The ground"),
        "outcome": N_("What was decided"),
        "unknown_to_party": N_("Could the party be unaware that we have it, or that we use it in this case?"),
        "about_facts": N_("Is it about facts, or an assessment by somebody outside?"),
        "against_party": N_("Does it speak against the party?"),
        "essential": N_("Does it matter much for the decision?"),
        "review_way": N_("Who should look at it?"),
        "led_to": N_("What the complaint led to"),
        "change_reason": N_("Why"),
        "reason": N_("Why"),
        "party": N_("Who may see it"),
    }
)
"""Every field where one of a few is chosen, by its name: each has the same problem, so its name must tell which."""

DAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "expected_from": N_("The first day"),
        "expected_to": N_("The last day"),
        "decided_on": N_("Decided on"),
        "letter_available_on": N_("The letter is available from"),
        "fra": N_("From and with"),
        "til": N_("Until and with"),
    }
)
"""Every day that stands beside another day in its form, by the name of its field: the same holds for them."""


def problem(error: str, field_name: str, called: str | None = None) -> str:
    """What is wrong, in words that make sense without the field beside them. `called`: what this form calls the field."""
    known = CHOICES.get(field_name) or DAYS.get(field_name)
    name = called or (gettext(known) if known else None)
    return gettext("%(choice)s: %(problem)s", choice=name.rstrip("?"), problem=error) if name else error
