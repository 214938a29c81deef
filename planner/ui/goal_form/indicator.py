"""Indicators on the form: the first in short among the six fields, all of them whole below."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

import streamlit as st

from planner.services.work import new_id
from schemas.goal import GoalSetting
from schemas.indicator import IndicatorIn
from schemas.vocabulary import Accumulation, Direction, Frequency, IndicatorKind

from ..fields import Fields, Values
from ..goal.parts import INDICATOR_HINTS, INDICATOR_LABELS
from ..language import _, number, say, word
from ..text import plain
from .library import Offer, pick_from_library
from .measure import ADDING_UP, LINK, RUBRIC_DIRECTIONS, blank_indicator, field_of, is_settled
from .target import draw_ends, draw_way
from .typed import INDICATORS, REMOVED, first_indicator

_MOST_LEVELS = 9
_MOST_DECIMALS = 6
_PER = ("100", "1000", "10000", "100000")


def draw_first(
    fields: Fields, setting: GoalSetting, offer: Offer, saved: Iterable[IndicatorIn]
) -> None:
    """Draw the first indicator in short: what is measured, from what, to what."""
    first = first_indicator(fields.values)
    if first is None:
        _draw_add(fields, setting, "first")
        return
    held = {str(indicator.id): indicator for indicator in saved}
    _Block(fields, setting, offer, first, held.get(first)).draw_short()


def draw_indicators(
    fields: Fields, setting: GoalSetting, offer: Offer, saved: Iterable[IndicatorIn]
) -> None:
    """Draw the rest of the first indicator, the others whole, and what adds and removes one."""
    held = {str(indicator.id): indicator for indicator in saved}
    first = first_indicator(fields.values)
    for each in fields.values[INDICATORS]:
        if each in fields.values[REMOVED]:
            _draw_removed(fields, each)
            continue
        block = _Block(fields, setting, offer, each, held.get(each))
        with st.container(border=True):
            if each != first:
                block.draw_short()
            elif name := fields.values[field_of(each, "name")]:
                st.markdown(f"**{plain(name)}**")
            block.draw_rest()
    _draw_add(fields, setting, "add")


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
        self,
        fields: Fields,
        setting: GoalSetting,
        offer: Offer,
        indicator_id: str,
        saved: IndicatorIn | None,
    ) -> None:
        self.fields = fields
        self.setting = setting
        self.offer = offer
        self.id = indicator_id
        self.saved = saved
        self.is_settled = saved is not None and is_settled(indicator_id, setting)

    def field(self, name: str) -> str:
        return field_of(self.id, name)

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

    @property
    def is_linked(self) -> bool:
        """Whether its definition comes from the library."""
        return bool(self.fields.values.get(self.field(LINK)))

    def draw_short(self) -> None:
        """Draw what is measured, and from what to what it should go."""
        self.text("name")
        linked = pick_from_library(self.fields, self.offer, self.id, is_settled=self.is_settled)
        if self.is_settled and not linked:
            self.draw_settled()
        elif not linked:
            self.draw_kind()
        if self.kind is not IndicatorKind.CODED_VOICES:
            draw_ends(self.fields, self.setting, self.id, self.saved)

    def draw_rest(self) -> None:
        """Draw how it is counted, where the numbers come from, and the way to the target."""
        if not self.is_linked:
            self.draw_definition()
        if self.kind is not IndicatorKind.CODED_VOICES:
            self.draw_source()
            draw_way(self.fields, self.setting, self.id, self.saved)
        self.fields.tick(
            self.field("required"),
            say(INDICATOR_LABELS["required"]),
            hint=say(INDICATOR_HINTS["required"]),
        )
        if not self.is_settled:
            self.button(_("Remove"), "remove", _remove, self.fields.values, self.id)

    def draw_definition(self) -> None:
        if not self.is_settled and self.kind in ADDING_UP:
            self.choose("accumulation", _words(Accumulation))
        label = say(INDICATOR_LABELS["definition"])
        self.fields.words(self.field("definition"), label, hint=say(INDICATOR_HINTS["definition"]))

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

    def text(self, name: str, placeholder: str = "") -> None:
        label, hint = self.told(name)
        self.fields.text(self.field(name), label, placeholder=placeholder, hint=hint)

    def choose(self, name: str, options: Mapping[str, str]) -> None:
        label, hint = self.told(name)
        self.fields.choose(self.field(name), label, options, required=True, hint=hint)

    def told(self, name: str) -> tuple[str, str]:
        """Return what a field is called and what belongs there."""
        return say(INDICATOR_LABELS[name]), say(INDICATOR_HINTS.get(name, ""))

    def button(self, label: str, does: str, act: Callable[..., None], *given: object) -> None:
        st.button(label, key=f"do:{self.fields.form}:{does}:{self.id}", on_click=act, args=given)


def _words(members: Iterable[StrEnum]) -> dict[str, str]:
    return {member.value: word(member) for member in members}
