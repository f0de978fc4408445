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


def problem(error: str, field_name: str) -> str:
    """What is wrong, in words that make sense without the field beside them."""
    choice = CHOICES.get(field_name)
    return gettext("%(choice)s: %(problem)s", choice=gettext(choice).rstrip("?"), problem=error) if choice else error
