"""One indicator of the quarter: its fields while it is open, one calm line when it is done."""

from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.language import _, say_error, word
from planner.ui.navigation import page_of
from planner.ui.standing import standing_badge, way_text
from planner.ui.text import plain
from schemas.progress import MeasurementRow, QuarterItem
from schemas.shape import LONG
from schemas.vocabulary import RECORDABLE_STATES, IndicatorKind, Language, ReportingState

from .entry import fields_of
from .held import Block, Held, get_held, is_overtaken, put
from .saving import correct, fold, keep_mine, take, undo
from .say import (
    ask_if_right,
    clock,
    say_last,
    say_mine,
    say_outcome,
    say_point,
    say_recorded,
    say_share,
    say_still_saved,
    say_terms,
    say_theirs,
    say_who,
)

NUMBER_WIDTH, STATE_WIDTH = 200, 300
_REASONS = tuple(s for s in RECORDABLE_STATES if s is not ReportingState.REPORTED)


def draw_block(indicator_id: UUID) -> None:
    """Draw one indicator as it stands now; a fragment draws it anew alone."""
    held = get_held()
    item, block = held.item(indicator_id), held.blocks[indicator_id]
    if not block.is_open:
        _draw_line(held, item)
        return
    with st.container(border=True, gap="small"):
        _draw_head(item)
        _draw_fields(held, item)
        _draw_news(held, item, block)
        if fields_of(item) or held.values(indicator_id)["state"]:
            _draw_more(held, item)
        if item.reading.recorded is not None:
            st.button(
                _("Discard") if block.typed else _("Close"),
                type="tertiary",
                key=f"quarter-close:{indicator_id}",
                on_click=fold,
                args=(indicator_id,),
            )


def _draw_line(held: Held, item: QuarterItem) -> None:
    reading, row = item.reading, item.reading.recorded
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(reading.indicator_name)}**  \n"
            f"{standing_badge(reading)} {plain(say_outcome(item))}",
            width="stretch",
        )
        if held.may_record and row is not None:
            st.button(
                _("Change this value"),
                type="tertiary",
                icon=":material/edit:",
                key=f"quarter-correct:{reading.indicator_id}",
                on_click=correct,
                args=(reading.indicator_id,),
            )
    if row is not None:
        st.caption(plain(" · ".join(filter(None, (say_who(row), row.note)))))


def _draw_head(item: QuarterItem) -> None:
    if item.reading.kind is IndicatorKind.CODED_VOICES:
        st.markdown(f"**{plain(item.reading.indicator_name)}**")
        return
    helps = [_("Last: {value}", value=say_last(item)), say_point(item)]
    st.markdown(
        f"**{plain(item.reading.indicator_name)}**  \n{plain(' · '.join(filter(None, helps)))}"
    )
    source = _("Source: {source}", source=item.source) if item.source else ""
    small = " · ".join(filter(None, (say_terms(item), source)))
    if small:
        st.caption(plain(small))


def _draw_fields(held: Held, item: QuarterItem) -> None:
    indicator_id = item.reading.indicator_id
    state = held.values(indicator_id)["state"]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if state is None:
            _draw_amount(held, item)
        st.selectbox(
            _("Or no value, because"),
            _REASONS,
            index=None,
            format_func=word,
            placeholder=_("Choose a reason"),
            width=STATE_WIDTH,
            key=put(held, indicator_id, "state"),
            on_change=take,
            args=(indicator_id, "state"),
        )
    if state is not None:
        st.text_area(
            _("Why there is no value"),
            max_chars=LONG,
            height=80,
            key=put(held, indicator_id, "reason"),
            on_change=take,
            args=(indicator_id, "reason"),
        )


def _draw_amount(held: Held, item: QuarterItem) -> None:
    if item.reading.kind is IndicatorKind.CODED_VOICES:
        _draw_way_to_voices(held)
    elif item.levels:
        _draw_levels(held, item)
    else:
        labels = _labels(item)
        for name in fields_of(item):
            st.text_input(
                plain(labels[name]),
                width=NUMBER_WIDTH,
                autocomplete="off",
                key=put(held, item.reading.indicator_id, name),
                on_change=take,
                args=(item.reading.indicator_id, name),
            )


def _labels(item: QuarterItem) -> dict[str, str]:
    unit = item.reading.unit
    return {
        "value": _("Value in {unit}", unit=unit) if unit else _("Value"),
        "numerator": item.numerator_name or _("How many"),
        "denominator": item.denominator_name or _("Out of how many"),
    }


