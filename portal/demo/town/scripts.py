"""The cases of the people whom the demo tells of, as they must stand on day zero.

Days count from day zero. A step that has begun stands with the day it began; what comes after the last of them is
planned like any other case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEAM = "team"
"""In place of a caseworker: the team has the case."""
NOBODY = "nobody"
"""In place of a caseworker: the case system names none."""
SUSANNE = "skr"
JONAS = "jon"


@dataclass(frozen=True, slots=True)
class Script:
    """One case: whose it is, how far it has come and who has had it from which day (by staff sign-in)."""

    owner: str
    case_type: str
    begun: Mapping[str, int]
    caseworkers: Mapping[int, str] = field(default_factory=dict)
    """Empty: whoever the municipality's team has."""
    odd_date: str | None = None
    odd_state: str | None = None
    odd_kle: str | None = None


STORIES = (
    Script(
        "anna",
        "car_support",
        {"received": -63, "assigned": -60, "collect": -50, "function": 1},
        {-63: TEAM, -55: SUSANNE, 1: JONAS},
    ),
    Script(
        "anna",
        "additional_costs_adult",
        {"received": -57, "assigned": -54, "collect": -48, "talk": -15, "assess": -4},
        {-57: TEAM, -50: SUSANNE},
    ),
    Script("anna", "support_change", {"notice": -16, "meeting": -16, "hearing": -3}, {-16: SUSANNE}),
    Script("bo", "building_permit", {"received": -23, "check": -21, "complete": -11, "review": -11}),
    Script("poul", "personal_supplement", {"received": -9, "assigned": -7, "economy": -5}),
    Script(
        "poul",
        "respite_adult",
        {"received": -58, "assigned": -56, "talk": -49, "assess": -34} | {"decision": -22, "appeal": -18, "match": -16},
    ),
    Script("mette", "child_assessment", {"concern": -18, "screening": -17, "child": -8}, {-18: JONAS}),
    Script("amina", "support_at_home", {"received": -20, "assigned": -17, "talk": -9}),
    Script("amina", "disability_pension", {"received": -80, "assigned": -76, "describe": -70, "doctor": -20}),
    Script("skjult", "support_at_home", {"received": -33, "assigned": -30, "talk": -24, "assess": -6}),
    Script("lene", "sickness_benefit", {"reported": -6, "form": -5}),
)
WITHOUT_CASES = frozenset({"karen"})
"""People the demo tells of who have no case of their own."""

ODDITIES = (
    Script("", "support_at_home", {"received": -15, "assigned": -12, "talk": -7}, odd_date="2026-13-45T00:00:00"),
    Script("", "bpa", {"received": -46, "assigned": -43, "visit": -36, "collect": -17}, odd_state="Genoptaget"),
    Script("", "residential", {"received": -30, "assigned": -27, "consent": -21, "assess": -14}, {-30: NOBODY}),
    Script("", "respite_adult", {"received": -25, "assigned": -22, "talk": -15}, {-25: TEAM}),
    Script("", "support_at_home", {"received": -28, "assigned": -26, "talk": -19}, odd_kle="27.99.99"),
)
"""What real case systems hold too: a spoilt date, a state nobody knows, no caseworker, a team as caseworker and a
subject that no case type covers. They belong to people the demo does not tell of."""
