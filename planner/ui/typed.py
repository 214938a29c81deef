"""Forms that lose nothing: what is typed is kept on each run, and others' saves are shown.

A form begins with the saved row, or with the words that the member typed earlier and did not
save. It carries the version its writer saw. When somebody saves meanwhile, their words appear
beside one's own, and only the writer's click moves the version on.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import streamlit as st

from planner.components import typing_pause
from schemas.errors import N_

from .form import close_form, find_typed, keep_typed
from .language import _, word

Values = dict[str, Any]

YES, NO = N_("Yes"), N_("No")
_PREFIX = "typing:"


@dataclass(slots=True)
class Typing:
    """A form that is open: the version its writer saw, and what was kept.

    `drawn` are the fields on screen since the form was drawn whole last; `drawing` those that the
    present run has drawn so far, since the next click may end a run halfway.
    """

    seen_version: int
    kept: Values
    kept_at: datetime | None
    drawn: set[str] = field(default_factory=set)
    drawing: set[str] = field(default_factory=set)


def begin_typing(
    form: str, version: int, saved: Values, kinds: Mapping[str, Callable[[str], object]]
) -> Typing:
    """Put the saved values, or one's own unsaved ones, into the fields of a form.

    `kinds` tells how to read back a field whose value is no plain text, such as a word of the
    vocabulary or a date. A form that is open already stays as it is; a field that was not drawn
    for a while comes back as it was left.
    """
    typing_pause(f"{form}:")
    held: Typing | None = st.session_state.get(_name(form))
    if held is not None:
        _bring_back(form, held)
        return held
    draft = find_typed(form)
    values = saved | _restore(dict(draft.values), kinds, saved) if draft else saved
    for name, value in values.items():
        st.session_state[_key(form, name)] = value
    held = Typing(
        draft.seen_version if draft else version, values, draft.kept_at if draft else None
    )
    st.session_state[_name(form)] = held
    return held


def key_of(form: str, name: str) -> str:
    """Return the key of a field's widget, and note that this run draws it."""
    held: Typing | None = st.session_state.get(_name(form))
    if held is not None:
        held.drawing.add(name)
    return _key(form, name)


def read_typing(form: str, fields: Mapping[str, Any]) -> Values:
    """Return what stands in the fields now that all are drawn, and keep it when it changed."""
    typing: Typing = st.session_state[_name(form)]
    typing.drawn = set(typing.drawing)
    values = {name: st.session_state.get(_key(form, name)) for name in fields}
    if values != typing.kept:
        keep_typed(form, typing.seen_version, values)
        typing.kept = values
    return values


def open_typing() -> Iterator[tuple[str, int, Values]]:
    """Yield every open form with the version its writer saw and what stands in its fields."""
    for name in [name for name in st.session_state if str(name).startswith(_PREFIX)]:
        form, typing = str(name).removeprefix(_PREFIX), st.session_state[name]
        values = {
            field: st.session_state.get(_key(form, field), kept)
            for field, kept in typing.kept.items()
        }
        yield form, typing.seen_version, values


def end_typing(form: str) -> None:
    """Forget an open form and its draft, because it was saved or given up."""
    st.session_state.pop(_name(form), None)
    close_form(form)


def show_meanwhile(
    form: str, typing: Typing, version: int, saved: Values, labels: Mapping[str, str]
) -> None:
    """Show what somebody saved since the form was opened, where it differs from one's own."""
    if version <= typing.seen_version:
        return
    with st.container(border=True):
        st.markdown(_("Somebody saved this while you were writing. Where it differs from yours:"))
        for name, theirs in saved.items():
            if theirs != st.session_state[_key(form, name)]:
                st.caption(_(labels[name]))
                st.text(_readable(theirs))
                st.button(
                    _("Take this over"),
                    key=f"{form}:take:{name}",
                    on_click=_take_over,
                    args=(form, name, theirs),
                )
        st.button(
            _("I have read it: go on"),
            key=f"{form}:read",
            on_click=_go_on,
            args=(form, version),
        )


def _bring_back(form: str, typing: Typing) -> None:
    """Put back what Streamlit forgot: fields not drawn last, or all when the form wasn't."""
    if any(_key(form, name) not in st.session_state for name in typing.drawn):
        typing.drawn.clear()
    for name, value in typing.kept.items():
        if name not in typing.drawn:
            st.session_state[_key(form, name)] = value
    typing.drawing.clear()


def _take_over(form: str, name: str, value: object) -> None:
    st.session_state[_key(form, name)] = value
    st.session_state[_name(form)].kept[name] = value


def _go_on(form: str, version: int) -> None:
    st.session_state[_name(form)].seen_version = version


def _key(form: str, name: str) -> str:
    return f"{form}:{name}"


def _name(form: str) -> str:
    return f"{_PREFIX}{form}"


def _restore(
    values: Values, kinds: Mapping[str, Callable[[str], object]], fields: Collection[str]
) -> Values:
    known = {name: value for name, value in values.items() if name in fields}
    return {name: _as_kind(value, kinds.get(name)) for name, value in known.items()}


def _as_kind(value: object, kind: Callable[[str], object] | None) -> object:
    if kind is None or value is None:
        return value
    return [kind(str(one)) for one in value] if isinstance(value, list) else kind(str(value))


def _readable(value: object) -> str:
    if isinstance(value, list):
        return " · ".join(_readable(one) for one in value) or "—"
    if isinstance(value, bool):
        return _(YES if value else NO)
    return word(value) if isinstance(value, StrEnum) else str(value or "—")
