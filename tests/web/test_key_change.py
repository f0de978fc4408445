"""The secret key is changed while people are at work: nobody is signed out, and nothing typed is lost."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from portal.app import create_app
from tests.reading import read_page
from tests.world import Visitor, World

WORDS = "Jeg kan ikke køre med bus."


@pytest.fixture
def after_the_change(world: World) -> Iterator[World]:
    """The same portal with a new key, that still knows the old one."""
    old = world.runtime.settings
    new = old.model_copy(update={"secret_key": SecretStr("n" * 32), "previous_secret_keys": (old.secret_key,)})
    changed = World(create_app(new))
    yield changed
    changed.engine.dispose()


def comes_back(visitor: Visitor, world: World) -> Visitor:
    """The same browser, at another portal."""
    client = world.app.test_client()
    cookie = visitor.client.get_cookie("borger-8000", domain="127.0.0.1")
    assert cookie is not None
    client.set_cookie(cookie.key, cookie.value, domain="127.0.0.1")
    return Visitor(client)


def test_a_form_that_was_open_comes_back_with_the_words_and_can_be_sent(world: World, after_the_change: World) -> None:
    before = world.citizen("Anna")
    form = before.opens(f"/sager/{world.a_case()}/udtalelse").forms()[-1]
    anna = comes_back(before, after_the_change)
    answer = anna.posts(form, words=WORDS, timing="now")
    assert answer.status_code == 400
    again = read_page(answer).forms()[-1]
    assert again.values["words"] == WORDS
    assert "/udtalelse/kvittering/" in anna.sends(again).path
