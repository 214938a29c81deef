"""One answer in sight, and behind it everything that the plan leaves out, each with its way on."""

from collections.abc import Sequence

import streamlit as st

from schemas.coverage import AimRow, CoverageRow, GapRow
from schemas.plan import PlanRow
from schemas.vocabulary import PlanStage

from ..choice import fold
from ..language import _, long_date, plural
from ..link import demand_link
from ..navigation import page_of
from ..text import plain, shorten
from .words import say_coverage, say_gaps

_LONGEST = 44
"""Letters of a title in a link, which never wraps and still has to fit on a phone."""
_MOST = 8
"""Demands drawn at once; the others are found by typing."""


def draw_coverage(plan: PlanRow, found: CoverageRow, *, may_edit: bool) -> None:
    """Draw the answer, and folded below it what is left out; `may_edit` leads on to the forms."""
    if not found.demands:
        return
    st.markdown(plain(say_coverage(found)))
    may_edit = may_edit and plan.stage is not PlanStage.CLOSED
    part = fold(_("What this plan leaves out"), "cover", "all")
    if not part.open:
        return
    first, last = long_date(found.since), long_date(found.until)
    with part:
        _draw_gaps(found, may_edit=may_edit)
        told = _(
            "Nobody here spoke of what these goals answer, from {first} to {last}.",
            first=first,
            last=last,
        )
        _draw_goals(told, found.unvoiced, may_edit=may_edit)
        _draw_avoided(found)
        for told, goals in (
            (_("These goals have no owner."), found.without_owner),
            (_("These goals have no partner."), found.without_partner),
            (_("These goals measure nothing that people say in words."), found.without_words),
        ):
            _draw_goals(told, goals, may_edit=may_edit)


def _draw_gaps(found: CoverageRow, *, may_edit: bool) -> None:
    """Draw the demands without a goal: those that were voiced one by one, the rest to pick from."""
    st.markdown(plain(say_gaps(found)))
    first = [one for one in found.gaps if one.voices][:_MOST]
    for gap in first:
        voices = plural("{count} voice", "{count} voices", gap.voices)
        st.caption(plain(f"{gap.code} · {gap.statement} · {voices}"))
        _draw_way(gap, may_edit=may_edit)
    rest = {one.code: one for one in found.gaps[len(first) :]}
    if not rest:
        return
    picked = st.selectbox(
        _("Another demand without a goal"),
        list(rest),
        index=None,
        format_func=lambda code: f"{code} {rest[code].statement}",
        placeholder=_("Choose one"),
        key="coverage:demand",
    )
    if picked in rest:
        _draw_way(rest[picked], may_edit=may_edit)


def _draw_way(gap: GapRow, *, may_edit: bool) -> None:
    """Lead on to a new goal for a demand, or else to what came of it."""
    if not may_edit:
        demand_link(gap.code)
    elif gap.priority_id is None:
        st.caption(_("Add a priority first: goals stand under one."))
    else:
        st.page_link(
            page_of("goal"),
            label=plain(_("Add a goal for {code}", code=gap.code)),
            icon=":material/add:",
            query_params={"priority": str(gap.priority_id), "demand": gap.code},
        )


def _draw_goals(told: str, goals: Sequence[AimRow], *, may_edit: bool) -> None:
    if not goals:
        return
    st.markdown(plain(told))
    for goal in goals:
        address = {"goal": str(goal.id)} | ({"edit": "1"} if may_edit else {})
        st.page_link(
            page_of("goal"),
            label=plain(f"{goal.code} {shorten(goal.title, _LONGEST - len(goal.code))}"),
            icon=":material/flag:",
            query_params=address,
        )


def _draw_avoided(found: CoverageRow) -> None:
    if not found.avoided:
        return
    told = _("No district's plan of {year} answers these themes.", year=found.year)
    names = "\n".join(f"{one.code} · {one.statement}" for one in found.avoided)
    st.markdown(plain(told))
    st.caption(plain(names))
    st.page_link(page_of("theme"), label=_("See them on Themes"), icon=":material/forum:")
