"""A polished sentence: what it was written for, what moved on, and numbers it should not have."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.domain.sentence import facts_of, moved_on, read_facts, strange_numbers, write_facts
from planner.services.work import new_id
from schemas.goal import GoalIn, MovedOn
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import Direction, IndicatorKind, Language, Role


def goal(**fields: Any) -> GoalIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "priority_id": new_id(),
        "seen_version": 0,
        "title": "Faster",
        "language": Language.EN,
    }
    return GoalIn(**defaults | fields)


def indicator(*targets: TargetIn) -> IndicatorIn:
    return IndicatorIn(
        id=new_id(),
        kind=IndicatorKind.DURATION,
        name="Minutes",
        unit="minutes",
        direction=Direction.DECREASE,
        targets=targets,
        language=Language.EN,
    )


def target(value: str, **fields: Any) -> TargetIn:
    return TargetIn(from_year=2026, from_quarter=1, target=Decimal(value), **fields)


def test_facts_are_what_the_sentence_speaks_of_and_nothing_that_is_empty() -> None:
    entry = goal(action="Keep a car free", due_on=date(2026, 12, 31), resources="Two cars")
    assert facts_of(entry, indicator(target("8.50"))) == {
        "action": "Keep a car free",
        "place": "district",
        "due_on": "2026-12-31",
        "name": "Minutes",
        "unit": "minutes",
        "direction": "decrease",
        "target": "8.5",
    }


def test_the_role_counts_only_until_a_person_is_named() -> None:
    owner = new_id()
    assert facts_of(goal(owner_role=Role.COMMANDER), None)["owner_role"] == "commander"
    facts = facts_of(goal(owner_role=Role.COMMANDER, owner_id=owner), None)
    assert "owner_role" not in facts
    assert facts["owner_id"] == str(owner)


def test_the_last_target_is_the_one_that_counts() -> None:
    revised = indicator(target("8"), target("8.5", revision=1, reason="A car less"))
    assert facts_of(goal(), revised)["target"] == "8.5"


def test_nothing_moved_on_while_the_facts_are_the_same_however_they_are_written() -> None:
    entry = goal()
    kept = write_facts(facts_of(entry, indicator(target("8"))))
    assert moved_on(kept, facts_of(entry, indicator(target("8.0")))) == ()


def test_each_fact_that_is_another_now_is_named_with_what_it_was() -> None:
    kept = write_facts({"target": "8", "action": "Walk"})
    assert moved_on(kept, {"target": "7", "due_on": "2026-12-31"}) == (
        MovedOn(field="target", before="8", after="7"),
        MovedOn(field="due_on", before="", after="2026-12-31"),
        MovedOn(field="action", before="Walk", after=""),
    )


@pytest.mark.parametrize("written", ["", "{", "[1]", "8"])
def test_facts_that_cannot_be_read_fit_nothing(written: str) -> None:
    assert read_facts(written) == {}
    assert moved_on(written, {"target": "8"})


@pytest.mark.parametrize(
    ("text", "known", "strange"),
    [
        ("From 11.2 to 8 minutes", ["11.2", "8.0"], ()),
        ("From 11,2 to 8,0 minutes", ["11.2", "8"], ()),
        ("From 11.2 to 7.5 minutes", ["11.2", "8"], ("7.5",)),
        ("1,200 households, not 1200 or 1.200", ["1200"], ()),
        ("By 31 December 2026", ["2026-12-31"], ()),
        ("By 30 December 2026", ["2026-12-31"], ("30",)),
        ("到2026年12月31日从11.2降到8.0", ["2026-12-31", "11.2", "8"], ()),
        ("Beats 0712 and 0713", ["0712", "0713"], ()),
        ("No number at all", [], ()),
        ("7 and 7 again", [], ("7",)),
    ],
)
def test_a_number_that_no_field_has_is_found(
    text: str, known: list[str], strange: tuple[str, ...]
) -> None:
    assert strange_numbers(text, known) == strange
