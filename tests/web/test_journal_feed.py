"""The journal for the case system: only with its token, only what is sealed, and in words it can use."""

from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.journal.stories import enters, seals
from tests.world import JOURNAL_TOKEN, PORTAL, World

ENTRIES = "/journal/v1/entries"
FILINGS = "/journal/v1/filings"


def collects(world: World, query: str = "", token: str | None = JOURNAL_TOKEN) -> TestResponse:
    shown = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return world.app.test_client().get(f"{ENTRIES}{query}", headers=shown, base_url=PORTAL)


def files(world: World, sent: object) -> TestResponse:
    shown = {"Authorization": f"Bearer {JOURNAL_TOKEN}"}
    return world.app.test_client().post(FILINGS, json=sent, headers=shown, base_url=PORTAL)


@pytest.mark.parametrize("token", [None, "", "another", JOURNAL_TOKEN + "x", "æøå"])
def test_without_its_token_nothing_is_collected(world: World, token: str | None) -> None:
    enters(world, world.a_case(), "hemmeligt")
    seals(world)
    answer = collects(world, token=token)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "hemmeligt" not in answer.text


def test_somebody_who_is_signed_in_collects_nothing(world: World) -> None:
    assert world.caseworker("Lise").client.get(ENTRIES, base_url=PORTAL).status_code == 401


def test_an_entry_tells_which_case_who_and_what(world: World) -> None:
    case_id = world.a_case()
    entry_id = enters(world, case_id, "Jeg har fået et nyt nummer")
    seals(world)
    (told,) = collects(world).get_json()["entries"]
    assert told["id"] == str(entry_id)
    assert (told["number"], told["kind"], told["case_number"]) == (1, "message_received", "S2026-00001")
    assert (told["party"], told["actor"], told["on_behalf"]) == ("Anna Test Testesen", "Anna Test Testesen", False)
    assert told["text"] == "Jeg har fået et nyt nummer"
    assert told["entered_at"] == "2026-11-23T08:00:00+00:00"


def test_what_is_not_sealed_is_not_collected(world: World) -> None:
    enters(world, world.a_case(), "endnu ikke")
    assert collects(world).get_json() == {"entries": [], "has_more": False, "next_after": 0}


def test_the_words_of_a_locked_entry_stay_here(world: World) -> None:
    enters(world, world.a_case(), "sendt til den forkerte", locked=True)
    seals(world)
    (told,) = collects(world).get_json()["entries"]
    assert told["text"] is None


def test_pages_follow_each_other(world: World) -> None:
    case_id = world.a_case()
    for number in range(3):
        enters(world, case_id, f"nr. {number}", minutes_ago=10 - number)
    seals(world)
    first = collects(world, "?limit=2").get_json()
    second = collects(world, f"?after={first['next_after']}&limit=2").get_json()
    assert [entry["text"] for entry in first["entries"] + second["entries"]] == ["nr. 0", "nr. 1", "nr. 2"]
    assert (first["has_more"], second["has_more"]) == (True, False)


@pytest.mark.parametrize("query", ["?after=-1", "?after=x", "?limit=0", "?after=1e3", f"?after={'9' * 40}", "?after=²"])
def test_a_query_that_makes_no_sense_is_told_so(world: World, query: str) -> None:
    answer = collects(world, query)
    assert answer.status_code == 400
    assert "whole number" in answer.get_json()["error"]


@pytest.mark.parametrize("sent", [None, [], {}, {"ids": []}, {"ids": "x"}, {"ids": [1]}, {"ids": ["x"]}, {"ids": None}])
def test_an_acknowledgement_that_makes_no_sense_is_told_so(world: World, sent: object) -> None:
    assert files(world, sent).status_code == 400


def test_an_acknowledgement_may_be_repeated_and_tells_what_nobody_knows(world: World) -> None:
    entry_id, nobody_knows = enters(world, world.a_case(), "ja"), uuid4()
    seals(world)
    for _ in range(2):
        answer = files(world, {"ids": [str(entry_id), str(nobody_knows)]})
        assert answer.get_json() == {"filed": 1, "unknown": [str(nobody_knows)]}


def test_what_is_not_sealed_cannot_be_filed(world: World) -> None:
    entry_id = enters(world, world.a_case(), "endnu ikke")
    assert files(world, {"ids": [str(entry_id)]}).get_json() == {"filed": 0, "unknown": [str(entry_id)]}
