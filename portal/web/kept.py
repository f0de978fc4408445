"""What the portal keeps about people, as its privacy page tells it. A test holds it against the tables of the database."""

from dataclasses import dataclass

from portal.i18n import N_


@dataclass(frozen=True, slots=True)
class Kept:
    """Some of what is kept: message ids for its heading, what it is, where it comes from, and how long it stays.

    In `how_long` stand `%(days)s` (a sign-in is kept), `%(idle)s` (minutes) and `%(hours)s` (a sign-in lasts).
    """

    heading: str
    what: str
    source: str
    how_long: str
    tables: frozenset[str]
    """The tables that hold it."""


KEPT = (
    Kept(
        N_("Your case"),
        N_(
            "The number of the case, what it is about, and how far it has come. Who has it, and who is part of it. "
            "We hold no letters and no documents here."
        ),
        N_("It is a copy of what our case system says. The portal only reads there. It changes nothing."),
        N_("When the case is gone from the case system, we hide the copy. Nobody can open it then."),
        frozenset({"mirror_case", "mirror_party", "mirror_task", "mirror_event"}),
    ),
    Kept(
        N_("What you and we write"),
        N_(
            "When you ask to be heard, what you tell us, and what we answer. "
            "What we tell you about the next step, and what we have decided."
        ),
        N_("It comes from you, from those you let act for you, and from us."),
        N_("It belongs to your case, and is filed there. We keep it for as long as we must keep the case."),
        frozenset(
            {
                "breach_task",
                "case_release",
                "circumstance",
                "decision",
                "journal_entry",
                "journal_filing",
                "notice",
                "promise",
                "promise_end",
                "request",
                "request_interim_answer",
                "statement",
                "statement_day_move",
                "statement_more_time",
                "statement_request",
            }
        ),
    ),
    Kept(
        N_("Hearings before a decision"),
        N_(
            "What we show you before we decide, and what you answer. Or why the law asks for no hearing. "
            "What we do, if you should have been heard and were not. "
            "In a case about a child, that we have talked with the child, but not what was said."
        ),
        N_("It comes from us, from you, and from those you let act for you."),
        N_("It belongs to your case, and is filed there. We keep it for as long as we must keep the case."),
        frozenset(
            {
                "child_conversation",
                "hearing",
                "hearing_answer",
                "hearing_exemption",
                "hearing_exemption_condition",
                "hearing_exemption_fact",
                "hearing_fact",
                "hearing_mending",
                "hearing_more_time",
                "hearing_objection",
            }
        ),
    ),
    Kept(
        N_("How long your case takes"),
        N_(
            "How long your case has been in each step, and when we have told you to expect the next one. "
            "We compare it with other cases, so that we can tell others how long it takes."
        ),
        N_("The portal works it out from the copy of your case."),
        N_("What we have told you to expect stays as long as we must keep the case. We never change it afterwards."),
        frozenset({"case_read", "said_range", "said_range_outcome", "step_visit"}),
    ),
    Kept(
        N_("Who has seen your case"),
        N_(
            "The name of each person who opens the case, and when. "
            "On your case you see who of us it was, and who came on your behalf."
        ),
        N_("The portal writes it down by itself."),
        N_("It belongs to your case. We keep it for as long as we must keep the case."),
        frozenset({"look"}),
    ),
    Kept(
        N_("That you have signed in"),
        N_("Your name, when you came, and how safe your sign-in was. Also whom you can act for."),
        N_("It comes from MitID, and from the powers of attorney on borger.dk."),
        N_(
            "You are signed in for at most %(hours)s hours. If you are away for %(idle)s minutes, we sign you out. "
            "We delete the note that you came after %(days)s days."
        ),
        frozenset({"sign_in", "sign_in_mandate"}),
    ),
)

ABOUT_NOBODY = frozenset(
    {
        "job_lock",
        "kept_rate",
        "processing_time",
        "quantile_table",
        "sync_quarantine",
        "sync_run",
        "times_count",
        "used_sign_in_attempt",
    }
)
"""Tables that hold nothing about a person: what machines need to know of each other, and counts."""
