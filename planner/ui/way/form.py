"""The forms of a plan's steps: each says what it does, asks for what it needs, loses nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from planner.domain.way import LEAST_DAYS, first_closing
from planner.i18n import own_name, word_of
from planner.services.way import answer, move, sign, year_end
from planner.services.work import Work
from planner.ui.address import keep
from planner.ui.form import form_id
from planner.ui.goal.told import in_my_language
from planner.ui.language import _, current_language, say, word
from planner.ui.saving import save_form
from planner.ui.standing import standing_text
from planner.ui.text import plain
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from schemas.errors import N_, RuleError
from schemas.plan import GoalGlance, PlanRow
from schemas.shape import LONG
from schemas.vocabulary import Language, PlanMove, ReviewSays, SignatureAct
from schemas.way import (
    AnswerIn,
    MoveIn,
    ReasonIn,
    ReviewIn,
    SignatureIn,
    WayRow,
    WindowIn,
    YearEndIn,
)

ANSWER, WINDOW = "answer", "window"
"""What the address carries for the two steps that are no move of the plan itself."""

LABELS = {
    "reason": N_("Why"),
    "closes_on": N_("Last day for answers"),
    "invited": N_("Who else was asked: partners and groups, in words"),
    "says": N_("What you say"),
    "words": N_("Your words: everybody who reads the plan can read them"),
    "act": N_("What you do"),
    "whole": N_("What has to change in the plan as a whole"),
    "reached": N_("What was reached"),
    "missed": N_("What was not reached"),
    "learned": N_("What was learned"),
    "language": N_("Language of these texts"),
}

_TOLD = {
    PlanMove.OPEN_REVIEW: N_(
        "Council members, partners and panel members of this district find the plan here and say"
        " what they think. It goes on to headquarters after that."
    ),
    PlanMove.END_REVIEW: N_(
        "The plan goes back to drafting, with what was said beside it. Before the last day for"
        " answers, say why it ends."
    ),
    PlanMove.HAND_IN: N_("Headquarters reads the plan, and accepts it or returns it with reasons."),
    PlanMove.WITHDRAW: N_("The plan goes back to drafting. It can be handed in again."),
    PlanMove.RETURN: N_("The district sees the reasons on its plan until it hands it in again."),
    PlanMove.ACCEPT: N_(
        "Then whoever holds the posts signs it as it stands. If somebody changes it before, it"
        " comes back to you."
    ),
    PlanMove.SIGN: N_(
        "You sign the plan as it stands on this page. If it changes before it is adopted, it has"
        " to be signed again."
    ),
    PlanMove.ADOPT: N_("Everybody who reads the plan reads this reason in place of the signature."),
    PlanMove.CLOSE: N_(
        "How the goals stand today is kept with the account. After that nobody changes the plan;"
        " late values can still be recorded."
    ),
    PlanMove.REOPEN: N_("The plan can be changed again. Its account stays to be read."),
}
_DONE = {
    PlanMove.OPEN_REVIEW: N_("The community review is open."),
    PlanMove.END_REVIEW: N_("The community review is over."),
    PlanMove.HAND_IN: N_("The plan is with headquarters now."),
    PlanMove.WITHDRAW: N_("The plan is back in drafting."),
    PlanMove.RETURN: N_("The plan went back with your reasons."),
    PlanMove.ACCEPT: N_("The plan is accepted: now it can be signed."),
    PlanMove.SIGN: N_("Your word on the plan is saved."),
    PlanMove.ADOPT: N_("The plan is adopted."),
    PlanMove.CLOSE: N_("The plan is closed."),
    PlanMove.REOPEN: N_("The plan is open again."),
}
_SAVES: Mapping[PlanMove, Callable[[Work, Any], object]] = {
    PlanMove.OPEN_REVIEW: move.open_review,
    PlanMove.END_REVIEW: move.end_review,
    PlanMove.HAND_IN: move.hand_in,
    PlanMove.WITHDRAW: move.withdraw,
    PlanMove.RETURN: move.return_plan,
    PlanMove.ACCEPT: move.accept,
    PlanMove.SIGN: sign.sign,
    PlanMove.ADOPT: move.adopt,
    PlanMove.CLOSE: year_end.close_year,
    PlanMove.REOPEN: move.reopen,
}
_KINDS = {
    "closes_on": date.fromisoformat,
    "says": ReviewSays,
    "act": SignatureAct,
    "language": Language,
}
_TEXTS: Mapping[PlanMove, tuple[str, ...]] = {
    PlanMove.OPEN_REVIEW: ("closes_on", "invited"),
    PlanMove.END_REVIEW: ("reason",),
    PlanMove.HAND_IN: (),
    PlanMove.WITHDRAW: ("reason",),
    PlanMove.RETURN: ("whole",),
    PlanMove.ACCEPT: (),
    PlanMove.SIGN: ("act", "reason"),
    PlanMove.ADOPT: ("reason",),
    PlanMove.CLOSE: ("reached", "missed", "learned"),
    PlanMove.REOPEN: ("reason",),
}
"""What each step asks for; all but those that take a click alone also ask for the language."""
_SAYS = {one: word_of(one) for one in ReviewSays}
_ACTS = {SignatureAct.SIGNED: N_("I sign the plan"), SignatureAct.REFUSED: N_("I don't sign it")}
_CHOICES: Mapping[str, Mapping[Any, str]] = {"says": _SAYS, "act": _ACTS}


def draw_form(plan: PlanRow, row: WayRow, step: str) -> None:
    """Draw the form of a step and take it when asked for, or say below it why not."""
    if step == ANSWER:
        _draw(plan, row, step, _answer_fields(row), answer.give_answer, _("Your answer is saved."))
    elif step == WINDOW:
        saved = {"closes_on": row.reviews[0].closes_on}
        _draw(plan, row, step, saved, move.move_window, _("Saved."))
    else:
        taken = PlanMove(step)
        _draw(plan, row, step, _move_fields(plan, row, taken), _SAVES[taken], say(_DONE[taken]))


def _draw(  # noqa: PLR0913, PLR0917
    plan: PlanRow,
    row: WayRow,
    step: str,
    saved: Values,
    save: Callable[[Work, Any], object],
    done: str,
) -> None:
    form = f"step:{step}:{plan.id}"
    save_form(
        lambda: _draw_fields(plan, row, step, form, saved), save, lambda _entry: _close(form), done
    )


def _move_fields(plan: PlanRow, row: WayRow, taken: PlanMove) -> Values:
    """Return what the fields of a step hold before anything is typed."""
    names = _TEXTS[taken]
    values: Values = dict.fromkeys(names, "")
    if "closes_on" in values:
        values["closes_on"] = None
    if "act" in values:
        values["act"] = SignatureAct.SIGNED
    if taken is PlanMove.RETURN:
        values |= {_about(goal): "" for goal in _goals(plan)}
    if taken is PlanMove.CLOSE and row.year_end is not None:
        values |= {name: getattr(row.year_end, name) for name in names}
    return values | ({"language": current_language()} if names else {})


def _answer_fields(row: WayRow) -> Values:
    mine = row.my_answer
    return {
        "says": mine.says if mine else None,
        "words": mine.words if mine else "",
        "language": mine.language if mine else current_language(),
    }


def _draw_fields(plan: PlanRow, row: WayRow, step: str, form: str, saved: Values) -> Any:  # noqa: ANN401
    """Draw a form; return its entry once it is asked for."""
    typing = begin_typing(form, _version(row, step), saved, _KINDS)
    with st.container(border=True):
        st.subheader(_title(step, row))
        st.markdown(_told(step))
        plan_version, digest = _seen(row, form)
        # One at a time: first what moved on in the plan, then in the row itself.
        if step in {ANSWER, WINDOW} and (plan_version, digest) == (row.version, row.digest):
            show_meanwhile(form, typing, _version(row, step), saved, LABELS)
        for name in saved:
            if not _is_hidden(step, form, name):
                _draw_field(plan, row, form, name)
        if step == PlanMove.CLOSE:
            _draw_standings(plan)
        values = read_typing(form, saved)
        with st.container(horizontal=True):
            wanted = st.button(_label(step), type="primary", key=f"{form}:save", wrap=True)
            st.button(_("Not now"), key=f"{form}:discard", on_click=_close, args=(form,))
    # The two that are no move of the plan are saved over the row that was read when they began.
    version = typing.seen_version if step in {ANSWER, WINDOW} else plan_version
    return _entry(plan, row, step, form, values, (version, digest)) if wanted else None


def _version(row: WayRow, step: str) -> int:
    """Return the version of what a form is about: the plan, the review or one's own answer."""
    if step == WINDOW:
        return row.reviews[0].version
    if step == ANSWER:
        return row.my_answer.version if row.my_answer else 0
    return row.version


