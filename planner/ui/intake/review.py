"""What a draft would make of a plan, looked at before anything is written."""

from collections.abc import Sequence

import streamlit as st

from planner.domain.smart import RULES
from planner.services import intake
from schemas.account import DistrictRow
from schemas.errors import N_, PlannerError
from schemas.goal import FindingRow
from schemas.intake import (
    GoalReview,
    IntakeChoice,
    IntakeReview,
    IntakeSource,
    Note,
    PlanDraft,
    PriorityReview,
)
from schemas.message import Message
from schemas.vocabulary import PriorityKind, PrioritySource, ProblemType

from ..fields import Fields
from ..goal.say import say_asked
from ..language import _, listed, plural, say, word
from ..message import keep_message, show_error
from ..navigation import page_of
from ..place import district_name
from ..plan import SARA
from ..session import open_work
from ..text import plain
from .form import choice_of, entry_of, same_of, tick_of, type_of

_SEPARATOR = " · "
_FROM = {
    IntakeSource.LAST_YEAR: N_("From last year's plan"),
    IntakeSource.DISTRICT: N_("From other districts"),
    IntakeSource.THEME: N_("From a theme"),
    IntakeSource.SPREADSHEET: N_("From the workbook “{name}”"),
    IntakeSource.FORM: N_("From the Word form “{name}”"),
}
_FILES = {IntakeSource.SPREADSHEET, IntakeSource.FORM}
_SAME = {
    IntakeChoice.SKIP: N_("Leave what is there as it is"),
    IntakeChoice.REPLACE: N_("Replace what is there"),
}


def draw_review(fields: Fields, draft: PlanDraft, district: DistrictRow, year: int) -> None:
    """Draw what would be made, take what is decided, and write it when it is asked for."""
    with open_work() as work:
        seen = intake.preview_intake(work, district.id, year, draft)
    source = say(Message(_FROM[draft.source], {"name": draft.name}))
    around = [source, district_name(district), str(year)]
    st.subheader(plain(_SEPARATOR.join(around)))
    _draw_notes(draft)
    for priority in seen.priorities:
        with st.container(border=True):
            _draw_priority(fields, priority)
    _draw_unplaced(draft)
    fields.keep()
    _draw_end(fields, draft, seen, district, year)


# --- what was not understood --------------------------------------------------------------------


def _draw_notes(draft: PlanDraft) -> None:
    count = len(draft.notes) + draft.more_notes
    if not count:
        if draft.source in _FILES:
            st.markdown(_("Everything in it was understood."))
        return
    title = plural("{count} thing to look at", "{count} things to look at", count)
    with st.expander(title, expanded=True, icon=":material/info:"):
        st.markdown("\n".join(map(_note_line, draft.notes)))
        if draft.more_notes:
            st.caption(_("And {count} more.", count=draft.more_notes))
        if draft.source in _FILES:
            st.caption(
                _("You can correct the file and hand it in again, or go on: these stay empty.")
            )


def _note_line(note: Note) -> str:
    return f"- **{plain(note.place)}**: {plain(say(note.message))}"


def _draw_unplaced(draft: PlanDraft) -> None:
    if not draft.unplaced:
        return
    count = len(draft.unplaced)
    title = plural("{count} text was not placed", "{count} texts were not placed", count)
    with st.expander(title, expanded=True, icon=":material/content_copy:"):
        st.caption(_("They belong to no field. Copy by hand what the plan needs."))
        for one in draft.unplaced:
            st.caption(plain(one.place))
            st.code(one.text, language=None, wrap_lines=True)


# --- what would be made -------------------------------------------------------------------------


def _draw_priority(fields: Fields, seen: PriorityReview) -> None:
    draft = seen.draft
    st.header(plain(draft.title))
    sources = [word(source) for source in PrioritySource if source in draft.sources]
    kind = [word(draft.kind), *([word(draft.problem_type)] if draft.problem_type else [])]
    if sources:
        kind.append(_("Drawn from: {sources}", sources=listed(sources)))
    st.caption(plain(_SEPARATOR.join(kind)))
    _draw_choice(fields, seen, _("Make this priority"))
    if draft.kind is PriorityKind.PROBLEM and draft.problem_type is None:
        types = {each.value: word(each) for each in ProblemType}
        fields.choose(type_of(draft.id), _("Type of problem"), types)
    _draw_texts(seen)
    for goal in seen.goals:
        with st.container(gap="xsmall"):
            _draw_goal(fields, goal)
    left_out = choice_of(fields.values, draft.id, exists=seen.existing is not None)
    if seen.goals and left_out is IntakeChoice.SKIP and seen.existing is None:
        st.caption(_("Its goals are left out with it."))


