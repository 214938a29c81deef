"""Who is responsible from now on: a choice a thing, one for all, a review, and a way back."""

from collections.abc import Mapping
from uuid import UUID

import streamlit as st

from planner.services.handover.reassign import get_owned, reassign
from schemas.account import DistrictRow
from schemas.errors import PlannerError
from schemas.handover import HandoverRow, MoveIn, OwnedRow, OwnedRows, PersonOption, ReassignIn
from schemas.vocabulary import OwnedAs

from ..address import find_id
from ..choice import choose, fold
from ..fields import Fields
from ..language import _, current_language, listed, plural, say_error, word
from ..message import keep_message
from ..session import open_work
from ..text import plain

FROM = "from"
_ALL, _SEEN = "all", "seen"
_UNDO = "handover:undo"


def show_move(row: HandoverRow) -> None:
    """Draw what somebody is responsible for, with who takes it over, where that is opened."""
    st.header(_("Who is responsible from now on"))
    _draw_undo(row.district)
    part = fold(_("Hand over goals and steps"), "move", "all")
    if not part.open:
        return
    outgoing = row.turn.outgoing.member_id if row.turn.outgoing else None
    with part, st.container(key="handover-move"):
        try:
            _draw_form(row.district, find_id(FROM) or outgoing)
        except PlannerError as error:
            st.error(plain(say_error(error)))


def _draw_form(district: DistrictRow, owner_id: UUID | None) -> None:
    with open_work() as work:
        owned = get_owned(work, district.id, owner_id, current_language())
    st.caption(_("Promises belong to the district: they go with the post and need no new name."))
    owners = {one.id: one.name for one in owned.owners}
    if not owners:
        st.caption(_("Nobody is responsible for anything here yet."))
        return
    if owner_id not in owners:
        st.caption(_("Nothing open is in this person's hands. Others have something:"))
    chosen = owner_id if owner_id in owners else next(iter(owners))
    choose(_("Responsible now"), FROM, list(owners), chosen, owners.__getitem__)
    if chosen != owner_id:
        with open_work() as work:
            owned = get_owned(work, district.id, chosen, current_language())
    _draw_rows(district, chosen, owned)


def _draw_rows(district: DistrictRow, owner_id: UUID, owned: OwnedRows) -> None:
    names = {str(one.id): _say_person(one) for one in owned.people if one.id != owner_id}
    blank = {_ALL: None, **{_key(one): None for one in owned.rows}, _SEEN: _seen(owned)}
    fields = Fields(f"handover:{district.id}:{owner_id}", 0, blank, lambda _name: False)
    if not any(fields.values.get(_key(one)) for one in owned.rows):
        # Nothing is chosen yet: what is seen now is what counts.
        fields.put(_SEEN, _seen(owned))
    fields.choose(_ALL, _("Everything to"), names)
    st.button(
        _("Set all"),
        key=f"do:{fields.form}:all",
        on_click=_set_all,
        args=(fields, [_key(one) for one in owned.rows]),
    )
    for one in owned.rows:
        fields.choose(_key(one), plain(f"{say_owned(one)} ({word(one.kind)})"), names)
        if fields.values[_SEEN].get(_key(one)) != one.version:
            st.caption(_("Somebody saved this since you began."))
    fields.keep()
    _draw_review(district, owner_id, owned, fields, names)


def _draw_review(
    district: DistrictRow,
    owner_id: UUID,
    owned: OwnedRows,
    fields: Fields,
    names: Mapping[str, str],
) -> None:
    """Say what will change, before it does; one button saves all of it."""
    given = [one for one in owned.rows if fields.values.get(_key(one)) in names]
    if not given:
        st.caption(_("Choose who takes over: what will change is shown here first."))
        return
    st.markdown(_("This will change:"))
    old = next((one.name for one in owned.owners if one.id == owner_id), "")
    told = (
        f"- {plain(say_owned(one))}: {plain(old)} → {plain(names[fields.values[_key(one)]])}"
        for one in given
    )
    st.markdown("\n".join(told))
    label = plural("Save {count} change", "Save {count} changes", len(given))
    with st.container(horizontal=True):
        wanted = st.button(label, type="primary", key=f"do:{fields.form}:save")
        st.button(_("Discard"), key=f"do:{fields.form}:discard", on_click=fields.close)
    if wanted:
        _save(district, owner_id, owned, fields, given)


def _save(
    district: DistrictRow,
    owner_id: UUID,
    owned: OwnedRows,
    fields: Fields,
    given: list[OwnedRow],
) -> None:
    """Save all of it, or say what somebody saved meanwhile; then that is looked at anew."""
    seen = fields.values[_SEEN]
    moves = tuple(
        MoveIn(
            kind=one.kind,
            id=one.id,
            seen_version=seen.get(_key(one), one.version),
            from_id=owner_id,
            to_id=UUID(fields.values[_key(one)]),
        )
        for one in given
    )
    try:
        with open_work(write=True) as work:
            entry = ReassignIn(district_id=district.id, moves=moves, why=_("Change of command"))
            undo = reassign(work, entry)
    except PlannerError as error:
        fields.put(_SEEN, _seen(owned))
        st.error(plain(say_error(error)))
        return
    fields.close()
    st.session_state[_UNDO] = undo
    told = plural("{count} thing has a new name.", "{count} things have new names.", len(given))
    keep_message("success", told, at_top=True)
    st.rerun()


def _draw_undo(district: DistrictRow) -> None:
    """Offer to give back what was handed over last."""
    undo: ReassignIn | None = st.session_state.get(_UNDO)
    if undo is None or undo.district_id != district.id:
        return
    st.button(
        plural("Give {count} thing back", "Give {count} things back", len(undo.moves)),
        key="handover-undo",
        icon=":material/undo:",
        on_click=_undo,
        args=(undo,),
    )


def _undo(undo: ReassignIn) -> None:
    st.session_state.pop(_UNDO, None)
    try:
        with open_work(write=True) as work:
            reassign(work, undo)
    except PlannerError as error:
        keep_message("error", plain(say_error(error)), at_top=True)
        return
    keep_message("success", _("Given back."), at_top=True)


def _set_all(fields: Fields, keys: list[str]) -> None:
    for key in keys:
        fields.put(key, fields.values.get(_ALL))


def say_owned(one: OwnedRow) -> str:
    """Return what somebody is responsible for; a step with the code of its goal."""
    return f"{one.code} {one.title}" if one.kind is not OwnedAs.STEP else f"{one.code}: {one.title}"


def _say_person(one: PersonOption) -> str:
    return " · ".join([one.name, listed(map(word, one.roles))])


def _key(one: OwnedRow) -> str:
    return f"{one.kind}:{one.id}"


def _seen(owned: OwnedRows) -> dict[str, int]:
    return {_key(one): one.version for one in owned.rows}
