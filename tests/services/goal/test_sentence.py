"""A goal in one sentence: each direction and kind, original and revised, whole and half written."""

from datetime import date
from typing import Any

import pytest

from planner.i18n import translator
from planner.services.goal.sentence import IN_AREA, IN_BEATS, Where, main_indicator, say_aim
from planner.services.work import new_id
from schemas.indicator import IndicatorRow, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Language

DUE = date(2026, 12, 31)
MINUTES = "Median minutes to answer"


def target(**fields: Any) -> TargetIn:
    return TargetIn(**{"from_year": 2026, "from_quarter": 1} | fields)


def indicator(*targets: TargetIn, **fields: Any) -> IndicatorRow:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "kind": IndicatorKind.DURATION,
        "name": MINUTES,
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "decimals": 1,
        "language": Language.EN,
        "targets": targets,
        "code": "07-2026-1.1",
        "position": 1,
    }
    return IndicatorRow(**defaults | fields)


def say(
    one: IndicatorRow,
    asked: TargetIn | None,
    where: Where = (IN_BEATS, ()),
    due: date | None = DUE,
    language: Language = Language.EN,
) -> str:
    return translator(language).message(say_aim(one, asked, where, due))


LEVEL: dict[str, Any] = {"name": "Shared reading", "unit": "level", "kind": IndicatorKind.RUBRIC}
CASES: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"baseline": "11.2", "target": "8"}, f"{MINUTES} should fall from 11.2 to 8.0"),
    ({}, {"target": "8"}, f"{MINUTES} should fall to 8.0"),
    (
        {"name": "Calls", "unit": "calls a day", "direction": Direction.INCREASE, "decimals": 0},
        {"baseline": "1900", "target": "2150.5"},
        "Calls should rise from 1,900 to 2,150.5 calls a day",
    ),
    (
        {"name": "Share", "unit": "%", "kind": IndicatorKind.PERCENT, "direction": "increase"},
        {"baseline": "46", "target": "60"},
        "Share should rise from 46.0% to 60.0%",
    ),
    (
        {"name": "Share", "unit": "%", "direction": "increase"},
        {"target": "60"},
        "Share should rise to 60.0%",
    ),
    (
        {"direction": Direction.MAINTAIN_ABOVE, "name": "Trust"},
        {"baseline": "6", "target": "6", "margin": "1"},
        "Trust should stay at or above 6.0 minutes",
    ),
    (
        {"direction": Direction.MAINTAIN_BELOW},
        {"target": "12", "margin": "1"},
        f"{MINUTES} should stay at or below 12.0",
    ),
    (
        {"direction": Direction.IN_RANGE, "name": "New people", "unit": "people", "decimals": 0},
        {"low": "25", "high": "40", "margin": "5"},
        "New people should stay between 25 and 40",
    ),
    (
        LEVEL | {"direction": Direction.INCREASE, "decimals": 0},
        {"baseline": "1", "target": "3"},
        "Shared reading should rise from level 1 to level 3",
    ),
    (
        LEVEL | {"direction": Direction.MAINTAIN_ABOVE, "decimals": 0},
        {"target": "3"},
        "Shared reading should stay at or above level 3",
    ),
    (
        {
            "name": "Hours on foot",
            "unit": "hours",
            "kind": IndicatorKind.COUNT,
            "accumulation": Accumulation.SUM,
            "direction": Direction.INCREASE,
            "decimals": 0,
        },
        {"baseline": "900", "target": "1200"},
        "Hours on foot should rise from 900 to 1,200 a year",
    ),
]


@pytest.mark.parametrize(("fields", "asked", "sentence"), CASES)
def test_each_direction_and_kind_has_its_sentence(
    fields: dict[str, Any], asked: dict[str, Any], sentence: str
) -> None:
    one = indicator(**fields)
    assert say(one, target(**asked)) == f"{sentence} by December 31, 2026."
    assert say(one, target(**asked), due=None) == f"{sentence}."


@pytest.mark.parametrize(("revision", "reached"), [(0, "8.0"), (1, "8.5")])
def test_original_and_revised_targets_are_told_alike(revision: int, reached: str) -> None:
    one = indicator(
        target(baseline="11.2", target="8"),
        target(revision=1, from_quarter=3, baseline="11.2", target="8.5", reason="A car less"),
    )
    told = say(one, one.targets[revision])
    assert told == f"{MINUTES} should fall from 11.2 to {reached} by December 31, 2026."


def test_voices_are_heard_and_never_asked_for() -> None:
    voices = indicator(kind=IndicatorKind.CODED_VOICES, direction=None, unit="")
    assert "it has no target" in say(voices, None)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [({}, None), ({}, {"baseline": "11.2"}), ({"direction": Direction.IN_RANGE}, {"low": "2"})],
)
def test_without_a_target_it_says_so(fields: dict[str, Any], asked: dict[str, Any] | None) -> None:
    found = say(indicator(**fields), target(**asked) if asked else None)
    assert found == f"{MINUTES}: no target yet."


def test_the_place_is_named_once() -> None:
    asked = target(baseline="11.2", target="8")
    beats: Where = (IN_BEATS, ("0712", "0713"))
    assert say(indicator(), asked, beats).startswith(f"{MINUTES} in beats 0712, 0713 should")
    named = indicator(name=f"{MINUTES} in beats 0712 and 0713")
    assert say(named, asked, beats).startswith(f"{named.name} should")
    area: Where = (IN_AREA, ("Around the station",))
    assert say(indicator(), asked, area).startswith(f"{MINUTES} (Around the station) should")
    near = indicator(name=f"{MINUTES} at the station")
    assert say(near, asked, area).startswith(f"{near.name} should")


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    asked = target(baseline="11.2", target="8")
    assert "11,2" in say(indicator(), asked, language=Language.PL)
    assert "2026年12月31日" in say(indicator(), asked, language=Language.ZH_HANS)


def test_a_number_that_counts_speaks_for_the_goal_before_levels_and_never_voices() -> None:
    voices = indicator(kind=IndicatorKind.CODED_VOICES, direction=None)
    levels = indicator(**LEVEL, direction=Direction.INCREASE)
    beside = indicator(required=False)
    counts = indicator()
    assert main_indicator([voices, levels, beside, counts]) is counts
    assert main_indicator([voices, beside, levels]) is levels
    assert main_indicator([voices]) is None
