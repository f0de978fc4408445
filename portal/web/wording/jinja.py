"""The wordings as templates call them."""

from jinja2 import Environment

from portal.i18n import add_filters
from portal.web.wording import (
    days,
    decisions,
    expected,
    expected_bar,
    looks,
    path,
    phones,
    problems,
    reasons,
    refusals,
    sentences,
    statement_requests,
    turns,
)


def install_wording(environment: Environment) -> None:
    """Give templates every wording, as filters. Dates are told as of today's business date in Copenhagen."""
    add_filters(
        environment,
        {
            "say": sentences.say,
            "sentence": sentences.sentence,
            "danish": sentences.danish,
            "day": days.day,
            "short": days.short,
            "month": days.month,
            "moment": days.moment,
            "coming_day": days.coming_day,
            "whose_turn": turns.whose_turn,
            "turn_icon": lambda turn: turns.TURN_ICONS[turn.who],
            "turn_since": turns.turn_since,
            "turn_until": turns.turn_until,
            "who_acts": turns.who_acts,
            "mark_name": path.mark_name,
            "mark_icon": lambda step: path.MARK_ICONS[step.mark],
            "step_note": path.step_note,
            "part_words": path.part_words,
            "due": path.due,
            "expected_next": expected.expected_next,
            "expected_decision": expected.expected_decision,
            "expected_range": expected.expected_range,
            "expected_bar": expected_bar.expected_bar,
            "basis": expected.basis,
            "basis_in_short": expected.basis_in_short,
            "deadline": expected.deadline,
            "without_range": expected.without_range,
            "hours": phones.hours,
            "open_now": phones.open_now,
            "phone_link": phones.phone_link,
            "request_state": statement_requests.request_state,
            "decline_ground": statement_requests.decline_ground,
            "channel_name": statement_requests.channel_name,
            "timing_name": statement_requests.timing_name,
            "hearing_offer": statement_requests.hearing_offer,
            "hearing_link": statement_requests.hearing_link,
            "changed_day": reasons.changed_day,
            "outcome": decisions.outcome,
            "look_kind": looks.look_kind,
            "problem": problems.problem,
            "why_not": refusals.why_not,
            "what_instead": refusals.what_instead,
        },
    )
