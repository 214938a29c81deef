"""The bar of voices: complaints and praise on their own sides, to one scale for all quarters."""

from typing import Any

import altair as alt
import pytest

from planner.charts.voice import (
    VALENCE_COLUMNS,
    SideWords,
    reach_of,
    valence_frame,
    valence_spec,
)
from schemas.vocabulary import Valence
from schemas.voice import VoiceSummary
from tests.charts.test_marks import contrast
from tests.charts.test_relation import fields_of

WORDS = SideWords("Complaints", "Neither", "Praise")


def summary(**counts: int) -> VoiceSummary:
    by_valence = tuple(
        (None if name == "uncoded" else Valence(name), count) for name, count in counts.items()
    )
    total = sum(counts.values())
    return VoiceSummary(
        count=total, meetings=1, withheld=0, by_valence=by_valence, by_theme=(), quotes=()
    )


def spans(one: VoiceSummary) -> dict[str, tuple[float, float]]:
    frame = valence_frame(one, reach_of([one]), WORDS)
    return dict(zip(frame["side"], zip(frame["start"], frame["end"], strict=True), strict=True))


def test_complaints_lie_left_praise_right_and_the_rest_around_the_middle() -> None:
    found = spans(summary(praise=3, mixed=1, complaint=8, neither=1, uncoded=2))
    assert found["complaint"] == (-10, -2)
    assert found["between"] == (-2, 2)
    assert found["praise"] == (2, 5)


def test_a_side_nobody_took_has_no_part() -> None:
    assert set(spans(summary(praise=2))) == {"reach", "praise"}


def test_all_bars_share_the_longest_side() -> None:
    many, few = summary(complaint=9), summary(praise=1)
    assert reach_of([many, few]) == 9
    frame = valence_frame(few, reach_of([many, few]), WORDS).set_index("side")
    assert (frame.loc["reach", "start"], frame.loc["reach", "end"]) == (-9, 9)


def test_each_bar_has_a_line_at_the_middle_which_all_share() -> None:
    many, few = summary(complaint=9, neither=3), summary(praise=1)
    for one in (many, few):
        frame = valence_frame(one, reach_of([many, few]), WORDS).set_index("side")
        reach = frame.loc["reach"]
        assert (reach["middle"], reach["start"] + reach["end"]) == (0, 0)


@pytest.mark.parametrize("dark", [False, True])
def test_the_line_at_the_middle_is_seen_and_lies_behind_the_bar_and_its_numbers(
    dark: bool,
) -> None:
    _room, line, *parts = valence_spec(dark=dark)["layer"]
    assert line["transform"] == [{"filter": "datum.side == 'reach'"}]
    assert (line["encoding"]["x"]["field"], "x2" in line["encoding"]) == ("middle", False)
    assert contrast(line["mark"]["color"], "#0e1117" if dark else "#ffffff") >= 3
    assert [part["mark"]["type"] for part in parts] == ["bar", "text"]


def test_no_voices_reach_nowhere() -> None:
    assert reach_of([]) == 0
    assert set(spans(summary())) == {"reach"}


@pytest.mark.parametrize("dark", [False, True])
def test_the_spec_is_sound_reads_the_frames_columns_and_holds_no_data(dark: bool) -> None:
    spec = valence_spec(dark=dark)
    alt.LayerChart.from_dict(spec)
    assert not [part for part in (spec, *spec["layer"]) if "data" in part]
    assert set(fields_of(spec)) <= set(VALENCE_COLUMNS)


@pytest.mark.parametrize("dark", [False, True])
def test_numbers_are_readable_on_their_part(dark: bool) -> None:
    fills, letters = (
        layer["encoding"]["color"]["scale"]["range"] for layer in layers(valence_spec(dark=dark))
    )
    assert all(contrast(fill, letter) >= 4.5 for fill, letter in zip(fills, letters, strict=True))


def layers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if "color" in layer["encoding"]]
