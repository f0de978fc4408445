"""Who may see a case, and who may do what with it. Read it aloud to a lawyer.

Outer list: any of. Inner list: all of. Who may not see a case is told that it does not exist; who sees it but may
not do something is told why, and what else can be done.
"""

from portal.access.conditions import (
    Condition,
    holds_mandate,
    holds_mandate_to_act,
    is_assigned,
    is_party,
    is_released,
    leads_team,
)
from portal.access.permissions import Permission

Rule = list[list[Condition]]

VISIBLE: Rule = [[is_party, is_released], [holds_mandate, is_released], [is_assigned]]

ALLOWED: dict[Permission, Rule] = {
    Permission.OVERVIEW_READ: [[is_party], [holds_mandate]],
    Permission.CASE_READ: [[is_party], [holds_mandate]],
    Permission.LOOKS_READ: [[is_party]],
    Permission.MANDATES_READ: [[is_party], [holds_mandate]],
    Permission.STATEMENT_REQUEST: [[is_party], [holds_mandate_to_act]],
    Permission.REQUEST_READ: [[is_party], [holds_mandate]],
    Permission.REQUEST_SEND: [[is_party], [holds_mandate_to_act]],
    Permission.HEARING_READ: [[is_party], [holds_mandate]],
    Permission.HEARING_ANSWER: [[is_party], [holds_mandate_to_act]],
    Permission.WORKLIST_READ: [[is_assigned]],
    Permission.CASE_HANDLE: [[is_assigned]],
    Permission.NOTICE_POST: [[is_assigned]],
    Permission.REQUEST_ANSWER: [[is_assigned]],
    Permission.PROMISES_READ: [],  # opens no case: figures of the leader's own team, without any case or name
    Permission.TIMES_READ: [],  # opens no case, as above
    Permission.STATEMENT_ANSWER: [[is_assigned]],
    Permission.HEARING_OFFER: [[is_assigned]],
    Permission.HEARING_SAMPLE: [[leads_team]],
    Permission.HEARING_MEND: [[is_assigned]],
    Permission.REVIEW_READ: [[is_assigned]],
    Permission.DECISION_CONFIRM: [[is_assigned]],
    Permission.CASE_RELEASE: [[is_assigned]],
    Permission.BREACH_HANDLE: [[leads_team]],
    Permission.STATUS_READ: [],  # opens no case: it tells of the readings of the case systems, for everybody on the staff
}
