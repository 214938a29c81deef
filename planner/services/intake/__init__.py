"""Plans from what exists: files and earlier goals as drafts, reviewed, then written whole."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from db.queries import intake as query
from db.queries import plan as plan_query
from db.tables import Goal
from planner.domain.permissions import Action
from planner.exchange.plan_file import Names, plain_text
from schemas.errors import N_, RuleError
from schemas.intake import (
    Credit,
    Existing,
    GoalReview,
    IntakeChoice,
    IntakeDone,
    IntakeIn,
    IntakeReview,
    PlanDraft,
    Precedent,
    PriorityReview,
)
from schemas.message import Message
from schemas.plan import PlanIn
from schemas.vocabulary import Language, PlanStage, PriorityKind

from .. import goal, plan
from ..account import district_row
from ..change import Written, write_change
from ..save import require
from ..text import titles_in
from ..work import Work, use_case
from . import copying
from .begun import begin_with
from .file import ENDINGS, LARGEST, read_file
from .making import Target, find_target, make_goal, make_priority, replace_goal, review
from .names import Register, load_register

__all__ = [
    "ENDINGS",
    "LARGEST",
    "OPEN_STAGES",
    "find_credit",
    "find_precedents",
    "get_beginning",
    "get_copy",
    "get_names",
    "get_precedents",
    "preview_intake",
    "read_file",
    "write_intake",
]

INTAKE = "intake"
OPEN_STAGES = frozenset({PlanStage.DRAFTING, PlanStage.COMMUNITY_REVIEW})
"""Stages in which a plan can still be made from something."""


@use_case(Action.PLAN_EDIT, scope=lambda _work, district_id, *_: district_id)
def get_names(work: Work, district_id: UUID, language: Language) -> Names:
    """Return what a district's goals can name, for the workbook that people fill in."""
    return load_register(work, district_id, language).names


@use_case(Action.GOAL_READ)
def get_precedents(
    work: Work, district_id: UUID, year: int, language: Language
) -> tuple[Precedent, ...]:
    """Return the goals of a district's latest plan before a year, and what came of each."""
    return copying.of_last_plan(work, district_id, year, language)


@use_case(Action.GOAL_READ)
def find_precedents(  # noqa: PLR0913, PLR0917  (what is looked for)
    work: Work, district_id: UUID, year: int, words: str, theme: str, language: Language
) -> tuple[Precedent, ...]:
    """Return goals of other districts by a theme and by words, and what came of each."""
    return copying.elsewhere(work, district_id, year, words, theme, language)


@use_case(Action.PLAN_EDIT, scope=lambda _work, district_id, *_: district_id)
def get_copy(
    work: Work, district_id: UUID, year: int, goal_ids: Collection[UUID], language: Language
) -> PlanDraft:
    """Return goals of other plans as the draft of a district's plan for a year."""
    return copying.draft_of(work, district_id, year, goal_ids, language)


@use_case(Action.PLAN_EDIT, scope=lambda _work, district_id, *_: district_id)
def get_beginning(
    work: Work, district_id: UUID, year: int, theme: str, language: Language
) -> PlanDraft:
    """Return what a plan can begin with for a headline theme. Raises NotFoundError."""
    del district_id
    return begin_with(theme, year, work.jurisdiction.fiscal_start_month, language)


@use_case(Action.PLAN_EDIT, scope=lambda _work, district_id, *_: district_id)
def preview_intake(work: Work, district_id: UUID, year: int, draft: PlanDraft) -> IntakeReview:
    """Return what writing a draft into a district's plan would make. Raises NotFoundError."""
    return review(work, district_id, year, draft)


@use_case(Action.GOAL_READ)
def find_credit(work: Work, goal_id: UUID | None, language: Language) -> Credit | None:
    """Return the goal that another was written after, None where there is none.

    Its title is in a language where a translation keeps up with it.
    """
    rows = query.get_goals_by_id(work.session, work.jurisdiction_id, [goal_id]) if goal_id else ()
    for row, _priority, of_plan, district in rows:
        return Credit(
            id=row.id,
            code=row.code,
            title=titles_in(work.session, Goal, {row.id: row.title}, language)[row.id],
            year=of_plan.year,
            district=district_row(district),
        )
    return None


@use_case(Action.PLAN_EDIT, scope=lambda _work, entry: entry.district_id)
def write_intake(work: Work, entry: IntakeIn) -> IntakeDone:
    """Write what is chosen of a draft, all of it or nothing; a second arrival changes nothing.

    Raises RuleError, naming the priority or goal, for what breaks a rule, StaleError when a row
    that it replaces was saved meanwhile.
    """
    started = plan.start_plan(work, PlanIn(district_id=entry.district_id, year=entry.year))
    writing = _Writing(work, entry, started.id)
    if query.find_written(work.session, work.jurisdiction_id, INTAKE, entry.draft.id):
        require(
            writing.is_there(),
            N_("This draft was written already. Read the file again for the rest."),
        )
        return writing.done(planned=True)
    require(
        started.stage in OPEN_STAGES,
        N_("This plan is under review or adopted: nothing can be brought into it any more."),
    )
    return writing.write()


