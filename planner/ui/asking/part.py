"""What was asked by a link: the form for whoever asks, and what became of each question."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from planner.jobs.asking import SEND_ASKED, asked_address
from planner.jobs.lease import enqueue
from planner.services import asking, goal
from planner.ui.choice import asked
from planner.ui.goal.told import in_my_language
from planner.ui.language import _, current_language, long_date, plural, say_error, word
from planner.ui.message import keep_message, show_error
from planner.ui.navigation import page_of
from planner.ui.saving import save_form
from planner.ui.session import get_engine, get_settings, open_work
from planner.ui.text import plain
from planner.ui.translated import quote
from schemas.account import DistrictRow
from schemas.asking import AskedRow, AskIn
from schemas.engagement import EngagementRow
from schemas.errors import PlannerError
from schemas.vocabulary import AskedState

from .form import close_ask_form, draw_ask_form, form_name

_SEPARATOR = " · "
_MARKS = {
    AskedState.WAITING: ":orange-badge[◷ {word}]",
    AskedState.ANSWERED: ":blue-badge[✔ {word}]",
    AskedState.EXPIRED: ":gray-badge[○ {word}]",
    AskedState.WITHDRAWN: ":gray-badge[✕ {word}]",
}


def may_hand_out() -> bool:
    """Say whether links can be handed out here; the demo has no sign-in, so it makes none."""
    return not get_settings().demo and get_settings().why_no_links() is None


def show_ask_form(district_id: UUID, held: Sequence[EngagementRow]) -> None:
    """Draw the form for the meeting that the address names, and send what it hands in."""
    opened = asked("ask")
    meeting = next((one for one in held if str(one.id) == opened), None)
    if meeting is None or not may_hand_out():
        return
    try:
        with open_work() as work:
            found = goal.get_goals(work, district_id, current_language())
    except PlannerError as error:
        show_error(error)
        return
    titles = (f"{one.code} {in_my_language(one.title, one.translations, 'title')}" for one in found)
    goals = dict(zip(titles, (one.id for one in found), strict=True))

    def close(entry: AskIn) -> None:
        close_ask_form(form_name(meeting.id))
        if get_settings().smtp_host:
            enqueue(get_engine(), SEND_ASKED, entry.id.hex, {"asked_id": entry.id.hex})

    by_mail = bool(get_settings().smtp_host)
    save_form(
        lambda: draw_ask_form(meeting, goals, by_mail=by_mail),
        asking.ask,
        close,
        _("The question is on its way.") if by_mail else _("The link is ready to hand over below."),
    )


def show_asked(district: DistrictRow) -> None:
    """Draw what was asked by a link, for whoever sent it or reads the district's voices."""
    try:
        with open_work() as work:
            rows = asking.get_asked(work, district.id)
    except PlannerError as error:
        show_error(error)
        return
    if not rows:
        return
    st.header(_("Asked by a link"))
    st.markdown(f"**{plain(_say_count(rows))}**")
    for row in rows:
        _draw(row, district.number)


def _say_count(rows: Sequence[AskedRow]) -> str:
    answered = sum(row.state is AskedState.ANSWERED for row in rows)
    return plural(
        "{count} question asked, {answered} answered.",
        "{count} questions asked, {answered} answered.",
        len(rows),
        answered=answered,
    )


def _draw(row: AskedRow, district_number: int) -> None:
    with st.container(border=True, gap="xsmall"):
        name = row.name or _("Name deleted")
        badge = _MARKS[row.state].format(word=plain(word(row.state)))
        st.markdown(f"**{plain(name)}** {badge}")
        quote(row.question, row.language)
        st.caption(plain(_SEPARATOR.join(_facts(row))))
        if row.email:
            # As text: Markdown makes every mail address a link, however it is escaped.
            st.text(row.email)
        with st.container(horizontal=True, vertical_alignment="center"):
            _draw_actions(row, district_number)


def _facts(row: AskedRow) -> list[str]:
    answered = row.answered_at
    return [
        row.engagement_title,
        *([row.goal_code] if row.goal_code else []),
        _("asked by {name} on {day}", name=row.asker, day=long_date(row.made_at.date())),
        *([_("answered on {day}", day=long_date(answered.date()))] if answered else []),
    ]


def _draw_actions(row: AskedRow, district_number: int) -> None:
    """Offer what can be done with a question: hand its link over, withdraw it, or undo that."""
    if row.state is AskedState.ANSWERED:
        _link_answers(row, district_number)
    if row.state is AskedState.WAITING:
        if row.mine and may_hand_out():
            _draw_link(row)
        _act(_("Withdraw"), "withdraw", row, ":material/block:")
    if row.state is AskedState.WITHDRAWN:
        _act(_("Undo: let it be answered"), "ask_again", row, ":material/undo:")


def _link_answers(row: AskedRow, district_number: int) -> None:
    st.page_link(
        page_of("voice"),
        label=_("What people said there"),
        icon=":material/record_voice_over:",
        query_params={"district": str(district_number), "heard": str(row.engagement_id)},
    )


def _draw_link(row: AskedRow) -> None:
    with st.popover(_("Show the link"), type="tertiary"):
        st.markdown(
            _(
                "Hand this over to {name} and nobody else. It takes one answer, until {day}.",
                name=plain(row.name),
                day=long_date(row.expires_at.date()),
            )
        )
        st.code(asked_address(get_settings(), row.id), language=None, wrap_lines=True)


def _act(label: str, what: str, row: AskedRow, icon: str) -> None:
    st.button(
        label, key=f"{what}:{row.id}", type="tertiary", icon=icon, on_click=_do, args=(what, row.id)
    )


def _do(what: str, asked_id: UUID) -> None:
    """Withdraw a question, or let it be answered again."""
    try:
        with open_work(write=True) as work:
            (asking.withdraw if what == "withdraw" else asking.ask_again)(work, asked_id)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    withdrawn = _("The question is withdrawn: its link opens nothing any more.")
    keep_message("success", withdrawn if what == "withdraw" else _("The link works again."))
