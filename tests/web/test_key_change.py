"""The secret key is changed while people are at work: nobody is signed out, and nothing typed is lost."""

from pydantic import SecretStr

from portal.app import create_app
from tests.reading import read_page
from tests.world import PORTAL, Visitor, World

WORDS = "Jeg kan ikke køre med bus."


def after_a_change_of_key(world: World, visitor: Visitor) -> Visitor:
    """The same browser, at a portal that has a new key and still knows the old one."""
    old = world.runtime.settings
    new = old.model_copy(update={"secret_key": SecretStr("n" * 32), "previous_secret_keys": (old.secret_key,)})
    client = create_app(new).test_client()
    for name in ("borger-8000", "formular-8000"):
        cookie = visitor.client.get_cookie(name, domain="127.0.0.1")
        assert cookie is not None
        client.set_cookie(name, cookie.value, domain="127.0.0.1")
    return Visitor(client)


def test_a_form_that_was_open_comes_back_with_the_words_and_can_be_sent(world: World) -> None:
    before = world.citizen("Anna")
    form = before.opens(f"/sager/{world.a_case()}/partshoering").forms()[-1]
    anna = after_a_change_of_key(world, before)
    answer = anna.posts(form, words=WORDS, timing="now")
    assert answer.status_code == 400
    again = read_page(answer).forms()[-1]
    assert again.values["words"] == WORDS
    assert "/partshoering/kvittering/" in anna.sends(again).path