def _draw_texts(seen: PriorityReview) -> None:
    texts = [(say(label), getattr(seen.draft, name)) for name, label in SARA.items()]
    with st.expander(_("What is behind it, and what follows")):
        for label, text in texts:
            st.caption(label)
            st.text(text or _("Nothing is written here yet."))


def _draw_goal(fields: Fields, seen: GoalReview) -> None:
    draft = seen.draft
    _draw_choice(fields, seen, plain(draft.title))
    lines = []
    if draft.suggested:
        lines.append(_("Suggested: a sentence with a number. Tick it if it is to become a goal."))
    lines += [
        f"{indicator.name}: {say_asked(indicator, draft.due_on)}" for indicator in draft.indicators
    ]
    missing = _missing(seen.findings)
    if missing:
        lines.append(_("Missing: {parts}", parts=listed(missing)))
    if lines:
        st.caption(plain("\n".join(lines)))
    if seen.notes:
        st.markdown("\n".join(map(_note_line, seen.notes)))
    if seen.broken is not None:
        st.markdown(f":red[:material/error: {plain(say(seen.broken))}]")


def _missing(findings: Sequence[FindingRow]) -> list[str]:
    """Return what the required rules read and don't find, each once."""
    gaps = {one.rule for one in findings if one.required and not one.points}
    return list(dict.fromkeys(say(rule.reads) for rule in RULES if rule.id in gaps))


def _draw_choice(fields: Fields, seen: PriorityReview | GoalReview, label: str) -> None:
    """Draw a tick, or what becomes of what is there under the same title."""
    if seen.existing is None:
        fields.tick(tick_of(seen.draft.id), label)
        return
    options = {choice.value: say(told) for choice, told in _SAME.items()}
    if isinstance(seen, GoalReview):
        st.markdown(f"**{label}**")
    fields.choose(
        same_of(seen.draft.id),
        _("“{title}” is in the plan already", title=plain(seen.draft.title)),
        options,
        required=True,
    )


# --- the end ------------------------------------------------------------------------------------


def _draw_end(
    fields: Fields, draft: PlanDraft, seen: IntakeReview, district: DistrictRow, year: int
) -> None:
    """Count what would be written, and write it or give it up."""
    entry = entry_of(fields.values, draft, seen, district.id, year)
    chosen = {each for each, choice in entry.choices.items() if choice is not IntakeChoice.SKIP}
    priorities = sum(one.draft.id in chosen for one in seen.priorities)
    goals = sum(
        goal.draft.id in chosen
        for one in seen.priorities
        if one.existing is not None or one.draft.id in chosen
        for goal in one.goals
    )
    counted = [
        plural("{count} priority", "{count} priorities", priorities),
        plural("{count} goal", "{count} goals", goals),
    ]
    st.markdown(_("To be written: {things}", things=listed(counted)))
    wanted = False
    if seen.stage is not None and seen.stage not in intake.OPEN_STAGES:
        st.info(_("This plan is under review or adopted: nothing can be brought into it any more."))
    else:
        wanted = st.button(
            _("Write it into the plan"),
            type="primary",
            disabled=not (priorities or goals),
            key=f"do:{fields.form}:write",
        )
    st.button(_("Discard"), key=f"do:{fields.form}:discard", on_click=fields.close)
    if not wanted:
        return
    try:
        with open_work(write=True) as work:
            intake.write_intake(work, entry)
    except PlannerError as error:
        show_error(error)
        return
    fields.close()
    keep_message("success", _("Written into the plan: {things}.", things=listed(counted)))
    st.switch_page(
        page_of("plan"), query_params={"district": str(district.number), "year": str(year)}
    )