def _draw_levels(held: Held, item: QuarterItem) -> None:
    words = dict(item.levels)
    st.radio(
        _("Level"),
        list(words),
        format_func=lambda level: f"{level}: {plain(words[level])}",
        index=None,
        key=put(held, item.reading.indicator_id, "level"),
        on_change=take,
        args=(item.reading.indicator_id, "level"),
    )


def _draw_way_to_voices(held: Held) -> None:
    with st.container(gap="xsmall", width="content"):
        st.caption(_("What people say is entered on the page Voices."))
        st.page_link(
            page_of("voice"),
            label=_("Voices"),
            icon=":material/record_voice_over:",
            query_params={"district": str(held.sheet.district_number)},
        )


def _draw_news(held: Held, item: QuarterItem, block: Block) -> None:
    """Say what became of what was typed: saved, doubtful, wrong, or overtaken."""
    indicator_id, row = item.reading.indicator_id, item.reading.recorded
    if row is not None and is_overtaken(held, indicator_id):
        _draw_overtaken(held, item, row)
        return
    if block.error is not None:
        st.markdown(f":red[:material/error: {plain(say_error(block.error))}]")
    elif doubt := ask_if_right(item, held.values(indicator_id)):
        st.markdown(f":orange[:material/help: {plain(doubt)}]")
    if row is not None and block.typed:
        still = say_still_saved(item, row, held.values(indicator_id))
        st.markdown(f":orange[:material/info: {plain(still)}]")
    if block.saved_at is not None and not block.typed:
        _draw_saved(item, block)
    elif share := say_share(item, held.values(indicator_id)):
        st.markdown(plain(share))


def _draw_saved(item: QuarterItem, block: Block) -> None:
    reading = item.reading
    saved = _("Saved {time}", time=clock(block.saved_at)) if block.saved_at else ""
    parts = (plain(say_recorded(item)), standing_badge(reading), plain(way_text(reading)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":green[:material/check: {plain(saved)}] · {' '.join(filter(None, parts))}",
            width="content",
        )
        if block.undo is not None:
            st.button(
                _("Undo"),
                type="tertiary",
                icon=":material/undo:",
                help=_("Records what stood here before. Both stay in the history."),
                key=f"quarter-undo:{reading.indicator_id}",
                on_click=undo,
                args=(reading.indicator_id,),
            )


def _draw_overtaken(held: Held, item: QuarterItem, row: MeasurementRow) -> None:
    indicator_id = item.reading.indicator_id
    who = row.recorded_by or _("the planner")
    st.warning(
        plain(
            _(
                "{theirs}. Yours is not saved: {mine}.",
                theirs=say_theirs(item, row),
                mine=say_mine(held.values(indicator_id)),
            )
        ),
        title=plain(_("{who} recorded this while you were writing", who=who)),
    )
    with st.container(horizontal=True):
        st.button(
            _("Keep theirs"),
            key=f"quarter-theirs:{indicator_id}",
            on_click=fold,
            args=(indicator_id,),
        )
        st.button(
            _("Save mine instead"),
            key=f"quarter-mine:{indicator_id}",
            on_click=keep_mine,
            args=(indicator_id,),
        )


def _draw_more(held: Held, item: QuarterItem) -> None:
    indicator_id = item.reading.indicator_id
    more = st.expander(
        _("Note and date of the data"),
        type="compact",
        key=f"quarter-more:{indicator_id}",
        on_change="rerun",
    )
    if not more.open:
        return
    with more:
        st.text_area(
            _("Note"),
            max_chars=LONG,
            height=80,
            key=put(held, indicator_id, "note"),
            on_change=take,
            args=(indicator_id, "note"),
        )
        with st.container(horizontal=True):
            _draw_origin(held, indicator_id)


def _draw_origin(held: Held, indicator_id: UUID) -> None:
    if held.values(indicator_id)["state"] is None:
        st.date_input(
            _("The data is from"),
            value=None,
            format="YYYY-MM-DD",
            width=NUMBER_WIDTH,
            key=put(held, indicator_id, "data_as_of"),
            on_change=take,
            args=(indicator_id, "data_as_of"),
        )
    st.selectbox(
        _("Language of your text"),
        list(Language),
        format_func=own_name,
        width=NUMBER_WIDTH,
        key=put(held, indicator_id, "language"),
        on_change=take,
        args=(indicator_id, "language"),
    )
