"""Two parents and a child of twelve in one case: each sees, and answers, what is theirs alone."""

from typing import Final
from uuid import UUID

from portal.domain.cases import CaseState
from portal.storage.records.releases import ReleaseRow
from tests.world import MONDAY, PORTAL, Visitor, World, ref_of

FAMILY: Final = ("Mette", "Poul", "Emil")
"""The mother, the father, and their child."""


def a_family_case(world: World) -> UUID:
    """A case that is released to all three."""
    case = world.a_case("child_assessment", party="Mette", others=("Poul", "Emil"))
    for who in FAMILY:
        release = ReleaseRow(
            case_id=case, party_ref=ref_of(who), furthest_step="decision", released_by_ref="skr", released_at=MONDAY
        )
        world.write(release)
    return case


def is_told(susanne: Visitor, case: UUID, who: str) -> None:
    """Susanne opens a hearing for one of them, about that one alone."""
    form = susanne.opens(f"/medarbejder/sager/{case}/hoering/ny").form("/ny")
    facts = {
        "fact_1": f"Oplysning om {who}.",
        "source_1": f"Kilde til {who}",
        "matters_1": f"Det betyder noget for {who}.",
    }
    assert susanne.sends(form, parties=ref_of(who), considering=f"Vi overvejer for {who}.", **facts).status == 200


def words_of(who: str) -> set[str]:
    """Everything that is said to, or by, one of them."""
    return {
        f"Oplysning om {who}.",
        f"Kilde til {who}",
        f"Det betyder noget for {who}.",
        f"Vi overvejer for {who}.",
        f"Svar fra {who}.",
        f"Forkert, siger {who}.",
        f"Tid til {who}.",
        f"Vi svarer {who}.",
    }


def every_page(visitor: Visitor, case: UUID) -> dict[str, str]:
    """Every citizen page that one can reach from one's cases, by its address."""
    waiting, pages = ["/sager", f"/sager/{case}", f"/sager/{case}/udtalelse"], dict[str, str]()
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        page = visitor.opens(path)
        pages[path] = page.source
        waiting += [
            link for link in page.every_link() if link.startswith(("/sager", "/fuldmagter")) and "#" not in link
        ]
    return pages


def test_nothing_of_one_reaches_another_on_any_page(world: World) -> None:
    case = a_family_case(world)
    susanne = world.caseworker()
    numbers: dict[str, str] = {}
    for who in FAMILY:
        is_told(susanne, case, who)
        visitor = world.citizen(who)
        (path,) = {link for link in visitor.opens(f"/sager/{case}").every_link() if "/partshoering/" in link}
        numbers[who] = path.rpartition("/")[2]
        visitor.sends(visitor.opens(path).form("/mere-tid"), why=f"Tid til {who}.")
        visitor.sends(
            visitor.opens(path).form(numbers[who]), words=f"Svar fra {who}.", wrong_1=f"Forkert, siger {who}."
        )
        page = susanne.opens(f"/medarbejder/sager/{case}")
        susanne.sends(page.form("/vurderet"), words=f"Vi svarer {who}.")
    for who in FAMILY:
        visitor = world.citizen(who)
        pages = every_page(visitor, case)
        assert any(path.endswith(f"{numbers[who]}/kvittering") for path in pages)
        everything = "\n".join(pages.values())
        assert {words for words in words_of(who) if words not in everything} == set()
        others = [other for other in FAMILY if other != who]
        assert {words for other in others for words in words_of(other) if words in everything} == set()
        assert [other for other in others if numbers[other] in everything] == []
        as_staff_see_it = susanne.opens(f"/medarbejder/sager/{case}?som={FAMILY.index(who) + 1}")
        (preview,) = as_staff_see_it.lines("party-preview")
        assert preview
        assert {words for other in others for words in words_of(other) if words in preview} == set()
        for other in others:
            for ending in ("", "/kvittering", "/ingen-bemaerkninger"):
                path = f"/sager/{case}/partshoering/{numbers[other]}{ending}"
                assert visitor.client.get(path, base_url=PORTAL).status_code == 404


def test_the_file_of_missing_hearings_names_who_was_not_heard_and_holds_nobodys_words(world: World) -> None:
    case = a_family_case(world)
    susanne = world.caseworker()
    for who in FAMILY:
        is_told(susanne, case, who)
        visitor = world.citizen(who)
        (path,) = {link for link in visitor.opens(f"/sager/{case}").every_link() if "/partshoering/" in link}
        visitor.sends(visitor.opens(path).form(path.rpartition("/")[2]), words=f"Svar fra {who}.")
    world.the_case_moves(case, CaseState.DECIDED)
    file = susanne.client.get("/medarbejder/partshoering-mangler.csv?fund=alle", base_url=PORTAL).get_data(as_text=True)
    assert all(f"{who} Test Testesen" in file for who in FAMILY)
    assert [words for who in FAMILY for words in words_of(who) if words in file] == []


def test_one_cannot_answer_anothers(world: World) -> None:
    case = a_family_case(world)
    number, own = world.a_hearing(case, "Mette"), world.a_hearing(case, "Poul")
    poul = world.citizen("Poul")
    form = poul.opens(f"/sager/{case}/partshoering/{own}").form(own)
    for ending in ("", "/mere-tid", "/ingen-bemaerkninger"):
        path = f"/sager/{case}/partshoering/{number}{ending}"
        data = {**form.values, "words": "Jeg svarer for hende.", "why": "x"}
        assert poul.client.post(path, data=data, base_url=PORTAL).status_code == 404


def test_that_one_has_read_is_not_told_of_another(world: World) -> None:
    case = a_family_case(world)
    number = world.a_hearing(case, "Mette")
    world.a_hearing(case, "Poul")
    world.citizen("Mette").opens(f"/sager/{case}/partshoering/{number}")
    assert "Mette" not in world.citizen("Poul").opens(f"/sager/{case}/set-af").words
    susanne = world.caseworker().opens(f"/medarbejder/sager/{case}")
    assert susanne.section("hoering").count("Læst her") == 1
