"""What an indicator's own history says: control limits (XmR), signals, assurance, ambition.

Rules follow the XmR charts that health boards publish; numbers are floats, as statistics may be.
A missing value (None) is a gap: no moving range and no pattern of signals reaches across it.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import fmean
from typing import Self, TypeAlias

from schemas.errors import N_, RuleError
from schemas.vocabulary import Ambition, Direction

Value: TypeAlias = float | Decimal | None

RANGE_FACTOR = 2.66
"""From the mean moving range to the distance of a limit: 3 / 1.128."""
SCREEN_FACTOR = 3.267
"""Moving ranges from this multiple of their mean upwards are left out once."""
FIRM_POINTS = 12
"""Limits from fewer points are provisional."""
RUN_LENGTH = 7
"""Points of a trend, or on one side of the mean, that make a signal."""
JUDGED_POINTS = 5
"""With fewer past points than this, an asked change can't be judged."""

_NEAR_WINDOW, _NEAR_POINTS = 3, 2
# Limits and means carry rounding in their last digits, so a point that lies on one of them by
# the numbers as written would fall beside it without some slack.
_RELATIVE_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """The control limits of one stretch of values, in the indicator's unit.

    `points` counts the values they rest on; `screened` says whether ranges were left out.
    """

    mean: float
    lower: float
    upper: float
    points: int
    screened: bool

    @property
    def provisional(self) -> bool:
        """Whether too few points stand behind the limits to call them firm."""
        return self.points < FIRM_POINTS

    @property
    def near_lower(self) -> float:
        """The line two thirds of the way from the mean to the lower limit."""
        return self.mean - (self.mean - self.lower) * 2 / 3

    @property
    def near_upper(self) -> float:
        """The line two thirds of the way from the mean to the upper limit."""
        return self.mean + (self.upper - self.mean) * 2 / 3


class SignalKind(StrEnum):
    """What makes a point more than chance, in order of priority."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"
    ONE_SIDE = "one_side"


@dataclass(frozen=True, slots=True)
class Signal:
    """Why a point is flagged, and whether it points upwards or downwards."""

    kind: SignalKind
    upward: bool


@dataclass(frozen=True, slots=True)
class ChartPart:
    """The values from one rebase to the next, with limits and signals of their own.

    `start` is the place of the first value in the whole series; `limits` is None where no two
    neighbouring values are known; `signals` has one entry a value.
    """

    start: int
    values: tuple[float | None, ...]
    limits: Limits | None
    signals: tuple[Signal | None, ...]


class Assurance(StrEnum):
    """Whether an unchanged process would keep meeting the target."""

    CONSISTENTLY_MET = "consistently_met"
    CONSISTENTLY_MISSED = "consistently_missed"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True, slots=True)
class AskedChange:
    """An asked change read against history, with what it was read against.

    `change` is target - baseline, None while either is missing. `lowest` and `highest` are the
    extremes seen, None with no past point.
    """

    ambition: Ambition
    change: float | None
    points: int
    limits: Limits | None
    lowest: float | None
    highest: float | None


def control_limits(values: Sequence[Value], *, screen: bool = True) -> Limits | None:
    """Return mean +/- 2.66 x mean moving range, or None where no moving range is known.

    Screening leaves out wide moving ranges once; if that leaves nothing or a zero mean, the
    unscreened ranges stand. Raises RuleError for a value that is not a finite number.
    """
    series = _numbers(values)
    known = _known(series)
    ranges = [
        abs(after - before)
        for before, after in pairwise(series)
        if before is not None and after is not None
    ]
    if not ranges:
        return None
    kept = _screened(ranges) if screen else ranges
    mean, reach = _mean(known), RANGE_FACTOR * fmean(kept)
    return Limits(mean, mean - reach, mean + reach, len(known), len(kept) < len(ranges))


def signals(values: Sequence[Value], limits: Limits) -> tuple[Signal | None, ...]:
    """Flag every point of every pattern, one signal a value; the first kind in order wins."""
    series = _numbers(values)
    found: list[Signal | None] = [None] * len(series)
    reader = _Reader.of(series, limits)
    for find in (reader.outside, reader.trend, reader.near_limit, reader.one_side):
        for place, signal in _everywhere(find, series):
            found[place] = found[place] or signal
    return tuple(found)


def control_chart(
    values: Sequence[Value], rebases: Sequence[int] = (), *, screen: bool = True
) -> tuple[ChartPart, ...]:
    """Split a series where it was rebased, and give each part its own limits and signals.

    `rebases` are the places at which a new set of limits starts; the last part's limits are
    the ones that assurance reads.
    """
    series = _numbers(values)
    edges = sorted({0, len(series), *(place for place in rebases if 0 < place < len(series))})
    return tuple(
        _chart_part(start, series[start:end], screen=screen) for start, end in pairwise(edges)
    )


def assurance(target: float | Decimal, limits: Limits, direction: Direction) -> Assurance | None:
    """Read the target against the limits; a range has no better side, so it gets None."""
    if direction is Direction.IN_RANGE:
        return None
    sign = _better_sign(direction)
    worse, better = sorted((sign * limits.lower, sign * limits.upper))
    if sign * float(target) <= worse:
        return Assurance.CONSISTENTLY_MET
    if sign * float(target) >= better:
        return Assurance.CONSISTENTLY_MISSED
    return Assurance.HIT_AND_MISS


def asked_change(
    history: Sequence[Value],
    baseline: Value,
    target: Value,
    direction: Direction,
) -> AskedChange:
    """Read the level a goal asks for against the levels seen before, on the better side.

    Up to the usual range's better limit it may be reached by chance (usual); past it but no
    further than the best value, it was seen; past both it was never seen. A range, or no target
    yet, asks for no change. The history must be on the target's footing: years with years,
    quarters with quarters.
    """
    known = _known(_numbers(history))
    limits = control_limits(history)
    return AskedChange(
        ambition=_ambition(known, limits, target, direction),
        change=None if baseline is None or target is None else float(target) - float(baseline),
        points=len(known),
        limits=limits,
        lowest=min(known, default=None),
        highest=max(known, default=None),
    )


def _ambition(
    known: Sequence[float], limits: Limits | None, target: Value, direction: Direction
) -> Ambition:
    if target is None or direction is Direction.IN_RANGE:
        return Ambition.NO_CHANGE
    if len(known) < JUDGED_POINTS:
        return Ambition.NOT_JUDGED
    sign = _better_sign(direction)
    asked = sign * float(target)
    if limits and asked <= max(sign * limits.lower, sign * limits.upper):
        return Ambition.USUAL
    best = max(sign * value for value in known)
    return Ambition.SEEN if asked <= best else Ambition.UNSEEN


def _better_sign(direction: Direction) -> int:
    """Return 1 where more is better, else -1; staying above a threshold reads like an increase."""
    return 1 if direction in {Direction.INCREASE, Direction.MAINTAIN_ABOVE} else -1


def _numbers(values: Sequence[Value]) -> list[float | None]:
    numbers = [None if value is None else float(value) for value in values]
    if not all(number is None or math.isfinite(number) for number in numbers):
        raise RuleError(N_("A value of the history is not a number."))
    return numbers


def _known(series: Sequence[float | None]) -> list[float]:
    return [value for value in series if value is not None]


def _mean(known: list[float]) -> float:
    # Rounding can carry the mean of equal values past them; a mean lies between the extremes.
    return min(max(fmean(known), min(known)), max(known))


def _screened(ranges: list[float]) -> list[float]:
    ceiling = SCREEN_FACTOR * fmean(ranges)
    kept = [moving for moving in ranges if moving < ceiling]
    return kept if any(kept) else ranges


def _chart_part(start: int, series: list[float | None], *, screen: bool) -> ChartPart:
    limits = control_limits(series, screen=screen)
    flags = signals(series, limits) if limits else (None,) * len(series)
    return ChartPart(start, tuple(series), limits, flags)


_Found: TypeAlias = Iterator[tuple[int, Signal]]
_Stretch: TypeAlias = Sequence[float]


def _everywhere(find: Callable[[_Stretch], _Found], series: Sequence[float | None]) -> _Found:
    """Look for a pattern in every unbroken stretch; places count from the series' start."""
    start = 0
    for is_gap, group in groupby(series, lambda value: value is None):
        stretch = list(group)
        if not is_gap:
            for place, signal in find(_known(stretch)):
                yield start + place, signal
        start += len(stretch)


