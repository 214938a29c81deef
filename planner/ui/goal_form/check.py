"""The check beside the form: each letter of SMART, what is missing, and the way to its field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from planner.domain.smart import FULL_POINTS, LETTERS
from planner.services import goal
from planner.services.goal import achievable, hints, past
from planner.services.work import Work
from schemas.achievable import AchievableRow
from schemas.errors import N_
from schemas.goal import FindingRow, GoalIn, GoalSetting
from schemas.goal_hint import HintRow
from schemas.vocabulary import Language

from ..address import keep
from ..cached import Reads
from ..fields import Fields
from ..goal.say import say_finding
from ..goal.seen import Seen
from ..language import _, plural, say
from ..navigation import page_of
from ..text import plain
from . import go
from .fold import keep_open
from .hints import Aside, draw_hints
from .past import draw_strip, draw_words

STYLE = Path(__file__).parent / "check.css"
MISSING, WEAK, WHOLE = (
    ":material/radio_button_unchecked:",
    ":material/contrast:",
    ":material/check_circle:",
)
"""A hollow circle, a half one and a ticked one: beside their words, never instead."""
_ACHIEVABLE = "A"
_ELSEWHERE = {
    "plan": N_("What the priority is drawn from is ticked in the plan"),
    "voice": N_("Meetings are planned on the page Voices"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of a goal as it is typed, or as it stands."""

    findings: Sequence[FindingRow]
    achievable: Sequence[AchievableRow] = field(default_factory=tuple)
    hints: Sequence[HintRow] = field(default_factory=tuple)


def look(work: Work, entry: GoalIn) -> Checked:
    """Check a goal; the past of what it measures is read once and kept, here and elsewhere."""
    pasts = Reads(work).get(past.get_pasts, past.get_wanted(work, entry))
    return Checked(
        goal.preview_findings(work, entry, pasts),
        achievable.preview_achievable(work, entry, pasts),
        hints.preview_hints(work, entry),
    )


def beside() -> Sequence[DeltaGenerator]:
    """Return the places of the form and of the check: side by side, on a phone one below."""
    return st.columns([5, 3], gap="large")


def draw_check(fields: Fields, setting: GoalSetting, checked: Checked) -> None:
    """Draw the check of what is typed; each thing missing leads to its field."""
    st.html(STYLE)
    panel = _Panel(
        checked,
        f"check:{fields.form}",
        {"district": str(setting.district.number), "year": str(setting.year)},
        str(setting.priority_id),
        may_edit=True,
    )
    saved = UUID(fields.values["id"]) if fields.open.seen_version else None
    with st.container(key="check", gap="xsmall"):
        panel.draw()
        draw_hints(checked.hints, Aside(saved, fields.values, setting.time_zone), go.want)
    go.lead(fields)


def load_read(reads: Reads, seen: Seen) -> Checked:
    """Return what the check of a saved goal says."""
    return reads.get(_look_saved, seen.row.goal.id, seen.row.goal.language)


def draw_read(seen: Seen, checked: Checked, time_zone: str) -> None:
    """Draw the check of a saved goal; who may write it is led to the form."""
    row = seen.row
    panel = _Panel(
        checked,
        "check",
        {"district": str(row.district.number), "year": str(row.year)},
        str(row.goal.priority_id),
        may_edit=seen.may_edit,
    )
    panel.draw()
    aside = Aside(row.goal.id if seen.may_edit else None, None, time_zone)
    draw_hints(checked.hints, aside, _edit if seen.may_edit else None)


def _look_saved(work: Work, goal_id: UUID, language: Language) -> Checked:
    return look(work, goal.get_goal(work, goal_id, language).goal)


def _edit(name: str) -> None:
    """Open the form at a field."""
    keep(edit="1")
    go.want(name)


class _Panel:
    """Five letters to open, and within each what is missing or could be better."""

    def __init__(
        self,
        checked: Checked,
        key: str,
        plan: dict[str, str],
        priority: str,
        *,
        may_edit: bool,
    ) -> None:
        self.checked = checked
        self.key = key
        self.plan = plan
        self.priority = priority
        self.may_edit = may_edit

    def draw(self) -> None:
        st.subheader(_("What is still missing"))
        if not any(map(is_missing, self.checked.findings)):
            st.markdown(
                _("Nothing that is required: it is specific, measurable and has its dates.")
            )
        for letter, name in LETTERS.items():
            self.draw_letter(letter, say(name))

    def draw_letter(self, letter: str, name: str) -> None:
        findings = [one for one in self.checked.findings if one.letter == letter]
        missing = [one for one in findings if is_missing(one)]
        weak = [one for one in findings if one not in missing and could_be_better(one)]
        label, icon = _say_letter(name, len(missing), len(weak))
        with keep_open(label, f"{self.key}:{letter}", icon) as is_open:
            if not is_open:
                return
            for finding in missing:
                self.draw_finding(finding, MISSING, _("Missing"))
            for finding in weak:
                self.draw_finding(finding, WEAK, _("Could be better"))
            if letter == _ACHIEVABLE:
                self.draw_achievable()
            elif not missing and not weak:
                st.markdown(_("Everything is there."))

    def draw_finding(self, finding: FindingRow, icon: str, word: str) -> None:
        with st.container(gap=None):
            st.markdown(f"{icon} **{word}:** {plain(say_finding(finding))}")
            if self.may_edit:
                self.draw_way(finding)

    def draw_way(self, finding: FindingRow) -> None:
        """Draw what leads to where it is filled in: a field of the form, or another page."""
        leaf = go.leaf_of(finding.field)
        page = go.ELSEWHERE.get(leaf)
        if page:
            asked = self.plan | ({"priority": self.priority} if page == "plan" else {})
            st.page_link(page_of(page), label=say(_ELSEWHERE[page]), query_params=asked)
        else:
            st.button(
                _("Go to: {field}", field=plain(say(go.name_of(finding.field)))),
                key=f"{self.key}:go:{finding.rule}:{finding.field}",
                type="tertiary",
                icon=":material/arrow_forward:",
                wrap=True,
                on_click=go.want if self.key != "check" else _edit,
                args=(finding.field,),
            )

    def draw_achievable(self) -> None:
        for row in self.checked.achievable:
            draw_words(row)
            draw_strip(row)


def is_missing(finding: FindingRow) -> bool:
    """Say whether a finding stands in the way of adoption."""
    return finding.required and not finding.points


def could_be_better(finding: FindingRow) -> bool:
    """Say whether a finding leaves something to do: a count never gets anything to divide."""
    return finding.points < FULL_POINTS and go.leaf_of(finding.field) not in go.NOWHERE


def _say_letter(name: str, missing: int, weak: int) -> tuple[str, str]:
    """Return a letter's line in words, and the shape beside it; never a grade."""
    if missing:
        told = plural(
            "{letter}: {count} thing missing",
            "{letter}: {count} things missing",
            missing,
            letter=name,
        )
        return told, MISSING
    if weak:
        told = plural(
            "{letter}: {count} thing could be better",
            "{letter}: {count} things could be better",
            weak,
            letter=name,
        )
        return told, WEAK
    return _("{letter}: nothing missing", letter=name), WHOLE
