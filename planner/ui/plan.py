"""How a plan, its priorities and their goals are drawn."""

from collections.abc import Collection, Sequence
from uuid import UUID

import streamlit as st

from planner.domain.quarters import Quarter
from planner.services.goal.sentence import main_indicator
from schemas.errors import N_
from schemas.goal import StepRow
from schemas.indicator import IndicatorRow
from schemas.plan import GoalGlance, OwedRow, PlanRow, PriorityRow
from schemas.vocabulary import PlanStage, PriorityKind, PrioritySource, ReportingState, Status

from .choice import open_button
from .goal.path import draw_path, path_rows, readings_of
from .goal.say import say_step
from .goal.told import in_my_language, sentence_in_words
from .language import _, listed, long_date, plural, quarter_name, say, word
from .link import goal_link
from .navigation import page_of
from .standing import standing_badge, way_text
from .text import plain
from .way.mark import mark_amended

MOST_PROBLEMS = 3
"""Problem-solving priorities that the district's form has room for."""
MOST_GOALS = 3
"""Goals under one priority that people can still follow."""

NEW = "new"
"""What the address carries in place of an identifier while a priority is being added."""

SARA = {
    "rationale": N_("Why this is a priority, with numbers"),
    "who_is_affected": N_("Who is affected"),
    "how_it_happens": N_("How it happens"),
    "where_and_when": N_("Where and when"),
    "response": N_("What will be done"),
    "assessment": N_("How we will know that it worked"),
}
"""The district's form: scanning, analysis (three fields), response, assessment."""

_GOOD = frozenset({Status.MET, Status.REACHED, Status.ON_TRACK})
_SEPARATOR = " · "


def say_plan(plan: PlanRow) -> str:
    """Return the page's answer: how many of the plan's goals are on track, or were met."""
    goals = _goals(plan)
    if not goals:
        return _("This plan has no goals yet.")
    if plan.stage is PlanStage.CLOSED:
        return plural(
            "{met} of {count} goal was met in {year}.",
            "{met} of {count} goals were met in {year}.",
            len(goals),
            met=sum(goal.standing.status is Status.MET for goal in goals),
            year=plan.year,
        )
    if all(goal.standing.state is ReportingState.NOT_DUE for goal in goals):
        return plural(
            "{count} goal; nothing is due yet.", "{count} goals; nothing is due yet.", len(goals)
        )
    return plural(
        "{good} of {count} goal is on track or better in {quarter}.",
        "{good} of {count} goals are on track or better in {quarter}.",
        len(goals),
        good=sum(goal.standing.status in _GOOD for goal in goals),
        quarter=quarter_name(plan.year, plan.quarter),
    )


def draw_head(plan: PlanRow, *, may_record: bool) -> None:
    """Draw the answer, and what is open; a closed plan is an account."""
    st.markdown(f"**{say_plan(plan)}**")
    if plan.stage is not PlanStage.CLOSED and plan.priorities:
        _draw_open(plan, may_record=may_record)


def _draw_open(plan: PlanRow, *, may_record: bool) -> None:
    """Say what is due, missing or could be better, and lead on to the quarter that waits."""
    goals = _goals(plan)
    waiting = [*map(_say_owed, plan.owed), *_say_overdue(goals), *_say_missing(goals)]
    if not waiting:
        waiting = [_("Nothing is due, and nothing that is required is missing.")]
    st.markdown(plain("\n".join([*waiting, *_say_better(goals)])))
    if plan.owed and may_record:
        first = plan.owed[0]
        st.page_link(
            page_of("progress"),
            label=_("Record {quarter}", quarter=quarter_name(first.year, first.quarter)),
            icon=":material/edit_calendar:",
            query_params={
                "district": str(plan.district.number),
                "quarter": str(Quarter(first.year, first.quarter)),
            },
        )


def _goals(plan: PlanRow) -> list[GoalGlance]:
    return [goal for priority in plan.priorities for goal in priority.goals]


