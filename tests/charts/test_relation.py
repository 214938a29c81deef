"""Lanes: every number in its place, and nothing where there is no value."""

from typing import Any
from uuid import uuid4

import altair as alt
import pandas as pd
import pytest

from planner.charts.relation import (
    LANE_COLUMNS,
    LaneWords,
    extent_of,
    falls,
    lane_frame,
    lane_spec,
)
from schemas.progress import Reading
from schemas.vocabulary import IndicatorKind, Language, ReportingState, Status

WORDS = LaneWords("Start", "Point", "Measured", "Target", "First target", "Low", "High")


def reading(**fields: Any) -> Reading:
    defaults: dict[str, Any] = {
        "indicator_id": uuid4(),
        "indicator_name": "Minutes to answer",
        "language": Language.EN,
        "kind": IndicatorKind.DURATION,
        "unit": "minutes",
        "decimals": 1,
        "required": True,
        "year": 2026,
        "quarter": 3,
        "state": ReportingState.REPORTED,
        "due_on": None,
    }
    return Reading(**defaults | fields)


def lane(*others: Reading, **fields: Any) -> pd.DataFrame:
    one = reading(**fields)
    extent = extent_of([one, *others])
    assert extent is not None
    frame = lane_frame(one, extent, WORDS, lambda value: f"{value:f} min", "Late")
    return frame.set_index("role")


def test_a_lane_holds_start_point_value_and_target() -> None:
    found = lane(baseline="11.2", point="9.0", actual="9.2", target="8", status=Status.ON_TRACK)
    assert found.loc[["start", "point", "actual", "target"], "value"].tolist() == [11.2, 9, 9.2, 8]
    assert found.loc["actual", "label"] == "9.2 min"
    assert found.loc["actual", "state"] == "on_track"
    assert (found.loc["way", "value"], found.loc["way", "until"]) == (8, 11.2)


def test_a_missing_value_is_never_drawn_as_one() -> None:
    found = lane(baseline="11.2", point="9.0", target="8", state=ReportingState.LATE)
    assert "actual" not in found.index
    assert found["state"].dropna().index.tolist() == ["state"]


def test_a_missing_value_stands_beside_the_scale_as_mark_and_word() -> None:
    found = lane(baseline="11.2", target="8", state=ReportingState.LATE)
    assert (found.loc["state", "label"], found.loc["state", "state"]) == ("Late", "late")
    assert found["value"].isna()["state"]
    assert "state" not in lane(actual="9").index
    drawn = [part for part in lane_spec()["layer"] if "'state'" in str(part["transform"])]
    assert len(drawn) == 2
    assert all("field" not in part["encoding"]["x"] for part in drawn)


def test_a_lane_of_one_number_alone_has_its_extent() -> None:
    found = lane(target="8", state=ReportingState.NOT_DUE)
    assert (found.loc["track", "value"], found.loc["track", "until"]) == (8, 8)
    assert "way" not in found.index


def test_every_point_of_the_plan_is_drawn_over_the_value_it_may_lie_on() -> None:
    order = [str(part["transform"]) for part in lane_spec()["layer"]]
    value = next(place for place, text in enumerate(order) if "'actual'" in text)
    assert any("'point'" in text for text in order[value:])


def test_zero_is_a_value() -> None:
    assert lane(baseline="4", target="8", actual="0").loc["actual", "value"] == 0


def test_a_value_without_a_status_takes_its_states_mark() -> None:
    assert lane(actual="3").loc["actual", "state"] == "reported"


@pytest.mark.parametrize(("baseline", "target"), [("11.2", "8"), ("2", "8")])
def test_the_start_is_labelled_on_the_left_whichever_way_it_goes(
    baseline: str, target: str
) -> None:
    found = lane(baseline=baseline, target=target)
    assert found.index[found["side"] == "left"].tolist() == ["start"]
    assert found.index[found["side"] == "right"].tolist() == ["target"]


def test_a_lane_that_falls_is_turned_round() -> None:
    assert falls(reading(baseline="11.2", target="8"))
    assert not falls(reading(baseline="2", target="8"))
    assert not falls(reading(target="8"))
    assert lane_spec(turned=True)["layer"][0]["encoding"]["x"]["scale"]["reverse"]


def test_a_range_has_two_bounds_and_no_start() -> None:
    found = lane(low="2", high="6", actual="7")
    assert found[found.index == "target"]["what"].tolist() == ["Low", "High"]
    assert "start" not in found.index


def test_the_original_target_shows_only_where_it_was_revised() -> None:
    assert "original" not in lane(baseline="1", target="8", original_target="8").index
    assert lane(baseline="1", target="8", original_target="6").loc["original", "value"] == 6


def test_all_lanes_of_an_indicator_share_one_track() -> None:
    other = reading(actual="40", baseline="11.2", target="8")
    found = lane(other, actual="9", baseline="11.2", target="8")
    assert (found.loc["track", "value"], found.loc["track", "until"]) == (8, 40)


def test_readings_without_numbers_have_no_extent() -> None:
    assert extent_of([reading(state=ReportingState.LATE)]) is None


@pytest.mark.parametrize("dark", [False, True])
def test_the_spec_is_sound_reads_the_frames_columns_and_holds_no_data(dark: bool) -> None:
    spec = lane_spec(dark=dark)
    alt.LayerChart.from_dict(spec)
    assert not [part for part in (spec, *spec["layer"]) if "data" in part]
    assert set(fields_of(spec)) <= set(LANE_COLUMNS)


def fields_of(part: Any) -> list[str]:
    """Return every field that a spec reads."""
    if isinstance(part, list):
        return [name for one in part for name in fields_of(one)]
    if not isinstance(part, dict):
        return []
    own = [part["field"]] if isinstance(part.get("field"), str) else []
    return own + [name for one in part.values() for name in fields_of(one)]
