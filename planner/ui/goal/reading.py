"""The reading view of a goal: what it says, where it stands, its ties, and what is missing."""

from collections.abc import Sequence

import streamlit as st

from planner.domain.smart import FULL_POINTS
from planner.i18n import own_name
from schemas.goal import FindingRow, GoalRow, GoalTitle
from schemas.indicator import IndicatorRow
from schemas.progress import Standing
from schemas.vocabulary import PlaceKind

from ..language import _, current_language, long_date, number, plural, quarter_name, say, word
from ..navigation import page_of
from ..place import district_name
from ..standing import standing_badge, value_text, way_text
from ..text import plain
from .say import say_asked, say_changes, say_finding, say_place_in_form, say_start

_SEPARATOR = " · "


def draw_pick(goals: Sequence[GoalTitle]) -> None:
    """List a district's goals, the latest year first; a new one starts on the plan's page."""
    if not goals:
        st.info(_("This district has no goals yet. Add one to a priority of its plan."))
    for goal in goals:
        st.page_link(
            page_of("goal"),
            label=plain(f"{goal.code} · {goal.title}"),
            query_params={"goal": str(goal.id)},
        )
    st.page_link(page_of("plan"), label=_("To the plan"), icon=":material/assignment:")


def draw_head(row: GoalRow) -> None:
    """Say whose goal it is and what it says."""
    around = [district_name(row.district), str(row.year), row.code, row.priority_title]
    st.title(_("Goal"))
    st.header(plain(row.goal.title))
    st.caption(plain(_SEPARATOR.join(around)))
    if row.goal.language is not current_language():
        st.caption(_("Written in {language}", language=own_name(row.goal.language)))


def draw_links(row: GoalRow, *, may_edit: bool) -> bool:
    """Lead on to the quarter, to the voices and to the form; return whether to edit."""
    goal = {"goal": str(row.goal.id)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            page_of("progress"),
            label=_("Quarter"),
            icon=":material/edit_calendar:",
            query_params=goal,
        )
        st.page_link(
            page_of("relation"),
            label=_("Side by side"),
            icon=":material/compare_arrows:",
            query_params=goal,
        )
        return may_edit and st.button(_("Edit goal"), icon=":material/edit:")


def draw_standing(standing: Standing) -> None:
    """Say where the goal stood in a quarter, and why."""
    quarter = quarter_name(standing.year, standing.quarter)
    way = way_text(standing)
    st.subheader(_("Where it stands"))
    parts = [f"**{plain(quarter)}**", standing_badge(standing), *([plain(way)] if way else [])]
    st.markdown(" ".join(parts))
    why = say(standing.why)
    if why != word(standing.status or standing.state):
        st.markdown(plain(why))
    counted = [say(message) for message in standing.says if message != standing.why]
    st.caption(plain(_SEPARATOR.join(counted)))


def draw_measures(row: GoalRow, standing: Standing) -> None:
    """Draw each indicator: from what to what by when, and its last value."""
    st.subheader(_("How it is measured"))
    if not row.indicators:
        st.caption(_("Nothing is measured yet."))
    readings = {reading.indicator_id: reading for reading in standing.readings}
    for indicator in row.indicators:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(indicator.name)}**")
            st.markdown(plain(say_asked(indicator, row.goal.due_on)))
            reading = readings.get(indicator.id)
            value = value_text(reading) if reading else ""
            if reading and value:
                quarter = quarter_name(reading.year, reading.quarter)
                measured = _("{quarter}: {value}", quarter=quarter, value=value)
                st.markdown(f"{plain(measured)} {standing_badge(reading)}")
            for line in say_changes(indicator):
                st.caption(plain(line))
            _draw_details(indicator)