def _say_owed(owed: OwedRow) -> str:
    quarter, day = quarter_name(owed.year, owed.quarter), long_date(owed.due_on)
    if owed.late:
        return plural(
            "Late: {count} value for {quarter}, due since {day}.",
            "Late: {count} values for {quarter}, due since {day}.",
            owed.count,
            quarter=quarter,
            day=day,
        )
    return plural(
        "Due: {count} value for {quarter}, by {day}.",
        "Due: {count} values for {quarter}, by {day}.",
        owed.count,
        quarter=quarter,
        day=day,
    )


def _say_overdue(goals: Sequence[GoalGlance]) -> list[str]:
    steps = sum(goal.overdue_steps for goal in goals)
    if not steps:
        return []
    return [plural("{count} step is overdue.", "{count} steps are overdue.", steps)]


def _say_missing(goals: Sequence[GoalGlance]) -> list[str]:
    gaps = [goal.outline.missing for goal in goals if goal.outline.missing]
    if not gaps:
        return []
    parts = dict.fromkeys(part for missing in gaps for part in missing)
    told = plural(
        "Missing in {count} goal: {parts}.",
        "Missing in {count} goals: {parts}.",
        len(gaps),
        parts=listed(map(say, parts)),
    )
    return [told]


def _say_better(goals: Sequence[GoalGlance]) -> list[str]:
    """Say how many goals have no partner, which helps a goal but isn't required of it."""
    alone = sum(not goal.outline.has_partner for goal in goals)
    if not alone:
        return []
    told = plural(
        "Could be better: {count} goal has no partner.",
        "Could be better: {count} goals have no partner.",
        alone,
    )
    return [told]


def draw_no_plan(district: str, year: int, *, may_edit: bool) -> bool:
    """Say that there is no plan yet and what comes next; return whether it is to be started."""
    if not may_edit:
        st.info(
            _(
                "There is no plan for {district} in {year} yet. Its police team or its advisory"
                " council starts it.",
                district=plain(district),
                year=year,
            )
        )
        return False
    st.info(
        _(
            "There is no plan for {district} in {year} yet. Start it, then add one to three"
            " problems to solve and how you will engage the community.",
            district=plain(district),
            year=year,
        )
    )
    return st.button(_("Start the plan for {year}", year=year), type="primary")


def draw_no_priorities(*, may_edit: bool) -> None:
    """Say that a plan is still empty and what comes next."""
    if may_edit:
        st.info(_("Next: add the first priority, such as a problem that residents brought up."))
    else:
        st.info(_("This plan has no priorities yet."))


def draw_add_priority() -> None:
    """Offer to add a priority."""
    open_button(_("Add priority"), "priority", NEW, add=True)


def draw_overload(plan: PlanRow) -> None:
    """Say quietly that a plan has more problems to solve than its form has room for."""
    problems = sum(one.kind is PriorityKind.PROBLEM for one in plan.priorities)
    if problems > MOST_PROBLEMS:
        _quietly_warn(
            _(
                "{count} problems to solve: the district's form has room for {most}.",
                count=problems,
                most=MOST_PROBLEMS,
            )
        )


def draw_priority(
    plan: PlanRow,
    priority: PriorityRow,
    amended: Collection[UUID] = (),
    *,
    may_edit: bool,
    may_add_goals: bool,
) -> None:
    """Draw a priority: what it is, how it is understood, and where its goals stand.

    What is `amended`, a priority or a goal, says so.
    """
    with st.container(border=True):
        title = in_my_language(priority.title, priority.translations, "title")
        st.header(plain(f"{priority.position}. {title}"))
        st.caption(plain(_SEPARATOR.join(_say_kind(priority))))
        mark_amended(priority.id in amended)
        for goal in priority.goals:
            _draw_goal(goal, is_amended=goal.id in amended)
        if not priority.goals:
            st.caption(_("No goals yet: a goal says what will change, by how much and by when."))
        if len(priority.goals) > MOST_GOALS:
            _quietly_warn(
                _(
                    "{count} goals under one priority: more than {most} are hard to follow.",
                    count=len(priority.goals),
                    most=MOST_GOALS,
                )
            )
        _draw_sara(priority)
        if plan.stage is not PlanStage.CLOSED:
            _draw_actions(priority.id, may_edit=may_edit, may_add_goals=may_add_goals)


