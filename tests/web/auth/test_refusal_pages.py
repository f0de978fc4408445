"""What somebody reads who was not signed in: what happened, and the way on."""

import json

import pytest

from portal.demo.provider import Misbehaviour
from tests.web.auth.journeys import Browser, Claims, assert_refused, query_of, says

_NSIS = "https://data.gov.dk/concept/core/nsis/"


def test_lene_with_level_low_is_shown_how_to_step_up(browser: Browser) -> None:
    page = browser.signs_in("lene", query="&next=/sager/7")
    assert_refused(browser, page, 403)
    assert 'href="/log-ind?hoejere=1&amp;next=%2Fsager%2F7"' in page.text
    asked = query_of(browser.goes_to_the_provider("/log-ind?hoejere=1"))
    assert asked["prompt"] == "login"
    assert json.loads(asked["idp_params"]) == {"mitid": {"loa_value": "substantial", "enable_step_up": True}}


@pytest.mark.parametrize(
    ("claims", "userinfo"),
    [
        pytest.param({"loa": None}, {}, id="no level in the ID token"),
        pytest.param({}, {"loa": None}, id="no level in userinfo"),
        pytest.param({"loa": "Ultra"}, {"loa": "Ultra"}, id="unknown level"),
        pytest.param({"loa": ["Substantial"]}, {}, id="level of another shape"),
        pytest.param({"loa": _NSIS + "High"}, {}, id="higher in the ID token"),
        pytest.param({}, {"loa": _NSIS + "High"}, id="higher in userinfo"),
        pytest.param({}, {"loa": _NSIS + "Low"}, id="lower in userinfo"),
        pytest.param({"acr": _NSIS + "loa/High"}, {}, id="acr that disagrees"),
        pytest.param({"aal": _NSIS + "Low"}, {}, id="higher than what it is made of"),
    ],
)
def test_a_level_that_is_missing_unknown_or_contradicted_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, claims: Claims, userinfo: Claims
) -> None:
    misbehaviour.id_token = says(**claims)
    misbehaviour.userinfo = says(**userinfo)
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "how secure" in page.text


def test_a_sign_in_for_a_company_is_shown_the_way_to_ones_own(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.id_token = says(identity_type="professional")
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "private MitID" in page.text
    assert 'href="/log-ind?vaelg=1"' in page.text
    asked = query_of(browser.goes_to_the_provider("/log-ind?vaelg=1"))
    assert asked["prompt"] == "login"
    assert json.loads(asked["idp_params"]) == {"mitid": {"loa_value": "substantial"}}


def test_without_a_cpr_number_the_page_says_to_phone(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.userinfo = says(**{"dk.cpr": None})
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "phone us" in page.text


def test_who_stops_half_way_is_told_that_it_is_fine(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.authorization_response = says(error="access_denied", code=None)
    page = browser.signs_in("anna", query="&next=/sager/7")
    assert "You can try again whenever you like." in page.text
    assert 'href="/log-ind?next=%2Fsager%2F7"' in page.text
