"""Groups of a provider give exactly the roles they name, and nothing where one can't be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.single_sign_on import Given, read_groups
from schemas.vocabulary import Role

DISTRICTS = {0, 7, 11}
DOCS = Path(__file__).parents[2] / "docs" / "operations.md"


def given_by(*groups: str, prefix: str = "planner") -> list[tuple[Role, int | None]]:
    return [(one.role, one.district) for one in read_groups(groups, prefix, DISTRICTS).given]


@pytest.mark.parametrize(
    ("group", "role", "district"),
    [
        ("planner:commander:7", Role.COMMANDER, 7),
        ("planner:commander:07", Role.COMMANDER, 7),
        ("planner:dac-chair:11", Role.DAC_CHAIR, 11),
        ("planner:DAC_Member:11", Role.DAC_MEMBER, 11),
        ("planner:District-Staff:0", Role.DISTRICT_STAFF, 0),
        ("planner:partner:7", Role.PARTNER, 7),
        ("planner:council-member:7", Role.COUNCIL_MEMBER, 7),
        ("planner:reviewer", Role.REVIEWER, None),
        ("planner:reviewer:0", Role.REVIEWER, 0),
        ("planner:commissioner", Role.COMMISSIONER, None),
        ("planner:cpap-member", Role.CPAP_MEMBER, None),
        ("planner:Administrator", Role.ADMINISTRATOR, None),
    ],
)
def test_a_group_gives_the_role_it_names_in_the_district_it_names(
    group: str, role: Role, district: int | None
) -> None:
    assert read_groups([group], "planner", DISTRICTS) == ((Given(role, district),), 0)


@pytest.mark.parametrize(
    "group",
    [
        "planner:",
        "planner::7",
        "planner:chief:7",
        "planner:commander",
        "planner:commander:",
        "planner:commander:8",
        "planner:commander:-7",
        "planner:commander: 7",
        "planner:commander:7:7",
        "planner:commander:\uff17",
        "planner:commander:²",
        "planner:commander:000007",
        "planner:commander:" + "7" * 5000,
        "planner:delegate",
        "planner:delegate:7",
        "planner:administrator:7",
        "planner:administrator:",
        "planner: administrator",
        "planner:administrator ",
        "planner:dac chair:7",
    ],
)
def test_what_cannot_be_read_gives_nothing_and_is_counted(group: str) -> None:
    assert read_groups([group], "planner", DISTRICTS) == ((), 1)


@pytest.mark.parametrize(
    "group", ["", "administrator", "planner", "Planner:administrator", "xplanner:administrator"]
)
def test_groups_of_other_systems_neither_give_nor_count(group: str) -> None:
    assert read_groups([group], "planner", DISTRICTS) == ((), 0)


def test_each_role_is_given_once_and_what_can_be_read_beside_others_counts() -> None:
    groups = ["staff", "planner:commander:7", "planner:COMMANDER:07", "planner:chief", "planner:x"]
    reading = read_groups(groups, "planner", DISTRICTS)
    assert reading == ((Given(Role.COMMANDER, 7),), 2)


def test_a_prefix_may_have_colons_of_its_own() -> None:
    assert given_by("urn:city:administrator", prefix="urn:city") == [(Role.ADMINISTRATOR, None)]
    assert given_by("urn:administrator", prefix="urn:city") == []


def test_every_role_but_the_delegate_can_be_given_somehow() -> None:
    groups = [f"planner:{role}{place}" for role in Role for place in ("", ":7")]
    assert {role for role, _ in given_by(*groups)} == set(Role) - {Role.DELEGATE}


def documented() -> Iterator[tuple[str, str]]:
    """Yield each group among the examples for operators, and what it is said to give."""
    text = DOCS.read_text(encoding="utf-8").partition("| group | gives |")[2].partition("\n\n")[0]
    for groups, gives in re.findall(r"^\| (`.+?) \| (.+) \|$", text, re.MULTILINE):
        for group in re.findall(r"`(.+?)`", groups):
            yield group, gives


def test_the_examples_for_operators_hold() -> None:
    examples = list(documented())
    assert len(examples) > 10
    for group, gives in examples:
        assert bool(given_by(group)) is not gives.startswith("nothing"), group


@given(st.lists(st.text()))
def test_no_text_upsets_the_reading(groups: list[str]) -> None:
    ours = [f"planner:{group}" for group in groups]
    reading = read_groups([*groups, *ours], "planner", DISTRICTS)
    assert len(reading.given) + reading.unread <= len(groups) * 2
