"""The token for the case system is asked for once, and again when it has run out."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from portal import clock
from portal.sync.source import SourceFailed
from portal.sync.tokens import ClientCredentials
from portal.sync.transport import Reader, Route
from tests.sync.nova_fake import API, CASES, SECRET, TOKEN_URL, NovaFake, case
from tests.sync.stories import START

URL = API + CASES


class Asker:
    """Somebody who asks the case system the same question again and again."""

    def __init__(self, nova: NovaFake, secret: str = SECRET) -> None:
        self.nova = nova
        self.credentials = ClientCredentials(TOKEN_URL, "portal", SecretStr(secret), "client")
        self.reader = Reader([self.credentials.route, Route("PUT", URL)], nova)

    def ask(self) -> object:
        body = {
            "common": {"transactionId": "6b1c0a0e-6c7e-4b8d-9f0e-0b7c6f0f2a11"},
            "paging": {"startRow": 1, "numberOfRows": 1},
        }
        return self.credentials.send(self.reader, "PUT", URL, {"api-version": "2.0-Case"}, body)

    @property
    def tokens_asked_for(self) -> int:
        return sum(str(request.url) == TOKEN_URL for request in self.nova.sent)


@pytest.fixture
def asker() -> Iterator[Asker]:
    asker = Asker(NovaFake(case(1)))
    yield asker
    asker.reader.close()


def test_a_token_is_kept_until_shortly_before_it_ends(asker: Asker) -> None:
    asker.ask()
    with clock.frozen(START + timedelta(seconds=269)):
        asker.ask()
    assert asker.tokens_asked_for == 1
    with clock.frozen(START + timedelta(seconds=270)):
        asker.ask()
    assert asker.tokens_asked_for == 2


def test_a_token_that_lives_but_a_moment_is_used_for_half_of_it(asker: Asker) -> None:
    asker.nova.token_seconds = 10
    asker.ask()
    with clock.frozen(START + timedelta(seconds=4)):
        asker.ask()
    with clock.frozen(START + timedelta(seconds=5)):
        asker.ask()
    assert asker.tokens_asked_for == 2


def test_a_token_that_is_refused_is_renewed_once_and_the_question_asked_again(asker: Asker) -> None:
    asker.ask()
    asker.nova.forget_tokens()
    assert asker.ask()
    assert asker.tokens_asked_for == 2


def test_a_source_that_refuses_every_token_is_not_asked_for_ever(asker: Asker) -> None:
    def forget(request: httpx.Request) -> None:
        if str(request.url) != TOKEN_URL:
            asker.nova.forget_tokens()

    asker.nova.before_answer = forget
    with pytest.raises(SourceFailed, match="not_authorised"):
        asker.ask()
    assert (asker.tokens_asked_for, len(asker.nova.sent)) == (2, 4)


def test_a_wrong_secret_is_told_and_never_repeated() -> None:
    asker = Asker(NovaFake(), secret="wrong-secret-value")
    with asker.reader, pytest.raises(SourceFailed, match="token_refused") as failure:
        asker.ask()
    assert "wrong-secret-value" not in repr(failure.value)
    assert "wrong-secret-value" not in repr(vars(asker.credentials))


@pytest.mark.parametrize(
    "answer", [{}, {"access_token": ""}, {"access_token": "t", "expires_in": -1}, {"access_token": None}, []]
)
def test_an_answer_that_holds_no_token_fails_the_source(asker: Asker, answer: object) -> None:
    asker.nova.scripted = [httpx.Response(200, json=answer)]
    with pytest.raises(SourceFailed, match="token_unreadable"):
        asker.ask()


def test_the_token_goes_to_the_case_system_and_the_secret_to_the_token_address_alone(asker: Asker) -> None:
    asker.ask()
    token_request, question = asker.nova.sent
    assert SECRET in token_request.content.decode()
    assert "Authorization" not in token_request.headers
    assert SECRET not in question.content.decode() + str(question.url) + repr(question.headers)
    assert question.headers["Authorization"].startswith("Bearer token-")
