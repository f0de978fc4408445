"""What is never changed says so: the domain's values to mypy, what decides about access to Python too."""

import ast
from dataclasses import FrozenInstanceError, fields

import pytest

from portal.access.admission import Admission
from portal.access.viewer import CitizenViewer, StaffViewer
from portal.domain.mandates import Mandate
from portal.domain.people import Person
from tests.rules.test_modules import called, modules

DECIDES_ABOUT_ACCESS = (Admission, CitizenViewer, StaffViewer, Mandate, Person)


def changeable(source: str) -> list[str]:
    """The classes of a module that are dataclasses and can be changed."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    return [each.name for each in classes for decorator in each.decorator_list if _lets_change(ast.unparse(decorator))]


def _lets_change(decorator: str) -> bool:
    return decorator.startswith("dataclass") and "frozen=True" not in decorator


def test_nothing_in_the_domain_can_be_changed() -> None:
    paths = [path for path in modules("portal/domain") if path.name != "value.py"]
    found = [f"{called(path)}: {name}" for path in paths for name in changeable(path.read_text(encoding="utf-8"))]
    assert found == [], "Make it a value: `@value`."


@pytest.mark.parametrize("source", ["@dataclass\nclass A: ...", "@dataclass(slots=True)\nclass A: ..."])
def test_what_can_be_changed_is_found(source: str) -> None:
    assert changeable(source) == ["A"]


@pytest.mark.parametrize("kind", DECIDES_ABOUT_ACCESS, ids=lambda kind: kind.__name__)
def test_what_decides_about_access_is_not_changed_by_mistake(kind: type) -> None:
    made: object = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(made, fields(kind)[0].name, "somebody else")
