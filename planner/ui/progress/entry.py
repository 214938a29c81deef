"""What stands in a block's fields, as one record to save, and a record as what stands in them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from planner.domain.quarters import Quarter
from planner.services.progress.check import Yardstick, check_progress
from planner.ui.number import read_number, write_number
from schemas.errors import PlannerError, RuleError
from schemas.progress import MeasurementRow, ProgressIn, QuarterItem, QuarterSheet
from schemas.vocabulary import IndicatorKind, Language, ReportingState

Values = dict[str, Any]
"""What stands in a block's fields by name: texts, a level, a day. No state means a value."""

NUMBERS = ("value", "numerator", "denominator")


def saved_values(item: QuarterItem, language: Language) -> Values:
    """Return what stands in the fields when nothing was typed."""
    row = item.reading.recorded
    if row is None:
        empty = dict.fromkeys((*NUMBERS, "note", "reason"), "")
        return {**empty, "level": None, "state": None, "data_as_of": None, "language": language}
    is_level = bool(item.levels) and row.value is not None
    return {
        "value": "" if item.levels else write_number(row.value, language),
        "numerator": write_number(row.numerator, language),
        "denominator": write_number(row.denominator, language),
        "level": int(row.value) if is_level and row.value is not None else None,
        "state": None if row.state is ReportingState.REPORTED else row.state,
        "data_as_of": row.data_as_of,
        "note": row.note,
        "reason": row.reason,
        "language": row.language,
    }


def fields_of(item: QuarterItem) -> tuple[str, ...]:
    """Return the names of the fields that a value of this indicator is typed into."""
    if item.reading.kind is IndicatorKind.CODED_VOICES:
        return ()
    if item.levels:
        return ("level",)
    return ("numerator", "denominator") if item.reading.kind.is_ratio else ("value",)


def read_amount(
    item: QuarterItem, values: Mapping[str, Any], language: Language
) -> dict[str, Decimal | None]:
    """Read the numbers typed into a block. Raises RuleError, naming the field, for no number."""
    amount: dict[str, Decimal | None] = dict.fromkeys(NUMBERS)
    if item.levels:
        amount["value"] = None if values["level"] is None else Decimal(values["level"])
    else:
        for name in fields_of(item):
            amount[name] = read_number(values[name], language, where=name)
    return amount


def read_entry(
    item: QuarterItem, values: Mapping[str, Any], new_id: UUID, seen_version: int
) -> ProgressIn | None:
    """Return what the fields say, or None while something is still to be typed.

    Raises RuleError, naming the field, for a number that can't be read.
    """
    row, state = item.reading.recorded, values["state"]
    language: Language = values["number_language"]
    amount = dict.fromkeys(NUMBERS) if state else read_amount(item, values, language)
    is_whole = values["reason"] if state else all(values[name] != "" for name in fields_of(item))
    if not is_whole or (not state and not any(each is not None for each in amount.values())):
        return None
    return ProgressIn(
        id=row.id if row else new_id,
        indicator_id=item.reading.indicator_id,
        year=item.reading.year,
        quarter=item.reading.quarter,
        seen_version=seen_version,
        state=state or ReportingState.REPORTED,
        data_as_of=None if state else values["data_as_of"],
        note=values["note"],
        reason=values["reason"] if state else "",
        language=values["language"],
        **amount,
    )


def find_fault(
    sheet: QuarterSheet, item: QuarterItem, values: Mapping[str, Any], today: date
) -> PlannerError | None:
    """Return what is wrong with what stands in a block's fields, or None."""
    against = Yardstick(
        kind=item.reading.kind,
        levels=frozenset(Decimal(level) for level, _ in item.levels),
        due_on=None,  # A sheet lists only what its goal's time holds.
        today=today,
        fiscal_start_month=sheet.fiscal_start_month,
    )
    try:
        # Nothing is saved here, so any identifier will do.
        entry = read_entry(item, values, item.goal_id, 0)
        if entry is not None:
            check_progress(entry, Quarter(sheet.year, sheet.quarter), against)
    except PlannerError as error:
        return error
    return None


def entry_of(row: MeasurementRow, seen_version: int) -> ProgressIn:
    """Return the record that would save a row as it stands once more."""
    shared = ProgressIn.model_fields.keys() - {"seen_version"}
    return ProgressIn(**row.model_dump(include=set(shared)), seen_version=seen_version)


def write_anew(values: Values, before: Language, now: Language) -> Values:
    """Return the values with their numbers written as another language writes them.

    What can't be read as a number stays as it was typed.
    """
    return {
        name: _write_anew(value, before, now) if name in NUMBERS else value
        for name, value in values.items()
    }


def restore(values: Mapping[str, Any]) -> Values:
    """Return values that came back as JSON with their days and words of the vocabulary."""
    kinds = {"state": ReportingState, "language": Language, "data_as_of": date.fromisoformat}
    return {
        name: kinds[name](value) if name in kinds and value else value
        for name, value in values.items()
    }


def _write_anew(text: str, before: Language, now: Language) -> str:
    try:
        return write_number(read_number(text, before), now)
    except RuleError:
        return text