def _windows(stretch: _Stretch, size: int) -> Iterator[tuple[int, _Stretch]]:
    for first in range(len(stretch) - size + 1):
        yield first, stretch[first : first + size]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds the patterns of an unbroken stretch of values between given limits."""

    limits: Limits
    slack: float

    @classmethod
    def of(cls, series: Sequence[float | None], limits: Limits) -> Self:
        scale = max(map(abs, (*_known(series), limits.lower, limits.upper)))
        return cls(limits, scale * _RELATIVE_SLACK)

    def side(self, value: float) -> int:
        """Return 1 above the mean, -1 below it, 0 on it."""
        return self.beyond(value, self.limits.mean, self.limits.mean)

    def beyond(self, value: float, lower: float, upper: float) -> int:
        """Return 1 strictly above the upper line, -1 strictly below the lower one, else 0."""
        return (value - upper > self.slack) - (lower - value > self.slack)

    def is_near(self, value: float) -> bool:
        """Say whether a value lies past a near line and not past its limit."""
        limits = self.limits
        return bool(self.beyond(value, limits.near_lower, limits.near_upper)) and not self.beyond(
            value, limits.lower, limits.upper
        )

    def outside(self, stretch: _Stretch) -> _Found:
        for place, value in enumerate(stretch):
            if side := self.beyond(value, self.limits.lower, self.limits.upper):
                yield place, Signal(SignalKind.OUTSIDE, side > 0)

    def trend(self, stretch: _Stretch) -> _Found:
        for first, window in _windows(stretch, RUN_LENGTH):
            steps = {(after > before) - (after < before) for before, after in pairwise(window)}
            if steps in ({1}, {-1}):
                yield from _flag(
                    range(first, first + RUN_LENGTH), Signal(SignalKind.TREND, steps == {1})
                )

    def near_limit(self, stretch: _Stretch) -> _Found:
        for first, window in _windows(stretch, _NEAR_WINDOW):
            sides = {self.side(value) for value in window}
            near = [first + i for i, value in enumerate(window) if self.is_near(value)]
            if sides in ({1}, {-1}) and len(near) >= _NEAR_POINTS:
                yield from _flag(near, Signal(SignalKind.NEAR_LIMIT, sides == {1}))

    def one_side(self, stretch: _Stretch) -> _Found:
        for first, window in _windows(stretch, RUN_LENGTH):
            sides = {self.side(value) for value in window}
            if sides in ({1}, {-1}):
                yield from _flag(
                    range(first, first + RUN_LENGTH), Signal(SignalKind.ONE_SIDE, sides == {1})
                )


def _flag(places: Sequence[int], signal: Signal) -> _Found:
    return ((place, signal) for place in places)
