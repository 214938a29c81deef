"""What the quarter page holds between runs: the sheet as read last, and what is typed into it.

A block draws itself anew alone, so it reads the sheet from here; every save and every run of the
whole page reads it from the database again.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import streamlit as st

from planner.domain.quarters import Quarter
from planner.services import progress
from planner.services.work import Work, new_id
from planner.ui.form import close_form, find_typed, keep_typed
from planner.ui.language import current_language
from schemas.errors import PlannerError
from schemas.progress import MeasurementRow, QuarterItem, QuarterSheet
from schemas.vocabulary import IndicatorKind, Language, ReportingState

from .entry import Values, find_fault, restore, saved_values, write_anew

_HELD = "quarter_sheet"
_SEEN = "seen_version"


@dataclass(slots=True)
class Block:
    """One indicator's block: the version its writer saw, and what is typed and not saved yet.

    `undo` is what the last save of this visit replaced; `error` why the last one failed.
    """

    seen_version: int
    typed: Values = field(default_factory=dict)
    new_id: UUID = field(default_factory=new_id)
    is_open: bool = False
    saved_at: datetime | None = None
    undo: MeasurementRow | None = None
    error: PlannerError | None = None


@dataclass(slots=True)
class Held:
    """The sheet, its blocks by indicator, and the language their numbers are written in."""

    sheet: QuarterSheet
    may_record: bool
    language: Language
    blocks: dict[UUID, Block] = field(default_factory=dict)
    saved_at: datetime | None = None

    @property
    def form(self) -> str:
        """The name that the draft is kept under."""
        sheet = self.sheet
        return f"quarter:{sheet.district_id}:{sheet.year}-Q{sheet.quarter}"

    def item(self, indicator_id: UUID) -> QuarterItem:
        """Return an indicator's line of the sheet."""
        return next(i for i in self.sheet.items if i.reading.indicator_id == indicator_id)

    def values(self, indicator_id: UUID) -> Values:
        """Return what stands in a block's fields: what is typed, else what is recorded."""
        saved = saved_values(self.item(indicator_id), self.language)
        typed = self.blocks[indicator_id].typed
        return {**saved, **typed, "number_language": self.language}


def get_held() -> Held:
    """Return what the page holds; only after `hold_sheet`."""
    held: Held = st.session_state[_HELD]
    return held


def read_sheet(work: Work, held: Held) -> QuarterSheet:
    """Read a held sheet once more."""
    quarter = Quarter(held.sheet.year, held.sheet.quarter)
    return progress.get_quarter_sheet(work, held.sheet.district_id, quarter)


def hold_sheet(sheet: QuarterSheet, today: date, *, may_record: bool) -> Held:
    """Hold a sheet for the blocks; what was typed earlier comes back with what is wrong with it."""
    language = current_language()
    held: Held | None = st.session_state.get(_HELD)
    fresh = Held(sheet, may_record, language)
    if held is None or held.form != fresh.form or held.may_record != may_record:
        held = st.session_state[_HELD] = fresh
        _bring_back_draft(held)
        _find_faults(held, today)
    held.sheet = sheet
    if held.language is not language:
        _change_language(held, language)
    for item in sheet.items:
        _settle(held, item)
    return held


def is_overtaken(held: Held, indicator_id: UUID) -> bool:
    """Say whether somebody recorded the quarter while this member was typing into its block."""
    row, block = held.item(indicator_id).reading.recorded, held.blocks[indicator_id]
    return row is not None and bool(block.typed) and row.version > block.seen_version


def key_of(held: Held, indicator_id: UUID, name: str) -> str:
    """Return the key of a field's widget."""
    return f"quarter:{name}:{indicator_id}:{held.sheet.year}-Q{held.sheet.quarter}"


def put(held: Held, indicator_id: UUID, name: str) -> str:
    """Put what stands in a field into its widget, where the widget is new; return its key."""
    key = key_of(held, indicator_id, name)
    if key not in st.session_state:
        st.session_state[key] = held.values(indicator_id)[name]
    return key


def forget_widgets(held: Held, indicator_id: UUID) -> None:
    """Let a block's fields show what stands in them now, not what was typed earlier."""
    for name in held.values(indicator_id):
        st.session_state.pop(key_of(held, indicator_id, name), None)


def keep_draft(held: Held) -> None:
    """Keep on the server what is typed and not saved; nothing of it, nothing kept."""
    typed = {
        str(indicator_id): {_SEEN: block.seen_version, **block.typed}
        for indicator_id, block in held.blocks.items()
        if block.typed
    }
    if typed:
        keep_typed(held.form, 0, {"language": held.language, "blocks": typed})
    elif f"draft:{held.form}" in st.session_state:
        close_form(held.form)


def _bring_back_draft(held: Held) -> None:
    if not held.may_record:
        return
    draft = find_typed(held.form)
    if draft is None:
        return
    st.session_state[f"draft:{held.form}"] = dict(draft.values)
    known = {str(item.reading.indicator_id): item.reading for item in held.sheet.items}
    blocks: dict[str, dict[str, Any]] = draft.values["blocks"]
    for name, typed in blocks.items():
        if name in known:
            seen: int = typed.pop(_SEEN)
            values = write_anew(restore(typed), Language(draft.values["language"]), held.language)
            held.blocks[known[name].indicator_id] = Block(seen, values)


def _find_faults(held: Held, today: date) -> None:
    for indicator_id, block in held.blocks.items():
        item, values = held.item(indicator_id), held.values(indicator_id)
        block.error = find_fault(held.sheet, item, values, today)


def _change_language(held: Held, language: Language) -> None:
    for indicator_id, block in held.blocks.items():
        block.typed = write_anew(block.typed, held.language, language)
        forget_widgets(held, indicator_id)
    held.language = language


def _settle(held: Held, item: QuarterItem) -> None:
    """Bring a block in line with the sheet: what is typed stays, what is done folds up."""
    reading, row = item.reading, item.reading.recorded
    version = row.version if row else 0
    block = held.blocks.setdefault(reading.indicator_id, Block(version))
    if not block.typed and block.seen_version != version:
        forget_widgets(held, reading.indicator_id)
        block.seen_version = version
    heard = reading.kind is IndicatorKind.CODED_VOICES and reading.state is ReportingState.REPORTED
    is_due = row is None and not heard
    block.is_open = held.may_record and (is_due or bool(block.typed))
    block.saved_at = block.undo = None
