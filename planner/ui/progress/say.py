"""The quarter's sentences: what helps to record a value, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st

from planner import i18n
from planner.domain.progress import is_unusual
from planner.domain.quarters import SHORTEST_FIRST_QUARTER, Quarter, quarter_dates
from planner.ui.language import _, current_language, long_date, number, plural, quarter_name, word
from planner.ui.standing import reading_number, value_text, with_unit
from schemas.errors import RuleError
from schemas.progress import LaterGoal, MeasurementRow, QuarterItem, QuarterSheet, Reading
from schemas.vocabulary import Accumulation, Language, ReportingState

from .entry import Values, fields_of, read_amount


def say_when(sheet: QuarterSheet, today: date) -> str:
    """Say until when a quarter is asked for; late is a fact about days, not about people."""
    if sheet.done == len(sheet.items):
        return _("Everything in this quarter is recorded.")
    due = long_date(sheet.due_on)
    if today > sheet.due_on:
        return _("This quarter was due {due}. What you enter now still counts.", due=due)
    days = (sheet.due_on - today).days
    return plural("Due {due}: {count} day left.", "Due {due}: {count} days left.", days, due=due)


def say_running(sheet: QuarterSheet, today: date) -> str:
    """Say what a value means that is recorded before the quarter is over, or nothing."""
    last = quarter_dates(Quarter(sheet.year, sheet.quarter), sheet.fiscal_start_month)[1]
    if today > last:
        return ""
    return _(
        "The quarter runs until {day}. What you record before then is judged as if it stood so at"
        " its end; you can change it later.",
        day=long_date(last),
    )


def say_waiting(sheet: QuarterSheet) -> str:
    """Say how many values wait for their source, or nothing."""
    if not sheet.waiting:
        return ""
    return plural(
        "{count} waits for a source that is not published; that is nobody's lateness.",
        "{count} wait for sources that are not published; that is nobody's lateness.",
        sheet.waiting,
    )


def say_later(later: Sequence[LaterGoal], titles: Mapping[UUID, str]) -> str:
    """Say which goals start too late in the quarter to be due in it, and when they first are."""
    due = [titles.get(one.goal_id, one.title) for one in later if not one.is_never]
    never = [titles.get(one.goal_id, one.title) for one in later if one.is_never]
    told = []
    if due:
        told.append(_say_first_due(due, quarter_name(later[0].year, later[0].quarter)))
    if never:
        told.append(_say_never_due(never))
    return " ".join(told)


def _say_first_due(titles: Sequence[str], quarter: str) -> str:
    return plural(
        "Not due yet: {titles}. It starts with fewer than {days} days left in the quarter, so it"
        " is first due in {quarter}.",
        "Not due yet: {titles}. They start with fewer than {days} days left in the quarter, so"
        " they are first due in {quarter}.",
        len(titles),
        titles=" · ".join(titles),
        days=SHORTEST_FIRST_QUARTER,
        quarter=quarter,
    )


def _say_never_due(titles: Sequence[str]) -> str:
    return plural(
        "Not due at all: {titles}. It starts with fewer than {days} days left in the quarter and"
        " ends before the next one begins.",
        "Not due at all: {titles}. They start with fewer than {days} days left in the quarter and"
        " end before the next one begins.",
        len(titles),
        titles=" · ".join(titles),
        days=SHORTEST_FIRST_QUARTER,
    )


def say_done(sheet: QuarterSheet, saved_at: datetime | None) -> str:
    """Say how much is done, and when something was saved last."""
    total = len(sheet.items)
    if saved_at is None:
        return _("{done} of {total} done", done=sheet.done, total=total)
    return _(
        "{done} of {total} done, saved {time}", done=sheet.done, total=total, time=clock(saved_at)
    )


def clock(moment: datetime) -> str:
    """Write a time of day as the reader's own clock shows it."""
    zone = st.context.timezone
    return i18n.format_time(moment.astimezone(ZoneInfo(zone) if zone else None), current_language())


def say_last(item: QuarterItem) -> str:
    """Say what the indicator was last, or where it started."""
    last, reading = item.last, item.reading
    if last is not None and last.actual is not None:
        quarter = quarter_name(last.year, last.quarter)
        if item.accumulation is Accumulation.LEVEL:
            return _("{value} in {quarter}", value=value_text(last), quarter=quarter)
        return _("{value} to date in {quarter}", value=value_text(last), quarter=quarter)
    if reading.baseline is not None:
        return _("{value} at the start", value=_with_unit(reading, reading.baseline))
    return _("no earlier value")