def _draw_details(indicator: IndicatorRow) -> None:
    counted = _("{part} out of {whole}", part=indicator.numerator, whole=indicator.denominator)
    lines = [
        indicator.definition,
        counted if indicator.numerator and indicator.denominator else "",
        say_start(indicator.targets[-1]) if indicator.targets else "",
        _("Source: {source}", source=indicator.source) if indicator.source else "",
        *(f"{level.level}: {level.description}" for level in indicator.levels),
    ]
    told = [line for line in lines if line]
    path = _path_rows(indicator)
    if not told and not path:
        return
    with st.expander(_("How it is counted, and the path by quarter")):
        for line in told:
            st.text(line)
        if path:
            st.table(path, alt=_("Path by quarter"), hide_index=True)


def _path_rows(indicator: IndicatorRow) -> list[dict[str, str]]:
    asked = indicator.targets[-1].path if indicator.targets else ()
    return [
        {
            _("Quarter"): quarter_name(point.year, point.quarter),
            _("Planned"): number(point.value),
        }
        for point in asked
    ]


def draw_words(row: GoalRow) -> None:
    """Draw what was asked for and why this answers it, what is done, by whom and by when."""
    st.subheader(_("What was asked for"))
    for tie in row.ties:
        st.markdown(f"**{plain(tie.code)}** {plain(tie.statement)}")
        if tie.why:
            st.text(tie.why)
    if not row.ties:
        st.caption(_("It is not tied to a demand yet."))
    st.subheader(_("What will be done, by whom and by when"))
    with st.container(gap="xsmall"):
        for label, text in _facts(row):
            if text:
                st.markdown(f":gray[{plain(label)}] {plain(text)}")


def _facts(row: GoalRow) -> list[tuple[str, str]]:
    goal = row.goal
    owner = _SEPARATOR.join(
        filter(
            None,
            [row.owner_name or (word(goal.owner_role) if goal.owner_role else ""), row.owner_unit],
        )
    )
    partners = ", ".join(row.partner_names) or (
        word(goal.partner_kind) if goal.partner_kind else ""
    )
    days = [long_date(day) for day in (goal.start_on, goal.due_on) if day]
    return [
        (_("Action"), goal.action),
        (_("Who or what it is about"), goal.population),
        (_("Where"), _place(row)),
        (_("Responsible"), owner),
        (_("Helps from the community policing office"), row.caps_owner_name or ""),
        (_("Partners"), partners),
        (_("What it takes"), _SEPARATOR.join(filter(None, [goal.resources, *_amounts(row)]))),
        (_("Why so much can be reached"), goal.ambition_reason),
        (_("Start and due date"), " \N{EN DASH} ".join(days)),
        (_("Why it is due outside the plan's year"), goal.horizon_reason),
        (_("Day to look back"), long_date(goal.review_on) if goal.review_on else ""),
    ]


def _place(row: GoalRow) -> str:
    names = {
        PlaceKind.BEATS: ", ".join(row.beat_numbers),
        PlaceKind.AREA: row.goal.area_name,
    }.get(row.goal.place, "")
    return f"{word(row.goal.place)}: {names}" if names else word(row.goal.place)


def _amounts(row: GoalRow) -> list[str]:
    goal = row.goal
    people = goal.resource_people
    hours, money = goal.resource_hours, goal.resource_money
    return [
        plural("{count} person", "{count} people", people) if people is not None else "",
        _("{hours} hours", hours=number(hours)) if hours is not None else "",
        _("Money: {money}", money=number(money)) if money is not None else "",
    ]


def draw_missing(findings: Sequence[FindingRow]) -> None:
    """Say what is missing before the goal can be adopted, and what could be better."""
    missing = [one for one in findings if one.required and not one.points]
    better = [one for one in findings if one not in missing and one.points < FULL_POINTS]
    st.subheader(_("What is still missing"))
    if not missing:
        st.markdown(_("Nothing that is required: it is specific, measurable and has its dates."))
    else:
        st.markdown("\n".join(map(_finding_line, missing)))
    if better:
        with st.expander(_("What could be better")):
            st.markdown("\n".join(map(_finding_line, better)))


def _finding_line(finding: FindingRow) -> str:
    part = plain(say_place_in_form(finding.field))
    return f"- {plain(say_finding(finding))} *({part})*"
