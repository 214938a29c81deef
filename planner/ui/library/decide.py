"""What a reviewer decides about an indicator: in use, sent back, merged, or not used any more."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from planner.domain.library import DECIDED
from planner.services import library
from planner.services.work import Work
from schemas.errors import N_, PlannerError
from schemas.library import DecisionIn, EntryRow, LibraryRow, MergedRow, MergeIn
from schemas.shape import LONG
from schemas.vocabulary import LibraryState

from ..address import keep
from ..language import _, listed, plural, say
from ..message import keep_message, show_error
from ..session import open_work
from ..typed import Values, begin_typing, end_typing, key_of, read_typing
from .words import LABELS, SEPARATOR

_DO = {
    LibraryState.ACCEPTED: N_("Put it into use"),
    LibraryState.RETURNED: N_("Send it back"),
    LibraryState.RETIRED: N_("Take it out of use"),
}
_DONE = {
    LibraryState.ACCEPTED: N_("It is in use now."),
    LibraryState.RETURNED: N_("It was sent back with your reason."),
    LibraryState.RETIRED: N_("It is not used any more. Goals that use it keep it."),
}


def draw_decisions(entry: EntryRow, others: Sequence[LibraryRow]) -> None:
    """Offer what can be decided about an indicator, with the reason, kept while it is typed."""
    if entry.state is LibraryState.MERGED:
        return
    form = f"library decision:{entry.id}"
    typing = begin_typing(form, entry.version, {"reason": "", "into": None}, {})
    st.subheader(_("Decide about it"))
    with st.container(border=True):
        st.text_area(
            _("Why, for whoever proposed it or uses it"),
            max_chars=LONG,
            height=80,
            key=key_of(form, "reason"),
        )
        with st.container(horizontal=True):
            for state, does in _DO.items():
                if state in DECIDED[entry.state]:
                    st.button(
                        say(does),
                        key=f"{form}:{state}",
                        type="primary" if state is LibraryState.ACCEPTED else "secondary",
                        on_click=partial(st.session_state.__setitem__, f"{form}:wanted", state),
                    )
        _draw_merge(form, entry, others)
        values = read_typing(form, {"reason": "", "into": None})
    wanted = st.session_state.pop(f"{form}:wanted", None)
    if wanted is None:
        return
    asked_for = _asked_for(entry, typing.seen_version, wanted, values, others)
    try:
        with open_work(write=True) as work:
            said = _decide(work, asked_for)
    except PlannerError as error:
        show_error(error)
        return
    end_typing(form)
    keep(edit=None)
    keep_message("success", said, at_top=True)
    st.rerun()


def _draw_merge(form: str, entry: EntryRow, others: Sequence[LibraryRow]) -> None:
    names = {
        row.code: f"{row.name} ({row.code})"
        for row in others
        if row.state is LibraryState.ACCEPTED and row.id != entry.id
    }
    key = key_of(form, "into")
    if st.session_state[key] not in names:
        st.session_state[key] = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Merge it into"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Type to search"),
            filter_mode="contains",
            key=key,
        )
        st.button(
            _("Merge"),
            key=f"{form}:merge",
            disabled=st.session_state[key] is None,
            on_click=partial(st.session_state.__setitem__, f"{form}:wanted", LibraryState.MERGED),
        )


def _asked_for(
    entry: EntryRow,
    seen_version: int,
    wanted: LibraryState,
    values: Values,
    others: Sequence[LibraryRow],
) -> DecisionIn | MergeIn:
    reason = values["reason"] or ""
    if wanted is not LibraryState.MERGED:
        return DecisionIn(id=entry.id, seen_version=seen_version, state=wanted, reason=reason)
    into_id = next(row.id for row in others if row.code == values["into"])
    return MergeIn(id=entry.id, seen_version=seen_version, into_id=into_id, reason=reason)


def _decide(work: Work, asked_for: DecisionIn | MergeIn) -> str:
    """Do what was decided; return what to say of it."""
    if isinstance(asked_for, MergeIn):
        return _say_merged(library.merge_entry(work, asked_for))
    library.decide_entry(work, asked_for)
    return say(_DONE[asked_for.state])


def _say_merged(merged: MergedRow) -> str:
    told = [_("It was merged into the other one.")]
    if merged.moved:
        told.append(
            plural(
                "{count} goal counts by the other now: {codes}.",
                "{count} goals count by the other now: {codes}.",
                len(merged.moved),
                codes=listed(merged.moved),
            )
        )
    if merged.kept:
        told.append(
            plural(
                "{count} goal keeps its own words: {codes}.",
                "{count} goals keep their own words: {codes}.",
                len(merged.kept),
                codes=listed(merged.kept),
            )
        )
    if merged.differs:
        fields = SEPARATOR.join(say(LABELS[name]) for name in merged.differs)
        told.append(_("The two differ in: {fields}.", fields=fields))
    return " ".join(told)
