"""Hints on a goal's words: shown, set aside with who did it and when, and shown again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.domain.quarters import local_day
from planner.services.goal import hints
from planner.services.work import Work
from schemas.errors import PlannerError
from schemas.goal_hint import HintIn, HintRow

from ..fields import Values
from ..language import _, long_date, plural, say, say_error
from ..message import keep_message
from ..session import open_work
from ..text import plain
from .fold import keep_open
from .go import name_of

ASIDE = "aside"
"""The field of a form that keeps which hints were set aside before the goal is saved first."""
_IN_DRAFT = " "


@dataclass(frozen=True, slots=True)
class Aside:
    """Where hints are set aside: with the saved goal, or in the draft of a new one.

    With neither, whoever reads may not.
    """

    goal_id: UUID | None
    draft: Values | None
    time_zone: str

    @property
    def may(self) -> bool:
        """Whether the reader may set a hint aside."""
        return self.goal_id is not None or self.draft is not None

    def holds(self, hint: HintRow) -> bool:
        """Say whether a hint is set aside for its text as it stands."""
        kept = self.draft.get(ASIDE, []) if self.draft is not None and not self.goal_id else []
        return hint.dismissed_at is not None or _mark(hint) in kept

    def say(self, hint: HintRow) -> str:
        """Say who set a hint aside, and when."""
        if hint.dismissed_at is None:
            return _("Set aside in this draft")
        day = long_date(local_day(hint.dismissed_at, self.time_zone))
        return _("Set aside by {who} on {day}", who=hint.dismissed_by or "", day=day)

    def put(self, hint: HintRow) -> None:
        """Set a hint aside."""
        if self.goal_id:
            _save(hints.dismiss_hint, self.goal_id, hint)
        elif self.draft is not None:
            self.draft[ASIDE] = [*self.draft.get(ASIDE, []), _mark(hint)]

    def take_back(self, hint: HintRow) -> None:
        """Show a hint again."""
        if self.goal_id:
            _save(hints.show_hint_again, self.goal_id, hint)
        elif self.draft is not None:
            self.draft[ASIDE] = [one for one in self.draft[ASIDE] if one != _mark(hint)]


def settle(work: Work, goal_id: UUID, values: Values) -> None:
    """Write down what was set aside in the draft of a goal that has just been saved first."""
    for mark in values.get(ASIDE, []):
        kind, field, digest = mark.split(_IN_DRAFT)
        entry = HintIn(goal_id=goal_id, kind=kind, field=field, digest=digest)
        hints.dismiss_hint(work, entry)


def draw_hints(found: Sequence[HintRow], aside: Aside, lead: Callable[[str], None] | None) -> None:
    """Draw the hints, and below them those that were set aside; without any, nothing."""
    open_hints = [hint for hint in found if not aside.holds(hint)]
    gone = [hint for hint in found if aside.holds(hint)]
    if open_hints:
        count = len(open_hints)
        label = plural("{count} hint on the words", "{count} hints on the words", count)
        with keep_open(label, "check:hints", ":material/lightbulb:") as is_open:
            if is_open:
                st.caption(_("Suggested by rules that can be wrong. Nothing depends on them."))
                for hint in open_hints:
                    _draw_hint(hint, aside, lead)
    for hint in gone:
        _draw_gone(hint, aside)


def _draw_hint(hint: HintRow, aside: Aside, lead: Callable[[str], None] | None) -> None:
    with st.container(gap=None):
        name = say(name_of(hint.field))
        st.markdown(f"**{plain(name)}:** {plain(say(hint.message))}")
        with st.container(horizontal=True):
            if lead and hint.field != "assessment":
                _button(hint, "go", _("Go to: {field}", field=plain(name)), lead, hint.field)
            if aside.may:
                _button(hint, "aside", _("Set aside"), aside.put, hint)


def _draw_gone(hint: HintRow, aside: Aside) -> None:
    with st.container(gap=None):
        st.caption(plain(f"{say(hint.message)} {aside.say(hint)}."))
        if aside.may:
            _button(hint, "again", _("Show again"), aside.take_back, hint)


def _button(hint: HintRow, does: str, label: str, act: Callable[..., None], given: object) -> None:
    st.button(
        label,
        key=f"hint:{does}:{hint.kind}:{hint.field}",
        type="tertiary",
        wrap=True,
        on_click=act,
        args=(given,),
    )


def _save(act: Callable[[Work, HintIn], None], goal_id: UUID, hint: HintRow) -> None:
    entry = HintIn(goal_id=goal_id, kind=hint.kind, field=hint.field, digest=hint.digest)
    try:
        with open_work(write=True) as work:
            act(work, entry)
    except PlannerError as error:
        keep_message("error", say_error(error))


def _mark(hint: HintRow) -> str:
    return _IN_DRAFT.join((hint.kind, hint.field, hint.digest))
