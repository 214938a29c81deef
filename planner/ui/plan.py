"""How a plan, its priorities and their goals are drawn."""

from uuid import UUID

import streamlit as st

from schemas.errors import N_
from schemas.plan import GoalGlance, PlanRow, PriorityRow
from schemas.vocabulary import PlanStage, PriorityKind, PrioritySource, Status

from .address import keep
from .language import _, plural, quarter_name, say, word
from .link import goal_link
from .navigation import page_of
from .standing import standing_badge
from .text import plain

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
    """Return the page's answer: how many of the plan's goals are on track or better."""
    goals = [goal for priority in plan.priorities for goal in priority.goals]
    if not goals:
        return _("This plan has no goals yet.")
    return plural(
        "{good} of {count} goal is on track or better in {quarter}.",
        "{good} of {count} goals are on track or better in {quarter}.",
        len(goals),
        good=sum(goal.standing.status in _GOOD for goal in goals),
        quarter=quarter_name(plan.year, plan.quarter),
    )


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
    st.button(_("Add priority"), icon=":material/add:", on_click=keep, kwargs={"priority": NEW})


def draw_stage(plan: PlanRow) -> None:
    """Draw where the plan stands on its way, and who signed it or why nobody did."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(word(plan.stage), color="gray")
        st.caption(plain(_say_signatures(plan)))


def _say_signatures(plan: PlanRow) -> str:
    commander, chair = plan.commander_signed_by, plan.dac_chair_signed_by
    if commander and chair:
        return _(
            "Signed by {commander}, commander, and {chair}, advisory council chair.",
            commander=commander,
            chair=chair,
        )
    if plan.stage in {PlanStage.ADOPTED, PlanStage.CLOSED}:
        return _("Adopted without both signatures: {reason}", reason=plan.unsigned_reason)
    if commander:
        return _("Signed by {commander}, commander; the chair has not signed.", commander=commander)
    if chair:
        return _("Signed by {chair}, chair; the commander has not signed.", chair=chair)
    return _("Not signed yet.")


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
    plan: PlanRow, priority: PriorityRow, *, may_edit: bool, may_add_goals: bool
) -> None:
    """Draw a priority: what it is, how it is understood, and where its goals stand."""
    with st.container(border=True):
        st.header(plain(f"{priority.position}. {priority.title}"))
        st.caption(plain(_SEPARATOR.join(_say_kind(priority))))
        for goal in priority.goals:
            _draw_goal(goal)
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
        *([_("Drawn from: {sources}", sources=", ".join(sources))] if sources else []),
        *([_("Cites numbers or a conversation")] if priority.cites_evidence else []),
    ]


def _draw_goal(goal: GoalGlance) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"{standing_badge(goal.standing)} {plain(goal.title)}")
        st.caption(plain(_SEPARATOR.join(_say_goal(goal))))
        goal_link(goal.id, goal.code)


def _say_goal(goal: GoalGlance) -> list[str]:
    missing = plural(
        "{count} required SMART rule has nothing yet",
        "{count} required SMART rules have nothing yet",
        goal.missing,
    )
    return [
        *(say(message) for message in goal.standing.says),
        *([missing] if goal.missing else []),
        *goal.theme_codes,
    ]


def _draw_sara(priority: PriorityRow) -> None:
    written = [(label, getattr(priority, field)) for field, label in SARA.items()]
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
            st.button(
                _("Edit priority"),
                key=f"edit:{priority_id}",
                icon=":material/edit:",
                on_click=keep,
                kwargs={"priority": priority_id},
            )


def _quietly_warn(text: str) -> None:
    st.caption(f":material/info: {plain(text)}")
