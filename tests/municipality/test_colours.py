"""The municipality's colours: what is too faint to read is told when they are loaded, with the pair and the figures."""

import pytest
from hypothesis import assume, given
from hypothesis.strategies import floats, integers

from portal.municipality import Municipality
from portal.municipality.appearance import GREY, WHITE, Colours, contrast, mix
from tests.municipality.material import Material

FILE = "municipality.toml"
COLOURS = integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("old", "new", "setting", "told"),
    [
        (
            '"#1d4f6e"',
            '"#44831e"',
            "primary",
            "primary #44831e on grey #f1f1f1 has a contrast of 4.1:1. It must be 4.5:1 or more",
        ),
        ('"#1d4f6e"', '"#767676"', "primary", "primary #767676 on grey #f1f1f1 has a contrast of 4.0:1."),
        ('"#1d4f6e"', '"#f3d27a"', "primary", "primary #f3d27a on white #ffffff has a contrast of 1.4:1."),
        (
            '"#b5471b"',
            '"#f3d27a"',
            "accent",
            "accent #f3d27a on white #ffffff has a contrast of 1.4:1. It must be 3.0:1 or more",
        ),
        (
            '"#ffffff"',
            '"#7a8a94"',
            "on_primary",
            "on_primary #7a8a94 on primary #1d4f6e has a contrast of 2.4:1. It must be 4.5:1 or more",
        ),
    ],
)
def test_a_colour_that_is_too_faint_is_told_with_its_pair(
    material: Material, old: str, new: str, setting: str, told: str
) -> None:
    line = material.line_of(FILE, old)
    material.change(FILE, old, new)
    assert any(problem.startswith(f"{FILE}, line {line}, colours.{setting}: {told}") for problem in material.problems())


def test_a_ratio_that_just_fails_is_not_rounded_up_to_one_that_passes(material: Material) -> None:
    material.change(FILE, '"#1d4f6e"', '"#717171"')
    assert contrast("#717171", GREY) > 4.3
    assert [problem for problem in material.problems() if "4.3:1" in problem]


def test_every_faint_pair_is_told_at_once(material: Material) -> None:
    material.change(FILE, '"#1d4f6e"', '"#f3d27a"')
    assert len(material.problems()) == 3


def test_what_is_pointed_at_is_darker_under_white_words(eksempel: Municipality) -> None:
    assert eksempel.colours.primary_strong == "#133348"
    assert mix("#000000", WHITE, 0.5) == "#808080"


@given(COLOURS, floats(0, 0.2))
def test_pointing_at_something_makes_it_no_harder_to_read(primary: str, tint: float) -> None:
    clearest = max(WHITE, "#000000", key=lambda words: contrast(primary, words))
    on_primary = mix(clearest, primary, tint)
    assume(contrast(primary, on_primary) >= 4.5)
    strong = Colours(primary, on_primary, "#b5471b").primary_strong
    assert contrast(strong, on_primary) >= contrast(primary, on_primary)
