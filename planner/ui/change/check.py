"""Checking on the page that nothing in the history was altered, with how far it has come."""

import streamlit as st

from planner.i18n import translator
from planner.i18n.history import say_broken
from planner.services.history import find_missing
from planner.services.history.check import find_broken, get_length
from planner.ui.language import _, current_language, long_date, plural, say_error
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.errors import PlannerError
from schemas.history import BrokenRow, ChainMark, HistoryRow

_FOUND = "changes:checked"
_MOST_NAMED = 20


def draw_check() -> None:
    """Offer to check the whole history, and say what the last check found."""
    st.header(_("Does the history hold?"))
    st.markdown(
        _(
            "Each change carries a seal made of itself and of the one before it, and each day one"
            " of all that was written. Whoever alters or removes something is found out here."
        )
    )
    if st.button(_("Check the history"), icon=":material/verified:"):
        try:
            st.session_state[_FOUND] = _check()
        except PlannerError as error:
            st.error(say_error(error))
    found: HistoryRow | None = st.session_state.get(_FOUND)
    if found is not None:
        _draw_found(found)


def _check() -> HistoryRow:
    """Check part after part, each in a transaction of its own, so that the bar moves between."""
    bar = st.progress(0.0, _("Checking the changes"))
    with open_work() as work:
        length = get_length(work)
    done, broken = 0, list[BrokenRow]()
    mark: ChainMark | None = None
    while True:
        with open_work() as work:
            part = find_broken(work, mark)
        done, mark = done + part.changes, part.mark
        broken += part.broken
        bar.progress(min(1.0, done / max(length, 1)), _("Checking the changes"))
        if mark is None:
            break
    with open_work() as work:
        ends = find_missing(work)
    bar.empty()
    return HistoryRow.of(done, broken, ends)


def _draw_found(found: HistoryRow) -> None:
    counted = plural("{count} change was checked.", "{count} changes were checked.", found.changes)
    days = plural("{count} day is sealed.", "{count} days are sealed.", found.anchors)
    if found.holds:
        st.success(f"{counted} {days} " + _("All of it holds."))
    else:
        st.error(f"{counted} {days} " + _("Not all of it holds."))
    if found.first:
        st.markdown("**" + _("The first one that does not hold:") + "**")
        for line in say_broken(translator(current_language()), found.first):
            st.markdown(plain(line))
        if more := len(found.broken) - 1:
            st.markdown(plural("{count} more does not hold.", "{count} more do not hold.", more))
    for day in found.broken_anchors[:_MOST_NAMED]:
        st.markdown(
            _(
                "Something written before {day} is missing or was altered: the seal of that day"
                " does not match.",
                day=long_date(day),
            )
        )
