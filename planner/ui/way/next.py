"""What comes next on a plan's way: the reader's own step as the one strong button, or whose."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.address import keep
from planner.ui.choice import fold
from planner.ui.language import _, listed, long_date, say, word
from planner.ui.link import goal_link
from planner.ui.text import plain
from schemas.message import Message
from schemas.plan import PlanRow
from schemas.vocabulary import PlanMove, PlanStage
from schemas.way import OptionRow, ReturnRow, WayRow

from .form import ANSWER, WINDOW
from .stage import who_is_missing

_QUIET = {PlanMove.END_REVIEW, PlanMove.RETURN, PlanMove.WITHDRAW, PlanMove.REOPEN}
"""Steps back, or sideways: offered, and never the strong button."""
_NEEDS_ALL = {PlanMove.HAND_IN, PlanMove.ACCEPT, PlanMove.SIGN}
"""Steps that wait until every goal has what is required."""
_LATER = {PlanMove.CLOSE}
"""Steps that a whole year goes by before: their time is told where somebody looks for them."""


def draw_returned(row: WayRow) -> None:
    """Show why headquarters returned the plan, until it is handed in again."""
    if not row.returned:
        return
    first = row.returned[0]
    told = _(
        "Headquarters returned the plan on {day}. What has to change:", day=long_date(first.made_on)
    )
    lines = [_say_reason(one) for one in row.returned]
    st.warning(plain("\n".join([told, *lines])), icon=":material/undo:")


def _say_reason(one: ReturnRow) -> str:
    return f"{one.goal_code}: {one.text}" if one.goal_code else one.text


def draw_next(plan: PlanRow, row: WayRow) -> None:
    """Draw the reader's next step, what stands in its way, and the other steps folded."""
    strong = _strong(row)
    if row.may_answer and row.reviews[0].is_open:
        _draw_answer(row, strong=strong is None)
    if strong is not None and strong.is_open:
        _button(word(strong.move), strong.move, strong=True)
    elif strong is not None:
        _draw_in_the_way(plan, strong)
    elif not row.may_answer:
        st.caption(plain(_say_whose_turn(row)))
    _draw_others(row, strong)


def _strong(row: WayRow) -> OptionRow | None:
    """Return the reader's likeliest step: one that is open before one that waits for something."""
    ahead = [one for one in row.options if one.move not in _QUIET]
    ready = [one for one in ahead if one.is_open]
    waiting = [one for one in ahead if one.move not in _LATER and not _is_passive(one, row)]
    return next(iter([*ready, *waiting]), None)


def _is_passive(one: OptionRow, row: WayRow) -> bool:
    """Say whether nothing that the reader does would open a step: it is simply not its time."""
    if row.stage is PlanStage.ADOPTED and not row.amendments:
        return True
    done = row.accepted and one.move is PlanMove.ACCEPT
    early = one.move is PlanMove.SIGN and not row.accepted and not row.amendments
    return done or early or one.move is PlanMove.ADOPT


def _draw_answer(row: WayRow, *, strong: bool) -> None:
    day = long_date(row.reviews[0].closes_on)
    st.markdown(plain(_("You are asked what you think of this plan, until {day}.", day=day)))
    label = _("Change what you said") if row.my_answer else _("Say what you think of it")
    _button(label, ANSWER, strong=strong and row.my_answer is None)


def _draw_in_the_way(plan: PlanRow, option: OptionRow) -> None:
    """Say what the next step needs first, and lead to the goals that still lack something."""
    first: Message = option.why or Message("")
    st.markdown(
        plain(_("Next: {step}. {first}", step=word(option.move), first=say(first))),
    )
    for goal in [one for priority in plan.priorities for one in priority.goals]:
        if goal.outline.missing and option.move in _NEEDS_ALL:
            with st.container(gap="xsmall"):
                parts = listed(map(say, goal.outline.missing))
                st.caption(plain(_("{code} still needs: {parts}", code=goal.code, parts=parts)))
                goal_link(goal.id, goal.code)


def _say_whose_turn(row: WayRow) -> str:
    if row.stage is PlanStage.DRAFTING and (row.reviews or row.returned):
        return _("Next: the plan is handed in to headquarters.")
    if row.stage is PlanStage.DRAFTING:
        return _("Next: the district asks the community, then hands the plan in to headquarters.")
    if row.stage is PlanStage.COMMUNITY_REVIEW:
        return _("Next: the community answers, then the district hands the plan in.")
    if row.stage is PlanStage.HEADQUARTERS_REVIEW and not row.accepted:
        return _("Next: headquarters accepts the plan, or returns it with reasons.")
    if row.stage is PlanStage.HEADQUARTERS_REVIEW or row.amendments:
        return _say_missing_signatures(row)
    return ""


def _say_missing_signatures(row: WayRow) -> str:
    missing = who_is_missing(row)
    if not missing:
        return _("Next: headquarters adopts it, with the reason for the missing signature.")
    return _("Still to sign: {posts}.", posts=listed(map(word, missing)))


def _draw_others(row: WayRow, strong: OptionRow | None) -> None:
    others = [one for one in row.options if strong is None or one.move is not strong.move]
    window = any(one.is_open for one in row.reviews)
    may_move = any(one.move is PlanMove.END_REVIEW for one in row.options)
    late = row.may_answer and not row.reviews[0].is_open and row.my_answer is None
    if not (others or late):
        return
    with fold(_("What else can be done with the plan"), "way", "steps") as part:
        if not part.open:
            return
        _draw_options(others)
        if window and may_move:
            _button(_("Move the last day for answers"), WINDOW)
        if late:
            _button(_("Answer late"), ANSWER)


def _draw_options(others: Sequence[OptionRow]) -> None:
    for one in others:
        if one.is_open:
            _button(word(one.move), one.move)
        elif one.why is not None:
            st.caption(plain(f"{word(one.move)}: {say(one.why)}"))


def _button(label: str, step: str, *, strong: bool = False) -> None:
    st.button(
        label,
        key=f"step:{step}",
        type="primary" if strong else "secondary",
        wrap=True,
        on_click=keep,
        kwargs={"step": str(step)},
    )
