"""Nova's wire and its quirks, read into the portal's terms."""

import contextlib
import json
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.municipality import Municipality
from portal.sync.connectors.nova import NovaSource
from portal.sync.connectors.nova_client import NovaClient
from portal.sync.source import CaseAggregate, Envelope, MappingRefused, SourceFailed
from portal.sync.tokens import ClientCredentials
from tests.sync.nova_fake import API, DISABILITY, SECRET, SUSANNE, TOKEN_URL, NovaFake, Record, case, person, task, uuid

KEY = b"k" * 32


@pytest.fixture
def nova() -> NovaFake:
    return NovaFake()


@pytest.fixture
def source(nova: NovaFake, municipality: Municipality) -> Iterator[NovaSource]:
    with NovaClient(API, ClientCredentials(TOKEN_URL, "portal", SecretStr(SECRET), "client"), nova) as client:
        yield NovaSource(client, municipality, KEY)


def read(source: NovaSource, record: Record) -> CaseAggregate:
    return source.read_case(Envelope(uuid(1), record))


def refusal(source: NovaSource, record: object) -> tuple[str, str]:
    with pytest.raises(MappingRefused) as refused:
        source.read_case(Envelope(uuid(1), record))
    return refused.value.pointer, refused.value.code


@pytest.mark.parametrize(
    ("caseworker", "expected"),
    [
        ({"kspIdentity": {"novaUserId": SUSANNE}}, (SUSANNE, str(DISABILITY))),
        ({"losIdentity": {"administrativeUnitId": 900102}}, (None, "900102")),
        ({"losIdentity": {"administrativeUnitId": "900102"}}, (None, "900102")),
        ({"kspIdentity": {"novaUserId": None}, "losIdentity": None}, (None, str(DISABILITY))),
        ({"kspIdentity": {"novaUserId": " "}}, (None, str(DISABILITY))),
        ({}, (None, str(DISABILITY))),
        (None, (None, str(DISABILITY))),
    ],
)
def test_a_case_belongs_to_a_person_a_group_or_the_department(
    source: NovaSource, caseworker: Record | None, expected: tuple[str | None, str]
) -> None:
    read_case = read(source, case(1, caseworker=caseworker))
    assert (read_case.caseworker, read_case.team) == expected


def test_a_case_that_nobody_has_is_still_a_case(source: NovaSource) -> None:
    record = case(1)
    del record["caseworker"], record["responsibleDepartment"], record["caseParties"], record["caseClassification"]
    read_case = read(source, record)
    assert (read_case.caseworker, read_case.team, read_case.parties) == (None, None, ())
    assert (read_case.kle, read_case.facet, read_case.case_type) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "opened_on"),
    [
        ("2026-09-01T00:00:00", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01T23:30:00", date(2026, 9, 1)),
        ("2026-09-01T23:30:00Z", date(2026, 9, 2)),
        ("2026-09-01T22:30:00+02:00", date(2026, 9, 1)),
        ("2026-09-01T00:00:00.1234567", date(2026, 9, 1)),
    ],
)
def test_a_time_without_a_zone_is_copenhagens(source: NovaSource, written: str, opened_on: date) -> None:
    record = case(1)
    record["caseAttributes"]["caseDate"] = written
    assert read(source, record).opened_on == opened_on


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31-02-2026", "not_a_date"),
        ("2026-02-31T00:00:00", "not_a_date"),
        ("", "not_a_date"),
        (None, "not_a_date"),
        (1788220800, "not_a_date"),
        ("1788220800", "not_a_date"),
        ("0001-01-01T00:00:00", "implausible_date"),
        ("0001-01-01T00:00:00Z", "implausible_date"),
        ("9999-12-31T23:59:59Z", "implausible_date"),
    ],
)
def test_a_date_that_is_none_is_refused(source: NovaSource, written: object, code: str) -> None:
    record = case(1)
    record["caseAttributes"]["caseDate"] = written
    assert refusal(source, record) == ("/caseAttributes/caseDate", code)


def test_only_people_are_parties(source: NovaSource) -> None:
    company = {"identificationType": "CvrNummer", "identification": "12345678", "participantRole": "Primær"}
    other = {"identificationType": "Frit", "identification": None, "participantRole": "Anden"}
    read_case = read(source, case(1, caseParties=[company, other, person("010170-1234", "Anna")]))
    [party] = read_case.parties
    assert (party.role, party.name) == (PartyRole.PRIMARY, "Anna")


def test_a_person_listed_twice_is_one_party_with_the_foremost_role(source: NovaSource) -> None:
    parties = [person("010170-1234", role="Sekundær"), person("0101701234"), person("0101701234", role="Sekundær")]
    [party] = read(source, case(1, caseParties=parties)).parties
    assert party.role is PartyRole.PRIMARY


@given(order=st.permutations([person("0101701234"), person("0202804321"), person("0303701234", role="Sekundær")]))
def test_the_order_of_parties_does_not_matter(municipality: Municipality, order: list[Record]) -> None:
    with NovaClient(API, ClientCredentials(TOKEN_URL, "p", SecretStr(SECRET), "client"), NovaFake()) as client:
        source = NovaSource(client, municipality, KEY)
        assert read(source, case(1, caseParties=order)) == read(source, case(1, caseParties=sorted(order, key=str)))


