"""What a browser sees of the provider: the way in, the page that asks who to be, the way out."""

from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

import pytest
from lxml import html
from werkzeug.test import TestResponse

from portal import clock
from portal.demo.people import load_people
from tests.demo.provider.portal_side import BASE_URL, Portal, told

PUBLIC = "https://portal.example.dk"


def who(portal: Portal, response: TestResponse) -> str:
    """The subject that a sign-in ended with."""
    return str(portal.reads(portal.redeems(response).get_json())["sub"])


def found(response: TestResponse, path: str) -> list[str]:
    """What an XPath finds on the page, as text."""
    return cast("list[str]", html.fromstring(response.text).xpath(path))


def asks_who(response: TestResponse) -> bool:
    return response.status_code == 200 and "Vælg, hvem du er" in response.text


def test_a_hint_signs_in_without_a_page(portal: Portal) -> None:
    answer = told(portal.asks(login_hint="anna"))
    assert answer["state"] == "the-state"
    assert answer["iss"] == f"{BASE_URL}/citizens"
    assert answer["code"]


def test_the_way_back_is_the_one_that_was_asked_for(portal: Portal) -> None:
    response = portal.asks(login_hint="anna", redirect_uri=f"{PUBLIC}/log-ind/retur")
    assert response.location.startswith(f"{PUBLIC}/log-ind/retur?code=")


def test_without_a_hint_there_is_a_page_with_a_button_for_everybody(portal: Portal) -> None:
    response = portal.asks()
    assert asks_who(response)
    buttons = found(response, "//form[@method='post']//button[@name='person']/@value")
    assert sorted(buttons) == sorted(citizen.key for citizen in load_people().citizens)


