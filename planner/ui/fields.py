"""The fields of a long form, kept by name, whether they are on screen just now or not.

What is typed is the truth: it lives by name beside the widgets, so that a field that another
choice hides comes back as it was, and it is kept on the server on each run. A form begins with
the saved row, or with what the member typed earlier and did not save.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import streamlit as st

from planner.components import typing_pause
from schemas.errors import RuleError, StaleError
from schemas.shape import LONG
from schemas.vocabulary import Language

from .form import close_form, find_typed, keep_typed
from .language import _, current_language, say_error
from .number import read_number, write_number
from .text import plain

V = TypeVar("V")

Values = dict[str, Any]
"""What is typed, by the field's name: texts, truth values and lists of texts, as JSON has them."""

MINE = "mine"
"""The field that keeps one's own text after somebody else's was loaded."""

LONGEST_LINE = 300
_PREFIX = "fields:"
_LANGUAGE = "number_language"


@dataclass(slots=True)
class Open:
    """An open form: the version its writer saw, what is typed, and what the server keeps.

    `begun` is what it began with; `stale` says who saved meanwhile and which fields.
    """

    seen_version: int
    values: Values
    begun: Values
    kept: Values
    restored_at: datetime | None = None
    stale: tuple[str, tuple[str, ...]] | None = None


