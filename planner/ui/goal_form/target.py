"""What an indicator asks for, on the form of a goal: its target, the way there, and changes."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from planner.domain.progress.counted import counted_value
from planner.domain.progress.steps import Course, Ground, whole_year
from planner.domain.quarters import QUARTERS_A_YEAR, Quarter, quarter_of
from planner.services.goal.last_year import get_past_year
from schemas.errors import N_, RuleError
from schemas.goal import GoalSetting
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

from ..fields import Fields, Values
from ..goal.parts import TARGET_HINTS, TARGET_LABELS
from ..goal.say import say_target
from ..language import _, current_language, number, quarter_name, say, say_error
from ..number import write_number
from ..session import open_work
from ..text import plain
from .course import Points, draw_left, draw_sketch, sketch
from .measure import (
    COUNTED,
    EVEN,
    FILLED,
    KEPT,
    OWN,
    PATH,
    SEASON,
    STRAIGHT,
    TYPED_LINES,
    field_of,
    goal_quarters,
    ground_of,
    has_path,
    indicator_of,
    is_open,
    next_revision,
    open_quarters,
)
from .reader import Reader

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
    EVEN: N_("Even steps, a quarter each"),
    SEASON: N_("Up and down with the seasons, as the year before"),
    OWN: N_("A value of its own for each quarter"),
    STRAIGHT: N_("A straight line from start to target"),
}
_NEEDS_ENDS = N_("Fill in the value to start from and the value to reach: the path is drawn then.")
_CHANGED = N_("The changed target")
_YEARS_AHEAD = 3


def draw_ends(
    fields: Fields, setting: GoalSetting, indicator_id: str, saved: IndicatorIn | None
) -> None:
    """Draw from what to what an indicator should go: as fields, or as words once it is agreed."""
    ground = ground_of(fields.values, indicator_id, setting)
    if ground and is_open(fields.values, indicator_id, 0, setting):
        _Open(fields, setting, indicator_id, 0, ground).draw_ends()
    else:
        _draw_agreed(saved, fields.values[field_of(indicator_id, "agreed")] - 1)


def draw_way(
    fields: Fields, setting: GoalSetting, indicator_id: str, saved: IndicatorIn | None
) -> None:
    """Draw where an indicator starts, the way to its target, and the changes of that."""
    last = fields.values[field_of(indicator_id, "revisions")] - 1
    for revision in range(last):
        _draw_agreed(saved, revision)
    ground = ground_of(fields.values, indicator_id, setting)
    if ground and is_open(fields.values, indicator_id, last, setting):
        _Open(fields, setting, indicator_id, last, ground).draw_way()
        return
    _draw_agreed(saved, last)
    st.button(
        _("Change the target"),
        key=f"do:{fields.form}:change:{indicator_id}",
        on_click=_change,
        args=(fields, indicator_id, setting),
    )


def _draw_agreed(saved: IndicatorIn | None, revision: int) -> None:
    if saved and revision < len(saved.targets):
        target = saved.targets[revision]
        since = quarter_name(target.from_year, target.from_quarter)
        asked = say_target(saved, target)
        st.caption(plain(_("Since {quarter}: {asked}", quarter=since, asked=asked)))


class _Open:
    """A target that may be written: the first one, or a change of it."""

    def __init__(
        self,
        fields: Fields,
        setting: GoalSetting,
        indicator_id: str,
        revision: int,
        ground: Ground,
    ) -> None:
        self.fields = fields
        self.setting = setting
        self.id = indicator_id
        self.revision = revision
        self.ground = ground

    def field(self, name: str) -> str:
        return field_of(self.id, name, self.revision)

    @property
    def is_rubric(self) -> bool:
        return self.ground.kind is IndicatorKind.RUBRIC

    def draw_ends(self) -> None:
        """Draw from what to what it should go."""
        if self.ground.adds_up:
            st.caption(_("Start and target are totals of the whole year."))
        if self.ground.kind.is_ratio and self.ground.direction is not Direction.IN_RANGE:
            self.fields.tick(self.field(COUNTED), say(TARGET_LABELS["counted"]))
        counted = self.ground.kind.is_ratio and bool(self.fields.values.get(self.field(COUNTED)))
        with st.container(horizontal=True):
            self.draw_value("baseline", say(TARGET_LABELS["baseline"]), counted=counted)
            self.draw_asked(counted=counted)

    def draw_way(self) -> None:
        """Draw where the start was found and the way to the target; of a change, its ends too."""
        if self.revision:
            self.draw_reason()
            self.draw_ends()
        with st.container(horizontal=True):
            self.draw_day("baseline_on")
            self.text("baseline_source")
        if has_path(self.ground.direction):
            self.draw_path()

    def draw_reason(self) -> None:
        st.markdown(f"**{say(_CHANGED)}**")
        first = field_of(self.id, "from", self.revision - 1)
        since = Quarter.parse(self.fields.values[first])
        quarters = [since.plus(each) for each in range(_YEARS_AHEAD * QUARTERS_A_YEAR)]
        names = {str(each): quarter_name(each.year, each.number) for each in quarters}
        label = say(TARGET_LABELS["from"])
        self.fields.choose(self.field("from"), label, names, required=True)
        self.fields.words(self.field("reason"), say(TARGET_LABELS["reason"]))
        with st.container(horizontal=True):
            self.text("agreed_by")
            self.draw_day("agreed_on")
        st.button(
            _("Take the change back"),
            key=f"do:{self.fields.form}:unchange:{self.id}",
            on_click=_unchange,
            args=(self.fields.values, self.id),
        )

    def draw_asked(self, *, counted: bool) -> None:
        direction = self.ground.direction
        if direction is Direction.IN_RANGE:
            self.draw_number("low", say(TARGET_LABELS["low"]))
            self.draw_number("high", say(TARGET_LABELS["high"]))
        else:
            label = _(_HOLD_LABELS.get(direction, TARGET_LABELS["target"]))
            self.draw_value("target", label, counted=counted)
        if not direction.has_movement and not self.is_rubric:
            self.draw_number("margin", say(TARGET_LABELS["margin"]))

    def draw_value(self, name: str, label: str, *, counted: bool) -> None:
        """Draw a value, or the two counts that give it and what they give."""
        if not counted:
            self.draw_number(name, label)
            return
        for part in (f"{name}_numerator", f"{name}_denominator"):
            self.draw_number(part, say(TARGET_LABELS[part]))
        told = self.say_counted(name)
        if told:
            st.markdown(f"{plain(label)}: **{plain(told)}**", width="content")

    def say_counted(self, name: str) -> str:
        """Return what two counts give, or why they give nothing; nothing while one is missing."""
        read = Reader(self.fields.values, lenient=True, prefix=self.field(""))
        part, whole = (read.number(f"{name}_{each}") for each in ("numerator", "denominator"))
        if part is None or whole is None:
            return ""
        try:
            value = counted_value(part, whole, self.ground.per, self.ground.decimals)
        except RuleError as error:
            return say_error(error)
        sign = "%" if self.ground.kind is IndicatorKind.PERCENT else ""
        return f"{number(value)}{sign}"

    def draw_path(self) -> None:
        lines = {line: say(says) for line, says in _LINES.items() if self.offers(line)}
        label = say(TARGET_LABELS["line"])
        line = self.fields.choose(self.field("line"), label, lines, hint=say(TARGET_HINTS["line"]))
        quarters = open_quarters(self.fields.values, self.id, self.revision, self.setting)
        last_year = self.read_last_year()
        course = self.find_course(quarters)
        if line in TYPED_LINES and line != self.fields.values.get(self.field(FILLED)):
            self.keep(line, quarters)
            if course:
                self.fill(line, course, last_year)
        if line in TYPED_LINES:
            self.draw_steps(quarters)
            if course:
                draw_left(course, self.typed_steps(quarters))
        self.draw_sketch(last_year)

    def offers(self, line: str) -> bool:
        return not (self.is_rubric and line == SEASON)

    def draw_steps(self, quarters: tuple[Quarter, ...]) -> None:
        says = _PATH_LABELS[self.ground.adding]
        with st.container(horizontal=True):
            for each in quarters:
                quarter = quarter_name(each.year, each.number)
                self.draw_number(f"{PATH}.{each}", _(says, quarter=quarter))

    def keep(self, line: str, quarters: tuple[Quarter, ...]) -> None:
        """Keep the steps before the seasonal way fills them; bring them back for the own way."""
        values, kept = self.fields.values, self.kept_steps(quarters)
        if line == SEASON:
            if not kept:
                for each in quarters:
                    values[self.field(f"{KEPT}.{each}")] = self.written_step(each)
            return
        if values.get(self.field(FILLED)) == SEASON and any(kept.values()):
            for each, written in kept.items():
                self.fields.put(self.field(f"{PATH}.{each}"), written)
        self.forget_kept(quarters)

    def kept_steps(self, quarters: tuple[Quarter, ...]) -> dict[Quarter, str]:
        values = self.fields.values
        names = {each: self.field(f"{KEPT}.{each}") for each in quarters}
        return {each: values[name] for each, name in names.items() if name in values}

    def forget_kept(self, quarters: tuple[Quarter, ...]) -> None:
        for each in quarters:
            self.fields.values.pop(self.field(f"{KEPT}.{each}"), None)

    def written_step(self, quarter: Quarter) -> str:
        return self.fields.values.get(self.field(f"{PATH}.{quarter}")) or ""

    def fill(self, line: str, course: Course, last_year: Points) -> None:
        """Fill the quarters when a way is chosen; they can be changed one by one then."""
        try:
            steps = self.steps_of(line, course, last_year)
        except RuleError as error:
            st.markdown(f":material/info: {plain(say_error(error))}")
            return
        self.fields.values[self.field(FILLED)] = line
        kept = self.kept_steps(course.quarters)
        if any(self.written_step(each) != written for each, written in kept.items()):
            # They were typed while this way was chosen already, so they are its own.
            self.forget_kept(course.quarters)
            return
        for each, value in steps.items():
            written = write_number(value, current_language())
            self.fields.put(self.field(f"{PATH}.{each}"), written)

    def steps_of(self, line: str, course: Course, last_year: Points) -> Points:
        """Return what the quarters are filled with; own ones that are typed already stay."""
        if line == SEASON:
            year = course.quarters[0].year - 1
            return course.seasonal(whole_year(last_year, year, self.ground.adding))
        return {} if self.typed_steps(course.quarters) else course.even()

    def typed_steps(self, quarters: tuple[Quarter, ...]) -> Points:
        read = Reader(self.fields.values, lenient=True, prefix=self.field(""))
        found = {each: read.number(f"{PATH}.{each}") for each in quarters}
        return {each: value for each, value in found.items() if value is not None}

    def find_course(self, quarters: tuple[Quarter, ...]) -> Course | None:
        """Return what the steps lead from and to, or None while that is not filled in."""
        targets = self.read().targets
        if not quarters or len(targets) <= self.revision:
            return None
        before: TargetIn | None = targets[self.revision - 1] if self.revision else None
        try:
            return self.ground.course(before, targets[self.revision], quarters)
        except RuleError:
            return None

    def draw_sketch(self, last_year: Points) -> None:
        quarters = goal_quarters(self.fields.values, self.setting)
        shown = self.as_drawn(last_year, quarters)
        found = sketch(self.read(), self.ground, quarters, shown)
        if found is None:
            st.caption(say(_NEEDS_ENDS))
        else:
            draw_sketch(found)

    def as_drawn(self, last_year: Points, quarters: tuple[Quarter, ...]) -> Points:
        """Return the year before under the quarters of this one, to date where values add up."""
        is_sum = self.ground.adding is Accumulation.SUM
        found: Points = {}
        for each in quarters[:QUARTERS_A_YEAR]:
            value = last_year.get(Quarter(quarters[0].year - 1, each.number))
            if value is not None:
                found[each] = value + (found.get(each.previous(), Decimal()) if is_sum else 0)
            elif is_sum:
                break
        return found

    def read_last_year(self) -> Points:
        first = goal_quarters(self.fields.values, self.setting)[0]
        with open_work() as work:
            district_id = self.setting.district.id
            return dict(get_past_year(work, district_id, self.read(), first.year - 1))

    def read(self) -> IndicatorIn:
        return indicator_of(self.fields.values, self.id, 0, self.setting, lenient=True)

    def draw_number(self, name: str, label: str) -> None:
        field, hint = self.field(name), say(TARGET_HINTS.get(name, ""))
        if self.is_rubric:
            count = int(str(self.fields.values[field_of(self.id, "level_count")]))
            levels = {str(level): str(level) for level in range(1, count + 1)}
            self.fields.choose(field, label, levels, hint=hint)
        else:
            self.fields.number(field, label, hint=hint)

    def draw_day(self, name: str) -> None:
        hint = say(TARGET_HINTS.get(name, ""))
        self.fields.day(self.field(name), say(TARGET_LABELS[name]), hint=hint)

    def text(self, name: str) -> None:
        hint = say(TARGET_HINTS.get(name, ""))
        self.fields.text(self.field(name), say(TARGET_LABELS[name]), hint=hint)


def _change(fields: Fields, indicator_id: str, setting: GoalSetting) -> None:
    last = fields.values[field_of(indicator_id, "revisions")] - 1
    now = quarter_of(setting.today, setting.fiscal_start_month)
    since = max(now, Quarter.parse(fields.values[field_of(indicator_id, "from", last)]))
    fields.values.update(next_revision(fields.values, indicator_id, since))


def _unchange(values: Values, indicator_id: str) -> None:
    values[field_of(indicator_id, "revisions")] -= 1
