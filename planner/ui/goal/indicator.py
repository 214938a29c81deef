"""Indicators on the form: the first in short among the six fields, all of them whole below."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

import streamlit as st

from planner.domain.quarters import QUARTERS_A_YEAR, Quarter, quarter_of
from planner.services.work import new_id
from schemas.errors import N_
from schemas.goal import GoalSetting
from schemas.indicator import IndicatorIn
from schemas.vocabulary import Accumulation, Direction, Frequency, IndicatorKind

from ..fields import Fields, Values
from ..language import _, number, quarter_name, say, word
from ..text import plain
from .measure import (
    ADDING_UP,
    OWN,
    PATH,
    RUBRIC_DIRECTIONS,
    STRAIGHT,
    blank_indicator,
    field_of,
    has_path,
    is_open,
    is_settled,
    next_revision,
    open_quarters,
)
from .parts import INDICATOR_HINTS, INDICATOR_LABELS, TARGET_HINTS, TARGET_LABELS
from .say import say_target
from .typed import INDICATORS, REMOVED

_PATH_LABELS: Mapping[Accumulation, str] = {
    Accumulation.LEVEL: N_("Value at the end of {quarter}"),
    Accumulation.SUM: N_("Added in {quarter}"),
    Accumulation.TO_DATE: N_("Total up to the end of {quarter}"),
}
_HOLD_LABELS: Mapping[Direction, str] = {
    Direction.MAINTAIN_ABOVE: N_("Stay at or above"),
    Direction.MAINTAIN_BELOW: N_("Stay at or below"),
}
_LINES = {
    STRAIGHT: N_("A straight line from start to target"),
    OWN: N_("A value of its own for each quarter"),
}
_CHANGED = N_("The changed target")
_YEARS_AHEAD = 3
_MOST_LEVELS = 9
_MOST_DECIMALS = 6
_PER = ("100", "1000", "10000", "100000")


def draw_first(fields: Fields, setting: GoalSetting, saved: Iterable[IndicatorIn]) -> None:
    """Draw the first indicator in short: what is measured, from what, to what."""
    first = _first(fields.values)
    if first is None:
        _draw_add(fields, setting, "first")
        return
    held = {str(indicator.id): indicator for indicator in saved}
    _Block(fields, setting, first, held.get(first)).draw_short()


def draw_indicators(fields: Fields, setting: GoalSetting, saved: Iterable[IndicatorIn]) -> None:
    """Draw the rest of the first indicator, the others whole, and what adds and removes one."""
    held = {str(indicator.id): indicator for indicator in saved}
    first = _first(fields.values)
    for each in fields.values[INDICATORS]:
        if each in fields.values[REMOVED]:
            _draw_removed(fields, each)
            continue
        block = _Block(fields, setting, each, held.get(each))
        with st.container(border=True):
            if each != first:
                block.draw_short()
            elif name := fields.values[field_of(each, "name")]:
                st.markdown(f"**{plain(name)}**")
            block.draw_rest()
    _draw_add(fields, setting, "add")


def _first(values: Values) -> str | None:
    """Return the indicator that stands among the six fields."""
    kept = (each for each in values[INDICATORS] if each not in values[REMOVED])
    return next(kept, None)


def _draw_add(fields: Fields, setting: GoalSetting, place: str) -> None:
    st.button(
        _("Add an indicator"),
        icon=":material/add:",
        key=f"do:{fields.form}:{place}",
        on_click=_add,
        args=(fields, setting),
    )


def _draw_removed(fields: Fields, indicator_id: str) -> None:
    name = fields.values[field_of(indicator_id, "name")] or _("The new indicator")
    with st.container(horizontal=True, vertical_alignment="center"):
        gone = _("“{name}” is taken out when you save.", name=name)
        st.caption(plain(gone), width="content")
        st.button(
            _("Undo"),
            key=f"do:{fields.form}:undo:{indicator_id}",
            on_click=_take_back,
            args=(fields.values, indicator_id),
        )


def _add(fields: Fields, setting: GoalSetting) -> None:
    fresh = new_id()
    fields.values.update(blank_indicator(fresh, setting))
    fields.values[INDICATORS] = [*fields.values[INDICATORS], str(fresh)]


def _remove(values: Values, indicator_id: str) -> None:
    values[REMOVED] = [*values[REMOVED], indicator_id]


def _take_back(values: Values, indicator_id: str) -> None:
    values[REMOVED] = [each for each in values[REMOVED] if each != indicator_id]


class _Block:
    """One indicator on the form; `saved` is how it stands, None while it is new."""

    def __init__(
        self, fields: Fields, setting: GoalSetting, indicator_id: str, saved: IndicatorIn | None
    ) -> None:
        self.fields = fields
        self.setting = setting
        self.id = indicator_id
        self.saved = saved
        self.is_settled = saved is not None and is_settled(indicator_id, setting)

    def field(self, name: str, revision: int | None = None) -> str:
        return field_of(self.id, name, revision)

    def value(self, name: str) -> str:
        return str(self.fields.values[self.field(name)])

    @property
    def kind(self) -> IndicatorKind:
        return IndicatorKind(self.value("kind"))

    @property
    def direction(self) -> Direction:
        return Direction(self.value("direction"))

    @property
    def accumulation(self) -> Accumulation:
        adds_up = self.kind in ADDING_UP
        return Accumulation(self.value("accumulation")) if adds_up else Accumulation.LEVEL

    def draw_short(self) -> None:
        """Draw what is measured, and from what to what it should go."""
        self.text("name")
        if self.is_settled:
            self.draw_settled()
        else:
            self.draw_kind()
        if self.kind is IndicatorKind.CODED_VOICES:
            return
        if is_open(self.fields.values, self.id, 0, self.setting):
            self.draw_numbers(0)
        else:
            self.draw_agreed(self.fields.values[self.field("agreed")] - 1)

    def draw_rest(self) -> None:
        """Draw how it is counted, where the numbers come from, and the way to the target."""
        if not self.is_settled and self.kind in ADDING_UP:
            self.choose("accumulation", _words(Accumulation))
        label = say(INDICATOR_LABELS["definition"])
        self.fields.words(self.field("definition"), label, hint=say(INDICATOR_HINTS["definition"]))
        if self.kind is not IndicatorKind.CODED_VOICES:
            self.draw_source()
            self.draw_targets()
        self.fields.tick(
            self.field("required"),
            say(INDICATOR_LABELS["required"]),
            hint=say(INDICATOR_HINTS["required"]),
        )
        if not self.is_settled:
            self.button(_("Remove"), "remove", _remove, self.fields.values, self.id)

    def draw_numbers(self, revision: int) -> None:
        """Draw from what to what a target goes."""
        if self.accumulation is not Accumulation.LEVEL and not self.kind.is_ratio:
            st.caption(_("Start and target are totals of the whole year."))
        with st.container(horizontal=True):
            self.draw_number("baseline", say(TARGET_LABELS["baseline"]), revision)
            self.draw_asked(revision)

    @property
    def last_target(self) -> int:
        return int(self.fields.values[self.field("revisions")]) - 1

    def draw_settled(self) -> None:
        parts = [word(self.kind), self.value("unit")]
        if self.kind is not IndicatorKind.CODED_VOICES:
            parts += [word(self.direction), word(self.accumulation)]
        st.caption(plain(" · ".join(filter(None, parts))))
        st.caption(_("Values are recorded, so what they are measured in stays."))
        if self.kind is IndicatorKind.RUBRIC:
            self.draw_levels()

    def draw_kind(self) -> None:
        self.choose("kind", _words(IndicatorKind))
        if self.kind is IndicatorKind.CODED_VOICES:
            st.caption(_("What people say is entered on the page Voices; it never gets a target."))
            return
        if self.kind is IndicatorKind.RUBRIC:
            self.draw_levels()
            self.choose("direction", _words(RUBRIC_DIRECTIONS))
            return
        with st.container(horizontal=True):
            self.draw_unit()
            self.choose("direction", _words(Direction))

    def draw_unit(self) -> None:
        if self.kind.is_ratio:
            self.text("numerator")
            self.text("denominator")
        if self.kind is IndicatorKind.RATE:
            self.choose("per", {each: number(Decimal(each)) for each in _PER})
        if self.kind is not IndicatorKind.PERCENT:
            self.text("unit", placeholder=_("such as minutes, calls or hours"))

    def draw_levels(self) -> None:
        counts = {str(count): str(count) for count in range(2, _MOST_LEVELS + 1)}
        self.choose("level_count", counts)
        for level in range(1, int(self.value("level_count")) + 1):
            self.fields.text(
                self.field(f"level.{level}"), _("Level {level}: what one would see", level=level)
            )

    def draw_source(self) -> None:
        with st.container(horizontal=True):
            self.text("source")
            self.fields.choose(
                self.field("frequency"),
                say(INDICATOR_LABELS["frequency"]),
                _words(Frequency),
                hint=say(INDICATOR_HINTS["frequency"]),
            )
            if self.kind is not IndicatorKind.RUBRIC:
                places = {str(count): str(count) for count in range(_MOST_DECIMALS + 1)}
                self.choose("decimals", places)

    def draw_targets(self) -> None:
        last = self.last_target
        for revision in range(last):
            self.draw_agreed(revision)
        if is_open(self.fields.values, self.id, last, self.setting):
            self.draw_open(last)
        else:
            self.draw_agreed(last)
            self.button(
                _("Change the target"), "change", _change, self.fields, self.id, self.setting
            )

    def draw_agreed(self, revision: int) -> None:
        targets = self.saved.targets if self.saved else ()
        if self.saved and revision < len(targets):
            target = targets[revision]
            since = quarter_name(target.from_year, target.from_quarter)
            asked = say_target(self.saved, target)
            st.caption(plain(_("Since {quarter}: {asked}", quarter=since, asked=asked)))

    def draw_open(self, revision: int) -> None:
        if revision:
            self.draw_reason(revision)
            self.draw_numbers(revision)
        with st.container(horizontal=True):
            self.fields.day(
                self.field("baseline_on", revision),
                say(TARGET_LABELS["baseline_on"]),
                hint=say(TARGET_HINTS["baseline_on"]),
            )
            self.text("baseline_source", revision)
        if has_path(self.direction):
            self.draw_path(revision)

    def draw_reason(self, revision: int) -> None:
        st.markdown(f"**{say(_CHANGED)}**")
        since = Quarter.parse(self.fields.values[self.field("from", revision - 1)])
        quarters = [since.plus(each) for each in range(_YEARS_AHEAD * QUARTERS_A_YEAR)]
        names = {str(each): quarter_name(each.year, each.number) for each in quarters}
        self.choose("from", names, revision)
        self.fields.words(self.field("reason", revision), say(TARGET_LABELS["reason"]))
        self.text("agreed_by", revision)
        self.button(_("Take the change back"), "unchange", _unchange, self.fields.values, self.id)

    def draw_asked(self, revision: int) -> None:
        if self.direction is Direction.IN_RANGE:
            self.draw_number("low", say(TARGET_LABELS["low"]), revision)
            self.draw_number("high", say(TARGET_LABELS["high"]), revision)
        else:
            label = _(_HOLD_LABELS.get(self.direction, TARGET_LABELS["target"]))
            self.draw_number("target", label, revision)
        if not self.direction.has_movement and self.kind is not IndicatorKind.RUBRIC:
            self.draw_number("margin", say(TARGET_LABELS["margin"]), revision)

    def draw_path(self, revision: int) -> None:
        lines = {line: say(says) for line, says in _LINES.items()}
        label = say(TARGET_LABELS["line"])
        line = self.fields.choose(
            self.field("line", revision), label, lines, hint=say(TARGET_HINTS["line"])
        )
        if line != OWN:
            return
        says = _PATH_LABELS[self.accumulation]
        with st.container(horizontal=True):
            for each in open_quarters(self.fields.values, self.id, revision, self.setting):
                quarter = quarter_name(each.year, each.number)
                self.draw_number(f"{PATH}.{each}", _(says, quarter=quarter), revision)

    def draw_number(self, name: str, label: str, revision: int) -> None:
        field, hint = self.field(name, revision), say(TARGET_HINTS.get(name, ""))
        if self.kind is IndicatorKind.RUBRIC:
            levels = range(1, int(self.value("level_count")) + 1)
            options = {str(level): str(level) for level in levels}
            self.fields.choose(field, label, options, hint=hint)
        else:
            self.fields.number(field, label, hint=hint)

    def text(self, name: str, revision: int | None = None, placeholder: str = "") -> None:
        label, hint = self.told(name, revision)
        self.fields.text(self.field(name, revision), label, placeholder=placeholder, hint=hint)

    def choose(self, name: str, options: Mapping[str, str], revision: int | None = None) -> None:
        label, hint = self.told(name, revision)
        self.fields.choose(self.field(name, revision), label, options, required=True, hint=hint)

    def told(self, name: str, revision: int | None) -> tuple[str, str]:
        """Return what a field is called and what belongs there."""
        labels, hints = (INDICATOR_LABELS, INDICATOR_HINTS)
        if revision is not None:
            labels, hints = (TARGET_LABELS, TARGET_HINTS)
        return say(labels[name]), say(hints.get(name, ""))

    def button(self, label: str, does: str, act: Callable[..., None], *given: object) -> None:
        st.button(label, key=f"do:{self.fields.form}:{does}:{self.id}", on_click=act, args=given)


def _change(fields: Fields, indicator_id: str, setting: GoalSetting) -> None:
    last = fields.values[field_of(indicator_id, "revisions")] - 1
    now = quarter_of(setting.today, setting.fiscal_start_month)
    since = max(now, Quarter.parse(fields.values[field_of(indicator_id, "from", last)]))
    fields.values.update(next_revision(fields.values, indicator_id, since))


def _unchange(values: Values, indicator_id: str) -> None:
    values[field_of(indicator_id, "revisions")] -= 1


def _words(members: Iterable[StrEnum]) -> dict[str, str]:
    return {member.value: word(member) for member in members}
