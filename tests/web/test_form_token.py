"""Nothing is done without the token of the page that a form stood on, and of the sign-in that it was shown to."""

from uuid import UUID

from portal.access.permissions import Permission
from portal.app import create_app
from portal.domain.cases import CaseId
from portal.domain.statement_requests import Channel, Timing
from portal.services import statement_requests
from portal.services.statement_requests import Demand
from portal.storage.records.statement_requests import StatementRequestRow
from portal.web.access_rules import requires
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from tests.reading import read_page
from tests.world import PORTAL, Visitor, World


@requires(Permission.STATEMENT_REQUEST)
@shows_form_again
def forgetful(case_id: UUID) -> str:
    with gate() as opened:
        demand = Demand(Timing.NOW, Channel.WRITING, with_support_person=False, words="Ord.")
        return statement_requests.send(opened, CaseId(case_id), demand).number


def test_a_forgetful_view_writes_nothing_without_a_token(world: World) -> None:
    case_id = world.a_case()
    app = create_app(world.runtime.settings)
    app.add_url_rule("/glemsom/<uuid:case_id>", view_func=forgetful, methods=["POST"])
    anna = Visitor(app.test_client())
    for cookie in (world.citizen("Anna").client._cookies or {}).values():
        anna.client.set_cookie(cookie.key, cookie.value, domain="127.0.0.1")
    token = anna.opens("/sager").every_form()[0].values["csrf_token"]
    assert anna.client.post(f"/glemsom/{case_id}", base_url=PORTAL).status_code == 500
    assert world.rows(StatementRequestRow) == []
    assert anna.client.post(f"/glemsom/{case_id}", data={"csrf_token": token}, base_url=PORTAL).status_code == 200
    assert len(world.rows(StatementRequestRow)) == 1
    World(app).engine.dispose()


def test_a_form_of_an_earlier_sign_in_comes_back_with_the_words_and_can_be_sent(world: World) -> None:
    before, now = world.citizen("Anna"), world.citizen("Anna")
    form = before.opens(f"/sager/{world.a_case()}/udtalelse").forms()[-1]
    answer = now.posts(form, words="Hør mig.")
    assert answer.status_code == 400
    assert world.rows(StatementRequestRow) == []
    again = read_page(answer).forms()[-1]
    assert again.values["words"] == "Hør mig."
    assert "/udtalelse/kvittering/" in now.sends(again).path


def test_a_browser_that_nobody_is_signed_in_with_gets_no_cookie(world: World) -> None:
    assert Visitor(world.app.test_client()).client.get("/", base_url=PORTAL).headers.getlist("Set-Cookie") == []