def test_the_page_says_in_danish_that_it_is_a_demo_and_needs_no_script(portal: Portal) -> None:
    page = portal.asks()
    assert found(page, "/html/@lang") == ["da"]
    assert found(page, "//p[@class='demo']/strong/text()") == ["Demo."]
    assert not found(page, "//script | //@style | //@onclick | //style")
    assert found(page, "//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


def test_pressing_a_button_signs_that_person_in(portal: Portal) -> None:
    assert who(portal, portal.answers({"person": "bo"})) == who(portal, portal.asks(login_hint="bo"))


def test_the_form_may_end_at_the_portal_that_asked_and_nowhere_else(portal: Portal) -> None:
    policy = portal.asks().headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8000;" in policy + ";"
    assert "default-src 'none'" in policy


def test_the_buttons_form_carries_the_whole_question(portal: Portal) -> None:
    (action,) = found(portal.asks(state="a b&c=d/æ"), "//form/@action")
    response = portal.browser.post(action, base_url=BASE_URL, data={"person": "anna"})
    assert told(response)["state"] == "a b&c=d/æ"


def test_the_question_may_be_posted_too(portal: Portal) -> None:
    response = portal.browser.post("/citizens/connect/authorize", base_url=BASE_URL, data=portal.question)
    (action,) = found(response, "//form/@action")
    assert told(portal.browser.post(action, base_url=BASE_URL, data={"person": "anna"}))["code"]


def test_somebody_who_changes_their_mind_goes_back_to_the_portal(portal: Portal) -> None:
    assert told(portal.answers({"abort": "1"})) == {
        "error": "access_denied",
        "error_description": "mitid_user_aborted",
        "state": "the-state",
        "iss": f"{BASE_URL}/citizens",
    }


def test_staff_who_change_their_mind_do_too(staff_portal: Portal) -> None:
    assert told(staff_portal.answers({"abort": "1"}))["error"] == "access_denied"


def test_a_hint_or_an_answer_nobody_has_brings_the_page(portal: Portal) -> None:
    assert asks_who(portal.asks(login_hint="nobody"))
    assert asks_who(portal.answers({"person": "skr"}))


def test_staff_are_known_by_user_name_or_by_what_the_demo_calls_them(staff_portal: Portal) -> None:
    by_name = who(staff_portal, staff_portal.asks(login_hint="skr"))
    assert who(staff_portal, staff_portal.asks(login_hint="susanne")) == by_name
    assert asks_who(staff_portal.asks(login_hint="anna", prompt="login"))


def test_who_is_signed_in_is_not_asked_again(portal: Portal) -> None:
    anna = who(portal, portal.asks(login_hint="anna"))
    assert who(portal, portal.asks()) == anna


def test_a_portal_that_insists_is_answered_by_the_person_again(portal: Portal) -> None:
    told(portal.asks(login_hint="anna"))
    assert asks_who(portal.asks(prompt="login"))
    assert asks_who(portal.asks(prompt="select_account"))


def test_insisting_makes_a_new_session_and_not_insisting_keeps_the_old_one(portal: Portal) -> None:
    first = portal.reads(portal.signs_in("anna"))["neb_sid"]
    assert portal.reads(portal.signs_in("anna"))["neb_sid"] == first
    assert portal.reads(portal.signs_in("anna", prompt="login"))["neb_sid"] != first


def test_another_hint_signs_the_first_person_out(portal: Portal) -> None:
    tokens = portal.signs_in("anna")
    portal.signs_in("bo")
    assert portal.looks_up(tokens).status_code == 401


def test_a_silent_question_is_answered_only_for_who_is_signed_in(portal: Portal) -> None:
    assert told(portal.asks(prompt="none"))["error"] == "login_required"
    told(portal.asks(login_hint="anna"))
    assert told(portal.asks(prompt="none"))["code"]


def test_the_two_realms_know_nothing_of_each_others_sessions(portal: Portal, staff_portal: Portal) -> None:
    told(portal.asks(login_hint="anna"))
    assert asks_who(staff_portal.asks())
    told(staff_portal.asks(login_hint="skr"))
    cookies = {name for name in ("citizens", "staff") if portal.browser.get_cookie(
        f"demo_provider_{name}", "127.0.0.1", f"/{name}/"
    )}  # fmt: skip
    assert cookies == {"citizens", "staff"}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(portal: Portal) -> None:
    cookie = portal.asks(login_hint="anna").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/citizens/" in cookie


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "stranger"},
        {"client_id": None},
        {"redirect_uri": "https://portal.example.dk/log-ind/retur/"},
        {"redirect_uri": "https://portal.example.dk.evil.example/log-ind/retur"},
        {"redirect_uri": "http://127.0.0.1:8000/medarbejder/log-ind/retur"},
        {"redirect_uri": 'https://evil.example/"\\'},
        {"redirect_uri": None},
    ],
)
def test_a_question_from_a_stranger_or_for_another_address_goes_nowhere(
    portal: Portal, change: dict[str, str | None]
) -> None:
    for response in (portal.asks(login_hint="anna", **change), portal.answers({"abort": "1"}, **change)):
        assert response.status_code == 400
        assert "Location" not in response.headers
        assert "Det gik ikke" in response.text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"nonce": None}, "invalid_request"),
        ({"scope": "mitid ssn"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"idp_params": "{"}, "invalid_request"),
        ({"idp_params": "[]"}, "invalid_request"),
        ({"idp_params": '{"mitid": {"loa_value": "certain"}}'}, "invalid_request"),
        ({"idp_params": '{"mitid": {"loa_value": ["low"]}}'}, "invalid_request"),
        ({"idp_params": "[" * 20_000}, "invalid_request"),
    ],
)
def test_a_question_that_is_not_safe_or_not_understood_is_refused_to_the_portal(
    portal: Portal, change: dict[str, str | None], error: str
) -> None:
    answer = told(portal.asks(login_hint="anna", **change))
    assert answer["error"] == error
    assert answer["state"] == "the-state"
    assert answer["iss"] == f"{BASE_URL}/citizens"


def test_a_level_that_is_asked_for_properly_is_understood(portal: Portal) -> None:
    assert told(portal.asks(login_hint="anna", idp_params='{"mitid": {"loa_value": "substantial"}}'))["code"]


def test_odd_characters_never_break_it(portal: Portal) -> None:
    odd = 'a"\\\0\n<æ>'
    for name in [*portal.question, "login_hint", "prompt", "idp_params", "ui_locales"]:
        assert portal.asks(**{name: odd}).status_code < 500
    assert portal.redeems(odd, grant_type=odd, redirect_uri=odd).status_code == 400