def _title(step: str, row: WayRow) -> str:
    if step == ANSWER:
        return _("Change what you said") if row.my_answer else _("Say what you think of it")
    if step == WINDOW:
        return _("Move the last day for answers")
    return word(PlanMove(step))


def _told(step: str) -> str:
    if step == ANSWER:
        return _(
            "Your name and your words stand with the plan, also after it is adopted. You can change"
            " them until the review closes."
        )
    if step == WINDOW:
        return _("Everybody who was asked sees the new day here.")
    return say(_TOLD[PlanMove(step)])


def _label(step: str) -> str:
    if step in {ANSWER, WINDOW}:
        return _("Save")
    return _("Save") if step == PlanMove.SIGN else word(PlanMove(step))


def _seen(row: WayRow, form: str) -> tuple[int, str]:
    """Return which plan the form's writer saw, and say so when it moved on meanwhile."""
    key = f"{form}:seen"
    seen: tuple[int, str] = st.session_state.setdefault(key, (row.version, row.digest))
    if seen != (row.version, row.digest):
        st.warning(_("The plan was changed since you opened this. Read it again, then go on."))
        st.button(
            _("I have read it: go on"),
            key=f"{form}:read",
            on_click=st.session_state.pop,
            args=(key, None),
        )
    return seen


def _is_hidden(step: str, form: str, name: str) -> bool:
    """Say whether a field has to wait: whoever signs needs no words."""
    signs = st.session_state.get(f"{form}:act") == SignatureAct.SIGNED
    return step == PlanMove.SIGN and signs and name in {"reason", "language"}