class Fields:
    """Draws fields by name and keeps what is typed into them.

    `saved` holds the fields of the row as it stands and `version` its version; `is_number` tells
    which fields hold numbers, which are written anew when the reader changes the language.
    """

    def __init__(
        self, form: str, version: int, saved: Values, is_number: Callable[[str], bool]
    ) -> None:
        self.form = form
        self.is_number = is_number
        held: Open | None = st.session_state.get(self._name)
        if held is None or (held.seen_version != version and held.values == held.begun):
            held = self._begin(version, saved)
        self.open = held
        self._write_numbers_anew()

    @property
    def values(self) -> Values:
        """What is typed now."""
        return self.open.values

    def text(self, name: str, label: str, *, placeholder: str = "") -> str:
        """Draw a line of text."""
        typed: str = (
            st.text_input(
                label, key=self._put(name, ""), placeholder=placeholder, max_chars=LONGEST_LINE
            )
            or ""
        )
        return self._take(name, typed)

    def words(self, name: str, label: str) -> str:
        """Draw a field for a longer text."""
        typed: str = st.text_area(label, key=self._put(name, ""), max_chars=LONG, height=100) or ""
        return self._take(name, typed)

    def number(self, name: str, label: str) -> None:
        """Draw a field for a number, and say at once when it can't be read."""
        # One place for both: beside other fields, what is wrong stands below its own.
        with st.container(gap="xsmall"):
            text = st.text_input(label, key=self._put(name, "")) or ""
            self._take(name, text)
            try:
                read_number(text, current_language())
            except RuleError as error:
                st.markdown(f":red[:material/error: {plain(say_error(error))}]")

    def day(self, name: str, label: str) -> date | None:
        """Draw a field for a day."""
        held: str | None = self.values.get(name)
        key = self._key(name)
        if key not in st.session_state:
            st.session_state[key] = date.fromisoformat(held) if held else None
        day = st.date_input(
            label,
            value=None,
            key=key,
            format="YYYY-MM-DD",
            min_value=date(2000, 1, 1),
            max_value=date(2200, 12, 31),
        )
        self._take(name, day.isoformat() if day else None)
        return day

    def tick(self, name: str, label: str) -> bool:
        """Draw a box to tick."""
        return self._take(name, st.checkbox(label, key=self._put(name, False)))  # noqa: FBT003

    def choose(
        self,
        name: str,
        label: str,
        options: Mapping[str, str],
        *,
        required: bool = False,
        keeps: bool = False,
    ) -> str | None:
        """Draw a choice of one; `options` maps what is kept to what is shown.

        What was chosen earlier and is not offered any more gives way, unless the field `keeps` it.
        """
        key = self._put(name, None)
        chosen: str | None = st.session_state[key]
        offered = _with(options, [chosen] if chosen and keeps else [])
        if chosen not in offered:
            st.session_state[key] = next(iter(offered)) if required else None
        taken = st.selectbox(
            label,
            list(offered),
            index=0 if required else None,
            format_func=offered.__getitem__,
            placeholder=_("Choose one"),
            key=key,
        )
        return self._take(name, taken)

    def choose_many(self, name: str, label: str, options: Mapping[str, str]) -> list[str]:
        """Draw a choice of any number, searched by typing."""
        key = self._put(name, [])
        offered = _with(options, st.session_state[key])
        taken = st.multiselect(
            label,
            list(offered),
            format_func=offered.__getitem__,
            placeholder=_("Type to search"),
            filter_mode="contains",
            select_all=False,
            key=key,
        )
        return self._take(name, list(taken))

    def put(self, name: str, value: object) -> None:
        """Put a value into a field before it is drawn, as if it had been typed."""
        st.session_state.pop(self._key(name), None)
        self.values[name] = value

    def keep(self) -> None:
        """Keep what is typed on the server, when it changed since it was kept last.

        Call it where the form is drawn: it also has the browser report what is being typed.
        """
        typing_pause(self._key(""))
        if self.values != self.open.kept:
            keep_typed(self.form, self.open.seen_version, self.values)
            self.open.kept = dict(self.values)

    def note_stale(self, error: StaleError) -> None:
        """Remember who saved meanwhile, and what, for the next run to show."""
        self.open.stale = (str(error.params["who"]), error.fields)

    def load(self, version: int, saved: Values, mine: str) -> None:
        """Load what somebody else saved; one's own words stay beside it as text."""
        self._forget_widgets()
        self.open.seen_version = version
        self.open.values = {**saved, _LANGUAGE: current_language().value, MINE: mine}
        self.open.stale = self.open.restored_at = None

    def close(self) -> None:
        """Forget the form and its draft, because it was saved or given up."""
        self._forget_widgets()
        st.session_state.pop(self._name, None)
        close_form(self.form)

    @property
    def _name(self) -> str:
        return f"{_PREFIX}{self.form}"

    def _key(self, name: str) -> str:
        return f"{self.form}:{name}"

    def _begin(self, version: int, saved: Values) -> Open:
        self._forget_widgets()
        saved = {**saved, _LANGUAGE: current_language().value}
        draft = find_typed(self.form)
        values = {**saved, **draft.values} if draft else dict(saved)
        held = Open(
            draft.seen_version if draft else version,
            values,
            begun=dict(saved),
            kept=dict(values),
            restored_at=draft.kept_at if draft else None,
        )
        st.session_state[self._name] = held
        return held

    def _put(self, name: str, empty: object) -> str:
        """Put what is kept under a name into its widget, where the widget is new."""
        key = self._key(name)
        if key not in st.session_state:
            st.session_state[key] = self.values.get(name, empty)
        return key

    def _take(self, name: str, value: V) -> V:
        self.values[name] = value
        return value

    def _write_numbers_anew(self) -> None:
        before, now = Language(self.values[_LANGUAGE]), current_language()
        if before is now:
            return
        for name in filter(self.is_number, self.values):
            try:
                value = read_number(self.values[name] or "", before)
            except RuleError:
                continue
            self.values[name] = write_number(value, now)
            st.session_state.pop(self._key(name), None)
        self.values[_LANGUAGE] = now.value

    def _forget_widgets(self) -> None:
        for key in [key for key in st.session_state if str(key).startswith(f"{self.form}:")]:
            del st.session_state[key]


def open_fields() -> Iterator[tuple[str, int, Values]]:
    """Yield every open form with the version its writer saw and what stands in its fields."""
    for name in [name for name in st.session_state if str(name).startswith(_PREFIX)]:
        form, held = str(name).removeprefix(_PREFIX), st.session_state[name]
        typed = {
            field: st.session_state.get(f"{form}:{field}", value)
            for field, value in held.values.items()
        }
        yield form, held.seen_version, typed


def _with(options: Mapping[str, str], chosen: Sequence[str]) -> dict[str, str]:
    gone = {each: _("No longer offered") for each in chosen if each not in options}
    return {**options, **gone}