def _say_kind(priority: PriorityRow) -> list[str]:
    sources = [word(source) for source in PrioritySource if source in priority.sources]
    return [
        word(priority.kind),
        *([word(priority.problem_type)] if priority.problem_type else []),
        *([_("Drawn from: {sources}", sources=listed(sources))] if sources else []),
        *([_("Cites numbers or a conversation")] if priority.cites_evidence else []),
    ]


def _draw_goal(goal: GoalGlance, *, is_amended: bool) -> None:
    """Draw a goal as one row: what it is and how it stands on the left, its path on the right."""
    main = main_indicator(goal.outline.indicators)
    words, picture = st.columns([3, 2], vertical_alignment="center")
    with words, st.container(gap="xsmall"):
        title = in_my_language(goal.title, goal.translations, "title")
        st.markdown(f"{standing_badge(goal.standing)} **{plain(title)}**")
        mark_amended(is_amended)
        st.caption(plain("\n".join(_say_goal(goal, main))))
        goal_link(goal.id, goal.code)
    readings = readings_of(main, goal.readings) if main else []
    if main and main.targets and readings:
        with picture:
            draw_path(main, readings)


def _say_goal(goal: GoalGlance, main: IndicatorRow | None) -> list[str]:
    way = way_text(goal.standing)
    sentence = goal.outline.sentence
    asked = sentence_in_words(sentence, goal.translations, short=True) if main else ""
    missing = listed(map(say, goal.outline.missing))
    return [
        _SEPARATOR.join(filter(None, [asked, way])),
        *([_say_next(goal.next_step)] if goal.next_step else []),
        *([_("Missing: {parts}", parts=missing)] if missing else []),
        *([_("Answers {codes}", codes=listed(goal.theme_codes))] if goal.theme_codes else []),
    ]


def _say_next(step: StepRow) -> str:
    told = say_step(step)
    return _("Overdue: {step}", step=told) if step.overdue else _("Next: {step}", step=told)


def _name_of(goal: GoalGlance) -> str:
    return f"{goal.code} {in_my_language(goal.title, goal.translations, 'title')}"


def draw_table(plan: PlanRow) -> None:
    """Offer every goal's path as one table; it is made only when somebody opens it."""
    with st.expander(_("The same as a table"), key=f"table:{plan.id}", on_change="rerun") as table:
        if table.open:
            st.dataframe(
                [
                    {_("Goal"): _name_of(goal), _("Indicator"): main.name, **row}
                    for goal in _goals(plan)
                    if (main := main_indicator(goal.outline.indicators))
                    for row in path_rows(main, readings_of(main, goal.readings))
                ],
                hide_index=True,
                alt=_("The plan's goals by quarter"),
            )


def _draw_sara(priority: PriorityRow) -> None:
    written = [
        (label, in_my_language(getattr(priority, field), priority.translations, field))
        for field, label in SARA.items()
    ]
    with st.expander(_("What is behind it, and what follows")):
        for label, text in written:
            if text:
                st.caption(say(label))
                st.text(text)
        if not any(text for _label, text in written):
            st.caption(_("Nothing is written here yet."))


def _draw_actions(priority_id: UUID, *, may_edit: bool, may_add_goals: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if may_add_goals:
            st.page_link(
                page_of("goal"),
                label=_("Add goal"),
                icon=":material/add:",
                query_params={"priority": str(priority_id)},
            )
        if may_edit:
            open_button(_("Edit priority"), "priority", priority_id)


def _quietly_warn(text: str) -> None:
    st.caption(f":material/info: {plain(text)}")
