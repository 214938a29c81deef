"""What a change in a block does: it is kept, saved when it is whole, and drawn anew alone."""

from typing import NoReturn
from uuid import UUID

import streamlit as st

from planner.services import progress
from planner.ui.session import open_work
from schemas.errors import PlannerError, StaleError
from schemas.progress import ProgressIn

from .entry import entry_of, read_entry, saved_values
from .held import Held, forget_widgets, get_held, keep_draft, key_of, read_sheet

BAR = "quarter-bar"
HEAD = "quarter-head"


def block_name(indicator_id: UUID) -> str:
    """Return the name under which a block draws itself anew."""
    return f"quarter-block:{indicator_id}"


def take(indicator_id: UUID, name: str) -> NoReturn:
    """Take what was typed into a field."""
    held = get_held()
    typed, value = (
        held.blocks[indicator_id].typed,
        st.session_state[key_of(held, indicator_id, name)],
    )
    typed[name] = value.strip() if isinstance(value, str) else value
    if typed[name] == saved_values(held.item(indicator_id), held.language)[name]:
        del typed[name]
    _save(held, indicator_id)
    _redraw(indicator_id)


def correct(indicator_id: UUID) -> NoReturn:
    """Open the fields of what is recorded already."""
    get_held().blocks[indicator_id].is_open = True
    _redraw(indicator_id)


def fold(indicator_id: UUID) -> NoReturn:
    """Give up what is typed into a block, and fold it up where something is recorded."""
    held = get_held()
    block, row = held.blocks[indicator_id], held.item(indicator_id).reading.recorded
    block.typed, block.error = {}, None
    block.seen_version, block.is_open = (row.version, False) if row else (0, True)
    forget_widgets(held, indicator_id)
    keep_draft(held)
    _redraw(indicator_id)


def keep_mine(indicator_id: UUID) -> NoReturn:
    """Save what is typed over what somebody else recorded meanwhile, having read it."""
    held = get_held()
    row = held.item(indicator_id).reading.recorded
    held.blocks[indicator_id].seen_version = row.version if row else 0
    _save(held, indicator_id)
    _redraw(indicator_id)


def undo(indicator_id: UUID) -> NoReturn:
    """Record once more what the last save replaced; what was saved stays in the history."""
    held = get_held()
    block = held.blocks[indicator_id]
    if block.undo is not None:
        _try(held, indicator_id, entry_of(block.undo, block.seen_version))
        block.undo = None
        forget_widgets(held, indicator_id)
    _redraw(indicator_id)


def _save(held: Held, indicator_id: UUID) -> None:
    block, item = held.blocks[indicator_id], held.item(indicator_id)
    block.error = None
    try:
        entry = read_entry(item, held.values(indicator_id), block.new_id, block.seen_version)
    except PlannerError as error:
        block.error, entry = error, None
    if entry is not None and block.typed:
        _try(held, indicator_id, entry)
    keep_draft(held)


def _try(held: Held, indicator_id: UUID, entry: ProgressIn) -> None:
    """Save an entry, or remember why it can't be."""
    block, before = held.blocks[indicator_id], held.item(indicator_id).reading.recorded
    try:
        with open_work(write=True) as work:
            saved = progress.record_progress(work, entry)
            sheet, now = read_sheet(work, held), work.now
    except StaleError:
        # The block shows what the other one recorded beside what is typed here.
        with open_work() as work:
            held.sheet = read_sheet(work, held)
        forget_widgets(held, indicator_id)
    except PlannerError as error:
        block.error = error
    else:
        held.sheet, held.saved_at, block.saved_at = sheet, now, now
        block.seen_version, block.typed, block.undo = saved.version, {}, before


def _redraw(indicator_id: UUID) -> NoReturn:
    st.rerun([HEAD, block_name(indicator_id), BAR])
