"""The picture of a path while it is written: what has a value is drawn, and nothing else."""

from decimal import Decimal

import altair as alt

from planner.charts.target import COLUMNS, Lines, TargetWords, target_frame, target_spec

WORDS = TargetWords("Start", "Step", "Target", "Last year", "First plan", lambda one: f"{one:f} h")
BARE = Lines(["2026 Q1", "Q2"], None, {}, None, {}, {})
WHOLE = Lines(
    ["2026 Q1", "Q2"],
    Decimal(0),
    {1: Decimal(15), 2: Decimal(30)},
    Decimal(30),
    {1: Decimal(9)},
    {1: Decimal(14), 2: Decimal(28)},
)


def rows(lines: Lines, role: str) -> list[tuple[object, ...]]:
    frame = target_frame(lines, WORDS)
    return list(frame[frame.role == role][["at", "value", "label"]].itertuples(index=False))


def test_what_has_no_value_has_no_row() -> None:
    frame = target_frame(BARE, WORDS)
    assert list(frame.columns) == COLUMNS
    assert set(frame.role) == {"quarter"}


def test_the_way_leads_from_the_start_over_each_step() -> None:
    assert rows(WHOLE, "way") == [(0, 0.0, "0 h"), (1, 15.0, "15 h"), (2, 30.0, "30 h")]
    assert rows(WHOLE, "target") == [(2, 30.0, "30 h")]
    assert rows(WHOLE, "last") == [(1, 9.0, "9 h")]
    assert len(rows(WHOLE, "original")) == 2


def test_the_last_step_has_no_number_beside_the_targets() -> None:
    assert rows(WHOLE, "number") == [(1, 15.0, "15 h")]


def test_numbers_that_would_run_into_each_other_are_left_to_the_table() -> None:
    many = {at: Decimal(at) for at in range(1, 13)}
    lines = WHOLE._replace(quarters=[f"Q{at}" for at in many], steps=many)
    assert rows(lines, "number") == []


def test_the_spec_is_one_of_altairs_without_data_in_both_lights() -> None:
    for dark in (False, True):
        spec = target_spec(dark=dark)
        assert "data" not in spec
        assert all("data" not in layer for layer in spec["layer"])
        alt.LayerChart.from_dict({**spec, "data": {"values": []}})
    assert target_spec() is target_spec()
