"""The one table of marks: shape, word and colour of every status and reporting state.

The same on screen, in charts and in files. Colours pass 4.5 to 1 on their background, light and
dark, and no two states differ by colour alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from schemas.vocabulary import ReportingState, Status

CIRCLE = "circle"
SQUARE = "square"
UP = "triangle-up"
DOWN = "triangle-down"
# Paths in a square from -1 to 1, as Vega's own symbols are.
TICKED = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0ZM-0.55,0.05L-0.15,0.45L0.55,-0.35L0.42,-0.5L-0.15,0.12"
    "L-0.42,-0.12Z"
)
CROSS = (
    "M-0.9,-0.6L-0.6,-0.9L0,-0.3L0.6,-0.9L0.9,-0.6L0.3,0L0.9,0.6L0.6,0.9L0,0.3L-0.6,0.9"
    "L-0.9,0.6L-0.3,0Z"
)
CLOCK = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0ZM0.8,0A0.8,0.8,0,1,0,-0.8,0A0.8,0.8,0,1,0,0.8,0Z"
    "M-0.1,-0.6L0.1,-0.6L0.1,0L0.45,0.35L0.32,0.5L-0.1,0.08Z"
)
RING = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0ZM0.75,0A0.75,0.75,0,1,0,-0.75,0A0.75,0.75,0,1,0,0.75,0Z"
DASHES = (
    "M-1,-0.15L-0.4,-0.15L-0.4,0.15L-1,0.15ZM0.4,-0.15L1,-0.15L1,0.15L0.4,0.15Z"
    "M-0.15,-1L0.15,-1L0.15,-0.4L-0.15,-0.4ZM-0.15,0.4L0.15,0.4L0.15,1L-0.15,1Z"
)
DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
QUESTION = (
    "M-0.5,-0.45A0.5,0.5,0,1,1,0.15,0.05L0.15,0.35L-0.15,0.35L-0.15,-0.15"
    "A0.25,0.25,0,1,0,-0.22,-0.45Z"
    "M-0.15,0.6L0.15,0.6L0.15,0.9L-0.15,0.9Z"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: a character for text, a shape for charts, colours on light and on dark.

    `tint` is the name of the theme colour that text of this state takes.
    """

    glyph: str
    shape: str
    light: str
    dark: str
    tint: str


_BLUE = ("#0b4a8f", "#8ab8f0", "blue")
_TEAL = ("#0b6e69", "#4fc9c0", "green")
_AMBER = ("#855600", "#e3b04b", "orange")
_VERMILION = ("#b23708", "#ff9166", "red")
_MAGENTA = ("#8e1a5e", "#f08cc4", "violet")
_GREY = ("#5b6673", "#a9b3bf", "gray")
_INK = ("#1f2933", "#e5e9ee", "gray")

MARKS: Mapping[Status | ReportingState, Mark] = MappingProxyType(
    {
        Status.REACHED: Mark("✔", TICKED, *_BLUE),
        Status.MET: Mark("✔", TICKED, *_BLUE),
        Status.ON_TRACK: Mark("●", CIRCLE, *_TEAL),
        Status.AT_RISK: Mark("▲", UP, *_AMBER),
        Status.OFF_TRACK: Mark("■", SQUARE, *_VERMILION),
        Status.NOT_MET: Mark("✕", CROSS, *_VERMILION),
        Status.WORSE_THAN_BASELINE: Mark("▼", DOWN, *_MAGENTA),
        ReportingState.NOT_DUE: Mark("○", RING, *_GREY),
        ReportingState.DUE: Mark("◔", CLOCK, *_GREY),
        ReportingState.LATE: Mark("◷", CLOCK, *_INK),
        ReportingState.SOURCE_NOT_PUBLISHED: Mark("◌", DASHES, *_GREY),
        ReportingState.REPORTED: Mark("◆", "diamond", *_GREY),
        ReportingState.NOT_APPLICABLE: Mark("\N{EN DASH}", DASH, *_GREY),
        ReportingState.UNABLE_TO_ASSESS: Mark("?", QUESTION, *_GREY),
    }
)


def mark_of(status: Status | None, state: ReportingState) -> Mark:
    """Return the mark of a status, or of the reporting state where there is none."""
    return MARKS[status or state]


def standing_word(status: Status | None, state: ReportingState) -> Status | ReportingState:
    """Return the member whose word goes with the mark."""
    return status or state
