"""The path of a target as it is typed: its steps, what is left of it, and how it looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from planner.charts.progress import title_lines
from planner.charts.spec import titled
from planner.charts.target import Lines, TargetWords, target_frame, target_spec
from planner.domain.progress import Target, point, target_in_force
from planner.domain.progress.steps import Course, Ground, places_of, rounded
from planner.domain.quarters import Quarter
from schemas.errors import RuleError
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import Accumulation

from ..language import _, number, quarter_name
from ..picture import picture_title
from ..text import plain

Points = dict[Quarter, Decimal]


@dataclass(frozen=True, slots=True)
class Sketch:
    """An indicator's path while it is written, over the quarters of its goal.

    `steps` are to date where values add up; `original` is what was asked for first, where it was
    changed; `entries` are the steps that are agreed one by one, as they are stored.
    """

    indicator: IndicatorIn
    ground: Ground
    quarters: Sequence[Quarter]
    steps: Points
    original: Points
    last_year: Points
    entries: Points

    @property
    def target(self) -> TargetIn:
        """The target that is being written."""
        return self.indicator.targets[-1]

    def write(self, value: Decimal) -> str:
        """Write a number with the indicator's digits, or more where it has more itself."""
        return number(value, max(self.ground.decimals, places_of(value)))


def sketch(
    indicator: IndicatorIn, ground: Ground, quarters: Sequence[Quarter], last_year: Points
) -> Sketch | None:
    """Return the path of an indicator as it is typed, or None while it leads nowhere yet."""
    try:
        targets = [
            Target(ground.path(one), Quarter(one.from_year, one.from_quarter), one.revision)
            for one in indicator.targets
        ]
        if not targets:
            return None
        steps = {each: _at(target_in_force(targets, each), each, ground) for each in quarters}
        first = {each: _at(targets[0], each, ground) for each in quarters}
    except RuleError:
        return None
    return Sketch(
        indicator,
        ground,
        quarters,
        steps,
        first if len(targets) > 1 else {},
        last_year,
        {Quarter(at.year, at.quarter): at.value for at in indicator.targets[-1].path},
    )


def draw_sketch(one: Sketch) -> None:
    """Draw a path and the same as a table beside it."""
    picture, table = st.columns([3, 2], vertical_alignment="center")
    with picture:
        spec = target_spec(dark=st.context.theme.type == "dark")
        title = title_lines(picture_title(one.indicator.name))
        st.vega_lite_chart(
            target_frame(_lines(one), _words(one)), titled(spec, title), alt=_describe(one)
        )
        st.caption(plain(" · ".join(_legend(one))))
    with table:
        st.dataframe(_rows(one), hide_index=True, alt=_("The path by quarter"))


def draw_left(course: Course, steps: Mapping[Quarter, Decimal]) -> None:
    """Say what the steps leave of the target, or that all of it is placed."""
    if course.accumulation is not Accumulation.SUM:
        _draw_end(course, steps)
        return
    target, left = number(course.target), course.left(steps)
    for year, rest in left.items():
        if rest > 0:
            told = _("{left} of {target} still to place", left=number(rest), target=target)
        elif rest < 0:
            told = _("{over} more than the target of {target}", over=number(-rest), target=target)
        else:
            told = _("All of {target} is placed.", target=target)
        icon = ":material/info:" if rest else ":material/check:"
        st.markdown(f"{icon} {plain(told if len(left) == 1 else f'{year}: {told}')}")


def _draw_end(course: Course, steps: Mapping[Quarter, Decimal]) -> None:
    last = course.quarters[-1]
    if last in steps and steps[last] != course.target:
        told = _(
            "{quarter} ends at {value}, and the target is {target}.",
            quarter=quarter_name(last.year, last.number),
            value=number(steps[last]),
            target=number(course.target),
        )
        st.markdown(f":material/info: {plain(told)}")


def _at(target: Target, quarter: Quarter, ground: Ground) -> Decimal:
    """Return where a path stands, with no more digits than the indicator or its steps have."""
    places = max(ground.decimals, *map(places_of, target.path.entries.values()), 0)
    return rounded(point(target.path, quarter), places)


def _lines(one: Sketch) -> Lines:
    places = {each: at for at, each in enumerate(one.quarters, 1)}

    def placed(points: Points) -> dict[int, Decimal]:
        return {places[each]: value for each, value in points.items() if each in places}

    return Lines(
        quarters=[_short(each, one.quarters) for each in one.quarters],
        start=Decimal() if one.ground.adds_up else one.indicator.targets[0].baseline,
        steps=placed(one.steps),
        target=one.target.target,
        last_year=placed(one.last_year),
        original=placed(one.original),
    )


def _short(quarter: Quarter, quarters: Sequence[Quarter]) -> str:
    """Return a quarter's short name; the year stands where it begins."""
    is_first = quarter == quarters[0] or quarter.number == 1
    return str(quarter).replace("-", " ") if is_first else f"Q{quarter.number}"


def _words(one: Sketch) -> TargetWords:
    return TargetWords(
        start=_("Start"),
        step=_("Planned for this quarter"),
        target=_("Target"),
        last_year=_("The year before"),
        original=_("Planned at first"),
        write=one.write,
    )


def _legend(one: Sketch) -> list[str]:
    return [
        _("line: the path"),
        _("bar: the target"),
        *([_("pale line: the year before")] if one.last_year else []),
        *([_("dashed: planned at first")] if one.original else []),
        *([_("running totals")] if one.ground.adds_up else []),
    ]


def _describe(one: Sketch) -> str:
    start, target = _lines(one).start, one.target.target
    parts = [
        one.indicator.name,
        *([_("Start: {told}", told=one.write(start))] if start is not None else []),
        *(
            f"{quarter_name(each.year, each.number)} {one.write(value)}"
            for each, value in one.steps.items()
        ),
        *([_("Target: {told}", told=one.write(target))] if target is not None else []),
    ]
    return "; ".join(parts)


def _rows(one: Sketch) -> list[dict[str, str]]:
    return [_row(one, each) for each in one.quarters]


def _row(one: Sketch, quarter: Quarter) -> dict[str, str]:
    """Return a quarter's numbers, the columns alike in every row."""
    row = {_("Quarter"): quarter_name(quarter.year, quarter.number)}
    if one.ground.adding is Accumulation.SUM:
        row[_("Adds")] = one.write(_added(one, quarter))
    row[_("Total") if one.ground.adds_up else _("Planned")] = one.write(one.steps[quarter])
    if one.original:
        row[_("Planned at first")] = one.write(one.original[quarter])
    if one.last_year:
        known = one.last_year.get(quarter)
        row[_("The year before")] = "" if known is None else one.write(known)
    return row


def _added(one: Sketch, quarter: Quarter) -> Decimal:
    before = quarter.previous()
    is_first = before not in one.steps or before.year != quarter.year
    return one.steps[quarter] - (Decimal() if is_first else one.steps[before])
