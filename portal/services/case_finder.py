"""Finding a case among one's own and one's team's, by what a caseworker types: a number or a name."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.cases import UNNAMED
from portal.storage.audit import LookKind

MOST_SHOWN = 20
_NUMBERS = re.compile(r"\d+", re.ASCII)
_LETTERS = re.compile(r"[\W_]+")


@value
class FoundCase:
    """A case that what was typed fits."""

    case_id: CaseId
    case_number: str
    title: Words
    parties: tuple[str, ...]


@value
class FoundCases:
    """The cases that fit, and how many more there are than are shown."""

    shown: Sequence[FoundCase]
    more: int

    @property
    def only(self) -> FoundCase | None:
        """The case, when there is just one."""
        return self.shown[0] if len(self.shown) == 1 else None


def find_cases(gate: Gate, typed: str) -> FoundCases:
    """The viewer's and her team's cases that fit what she typed; those shown are recorded.

    The end of a number is enough: "412" is S2026-00412; without such a case what ends so, as S2026-10412, and else
    what has 412 in it. Words fit when each begins a word of a party's name or of what the case is called.
    """
    admissions = gate.cases(Permission.WORKLIST_READ)
    names: dict[CaseId, list[str]] = defaultdict(list)
    for party in gate.parties(admissions):
        names[party.case_id].append(party.person.name)
    every = [
        (
            admission,
            FoundCase(
                admission.case_id,
                admission.case.case_number,
                admission.case_type.name if admission.case_type else UNNAMED,
                tuple(names[admission.case_id]),
            ),
        )
        for admission in admissions
    ]
    fits = next((way for way in _ways(typed) if any(way(found) for _, found in every)), None)
    fitting = [pair for pair in every if fits is not None and fits(pair[1])]
    fitting.sort(key=lambda pair: pair[1].case_number, reverse=True)
    shown = fitting[:MOST_SHOWN]
    gate.looked_at([admission for admission, _ in shown], LookKind.LIST)
    return FoundCases([found for _, found in shown], len(fitting) - len(shown))


def _ways(typed: str) -> Sequence[Callable[[FoundCase], bool]]:
    """How what was typed may be meant, the likeliest first."""
    plain = _plain(typed)
    if not plain:
        return ()
    if plain.isascii() and plain.isdigit():
        number = plain.lstrip("0")
        return (
            lambda found: number in {each.lstrip("0") for each in _NUMBERS.findall(found.case_number)[-1:]},
            lambda found: _plain(found.case_number).endswith(plain),
            lambda found: plain in _plain(found.case_number),
        )
    return (
        lambda found: plain == _plain(found.case_number),
        lambda found: all(_begins_a_word(word, found) for word in typed.casefold().split()),
        lambda found: plain in _plain(found.case_number),
    )


def _plain(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _begins_a_word(beginning: str, found: FoundCase) -> bool:
    words = " ".join((*found.parties, found.title.da, found.title.en)).casefold()
    return any(word.startswith(beginning) for word in re.split(r"[\s()/-]+", words))
