"""What stands around a goal: what was asked for, who does it, what was said and promised."""

import streamlit as st

from schemas.goal import GoalRow
from schemas.vocabulary import PlaceKind

from ..commitment import draw_commitments
from ..language import _, listed, long_date, number, plural, quarter_name, word
from ..link import demand_link
from ..navigation import page_of
from ..text import plain
from ..voice import draw_words, say_count, say_withheld
from .seen import Seen

_SEPARATOR = " · "
_QUOTES = 2
"""Quotes that are read here; all of them stand side by side with the numbers."""


def draw_asked(row: GoalRow) -> None:
    """Draw what was asked for and why this answers it; each demand leads to what came of it."""
    st.subheader(_("What was asked for"))
    for tie in row.ties:
        with st.container(gap="xsmall"):
            st.markdown(plain(tie.statement))
            if tie.why:
                st.caption(plain(tie.why))
            demand_link(tie.code)
    if not row.ties:
        st.caption(_("It is not tied to a demand yet."))


def draw_people(row: GoalRow) -> None:
    """Draw what will be done, by whom, where and by when."""
    st.subheader(_("What will be done, by whom and by when"))
    told = [[plain(label), plain(text)] for label, text in _facts(row) if text]
    st.table(
        told, border="horizontal", hide_header=True, hide_index=True, alt=_("The goal's facts")
    )


def _facts(row: GoalRow) -> list[tuple[str, str]]:
    goal = row.goal
    name = row.owner_name or (word(goal.owner_role) if goal.owner_role else "")
    partners = listed(row.partner_names) or (word(goal.partner_kind) if goal.partner_kind else "")
    days = [long_date(day) for day in (goal.start_on, goal.due_on) if day]
    return [
        (_("Action"), goal.action),
        (_("Who or what it is about"), goal.population),
        (_("Where"), _place(row)),
        (_("Responsible"), _SEPARATOR.join(filter(None, [name, row.owner_unit]))),
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
        PlaceKind.BEATS: listed(row.beat_numbers),
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


def draw_said(seen: Seen) -> None:
    """Draw how many spoke lately with a quote or two; the rest stands side by side."""
    st.subheader(_("What was said lately"))
    voices = seen.voices
    if not voices.count:
        st.caption(_("Nobody was heard on this in this quarter or the one before."))
        return
    quarter = quarter_name(seen.heard_in.year, seen.heard_in.number)
    count = say_count(voices.count, voices.meetings)
    st.markdown(plain(_("{quarter}: {told}", quarter=quarter, told=count)))
    for voice in voices.quotes[:_QUOTES]:
        with st.container(gap=None):
            draw_words(voice)
            st.caption(
                plain(_SEPARATOR.join([word(voice.engagement_kind), long_date(voice.held_on)]))
            )
    if voices.withheld:
        st.caption(plain(say_withheld(voices)))
    st.page_link(
        page_of("relation"),
        label=_("Read all of it side by side"),
        icon=":material/compare_arrows:",
        query_params={"goal": str(seen.row.goal.id)},
    )


def draw_promised(seen: Seen) -> None:
    """Draw the commitments made on this goal, where there are any."""
    if seen.commitments:
        st.subheader(_("What was promised, and what came of it"))
        names = {tie.code: tie.statement for tie in seen.row.ties}
        draw_commitments(seen.commitments, names, may_edit=False)
