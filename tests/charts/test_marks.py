"""Marks: one for each state, never told apart by colour alone, readable on their ground."""

import itertools
import tomllib
from pathlib import Path

import pytest

from planner.charts.marks import MARKS, mark_of
from planner.charts.spec import DARK, LIGHT, Tones
from planner.i18n import word_of
from schemas.vocabulary import ReportingState, Status

THEME = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
SAME_WORD = [{Status.REACHED, Status.MET}]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_status_and_state_has_a_mark_and_a_word() -> None:
    assert set(MARKS) == set(Status) | set(ReportingState)
    assert all(word_of(member) for member in MARKS)


@pytest.mark.parametrize("pair", list(itertools.combinations(MARKS, 2)))
def test_no_two_states_share_their_character(pair: tuple[Status, Status]) -> None:
    if set(pair) not in SAME_WORD:
        assert MARKS[pair[0]].glyph != MARKS[pair[1]].glyph


@pytest.mark.parametrize("member", list(MARKS))
def test_marks_can_be_read_on_light_and_on_dark(member: Status) -> None:
    assert contrast(MARKS[member].light, "#ffffff") >= 4.5
    assert contrast(MARKS[member].dark, "#0e1117") >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("tint", ["blue", "green", "orange", "red", "violet", "gray"])
def test_a_badge_can_be_read_on_its_ground(mode: str, tint: str) -> None:
    colours = THEME[mode]
    assert contrast(colours[f"{tint}TextColor"], colours[f"{tint}BackgroundColor"]) >= 4.5


@pytest.mark.parametrize("member", [m for m in MARKS if MARKS[m].tint != "gray"])
def test_a_badge_has_the_colour_of_its_mark(member: Status) -> None:
    mark = MARKS[member]
    assert THEME["light"][f"{mark.tint}TextColor"] == mark.light
    assert THEME["dark"][f"{mark.tint}TextColor"] == mark.dark


def test_a_status_speaks_before_the_reporting_state() -> None:
    assert mark_of(Status.AT_RISK, ReportingState.REPORTED) is MARKS[Status.AT_RISK]
    assert mark_of(None, ReportingState.LATE) is MARKS[ReportingState.LATE]


@pytest.mark.parametrize(("held", "ground"), [(LIGHT, "#ffffff"), (DARK, "#0e1117")])
def test_words_of_charts_can_be_read(held: Tones, ground: str) -> None:
    assert contrast(held.ink, ground) >= 7
    assert contrast(held.quiet, ground) >= 4.5
    assert contrast(held.ink, held.ground) >= 4.5