def say_point(item: QuarterItem) -> str:
    """Say where the plan wants the indicator at the end of the quarter, or nothing."""
    reading = item.reading
    if reading.point is not None:
        point = _with_unit(reading, reading.point)
        if item.accumulation is Accumulation.LEVEL:
            return _("the plan says {point}", point=point)
        return _("the plan says {point} to date", point=point)
    if reading.low is not None and reading.high is not None:
        low, high = number(reading.low, reading.decimals), _with_unit(reading, reading.high)
        return _("the plan says {low} to {high}", low=low, high=high)
    return ""


def say_terms(item: QuarterItem) -> str:
    """Say which part of the year a value is asked for, where values add up."""
    if item.accumulation is Accumulation.SUM:
        return _("Enter this quarter alone; the planner adds up the year.")
    if item.accumulation is Accumulation.TO_DATE:
        return _("Enter everything since the year began.")
    return ""


def say_recorded(item: QuarterItem) -> str:
    """Say what was recorded: the value, to date where it adds up, or the reason for none."""
    row = item.reading.recorded
    if row is None or row.state is not ReportingState.REPORTED:
        return row.reason if row else ""
    if item.accumulation is not Accumulation.SUM or item.reading.actual is None:
        return value_text(item.reading)
    alone = _as_typed(item, row.value, row.numerator, row.denominator)
    total = _with_unit(item.reading, item.reading.actual)
    if alone is None:
        return total
    return _("{value}, {total} to date", value=_with_unit(item.reading, alone), total=total)


def say_outcome(item: QuarterItem) -> str:
    """Say what stands in the quarter: what was recorded, that people were heard, or the last."""
    if item.reading.recorded is not None:
        return say_recorded(item)
    if item.reading.state is ReportingState.REPORTED:
        return _("Voices were heard this quarter.")
    return _("Last: {value}", value=say_last(item))


def say_mine(values: Values) -> str:
    """Repeat what is typed, as it was typed."""
    if values["state"]:
        return " · ".join(filter(None, (word(values["state"]), values["reason"])))
    typed = " / ".join(values[name] for name in ("numerator", "denominator") if values[name])
    return str(values["value"] or typed or values["level"] or values["note"])


def say_theirs(item: QuarterItem, row: MeasurementRow) -> str:
    """Repeat what somebody else recorded."""
    if row.state is ReportingState.REPORTED:
        return say_recorded(item)
    return f"{word(row.state)} · {row.reason}"


def say_still_saved(item: QuarterItem, row: MeasurementRow, values: Values) -> str:
    """Say that what was recorded stands while something else is typed, and what to do."""
    is_value = row.state is ReportingState.REPORTED
    saved = say_recorded(item) if is_value else word(row.state)
    if values["state"]:
        return _(
            "Still saved: {saved}. Write why there is no value. Discard brings it back.",
            saved=saved,
        )
    if not fields_of(item):
        return _(
            "Still saved: {saved}. Choose why there is no value. Discard brings it back.",
            saved=saved,
        )
    return _(
        "Still saved: {saved}. Enter a new value, or choose why there is none."
        " Discard brings it back.",
        saved=saved,
    )


def say_who(row: MeasurementRow) -> str:
    """Say who recorded a value, and when for the first time."""
    who = row.recorded_by or _("the planner")
    return _("Recorded by {who}, {when}", who=who, when=long_date(row.first_recorded_on))


def say_share(item: QuarterItem, values: Values) -> str:
    """Return the share that two typed numbers make, or nothing."""
    if not item.reading.kind.is_ratio:
        return ""
    typed = _typed(item, values)
    return "" if typed is None else f"= {_with_unit(item.reading, typed)}"


def ask_if_right(item: QuarterItem, values: Values) -> str:
    """Ask about a value far from all that was seen, or return nothing."""
    typed = _typed(item, values)
    if typed is None or item.levels or not is_unusual(typed, item.seen):
        return ""
    low, high = min(item.seen), max(item.seen)
    if low == high:
        return _("Is that right? It was {value} before.", value=_with_unit(item.reading, low))
    between = {"low": reading_number(item.reading, low), "high": _with_unit(item.reading, high)}
    return _("Is that right? It was {low} to {high} before.", **between)


def _typed(item: QuarterItem, values: Values) -> Decimal | None:
    if values["state"]:
        return None
    language: Language = values["number_language"]
    try:
        amount = read_amount(item, values, language)
    except RuleError:
        return None
    return _as_typed(item, amount["value"], amount["numerator"], amount["denominator"])


def _as_typed(
    item: QuarterItem, value: Decimal | None, part: Decimal | None, whole: Decimal | None
) -> Decimal | None:
    """Return a value, or the ratio of two numbers rounded to what is shown of it."""
    if part is None or not whole:
        return value
    places = Decimal(1).scaleb(-item.reading.decimals)
    return (part / whole * item.per).quantize(places)


def _with_unit(reading: Reading, value: Decimal) -> str:
    return with_unit(reading_number(reading, value), reading.unit)