def _draw_field(plan: PlanRow, row: WayRow, form: str, name: str) -> None:
    key = key_of(form, name)
    if name == "closes_on":
        st.session_state[key] = st.session_state[key] or first_closing(row.today)
        st.date_input(say(LABELS[name]), format="YYYY-MM-DD", key=key)
        st.caption(_("People have at least {days} days to answer.", days=LEAST_DAYS))
    elif name in _CHOICES:
        choices = _CHOICES[name]
        st.segmented_control(
            say(LABELS[name]),
            list(choices),
            format_func=lambda one: say(choices[one]),
            required=True,
            key=key,
        )
    elif name == "language":
        st.selectbox(say(LABELS[name]), list(Language), format_func=own_name, key=key)
    else:
        st.text_area(_label_of(plan, name), max_chars=LONG, height=100, key=key)


def _label_of(plan: PlanRow, name: str) -> str:
    if name in LABELS:
        return say(LABELS[name])
    goal = next(goal for goal in _goals(plan) if _about(goal) == name)
    title = plain(_title_of(goal))
    return _("What has to change in {code} {title}", code=plain(goal.code), title=title)


def _title_of(goal: GoalGlance) -> str:
    return in_my_language(goal.title, goal.translations, "title")


def _draw_standings(plan: PlanRow) -> None:
    lines = [
        f"{standing_text(goal.standing)} · {goal.code} {_title_of(goal)}" for goal in _goals(plan)
    ]
    st.caption(plain("\n".join([_("How the goals stand today:"), *lines])))


def _entry(  # noqa: PLR0913, PLR0917
    plan: PlanRow, row: WayRow, step: str, form: str, values: Values, seen: tuple[int, str]
) -> Any:  # noqa: ANN401
    language = values.get("language") or current_language()
    if step == WINDOW:
        review = row.reviews[0]
        return WindowIn(review_id=review.id, seen_version=seen[0], closes_on=values["closes_on"])
    if step == ANSWER:
        return _answer_entry(row, form, values, seen)
    same = {"plan_id": plan.id, "seen_version": seen[0], "seen_digest": seen[1]}
    return _move_entry(plan, row, PlanMove(step), values, same | {"language": language})


def _answer_entry(row: WayRow, form: str, values: Values, seen: tuple[int, str]) -> AnswerIn:
    if values["says"] is None:
        raise RuleError(N_("Choose what you say of the plan."), where="says")
    return AnswerIn(
        id=form_id(form),
        review_id=row.reviews[0].id,
        seen_version=seen[0],
        seen_digest=seen[1],
        says=values["says"],
        words=values["words"],
        language=values["language"],
    )


def _move_entry(
    plan: PlanRow, row: WayRow, taken: PlanMove, values: Values, same: Values
) -> MoveIn | SignatureIn:
    if taken is PlanMove.OPEN_REVIEW:
        return ReviewIn(**same, closes_on=values["closes_on"], invited=values["invited"])
    if taken is PlanMove.SIGN:
        return _signature(row, values, same)
    if taken is PlanMove.CLOSE:
        return _account(values, same)
    if taken is PlanMove.RETURN:
        return MoveIn(**same, reasons=_reasons(plan, values))
    return MoveIn(**same, reason=values.get("reason", ""))


def _signature(row: WayRow, values: Values, same: Values) -> SignatureIn:
    if row.my_post is None:
        raise RuleError(N_("You don't hold this post, so you can't sign for it."))
    named = {name: same[name] for name in ("plan_id", "seen_digest", "language")}
    return SignatureIn(**named, post=row.my_post, act=values["act"], reason=values["reason"])


def _account(values: Values, same: Values) -> YearEndIn:
    texts = {name: values[name].strip() for name in ("reached", "missed", "learned")}
    if not (texts["reached"] and texts["learned"]):
        raise RuleError(N_("Write what was reached and what was learned."), where="reached")
    return YearEndIn(**same, **texts)


def _reasons(plan: PlanRow, values: Values) -> tuple[ReasonIn, ...]:
    whole = values["whole"].strip()
    of_goals = [(goal.id, values[_about(goal)].strip()) for goal in _goals(plan)]
    return (
        *([ReasonIn(text=whole)] if whole else []),
        *(ReasonIn(text=text, goal_id=goal_id) for goal_id, text in of_goals if text),
    )


def _goals(plan: PlanRow) -> list[GoalGlance]:
    return [goal for priority in plan.priorities for goal in priority.goals]


def _about(goal: GoalGlance) -> str:
    return f"goal:{goal.id}"


def _close(form: str) -> None:
    st.session_state.pop(f"{form}:seen", None)
    end_typing(form)
    keep(step=None)
