"""How a quarter's indicators are drawn, and the form that records one of them."""

from datetime import date
from decimal import Decimal

import streamlit as st

from planner.i18n import own_name
from schemas.errors import N_
from schemas.message import Message
from schemas.progress import ProgressIn, QuarterItem, QuarterSheet, Reading
from schemas.shape import LONG
from schemas.vocabulary import RECORDABLE_STATES, IndicatorKind, Language, ReportingState

from .form import form_id
from .language import _, current_language, long_date, number, plural, quarter_name, say, word
from .number import read_number, write_number
from .standing import standing_badge, value_text, with_unit
from .text import plain
from .typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile

LABELS = {
    "state": N_("What there is to record"),
    "value": N_("Value"),
    "numerator": N_("How many"),
    "denominator": N_("Out of how many"),
    "level": N_("Level"),
    "data_as_of": N_("The data is from"),
    "note": N_("Note"),
    "reason": N_("Why there is no value"),
    "language": N_("Language of your text"),
}

_KINDS = {"state": ReportingState, "data_as_of": date.fromisoformat, "language": Language}
_STATE_WORDS = {ReportingState.REPORTED: N_("A value")}


def say_sheet(sheet: QuarterSheet) -> Message:
    """Return the page's answer: how much is done, and until when."""
    return Message(
        N_("{done} of {total} done. Due {due}."),
        {"done": sheet.done, "total": len(sheet.items), "due": sheet.due_on},
    )


def draw_open(sheet: QuarterSheet) -> None:
    """Say what is late and what waits for its source."""
    if sheet.late:
        late = plural("{count} indicator is late.", "{count} indicators are late.", sheet.late)
        st.markdown(f":material/schedule: {plain(late)}")
    if sheet.waiting:
        waiting = plural(
            "{count} waits for a source that is not published; that is nobody's lateness.",
            "{count} wait for sources that are not published; that is nobody's lateness.",
            sheet.waiting,
        )
        st.markdown(f":material/hourglass_empty: {plain(waiting)}")


def draw_item(item: QuarterItem, *, may_record: bool) -> ProgressIn | None:
    """Draw one indicator; return what is to be saved, or None.

    Raises RuleError, naming the field, for a number that can't be read.
    """
    reading = item.reading
    with st.container(border=True):
        st.markdown(f"**{plain(reading.indicator_name)}**")
        st.caption(plain(item.goal_title))
        st.markdown(standing_badge(reading) + _recorded_text(reading))
        st.caption(plain(" · ".join(_helps(item))))
        if reading.kind is IndicatorKind.CODED_VOICES:
            st.caption(_("What people say is entered on the page Voices."))
        if reading.why is not None and _is_explained(reading):
            st.caption(plain(say(reading.why)))
        return _draw_form(item) if may_record else None


def _is_explained(reading: Reading) -> bool:
    """Say whether there is a judgement to explain, or a recorded value that got none."""
    counted = reading.recorded is not None and reading.kind is not IndicatorKind.CODED_VOICES
    return reading.status is not None or (counted and reading.state is ReportingState.REPORTED)


def form_name(reading: Reading) -> str:
    """Return the name under which an indicator's quarter is kept while it is typed."""
    return f"progress:{reading.indicator_id}:{reading.year}-Q{reading.quarter}"


def close_progress_form(form: str) -> None:
    """Forget the form and its draft."""
    end_typing(form)


def _recorded_text(reading: Reading) -> str:
    row = reading.recorded
    if row is None:
        return ""
    text = value_text(reading) or row.reason
    who = row.recorded_by or _("the planner")
    when = long_date(row.first_recorded_on)
    return " " + plain(text) + "  \n" + plain(_("Recorded by {who}, {when}", who=who, when=when))


def _helps(item: QuarterItem) -> list[str]:
    """Return what helps to record: the last value, this quarter's point, the source."""
    reading, parts = item.reading, []
    if item.last is not None and item.last.actual is not None:
        parts.append(
            _(
                "Last: {value} in {quarter}",
                value=value_text(item.last),
                quarter=quarter_name(item.last.year, item.last.quarter),
            )
        )
    if reading.point is not None:
        point = with_unit(number(reading.point, reading.decimals), reading.unit)
        parts.append(_("Where the plan says we should be: {point}", point=point))
    if item.source:
        parts.append(_("Source: {source}", source=item.source))
    return parts


