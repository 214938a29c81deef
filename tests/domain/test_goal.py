"""A goal may be incomplete, but it must not contradict itself."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from planner.domain.goal import check_goal, check_settled, goal_code
from schemas.errors import RuleError
from schemas.goal import GoalIn, GoalThemeIn
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Language

LEVELS = tuple(RubricLevelIn(level=level, description=f"Level {level}") for level in (1, 2, 3))


def target(**fields: Any) -> TargetIn:
    defaults: dict[str, Any] = {
        "from_year": 2026,
        "from_quarter": 1,
        "baseline": Decimal("11.2"),
        "target": Decimal(8),
    }
    return TargetIn(**defaults | fields)


def indicator(*targets: TargetIn, **fields: Any) -> IndicatorIn:
    defaults: dict[str, Any] = {
        "id": uuid4(),
        "kind": IndicatorKind.DURATION,
        "name": "Minutes to answer",
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "targets": targets,
        "language": Language.EN,
    }
    return IndicatorIn(**defaults | fields)


def goal(*indicators: IndicatorIn, **fields: Any) -> GoalIn:
    defaults: dict[str, Any] = {
        "id": uuid4(),
        "priority_id": uuid4(),
        "seen_version": 0,
        "title": "Answer urgent calls faster",
        "language": Language.EN,
        "indicators": indicators,
    }
    return GoalIn(**defaults | fields)


def broken_field(entry: GoalIn) -> str | None:
    """Return the field that the broken rule names."""
    with pytest.raises(RuleError) as raised:
        check_goal(entry)
    return raised.value.where


RANGE = {"direction": Direction.IN_RANGE}
RUBRIC = {
    "kind": IndicatorKind.RUBRIC,
    "unit": "",
    "levels": LEVELS,
    "direction": Direction.INCREASE,
}
VOICES: dict[str, Any] = {"kind": IndicatorKind.CODED_VOICES, "unit": "", "direction": None}
NOTHING: dict[str, Any] = {"baseline": None, "target": None}


@pytest.mark.parametrize(
    "entry",
    [
        goal(),
        goal(indicator()),
        goal(indicator(target(**NOTHING))),
        goal(indicator(target(**NOTHING), **RANGE)),
        goal(indicator(target(**NOTHING), direction=Direction.MAINTAIN_ABOVE)),
        goal(indicator(target(**NOTHING), **RUBRIC)),
        goal(indicator(**VOICES)),
        goal(start_on=date(2026, 1, 1)),
        goal(due_on=date(2026, 12, 31)),
    ],
)
def test_an_unfinished_draft_breaks_no_rule(entry: GoalIn) -> None:
    check_goal(entry)


PERCENT: dict[str, Any] = {
    "kind": IndicatorKind.PERCENT,
    "unit": "%",
    "direction": Direction.INCREASE,
}
COUNTED: dict[str, Any] = {
    "baseline": Decimal(70),
    "baseline_numerator": Decimal(42),
    "baseline_denominator": Decimal(60),
    "target": Decimal(85),
    "target_numerator": Decimal(51),
    "target_denominator": Decimal(60),
}


def test_a_percent_may_say_what_it_counts() -> None:
    check_goal(goal(indicator(target(**COUNTED), **PERCENT)))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"baseline": Decimal(71)}, "baseline"),
        ({"target": None}, "target"),
        ({"baseline_numerator": None}, "baseline_numerator"),
        ({"target_denominator": None}, "target_denominator"),
        ({"baseline_denominator": Decimal(0)}, "baseline_denominator"),
        ({"target_denominator": Decimal(-60)}, "target_denominator"),
        ({"baseline_numerator": Decimal(-1)}, "baseline_numerator"),
        ({"target": Decimal(110), "target_numerator": Decimal(66)}, "target_numerator"),
    ],
)
def test_counts_that_are_no_percent_of_the_target_are_refused(
    fields: dict[str, Any], field: str
) -> None:
    asked = target(**COUNTED | fields)
    assert broken_field(goal(indicator(asked, **PERCENT))) == f"indicators[0].{field}"


def test_what_is_no_ratio_counts_nothing() -> None:
    entry = goal(indicator(target(**COUNTED), direction=Direction.INCREASE))
    assert broken_field(entry) == "indicators[0].baseline_numerator"


def test_a_settled_target_may_still_say_what_it_counted() -> None:
    before = indicator(target(baseline=Decimal(70), target=Decimal(85)), **PERCENT)
    after = before.model_copy(update={"targets": (target(**COUNTED),)})
    check_settled([before], goal(after))


def test_a_goal_starts_before_it_is_due() -> None:
    day = date(2026, 12, 31)
    assert broken_field(goal(start_on=day, due_on=day)) == "due_on"


def test_what_it_takes_is_not_below_zero() -> None:
    assert broken_field(goal(resource_hours=Decimal("-0.5"))) == "resource_hours"


def test_a_tie_leads_to_one_demand_once() -> None:
    tie = GoalThemeIn(theme_id=uuid4(), language=Language.EN)
    both = tie.model_copy(update={"local_demand_id": uuid4()})
    neither = GoalThemeIn(language=Language.EN)
    assert broken_field(goal(themes=(both,))) == "themes"
    assert broken_field(goal(themes=(neither,))) == "themes"
    assert broken_field(goal(themes=(tie, tie))) == "themes"


def test_an_indicator_is_there_once() -> None:
    one = indicator()
    assert broken_field(goal(one, one)) == "indicators"


@pytest.mark.parametrize("direction", [Direction.INCREASE, Direction.DECREASE])
def test_a_baseline_equal_to_the_target_asks_for_no_change(direction: Direction) -> None:
    same = target(baseline=Decimal("8.0"), target=Decimal(8))
    entry = goal(indicator(), indicator(same, direction=direction))
    assert broken_field(entry) == "indicators[1].target"


def test_a_target_lies_on_the_side_it_should_go_to() -> None:
    entry = goal(indicator(target(), direction=Direction.INCREASE))
    assert broken_field(entry) == "indicators[0].target"


def test_a_zero_baseline_or_target_is_ordinary() -> None:
    check_goal(goal(indicator(target(baseline=Decimal(5), target=Decimal(0)))))
    check_goal(
        goal(
            indicator(target(baseline=Decimal(0), target=Decimal(5)), direction=Direction.INCREASE)
        )
    )


def test_a_range_ends_above_where_it_starts() -> None:
    same = target(**NOTHING, low=Decimal(5), high=Decimal(5), margin=Decimal(1))
    assert broken_field(goal(indicator(same, **RANGE))) == "indicators[0].high"


def test_a_range_is_the_same_in_every_quarter() -> None:
    path = (QuarterlyTargetIn(year=2026, quarter=1, value=Decimal(5)),)
    whole = target(**NOTHING, low=Decimal(4), high=Decimal(6), margin=Decimal(1), path=path)
    assert broken_field(goal(indicator(whole, **RANGE))) == "indicators[0].path"


@pytest.mark.parametrize(
    ("direction", "fields"),
    [
        (Direction.IN_RANGE, {"low": Decimal(4), "high": Decimal(6)}),
        (Direction.MAINTAIN_ABOVE, {"target": Decimal(6)}),
        (Direction.MAINTAIN_BELOW, {"target": Decimal(6)}),
        (Direction.MAINTAIN_ABOVE, {"target": Decimal(6), "margin": Decimal(-1)}),
    ],
)
def test_a_level_to_hold_needs_a_margin(direction: Direction, fields: dict[str, Any]) -> None:
    held = target(**NOTHING | fields)
    assert broken_field(goal(indicator(held, direction=direction))) == "indicators[0].margin"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"target": Decimal(4)}, "target"),
        ({"target": Decimal(3), "baseline": Decimal("1.5")}, "baseline"),
        (
            {
                "target": Decimal(3),
                "path": (QuarterlyTargetIn(year=2026, quarter=1, value=Decimal(5)),),
            },
            "path",
        ),
    ],
)
def test_a_rubric_asks_for_one_of_its_levels(fields: dict[str, Any], field: str) -> None:
    asked = target(**NOTHING | fields)
    assert broken_field(goal(indicator(asked, **RUBRIC))) == f"indicators[0].{field}"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"levels": (*LEVELS, LEVELS[0])}, "levels"),
        ({"levels": (RubricLevelIn(level=10, description=""),)}, "levels"),
        ({"direction": Direction.DECREASE}, "direction"),
        ({"accumulation": Accumulation.SUM}, "accumulation"),
    ],
)
def test_levels_are_few_rise_and_do_not_add_up(fields: dict[str, Any], field: str) -> None:
    assert broken_field(goal(indicator(**RUBRIC | fields))) == f"indicators[0].{field}"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": IndicatorKind.PERCENT, "unit": "percent"}, "unit"),
        ({"kind": IndicatorKind.PERCENT, "unit": "%", "per": 1000}, "per"),
        ({"kind": IndicatorKind.RATE, "per": 0}, "per"),
        ({"decimals": 7}, "decimals"),
        ({"direction": None}, "direction"),
        ({"levels": LEVELS}, "levels"),
        (VOICES | {"direction": Direction.INCREASE}, "targets"),
        (VOICES | {"targets": (target(**NOTHING),)}, "targets"),
        (VOICES | {"accumulation": Accumulation.SUM}, "accumulation"),
    ],
)
def test_an_indicator_fits_its_kind(fields: dict[str, Any], field: str) -> None:
    assert broken_field(goal(indicator(**fields))) == f"indicators[0].{field}"


def test_a_change_of_the_target_says_why() -> None:
    changed = target(revision=1, target=Decimal(9))
    assert broken_field(goal(indicator(target(), changed))) == "indicators[0].reason"
    check_goal(goal(indicator(target(), changed.model_copy(update={"reason": "Two cars less"}))))


def test_changes_of_the_target_follow_each_other() -> None:
    early = target(revision=1, from_year=2025, reason="Too early")
    assert broken_field(goal(indicator(target(), early))) == "indicators[0].from_quarter"
    skipped = target(revision=2, reason="One is missing")
    assert broken_field(goal(indicator(target(), skipped))) == "indicators[0].targets"


def test_a_quarter_has_one_point_on_the_path() -> None:
    point = QuarterlyTargetIn(year=2026, quarter=1, value=Decimal(10))
    assert broken_field(goal(indicator(target(path=(point, point))))) == "indicators[0].path"


def test_the_baseline_is_older_than_the_due_date() -> None:
    late = target(baseline_on=date(2026, 12, 31))
    entry = goal(indicator(late), due_on=date(2026, 12, 31))
    assert broken_field(entry) == "indicators[0].baseline_on"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"targets": (target(target=Decimal(9)),)}, "target"),
        ({"targets": ()}, "target"),
        ({"unit": "seconds"}, "unit"),
        ({"kind": IndicatorKind.INDEX}, "kind"),
        ({"accumulation": Accumulation.SUM}, "accumulation"),
    ],
)
def test_what_recorded_values_were_measured_against_stays(
    fields: dict[str, Any], field: str
) -> None:
    before = indicator(target())
    with pytest.raises(RuleError) as raised:
        check_settled([before], goal(before.model_copy(update=fields)))
    assert raised.value.where == f"indicators[0].{field}"


def test_an_indicator_with_recorded_values_is_not_removed() -> None:
    with pytest.raises(RuleError, match="can't be removed"):
        check_settled([indicator(target())], goal())


def test_a_measured_target_may_be_changed_from_a_quarter_on_and_told_better() -> None:
    before = indicator(target())
    told = target(baseline_source="Dispatch records", target=Decimal("8.00"))
    changed = target(revision=1, from_quarter=3, target=Decimal(9), reason="Two cars less")
    after = before.model_copy(update={"targets": (told, changed), "definition": "Median"})
    check_settled([before], goal(after))


def test_a_code_is_the_next_free_number_of_the_districts_year() -> None:
    assert goal_code(7, 2026, []) == "07-2026-1"
    taken = ["07-2026-2", "07-2026-10", "07-2026-x", "17-2026-11"]
    assert goal_code(7, 2026, taken) == "07-2026-11"