class _Writing:
    """One writing of a draft: what is chosen, saved by the services that save it elsewhere."""

    def __init__(self, work: Work, entry: IntakeIn, plan_id: UUID) -> None:
        self.work = work
        self.entry = entry
        self.plan_id = plan_id
        self.priorities = 0
        self.goals = 0

    def write(self) -> IntakeDone:
        """Save what is chosen, and write down where it came from."""
        work, entry = self.work, self.entry
        seen = review(work, entry.district_id, entry.year, entry.draft)
        register = load_register(work, entry.district_id, entry.draft.language)
        target = find_target(work, entry.district_id, entry.year)
        for each in seen.priorities:
            priority_id = self._priority(each)
            if priority_id is None:
                continue
            for one in each.goals:
                self._goal(one, priority_id, register, target)
        require(self.priorities or self.goals, N_("Nothing is ticked, so nothing was written."))
        done = self.done()
        body = {
            **entry.draft.model_dump(include={"source", "digest", "language"}),
            "file_name": entry.draft.name,
            "district_id": entry.district_id,
            **done.model_dump(),
        }
        write_change(work, "write_intake", Written(INTAKE, entry.draft.id, 1, body))
        return done

    def is_there(self) -> bool:
        """Say whether all that is to be made is in the plan already."""
        session, choices = self.work.session, self.entry.choices
        priorities = plan_query.get_priorities(session, self.plan_id)
        titles = {plain_text(row.title) for row in priorities}
        there = {row.id for row in (*priorities, *plan_query.get_goals(session, self.plan_id))}
        wanted: set[UUID] = set()
        for one in self.entry.draft.priorities:
            wanted.add(one.id)
            # Goals of a priority that is left out are left out with it.
            skipped = choices.get(one.id, IntakeChoice.SKIP) is IntakeChoice.SKIP
            if not skipped or plain_text(one.title) in titles:
                wanted.update(each.id for each in one.goals)
        return all(each in there for each in wanted if choices.get(each) is IntakeChoice.MAKE)

    def done(self, *, planned: bool = False) -> IntakeDone:
        """Return what was written, or was by the first arrival."""
        if planned:
            made = {IntakeChoice.MAKE, IntakeChoice.REPLACE}
            chosen = {each for each, choice in self.entry.choices.items() if choice in made}
            drafts = self.entry.draft.priorities
            self.priorities = sum(one.id in chosen for one in drafts)
            self.goals = sum(each.id in chosen for one in drafts for each in one.goals)
        return IntakeDone(plan_id=self.plan_id, priorities=self.priorities, goals=self.goals)

    def _choice(self, row_id: UUID, title: str, existing: Existing | None) -> IntakeChoice:
        """Return what was decided; never make a second of what came into the plan meanwhile."""
        chosen = self.entry.choices.get(row_id, IntakeChoice.SKIP)
        require(
            chosen is not IntakeChoice.MAKE or existing is None,
            N_("“{title}” is in the plan by now. Say whether it is to be replaced."),
            title=title,
        )
        require(
            chosen is not IntakeChoice.REPLACE or existing is not None,
            N_("“{title}” is not in the plan any more."),
            title=title,
        )
        return chosen

    def _seen(self, existing: Existing) -> Existing:
        """Return a row as whoever chose to replace it saw it."""
        version = self.entry.seen.get(existing.id, 0)
        return Existing(id=existing.id, version=version)

    def _priority(self, one: PriorityReview) -> UUID | None:
        """Save a priority; return which one its goals belong to, None where they are left out."""
        draft, held = one.draft, one.existing
        choice = self._choice(draft.id, draft.title, held)
        if choice is IntakeChoice.SKIP:
            return held.id if held else None
        kind = self.entry.problem_types.get(draft.id, draft.problem_type)
        entry = make_priority(
            draft,
            self.plan_id,
            self.entry.draft.language,
            kind if draft.kind is PriorityKind.PROBLEM else None,
            self._seen(held) if held else None,
        )
        with _naming(draft.title):
            plan.save_priority(self.work, entry)
        self.priorities += 1
        return entry.id

    def _goal(self, one: GoalReview, priority_id: UUID, register: Register, target: Target) -> None:
        draft, held = one.draft, one.existing
        if self._choice(draft.id, draft.title, held) is IntakeChoice.SKIP:
            return
        language = self.entry.draft.language
        made = make_goal(draft, priority_id, language, register, target)
        entry = made.entry
        if held is not None:
            before = target.goals[plain_text(draft.title)]
            entry = replace_goal(made, before, self._seen(held).version)
        with _naming(draft.title):
            goal.save_goal(self.work, entry)
        self.goals += 1


@contextmanager
def _naming(title: str) -> Iterator[None]:
    """Let an error name which priority or goal it is about."""
    try:
        yield
    except RuleError as error:
        raise RuleError(
            N_("“{title}”: {problem}"),
            where=error.where,
            title=title,
            problem=Message(error.message, error.params),
        ) from error
