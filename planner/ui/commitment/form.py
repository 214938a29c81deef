"""The form of a promise: what was said, what was promised by when, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.engagement import engagement_name
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say, word
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from planner.ui.voice.form import Demand
from schemas.commitment import CommitmentIn, CommitmentRow
from schemas.engagement import EngagementRow
from schemas.errors import N_, RuleError
from schemas.goal import GoalTitle
from schemas.shape import LONG
from schemas.vocabulary import Language, Outcome

T = TypeVar("T")

NEW = "new"
"""What the address carries in place of an identifier while a promise is being added."""

LABELS = {
    "you_said": N_("What people said or asked for"),
    "we_will": N_("What you promised them"),
    "promised_on": N_("Promised on"),
    "review_on": N_("When people can ask what came of it"),
    "demand": N_("Demand it answers"),
    "engagement": N_("Meeting it was heard at"),
    "goal": N_("Goal it belongs to"),
    "outcome": N_("What came of it"),
    "outcome_on": N_("Known on"),
    "outcome_reason": N_("Why, in words that people who asked can read"),
    "language": N_("Language of these texts"),
}

_KINDS = {
    "promised_on": date.fromisoformat,
    "review_on": date.fromisoformat,
    "outcome_on": date.fromisoformat,
    "outcome": Outcome,
    "language": Language,
}
_SAME = ("you_said", "we_will", "promised_on", "review_on", "outcome", "outcome_on", "language")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a promise of a district can answer, each by its code."""

    meetings: Mapping[str, EngagementRow]
    demands: Mapping[str, Demand]
    goals: Mapping[str, GoalTitle]
    today: date


def form_name(district_id: UUID, row: CommitmentRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"promise:{row.id}" if row else f"new promise:{district_id}"


def close_commitment_form(form: str) -> None:
    """Forget the form and its draft; the address leads to the list that it belongs to."""
    end_typing(form)
    keep(promise=None, part="promises")


def draw_commitment_form(
    district_id: UUID, row: CommitmentRow | None, offered: Offered
) -> CommitmentIn | None:
    """Draw the form of a promise, or of a new one; return what is to be saved, or None.

    Raises RuleError, naming the field, for what is missing.
    """
    offered = _with_own_demand(offered, row)
    form, saved = form_name(district_id, row), _saved_values(row, offered)
    version = row.seen_version if row else 0
    typing = begin_typing(form, version, saved, _KINDS)
    with st.container(border=True):
        st.header(_("What came of this promise") if row else _("Write down a promise"))
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_promise(form, offered)
        _draw_outcome(form)
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            st.button(
                _("Discard"), key=f"{form}:discard", on_click=close_commitment_form, args=(form,)
            )
    if not wanted:
        return None
    _check(values)
    row_id = row.id if row else form_id(form)
    return CommitmentIn(
        id=row_id,
        district_id=district_id,
        seen_version=typing.seen_version,
        **_answer(values),
        **_ties(values, row, offered),
    )


def _with_own_demand(offered: Offered, row: CommitmentRow | None) -> Offered:
    """Offer also the demand that a promise answers already, though its edition is older."""
    if row is None or row.demand_code is None or row.demand_code in offered.demands:
        return offered
    own = {row.demand_code: Demand("", row.theme_id, row.local_demand_id)}
    return replace(offered, demands={**offered.demands, **own})


def _saved_values(row: CommitmentRow | None, offered: Offered) -> Values:
    if row is None:
        return {
            "you_said": "",
            "we_will": "",
            "promised_on": offered.today,
            "review_on": None,
            "demand": None,
            "engagement": None,
            "goal": None,
            "outcome": Outcome.OPEN,
            "outcome_on": None,
            "outcome_reason": "",
            "language": current_language(),
        }
    meetings = (code for code, one in offered.meetings.items() if one.id == row.engagement_id)
    return {field: getattr(row, field) for field in _SAME} | {
        "demand": row.demand_code,
        "engagement": next(meetings, None),
        "goal": row.goal_code,
        "outcome_reason": row.outcome_reason,
    }


def _draw_promise(form: str, offered: Offered) -> None:
    for field in ("you_said", "we_will"):
        st.text_area(say(LABELS[field]), max_chars=LONG, height=100, key=key_of(form, field))
    st.caption(_("Everybody reads this. Leave out who said it."))
    with st.container(horizontal=True):
        for field in ("promised_on", "review_on"):
            _draw_day(form, field)
    _draw_choice(form, "demand", offered.demands, lambda one: one.statement)
    _draw_choice(form, "engagement", offered.meetings, engagement_name, coded=False)
    _draw_choice(form, "goal", offered.goals, lambda goal: goal.title)
    st.selectbox(
        say(LABELS["language"]),
        list(Language),
        format_func=own_name,
        key=key_of(form, "language"),
    )


def _draw_outcome(form: str) -> None:
    """Draw what came of it; the day and the reason are asked for once there is an answer."""
    outcome = st.segmented_control(
        say(LABELS["outcome"]),
        list(Outcome),
        format_func=word,
        required=True,
        key=key_of(form, "outcome"),
    )
    if outcome is Outcome.OPEN:
        return
    _draw_day(form, "outcome_on")
    st.text_area(
        say(LABELS["outcome_reason"]),
        max_chars=LONG,
        height=100,
        key=key_of(form, "outcome_reason"),
    )


def _draw_day(form: str, field: str) -> None:
    st.date_input(say(LABELS[field]), value=None, format="YYYY-MM-DD", key=key_of(form, field))


def _draw_choice(
    form: str,
    field: str,
    options: Mapping[str, T],
    name: Callable[[T], str],
    *,
    coded: bool = True,
) -> None:
    key = key_of(form, field)
    # A draft may name what is not there any more.
    if st.session_state[key] not in options:
        st.session_state[key] = None
    st.selectbox(
        say(LABELS[field]),
        list(options),
        index=None,
        format_func=lambda code: f"{code} {name(options[code])}" if coded else name(options[code]),
        placeholder=_("None in particular"),
        key=key,
    )


def _check(values: Values) -> None:
    for field in ("you_said", "we_will"):
        if not (values[field] or "").strip():
            raise RuleError(N_("Write what people said, and what you promised."), where=field)
    if values["promised_on"] is None or values["review_on"] is None:
        raise RuleError(
            N_("Give the day of the promise, and the day when people can ask about it."),
            where="review_on",
        )


def _answer(values: Values) -> Values:
    """Return the texts and days; what was typed about an answer falls away while it is open."""
    answered = values["outcome"] is not Outcome.OPEN
    return {field: values[field] for field in _SAME} | {
        "outcome_on": values["outcome_on"] if answered else None,
        "outcome_reason": (values["outcome_reason"] or "") if answered else "",
    }


def _ties(values: Values, row: CommitmentRow | None, offered: Offered) -> Values:
    """Return the ids of what a promise answers.

    A demand that was not touched stays the row's own, though the form offers a newer edition.
    """
    code, meeting, goal = values["demand"], values["engagement"], values["goal"]
    demand = offered.demands.get(code) if code else None
    kept = row is not None and code == row.demand_code
    return {
        "engagement_id": offered.meetings[meeting].id if meeting else None,
        "goal_id": offered.goals[goal].id if goal else None,
        "theme_id": row.theme_id if row and kept else demand and demand.theme_id,
        "local_demand_id": (
            row.local_demand_id if row and kept else demand and demand.local_demand_id
        ),
    }
