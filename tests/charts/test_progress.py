"""The path of an indicator: values in their place, and no state that looks like a value."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import altair as alt
import pandas as pd
import pytest

from planner.charts.progress import (
    LARGE,
    LETTERS,
    PATH_COLUMNS,
    SMALL,
    PathWords,
    Size,
    path_frame,
    path_spec,
    start_of,
    title_lines,
)
from schemas.indicator import IndicatorRow, TargetIn
from schemas.progress import MonthRow, Reading
from schemas.vocabulary import (
    Accumulation,
    Direction,
    IndicatorKind,
    Language,
    ReportingState,
    Status,
)

ID = UUID(int=7)
WORDS = PathWords(
    start="Start",
    plan="Plan",
    original_plan="First plan",
    actual="Measured",
    target="Target",
    original_target="First target",
    low="Low",
    high="High",
    month="Month",
    write=lambda value: f"{value:f} min",
    state=lambda reading: (reading.status or reading.state).value,
)


def indicator(**fields: Any) -> IndicatorRow:
    target = TargetIn(from_year=2026, from_quarter=1, baseline=Decimal("11.2"), target=Decimal(8))
    defaults: dict[str, Any] = {
        "id": ID,
        "kind": IndicatorKind.DURATION,
        "name": "Minutes to answer",
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "language": Language.EN,
        "targets": (target,),
        "code": "07-2026-1.1",
        "position": 1,
    }
    return IndicatorRow(**defaults | fields)


def reading(quarter: int, **fields: Any) -> Reading:
    defaults: dict[str, Any] = {
        "indicator_id": ID,
        "indicator_name": "Minutes to answer",
        "language": Language.EN,
        "kind": IndicatorKind.DURATION,
        "unit": "minutes",
        "decimals": 1,
        "required": True,
        "year": 2026,
        "quarter": quarter,
        "state": ReportingState.NOT_DUE,
        "due_on": None,
    }
    return Reading(**defaults | fields)


def measured(quarter: int, actual: str, status: Status = Status.ON_TRACK, **fields: Any) -> Reading:
    state = ReportingState.REPORTED
    return reading(quarter, actual=Decimal(actual), status=status, state=state, **fields)


YEAR = (
    measured(1, "10.7", point="10.4", target="8"),
    reading(2, point="9.6", target="8", state=ReportingState.LATE),
    measured(3, "9.0", Status.AT_RISK, point="9.3", original_point="8.8", target="8.5"),
    reading(4, point="8.5", original_point="8", target="8.5", original_target="8"),
)


def rows(frame: pd.DataFrame, role: str) -> list[tuple[Any, ...]]:
    chosen = frame[frame["role"] == role]
    return list(chosen[["at", "value"]].itertuples(index=False, name=None))


def test_a_path_runs_from_the_start_over_the_plan_to_the_target() -> None:
    frame = path_frame(indicator(), YEAR, WORDS)
    assert list(frame.columns) == PATH_COLUMNS
    assert rows(frame, "start") == [(0, 11.2)]
    assert rows(frame, "plan") == [(0, 11.2), (1, 10.4), (2, 9.6), (3, 9.3), (4, 8.5)]
    assert rows(frame, "original") == [(3, 8.8), (4, 8.0)]
    assert rows(frame, "target") == [(4, 8.5)]
    assert rows(frame, "was") == [(4, 8.0)]
    assert list(frame[frame["role"] == "quarter"]["label"]) == ["2026 Q1", "Q2", "Q3", "Q4"]
    assert list(frame[frame["role"] == "start"]["label"]) == ["11.2 min"]


def test_a_state_has_no_value_and_breaks_the_line() -> None:
    frame = path_frame(indicator(), YEAR, WORDS)
    actual = frame[frame["role"] == "actual"]
    assert list(actual["state"]) == ["on_track", "at_risk"]
    assert len(set(actual["run"])) == 2
    states = frame[frame["role"] == "state"]
    assert list(states["state"]) == ["late", "not_due"]
    assert states["value"].isna().all()


def test_zero_is_a_value() -> None:
    frame = path_frame(indicator(), [measured(1, "0")], WORDS)
    assert rows(frame, "actual") == [(1, 0.0)]


def test_one_point_is_one_mark() -> None:
    frame = path_frame(indicator(), [measured(2, "10", target="8")], WORDS)
    assert rows(frame, "actual") == [(1, 10.0)]
    assert rows(frame, "target") == [(1, 8.0)]


def test_where_all_is_missing_only_states_and_what_is_asked_are_drawn() -> None:
    waiting = [reading(each, state=ReportingState.SOURCE_NOT_PUBLISHED) for each in (1, 2, 3, 4)]
    frame = path_frame(indicator(targets=()), waiting, WORDS)
    assert set(frame["role"]) == {"quarter", "state"}
    assert frame["value"].isna().all()


def test_without_quarters_only_the_start_is_left() -> None:
    month = MonthRow(month=date(2026, 1, 1), value=Decimal(10))
    frame = path_frame(indicator(), [], WORDS, [month])
    assert set(frame["role"]) == {"start", "plan"}


def test_a_range_is_drawn_by_its_bounds() -> None:
    frame = path_frame(indicator(targets=()), [measured(1, "30", low="25", high="40")], WORDS)
    assert rows(frame, "bound") == [(1, 25.0), (1, 40.0)]


def test_what_adds_up_starts_at_zero_and_a_ratio_never_does() -> None:
    adding = {"accumulation": Accumulation.SUM, "kind": IndicatorKind.COUNT}
    assert start_of(indicator(**adding)) == 0
    assert start_of(indicator(**adding | {"kind": IndicatorKind.PERCENT})) == Decimal("11.2")
    assert start_of(indicator(targets=())) is None


@pytest.mark.parametrize(
    ("month", "start_month", "place"),
    [
        (date(2026, 2, 1), 1, 1.0),
        (date(2026, 9, 1), 1, pytest.approx(3.333, abs=0.01)),
        (date(2025, 10, 1), 1, pytest.approx(-0.333, abs=0.01)),
        (date(2025, 11, 1), 10, 1.0),
    ],
)
def test_a_month_stands_within_its_quarter(month: date, start_month: int, place: float) -> None:
    months = [MonthRow(month=month, value=Decimal("10.1"))]
    frame = path_frame(indicator(), YEAR, WORDS, months, start_month)
    assert rows(frame, "month") == [(place, 10.1)]


def test_months_are_no_part_of_a_running_total() -> None:
    month = MonthRow(month=date(2026, 2, 1), value=Decimal(30))
    adding = indicator(accumulation=Accumulation.SUM, kind=IndicatorKind.COUNT)
    assert rows(path_frame(adding, YEAR, WORDS, [month]), "month") == []


@pytest.mark.parametrize("month", [date(2025, 9, 1), date(2027, 1, 1)])
def test_months_long_before_and_after_are_left_out(month: date) -> None:
    frame = path_frame(indicator(), YEAR, WORDS, [MonthRow(month=month, value=Decimal(1))])
    assert rows(frame, "month") == []


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("dark", [False, True])
def test_the_spec_is_cached_without_data_and_valid(size: Size, *, dark: bool) -> None:
    spec = path_spec(size, dark=dark)
    assert spec is path_spec(size, dark=dark)
    assert "data" not in spec
    assert "datasets" not in spec
    data = path_frame(indicator(), YEAR, WORDS).to_dict("records")
    alt.LayerChart.from_dict({**spec, "data": {"values": data}})


def test_a_small_picture_leaves_months_and_the_first_plan_to_the_large_one() -> None:
    def drawn(size: Size) -> str:
        return str(path_spec(size)["layer"])

    for role in ("month", "original", "was"):
        assert f"'{role}'" in drawn(LARGE)
        assert f"'{role}'" not in drawn(SMALL)


def test_a_long_title_takes_two_lines_and_chinese_counts_twice() -> None:
    title = "Median minutes to answer a priority-1 call in beats 0712 and 0713"
    assert len(title_lines(title)) == 2
    assert max(map(len, title_lines("巡逻区" * LETTERS))) <= LETTERS // 2
    assert title_lines("") == []
    assert title_lines(f"{'a' * LETTERS}") == ["a" * LETTERS]


def test_words_and_numbers_are_the_readers() -> None:
    frame = path_frame(indicator(id=uuid4()), [measured(1, "10.7")], WORDS)
    (row,) = frame[frame["role"] == "actual"].itertuples()
    assert (row.label, row.what) == ("10.7 min", "Measured: on_track")