class TestSignOut:
    def leaves(self, portal: Portal, **parameters: str) -> TestResponse:
        return portal.get("/connect/endsession", parameters)

    def test_the_portal_signs_somebody_out_and_gets_them_back(self, portal: Portal) -> None:
        hint = portal.signs_in("anna")["id_token"]
        response = self.leaves(
            portal, id_token_hint=hint, post_logout_redirect_uri=f"{PUBLIC}/log-ud/farvel", state="bye"
        )
        assert (response.status_code, response.location) == (303, f"{PUBLIC}/log-ud/farvel?state=bye")
        assert asks_who(portal.asks())

    @pytest.mark.parametrize("hours", [-24, 3])
    def test_an_id_token_counts_however_old_it_is(self, portal: Portal, hours: int) -> None:
        with clock.frozen(clock.real() + timedelta(hours=hours)):
            hint = portal.signs_in("anna")["id_token"]
        response = self.leaves(portal, id_token_hint=hint, post_logout_redirect_uri=f"{PUBLIC}/")
        assert response.location == f"{PUBLIC}/"

    @pytest.mark.parametrize("address", [f"{PUBLIC}/", f"{PUBLIC}/medarbejder/", "http://127.0.0.1:8765/"])
    def test_it_may_end_on_the_portals_front_pages(self, portal: Portal, address: str) -> None:
        hint = portal.signs_in("anna")["id_token"]
        assert self.leaves(portal, id_token_hint=hint, post_logout_redirect_uri=address).location == address

    @pytest.mark.parametrize(
        "address", [f"{PUBLIC}/sager", f"{PUBLIC}", "https://evil.example/", f"{PUBLIC}/?next=evil", ""]
    )
    def test_it_never_ends_anywhere_else(self, portal: Portal, address: str) -> None:
        hint = portal.signs_in("anna")["id_token"]
        response = self.leaves(portal, id_token_hint=hint, post_logout_redirect_uri=address)
        assert "Location" not in response.headers
        assert "Du er logget ud" in response.text
        assert asks_who(portal.asks())

    def test_without_an_id_token_there_is_no_way_back_but_the_session_is_over(self, portal: Portal) -> None:
        portal.signs_in("anna")
        response = self.leaves(portal, client_id="portal", post_logout_redirect_uri=f"{PUBLIC}/")
        assert "Location" not in response.headers
        assert asks_who(portal.asks())

    @pytest.mark.parametrize("hint", ["junk", "a.b.c", "..", 'a"b', "æ", "eyJhbGciOiJub25lIn0.e30."])
    def test_an_id_token_that_is_none_of_ours_is_refused(self, portal: Portal, hint: str) -> None:
        response = self.leaves(portal, id_token_hint=hint, post_logout_redirect_uri=f"{PUBLIC}/")
        assert response.status_code == 400
        assert "Location" not in response.headers

    def test_an_id_token_of_the_other_realm_is_refused(self, portal: Portal, staff_portal: Portal) -> None:
        hint = staff_portal.signs_in("skr")["id_token"]
        assert self.leaves(portal, id_token_hint=hint, post_logout_redirect_uri=f"{PUBLIC}/").status_code == 400

    def test_signing_out_here_leaves_staff_signed_in_there(self, portal: Portal, staff_portal: Portal) -> None:
        staff_portal.signs_in("skr")
        self.leaves(portal, id_token_hint=portal.signs_in("anna")["id_token"])
        assert told(staff_portal.asks(prompt="none"))["code"]


def test_every_answer_is_kept_from_caches_frames_and_guesses(portal: Portal) -> None:
    for path in ("/connect/authorize", "/connect/nothing", "/connect/token", "/.well-known/openid-configuration"):
        headers = portal.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_style_sheet_is_the_providers_own(portal: Portal) -> None:
    (address,) = found(portal.asks(), "//link[@rel='stylesheet']/@href")
    assert not urlsplit(address).netloc
    with portal.browser.get(address, base_url=BASE_URL) as style_sheet:
        assert style_sheet.mimetype == "text/css"


def test_another_host_name_is_not_answered(portal: Portal) -> None:
    response = portal.browser.get("/citizens/.well-known/openid-configuration", base_url="http://evil.example")
    assert response.status_code == 400