def _draw_form(item: QuarterItem) -> ProgressIn | None:
    reading, form = item.reading, form_name(item.reading)
    row = reading.recorded
    version, saved = row.version if row else 0, _saved_values(item)
    typing = begin_typing(form, version, saved, _KINDS)
    opened = row is None and reading.kind is not IndicatorKind.CODED_VOICES
    with st.expander(_("Record") if row is None else _("Correct"), expanded=opened):
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form, item)
        values = read_typing(form, saved)
        if not _draw_buttons(form):
            return None
    return _entry(item, values, typing.seen_version)


def _saved_values(item: QuarterItem) -> Values:
    """Return what the fields hold before anything is typed."""
    row, language = item.reading.recorded, current_language()
    value = row.value if row else None
    coded = item.reading.kind is IndicatorKind.CODED_VOICES
    return {
        "state": row.state
        if row
        else (ReportingState.UNABLE_TO_ASSESS if coded else ReportingState.REPORTED),
        "value": "" if item.levels else write_number(value, language),
        "numerator": write_number(row.numerator if row else None, language),
        "denominator": write_number(row.denominator if row else None, language),
        "level": int(value) if item.levels and value is not None else None,
        "data_as_of": row.data_as_of if row else None,
        "note": row.note if row else "",
        "reason": row.reason if row else "",
        "language": row.language if row else language,
    }


def _draw_fields(form: str, item: QuarterItem) -> None:
    coded = item.reading.kind is IndicatorKind.CODED_VOICES
    states = [s for s in RECORDABLE_STATES if not (coded and s is ReportingState.REPORTED)]
    state = st.selectbox(
        say(LABELS["state"]), states, format_func=_state_word, key=key_of(form, "state")
    )
    reported = state is ReportingState.REPORTED
    if reported:
        _draw_value(form, item)
    else:
        st.text_area(say(LABELS["reason"]), max_chars=LONG, height=80, key=key_of(form, "reason"))
    st.text_area(say(LABELS["note"]), max_chars=LONG, height=80, key=key_of(form, "note"))
    if reported:
        # Not right after the value: a calendar opens under the field and would lie over Save.
        st.date_input(
            say(LABELS["data_as_of"]), format="YYYY-MM-DD", key=key_of(form, "data_as_of")
        )
    st.selectbox(
        say(LABELS["language"]), list(Language), format_func=own_name, key=key_of(form, "language")
    )


def _draw_value(form: str, item: QuarterItem) -> None:
    reading = item.reading
    if item.levels:
        words = dict(item.levels)
        st.radio(
            say(LABELS["level"]),
            list(words),
            format_func=lambda level: f"{level}: {plain(words[level])}",
            key=key_of(form, "level"),
        )
    elif reading.kind.is_ratio:
        with st.container(horizontal=True):
            st.text_input(
                plain(item.numerator_name) or say(LABELS["numerator"]),
                key=key_of(form, "numerator"),
            )
            st.text_input(
                plain(item.denominator_name) or say(LABELS["denominator"]),
                key=key_of(form, "denominator"),
            )
    else:
        label = _("Value in {unit}", unit=reading.unit) if reading.unit else say(LABELS["value"])
        st.text_input(plain(label), key=key_of(form, "value"))


def _draw_buttons(form: str) -> bool:
    with st.container(horizontal=True):
        wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
        st.button(_("Discard"), key=f"{form}:discard", on_click=close_progress_form, args=(form,))
    return wanted


def _state_word(state: ReportingState) -> str:
    return say(_STATE_WORDS[state]) if state in _STATE_WORDS else word(state)


def _entry(item: QuarterItem, values: Values, seen_version: int) -> ProgressIn:
    reading, language = item.reading, current_language()
    reported = values["state"] is ReportingState.REPORTED
    numbers: dict[str, Decimal | None] = dict.fromkeys(("value", "numerator", "denominator"))
    if reported and item.levels:
        numbers["value"] = None if values["level"] is None else Decimal(values["level"])
    elif reported:
        wanted = ("numerator", "denominator") if reading.kind.is_ratio else ("value",)
        for name in wanted:
            numbers[name] = read_number(values[name], language, where=name)
    return ProgressIn(
        id=form_id(form_name(reading)),
        indicator_id=reading.indicator_id,
        year=reading.year,
        quarter=reading.quarter,
        seen_version=seen_version,
        state=values["state"],
        data_as_of=values["data_as_of"] if reported else None,
        note=values["note"],
        reason="" if reported else values["reason"],
        language=values["language"],
        **numbers,
    )