@pytest.mark.parametrize(
    ("member", "value", "pointer", "code"),
    [
        ("common", {"uuid": "no uuid"}, "/common/uuid", "uuid_parsing"),
        ("caseParties", [person("1234")], "/caseParties/0/identification", "not_a_cpr_number"),
        ("caseParties", [person("0101701234", role="Ven")], "/caseParties/0/participantRole", "unknown_role"),
        ("caseParties", "none", "/caseParties", "tuple_type"),
        ("caseParties", [person("0101701234", "x" * 301)], "/caseParties/0/name", "string_too_long"),
        ("caseParties", [person("0101701234", "a\0b")], "/caseParties/0/name", "unprintable"),
        ("caseParties", [person("0101701234", "\ud800")], "/caseParties/0/name", "string_unicode"),
        ("state", {}, "/state/progressState", "missing"),
        ("state", None, "/state", "model_type"),
        ("state", {"progressState": ""}, "/state/progressState", "string_too_short"),
    ],
)
def test_what_cannot_be_read_says_where_and_why_and_nothing_else(
    source: NovaSource, member: str, value: object, pointer: str, code: str
) -> None:
    assert refusal(source, case(1, **{member: value})) == (pointer, code)


@pytest.mark.parametrize("record", [None, [], "text", 7, {}])
def test_what_is_no_record_is_refused(source: NovaSource, record: object) -> None:
    assert refusal(source, record)[0] in {"", "/common"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data())
def test_any_member_may_be_anything_and_the_record_is_read_or_refused(
    data: st.DataObject, municipality: Municipality
) -> None:
    record = case(1)
    path = data.draw(
        st.sampled_from(
            [(top,) for top in record] + [(t, i) for t, v in record.items() if isinstance(v, dict) for i in v]
        )
    )
    target = record
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = data.draw(_JSON)
    with NovaClient(API, ClientCredentials(TOKEN_URL, "p", SecretStr(SECRET), "client"), NovaFake()) as client:
        source = NovaSource(client, municipality, KEY)
        with contextlib.suppress(MappingRefused):
            assert source.read_case(Envelope(uuid(1), record)).source_id == uuid(1)


def test_an_unknown_state_is_unknown_and_keeps_its_name(source: NovaSource) -> None:
    read_case = read(source, case(1, state={"progressState": "Genåbnet"}))
    assert (read_case.state, read_case.source_state) == (CaseState.UNKNOWN, "Genåbnet")


def test_tasks_are_read_by_their_exact_title_and_status(nova: NovaFake, source: NovaSource) -> None:
    nova.tasks[uuid(1)] = [
        task(1, "Send kvittering", "F", taskCloseDate="2026-09-04T08:00:00"),
        task(2, "send kvittering", "N"),
        task(3, "Send kvittering", "X"),
        task(1, "Send kvittering", "F", taskCloseDate="2026-09-04T08:00:00"),
    ]
    first, second = source.read_tasks(read(source, case(1)))
    assert (first.step, first.status, first.closed_on) == ("received", TaskStatus.FINISHED, date(2026, 9, 4))
    assert (first.due_on, first.created_on, first.started_on) == (date(2026, 10, 6), date(2026, 9, 2), date(2026, 9, 3))
    assert (second.step, second.status) == (None, TaskStatus.NOT_STARTED)


def test_a_case_without_tasks_has_none_though_the_list_is_absent(source: NovaSource) -> None:
    assert source.read_tasks(read(source, case(1))) == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.Response(200, text="<html>Driftsmeddelelse</html>"), "not_json"),
        (httpx.Response(200, content=b"\xff\xfe"), "not_json"),
        (httpx.Response(200, content=b"[" * 100_000), "not_json"),
        (httpx.Response(200, json=[]), "page_unreadable"),
        (httpx.Response(200, json={"cases": []}), "page_unreadable"),
        (httpx.Response(200, json={"pagingInformation": {"hasMoreRows": "?"}}), "page_unreadable"),
        (httpx.Response(200, json={"pagingInformation": {}, "cases": {}}), "page_unreadable"),
    ],
)
def test_a_page_that_is_none_fails_the_source(
    nova: NovaFake, source: NovaSource, answer: httpx.Response, code: str
) -> None:
    nova.scripted = [httpx.Response(200, json={"access_token": "t", "expires_in": 300}), answer]
    with pytest.raises(SourceFailed, match=code):
        list(source.walk())


def test_a_case_can_be_fetched_alone_and_one_that_is_gone_is_none(nova: NovaFake, source: NovaSource) -> None:
    nova.cases = [case(1)]
    assert source.fetch(uuid(1)) == Envelope(uuid(1), case(1))
    assert source.fetch(uuid(2)) is None
    nova.scripted = [httpx.Response(200, json={"pagingInformation": {}, "cases": [case(1)]})]
    with pytest.raises(SourceFailed, match="another_than_asked_for"):
        source.fetch(uuid(2))


def test_the_questions_hold_no_personal_data_and_ask_for_no_title(nova: NovaFake, source: NovaSource) -> None:
    nova.cases = [case(1)]
    [page] = source.walk()
    source.read_tasks(source.read_case(page.records[0]))
    for request in nova.sent[1:]:
        assert "010170" not in str(request.url)
        assert "0101701234" not in json.dumps(json.loads(request.content))
    asked = json.loads(nova.sent[1].content)["caseGetOutput"]
    assert set(asked["caseAttributes"]) == {"userFriendlyCaseNumber", "caseDate"}
