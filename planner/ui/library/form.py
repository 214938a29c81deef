"""The form of an indicator of the library: proposed by a district, or kept by a reviewer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import streamlit as st

from planner.domain.goal import MOST_DECIMALS, PERCENT_PER, PERCENT_UNIT
from planner.i18n import own_name
from schemas.errors import N_, RuleError
from schemas.indicator import IndicatorIn, RubricLevelIn
from schemas.library import DefinitionIn, EntryRow, LibraryIn, ProposalIn
from schemas.shape import LONG
from schemas.vocabulary import (
    Accumulation,
    AnswerableAt,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    LibraryState,
)

from ..address import keep
from ..fields import LONGEST_LINE
from ..form import form_id
from ..language import _, current_language, say, word
from ..typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from .words import LABELS

NEW = "new"
"""What the address carries in place of an identifier while an indicator is being proposed."""

_KINDS = {
    "kind": IndicatorKind,
    "direction": Direction,
    "accumulation": Accumulation,
    "frequency": Frequency,
    "language": Language,
    "answerable_at": AnswerableAt,
    "per": int,
    "decimals": int,
}
_TEXTS = ("name", "definition", "unit", "numerator", "denominator", "source", "caveats")
_VOICES = ("question", "coding")
_PER = (100, 1000, 10_000, 100_000)
_ADDING_UP = {IndicatorKind.COUNT, IndicatorKind.PERCENT, IndicatorKind.RATE}
_RUBRIC_DIRECTIONS = (Direction.INCREASE, Direction.MAINTAIN_ABOVE)


def draw_proposal_form(
    district_id: UUID,
    entry: EntryRow | None,
    taken: IndicatorIn | None,
    demands: Mapping[str, str],
) -> ProposalIn | None:
    """Draw the form that proposes an indicator, or one that was sent back; return what to save.

    `taken` is an indicator of a goal that the form begins with. Raises RuleError.
    """
    whose = entry.id if entry else taken.id if taken else district_id
    form = f"library proposal:{whose}"
    drawn = _draw(form, entry, _begin_with(taken), demands, _("Propose it"))
    if drawn is None:
        return None
    return ProposalIn(district_id=district_id, **drawn)


def draw_keep_form(entry: EntryRow | None, demands: Mapping[str, str]) -> LibraryIn | None:
    """Draw the form that a reviewer keeps an indicator with; return what to save, or None."""
    form = f"library:{entry.id if entry else NEW}"
    drawn = _draw(form, entry, _begin_with(None), demands, _("Save"))
    return None if drawn is None else LibraryIn(**drawn)


def close_library_form(form: str) -> None:
    """Forget the form and its draft, and leave it."""
    end_typing(form)
    keep(edit=None, propose=None, goal=None)


def _draw(
    form: str,
    entry: EntryRow | None,
    blank: Values,
    demands: Mapping[str, str],
    save: str,
) -> dict[str, Any] | None:
    saved = _typed(entry.newest.definition, entry) if entry else blank
    version = entry.version if entry else 0
    typing = begin_typing(form, version, saved, _KINDS)
    in_use = entry is not None and entry.state in {LibraryState.ACCEPTED, LibraryState.RETIRED}
    with st.container(border=True):
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form, demands, entry.newest.own_language if entry and in_use else None)
        values = read_typing(form, saved)
        with st.container(horizontal=True):
            wanted = st.button(save, type="primary", key=f"{form}:save")
            st.button(
                _("Discard"), key=f"{form}:discard", on_click=close_library_form, args=(form,)
            )
    if not wanted:
        return None
    return {
        "id": entry.id if entry else form_id(form),
        "seen_version": typing.seen_version,
        "definition": _definition(values),
        "theme_codes": frozenset(values["theme_codes"]),
        "answerable_at": frozenset(values["answerable_at"]),
        "reason": values["reason"],
    }


def _begin_with(taken: IndicatorIn | None) -> Values:
    if taken is None:
        empty = dict.fromkeys((*_TEXTS, *_VOICES, "levels", "reason"), "")
        return empty | {
            "kind": IndicatorKind.COUNT,
            "direction": Direction.INCREASE,
            "accumulation": Accumulation.LEVEL,
            "frequency": Frequency.QUARTERLY,
            "per": PERCENT_PER,
            "decimals": 0,
            "language": current_language(),
            "theme_codes": [],
            "answerable_at": [AnswerableAt.DISTRICT],
        }
    fields = {
        name: getattr(taken, name) for name in DefinitionIn.model_fields if hasattr(taken, name)
    }
    # A goal's draft may not say yet how it is counted: the form asks for it.
    given = {**fields, "definition": taken.definition or "?"}
    return _typed(DefinitionIn(**given), None) | {"definition": taken.definition}


def _typed(definition: DefinitionIn, entry: EntryRow | None) -> Values:
    values = definition.model_dump(exclude={"levels"})
    return values | {
        "direction": definition.direction or Direction.INCREASE,
        "levels": "\n".join(level.description for level in definition.levels),
        "theme_codes": list(entry.theme_codes) if entry else [],
        "answerable_at": list(entry.answerable_at) if entry else [AnswerableAt.DISTRICT],
        "reason": "",
    }


def _draw_fields(form: str, demands: Mapping[str, str], own: Language | None) -> None:
    _line(form, "name")
    kind = _choose(form, "kind", list(IndicatorKind))
    _words(form, "definition")
    _draw_parts(form, kind)
    _draw_way(form, kind)
    _line(form, "source")
    _choose(form, "frequency", list(Frequency))
    if not kind.is_qualitative:
        places = list(range(MOST_DECIMALS + 1))
        st.selectbox(say(LABELS["decimals"]), places, key=key_of(form, "decimals"))
    _words(form, "caveats")
    _draw_ties(form, demands)
    st.selectbox(
        say(LABELS["language"]), list(Language), format_func=own_name, key=key_of(form, "language")
    )
    if own is not None:
        _words(form, "reason")
        st.caption(
            _(
                "A changed definition makes a new version. Goals keep the one they have, until"
                " somebody takes the newer one over. It was written in {language}; words in another"
                " language translate it and make no new version.",
                language=own_name(own),
            )
        )


def _draw_parts(form: str, kind: IndicatorKind) -> None:
    """Draw what an indicator of a kind is made of."""
    if kind.is_ratio:
        _line(form, "numerator")
        _line(form, "denominator")
    if kind is IndicatorKind.RATE:
        st.selectbox(say(LABELS["per"]), _PER, key=key_of(form, "per"))
    if not kind.is_qualitative and kind is not IndicatorKind.PERCENT:
        _line(form, "unit", _("such as minutes, calls or hours"))
    if kind is IndicatorKind.RUBRIC:
        _words(form, "levels")
    if kind is IndicatorKind.CODED_VOICES:
        _words(form, "question")
        _words(form, "coding")


def _draw_way(form: str, kind: IndicatorKind) -> None:
    """Draw which way an indicator should go, and how its quarters fit together."""
    if kind is IndicatorKind.RUBRIC:
        _choose(form, "direction", list(_RUBRIC_DIRECTIONS))
    elif kind is not IndicatorKind.CODED_VOICES:
        _choose(form, "direction", list(Direction))
    if kind in _ADDING_UP:
        _choose(form, "accumulation", list(Accumulation))


def _line(form: str, name: str, placeholder: str = "") -> None:
    label, key = say(LABELS[name]), key_of(form, name)
    st.text_input(label, max_chars=LONGEST_LINE, placeholder=placeholder, key=key)


def _words(form: str, name: str) -> None:
    st.text_area(say(LABELS[name]), max_chars=LONG, height=100, key=key_of(form, name))


def _draw_ties(form: str, demands: Mapping[str, str]) -> None:
    key = key_of(form, "theme_codes")
    # A draft may name a demand that is not there any more.
    st.session_state[key] = [code for code in st.session_state[key] if code in demands]
    st.multiselect(
        say(LABELS["theme_codes"]),
        list(demands),
        format_func=lambda code: f"{code} {demands[code]}",
        placeholder=_("Type to search"),
        filter_mode="contains",
        select_all=False,
        key=key,
    )
    st.multiselect(
        say(LABELS["answerable_at"]),
        list(AnswerableAt),
        format_func=word,
        placeholder=_("Choose one"),
        select_all=False,
        key=key_of(form, "answerable_at"),
    )


def _choose(form: str, name: str, options: list[Any]) -> Any:  # noqa: ANN401  (a word of the vocabulary)
    key = key_of(form, name)
    if st.session_state[key] not in options:
        st.session_state[key] = options[0]
    return st.selectbox(say(LABELS[name]), options, format_func=word, key=key)


def _definition(values: Values) -> DefinitionIn:
    """Return the definition that is typed, without what its kind has no use for."""
    for name in ("name", "definition"):
        if not (values[name] or "").strip():
            raise RuleError(N_("Say what is measured, and how it is counted."), where=name)
    kind: IndicatorKind = values["kind"]
    given = {name: values[name] or "" for name in (*_TEXTS, *_VOICES)}
    if not kind.is_ratio:
        given["numerator"] = given["denominator"] = ""
    if kind is not IndicatorKind.CODED_VOICES:
        given["question"] = given["coding"] = ""
    if kind.is_qualitative or kind is IndicatorKind.PERCENT:
        given["unit"] = "" if kind.is_qualitative else PERCENT_UNIT
    lines = [line.strip() for line in (values["levels"] or "").splitlines() if line.strip()]
    levels = [RubricLevelIn(level=place, description=line) for place, line in enumerate(lines, 1)]
    return DefinitionIn(
        **given,
        kind=kind,
        direction=None if kind is IndicatorKind.CODED_VOICES else values["direction"],
        accumulation=values["accumulation"] if kind in _ADDING_UP else Accumulation.LEVEL,
        per=values["per"] if kind is IndicatorKind.RATE else PERCENT_PER,
        decimals=0 if kind.is_qualitative else values["decimals"],
        frequency=values["frequency"],
        levels=tuple(levels) if kind is IndicatorKind.RUBRIC else (),
        language=values["language"],
    )
