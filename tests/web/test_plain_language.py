"""How hard our Danish is to read, as LIX: words for each full stop, and the share of words over six letters.

Under 35 is easy, 45 and over is hard. Short labels have no LIX; a text is measured from eight words up.
"""

import re
from statistics import median

from tests.web.situations import municipality
from tools.messages import read, texts

FEWEST_WORDS = 8
LONG_LETTERS = 6
HARD = 45
EASY = 35

REASONED: dict[str, str] = {}
"""Texts that are hard and stay so, each with its reason."""


def lix(text: str) -> float:
    words = re.findall(r"[^\W_]+(?:[.-][^\W_]+)*", text)
    stops = max(len(re.findall(r"[.!?:](?:\s|$)", text)), 1)
    return len(words) / stops + 100 * sum(len(word) > LONG_LETTERS for word in words) / len(words)


def measured(texts: set[str]) -> dict[str, float]:
    """Placeholders stand for a word each."""
    plain = {re.sub(r"%\((\w+)\)s", "navn", text) for text in texts}
    return {text: lix(text) for text in plain if len(text.split()) >= FEWEST_WORDS}


def messages() -> dict[str, float]:
    return measured({text for message in read("da") if message.id for text in texts(message) if text})


def steps() -> dict[str, float]:
    paths = [dated.case_type.steps for dated in municipality().case_types.dated]
    return measured({words.da for path in paths for step in path for words in (step.coming, step.now, step.done)})


def hardest(texts: dict[str, float]) -> str:
    return "\n".join(f"{value:.0f}  {text}" for text, value in sorted(texts.items(), key=lambda known: -known[1])[:12])


def test_lix_counts_as_its_inventor_did() -> None:
    assert lix("Vi ses. Vi gør det klogeste nu.") == 7 / 2 + 100 / 7


def test_our_sentences_are_easy() -> None:
    assert median(messages().values()) < EASY, hardest(messages())
    assert median(steps().values()) < EASY, hardest(steps())


def test_no_text_is_hard_without_a_reason() -> None:
    hard = {text: value for text, value in (messages() | steps()).items() if value > HARD and text not in REASONED}
    assert hard == {}, f"Say it with shorter words or more full stops:\n{hardest(hard)}"
