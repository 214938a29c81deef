"""The usual range: a gap stays a gap, what stands out has a mark of its own."""

from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd
import pytest

from planner.charts.indicator import RANGE_COLUMNS, range_frame, range_spec
from schemas.message import Message
from schemas.relation import RangePoint, UsualRange
from tests.charts.test_relation import fields_of


def point(part: int, value: str | None, note: Message | None = None) -> RangePoint:
    number = None if value is None else Decimal(value)
    return RangePoint(year=2026, part=part, value=number, note=note)


def draw(*points: RangePoint, **fields: Any) -> pd.DataFrame:
    found = UsualRange(monthly=True, points=points, says=(), **fields)
    names = [f"2026-{one.part:02d}" for one in points]
    targets = [f"Target {one}" for one in found.targets]
    return range_frame(found, names, targets)


def test_values_range_middle_and_target_share_one_scale() -> None:
    frame = draw(
        point(1, "10.5"),
        point(2, "9.5", Message("Outside what is usual")),
        mean=Decimal(10),
        lowest=Decimal(9),
        highest=Decimal(11),
        targets=(Decimal(8),),
    ).set_index("role")
    assert (frame.loc["value", "period"], frame.loc["value", "value"]) == ("2026-01", 10.5)
    assert frame.loc["unusual", "period"] == "2026-02"
    assert (frame.loc["range", "value"], frame.loc["range", "until"]) == (9, 11)
    assert frame.loc["mean", "value"] == 10
    assert (frame.loc["target", "value"], frame.loc["target", "label"]) == (8, "Target 8")


def test_a_gap_has_no_value() -> None:
    frame = draw(point(1, "3"), point(2, None), point(3, "0"))
    assert frame["value"].isna().tolist() == [False, True, False]


def test_one_value_has_no_range() -> None:
    assert draw(point(1, "3"))["role"].tolist() == ["value"]


def test_without_values_there_is_nothing_to_draw() -> None:
    frame = draw()
    assert frame.empty
    assert list(frame.columns) == RANGE_COLUMNS


@pytest.mark.parametrize("dark", [False, True])
def test_the_spec_is_sound_reads_the_frames_columns_and_holds_no_data(dark: bool) -> None:
    spec = range_spec("minutes", dark=dark)
    alt.LayerChart.from_dict(spec)
    assert not [part for part in (spec, *spec["layer"]) if "data" in part]
    assert set(fields_of(spec)) <= set(RANGE_COLUMNS)


def test_what_stands_out_differs_by_shape_not_by_colour_alone() -> None:
    shapes = [
        part["mark"].get("shape", "circle")
        for part in range_spec("minutes")["layer"]
        if part["mark"]["type"] == "point"
    ]
    assert len(set(shapes)) == 2
