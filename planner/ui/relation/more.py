"""What stands below the quarters on demand: the table, every quote, who was not heard."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import streamlit as st

from planner.ui.address import keep
from planner.ui.choice import asked, pick
from planner.ui.language import _, long_date, percent, quarter_name, say, word
from planner.ui.standing import reading_cells, reading_number
from planner.ui.text import plain
from planner.ui.voice import draw_words, quote, say_count, say_withheld, valence_word
from schemas.errors import N_
from schemas.indicator import IndicatorRow
from schemas.progress import Reading
from schemas.relation import SideBySideQuarter, SideBySideRow

from .heard import is_for_all, valences_in_turn
from .measured import Picture, write_amount
from .together import say_together

_SEPARATOR = " · "
_MORE = "more"
_KEY = f"choice:{_MORE}"


class Part(StrEnum):
    """One part that a reader can ask for."""

    TABLE = "table"
    USUAL = "usual"
    ORIGINAL = "original"
    SAID = "said"
    UNHEARD = "unheard"


_NAMES = {
    Part.TABLE: N_("As a table"),
    Part.USUAL: N_("Usual range"),
    Part.ORIGINAL: N_("Original target"),
    Part.SAID: N_("All that was said"),
    Part.UNHEARD: N_("Who was not heard"),
}


def choose_part(sheet: SideBySideRow, picture: Picture | None) -> Part | None:
    """Offer the parts that this goal has; nothing is open until somebody asks."""
    missing = {Part.ORIGINAL: not _is_revised(sheet), Part.USUAL: not _has_numbers(picture)}
    offered = [part for part in Part if not missing.get(part)]
    # The address decides, also after a link or the browser's way back.
    chosen = pick(asked(_MORE), offered, None)
    st.session_state[_KEY] = chosen
    st.pills(
        _("More about this goal"),
        offered,
        format_func=lambda part: say(_NAMES[part]),
        key=_KEY,
        on_change=_take,
    )
    return chosen


def _take() -> None:
    keep(**{_MORE: st.session_state[_KEY]})


def draw_part(part: Part, sheet: SideBySideRow) -> None:
    """Draw a part that needs nothing but the sheet."""
    drawn = {
        Part.TABLE: _draw_table,
        Part.ORIGINAL: _draw_original,
        Part.SAID: _draw_said,
        Part.UNHEARD: _draw_unheard,
    }
    drawn[part](sheet)


def _has_numbers(picture: Picture | None) -> bool:
    return picture is not None and not picture.indicator.kind.is_qualitative


def _is_revised(sheet: SideBySideRow) -> bool:
    return any(len(one.targets) > 1 for one in sheet.goal.indicators)


def _draw_table(sheet: SideBySideRow) -> None:
    rows = [
        _reading_cells(reading) | _quarter_cells(row)
        for row in sheet.quarters
        for reading in row.standing.readings
    ]
    st.dataframe(rows, hide_index=True, alt=_("Numbers and voices by quarter"))


def _reading_cells(reading: Reading) -> dict[str, str]:
    as_of = reading.recorded.data_as_of if reading.recorded else None
    made = reading.attainment
    return {
        _("Indicator"): reading.indicator_name,
        **reading_cells(reading, reading.baseline),
        _("Part of the way"): "" if made is None else percent(made),
        _("The data is from"): long_date(as_of) if as_of else "",
    }


def _quarter_cells(row: SideBySideQuarter) -> dict[str, str]:
    chosen, voices = row.relation, row.voices
    return {
        _("Together"): word(chosen.kind) if chosen else "",
        _("Why"): chosen.rationale if chosen else "",
        _("Voices"): say_count(voices.count, voices.meetings),
        _("What they express"): valences_in_turn(voices),
        _("Not shown"): str(voices.withheld),
    }


def _draw_original(sheet: SideBySideRow) -> None:
    """Say how each target was changed, then where each quarter stands by both."""
    by_id = {one.id: one for one in sheet.goal.indicators if len(one.targets) > 1}
    for indicator in by_id.values():
        lines = [f"**{plain(indicator.name)}**", *map(plain, _changes(indicator))]
        st.markdown("  \n".join(lines))
    rows = [
        {
            _("Quarter"): quarter_name(reading.year, reading.quarter),
            _("Indicator"): reading.indicator_name,
            _("Target"): _written(reading, reading.target),
            _("Part of the way"): _share(reading.attainment),
            _("Original target"): _written(reading, reading.original_target),
            _("Part of the way to it"): _share(reading.original_attainment),
        }
        for row in sheet.quarters
        for reading in row.standing.readings
        if reading.original_target is not None and reading.indicator_id in by_id
    ]
    if rows:
        st.dataframe(rows, hide_index=True, alt=_("By the original target and by the new one"))


def _changes(indicator: IndicatorRow) -> list[str]:
    first, *later = indicator.targets
    asked = write_amount(indicator, first.target) if first.target is not None else ""
    lines = [_("At first: {target}.", target=asked)] if asked else []
    lines += [
        _(
            "From {quarter}: {target}. {reason}",
            quarter=quarter_name(one.from_year, one.from_quarter),
            target=write_amount(indicator, one.target),
            reason=one.reason,
        )
        for one in later
        if one.target is not None
    ]
    return lines


def _written(reading: Reading, value: Decimal | None) -> str:
    return "" if value is None else reading_number(reading, value)


def _share(made: Decimal | None) -> str:
    return "" if made is None else percent(made)


def _draw_said(sheet: SideBySideRow) -> None:
    """Draw every quote and rationale whole, in the words that were used, quarter by quarter."""
    for row in sheet.quarters:
        heard = say_count(row.voices.count, row.voices.meetings)
        st.markdown(f"**{plain(quarter_name(row.year, row.quarter))}** · {plain(heard)}")
        if row.relation and row.relation.rationale:
            st.markdown(say_together(row.relation.kind))
            quote(row.relation.rationale, row.relation.language)
        if row.voices.by_theme:
            st.caption("  \n".join(_demands(row, sheet.statements)))
        for voice in row.voices.quotes:
            with st.container(border=True, gap="xxsmall"):
                draw_words(voice)
                facts = [
                    valence_word(voice.valence),
                    word(voice.engagement_kind),
                    long_date(voice.held_on),
                    *([] if is_for_all(voice) else [word(voice.consent)]),
                ]
                st.caption(plain(_SEPARATOR.join(facts)))


def _demands(row: SideBySideQuarter, statements: Mapping[str, str]) -> list[str]:
    return [
        plain(f"{count} · {statements.get(code, code)} ({code})")
        for code, count in row.voices.by_theme
    ]


def _draw_unheard(sheet: SideBySideRow) -> None:
    """Say for each quarter which meetings there were, and which demands nobody spoke of."""
    rows = [
        {
            _("Quarter"): quarter_name(row.year, row.quarter),
            _("Meetings and their voices"): "; ".join(
                _(
                    "{meeting}, {day}: {count}",
                    meeting=word(one.kind),
                    day=long_date(one.held_on),
                    count=one.voices,
                )
                for one in row.meetings
            )
            or _("No meeting this quarter."),
            _("Nobody spoke of"): "; ".join(
                sheet.statements.get(code, code) for code in row.unheard
            )
            or _("Somebody spoke of each demand."),
            _("Not shown"): say_withheld(row.voices),
        }
        for row in sheet.quarters
    ]
    st.dataframe(rows, hide_index=True, alt=_("Who was heard, and who was not"))
