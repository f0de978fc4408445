"""A journal entry is bound to what it says and to all before it."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.journal_chain import GENESIS, chain_hash, content_hash

CONTENTS = st.dictionaries(st.text(max_size=8), st.none() | st.text(max_size=20), min_size=1, max_size=4)


@given(CONTENTS, CONTENTS, st.text(max_size=8))
def test_entries_that_say_different_things_have_different_hashes(
    one: dict[str, str | None], other: dict[str, str | None], nonce: str
) -> None:
    assert (content_hash(one, nonce) == content_hash(other, nonce)) is (one == other)


def test_short_words_cannot_be_guessed_from_their_hash_once_the_nonce_is_gone() -> None:
    assert content_hash({"text": "ja"}, "a" * 32) != content_hash({"text": "ja"}, "b" * 32)


@given(st.integers(min_value=1), st.integers(min_value=1))
def test_an_entry_cannot_take_the_place_of_another(one: int, other: int) -> None:
    content = content_hash({"text": "ja"}, "")
    assert (chain_hash(GENESIS, one, content) == chain_hash(GENESIS, other, content)) is (one == other)
