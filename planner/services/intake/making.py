"""What a draft would make of a plan: its words as rows, what exists already, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from db.queries import plan as plan_query
from db.tables import District, Plan, Priority
from planner.domain.goal import check_goal
from planner.domain.library import counts_alike
from planner.exchange.plan_file import Notes, plain_text
from schemas.errors import N_, NotFoundError, RuleError
from schemas.goal import GoalIn, GoalThemeIn
from schemas.indicator import IndicatorIn
from schemas.intake import (
    Existing,
    GoalDraft,
    GoalReview,
    IntakeReview,
    PlanDraft,
    PriorityDraft,
    PriorityReview,
)
from schemas.message import Message
from schemas.plan import PriorityIn
from schemas.vocabulary import Language, PlaceKind, PlanStage, PriorityKind, ProblemType

from ..gather import gather
from ..goal.around import Around, look_around
from ..goal.facts import find_findings
from ..goal.past import find_pasts, pasts_of
from ..goal.place import Place
from ..goal.rows import Held, load
from ..work import Work
from .names import Register, beat_number, load_register

NO_TYPE = N_("Choose what type of problem this is.")
_AS_THEY_ARE = (
    "title",
    "action",
    "population",
    "area_name",
    "owner_role",
    "partner_kind",
    "resources",
    "resource_people",
    "resource_hours",
    "resource_money",
    "ambition_reason",
    "start_on",
    "due_on",
    "horizon_reason",
    "review_on",
)
_OF_PRIORITY = set(PriorityIn.model_fields) - {"id", "plan_id", "seen_version", "language"}


@dataclass(frozen=True, slots=True)
class Target:
    """The plan that a draft is for, as far as it is there: its priorities and goals by title."""

    district: District
    plan: Plan | None
    priorities: Mapping[str, Priority]
    goals: Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Made:
    """A goal of a draft as it would be saved."""

    draft: GoalDraft
    entry: GoalIn
    notes: Notes
    existing: Existing | None


def find_target(work: Work, district_id: UUID, year: int) -> Target:
    """Return the plan that a draft is for. Raises NotFoundError for a district that isn't there."""
    district = plan_query.find_district(work.session, work.jurisdiction_id, district_id)
    if district is None:
        raise NotFoundError(N_("There is no such district."))
    plan_id = plan_query.find_plan_id(work.session, work.jurisdiction_id, district_id, year)
    if plan_id is None:
        return Target(district, None, {}, {})
    goals = load(
        work.session,
        work.jurisdiction,
        [row.id for row in plan_query.get_goals(work.session, plan_id)],
    )
    priorities = plan_query.get_priorities(work.session, plan_id)
    return Target(
        district,
        work.session.get_one(Plan, plan_id),
        # Of two with one title the first counts, as people read a plan.
        {plain_text(row.title): row for row in reversed(priorities)},
        {plain_text(held.row.title): held for held in goals.values()},
    )


def review(work: Work, district_id: UUID, year: int, draft: PlanDraft) -> IntakeReview:
    """Return what writing a draft would make; nothing is written."""
    target = find_target(work, district_id, year)
    register = load_register(work, district_id, draft.language)
    made = {
        priority.id: [
            make_goal(goal, priority.id, draft.language, register, target)
            for goal in priority.goals
        ]
        for priority in draft.priorities
    }
    around = _look_around(work, draft, [one.entry for goals in made.values() for one in goals])
    return IntakeReview(
        stage=target.plan.stage if target.plan is not None else None,
        priorities=tuple(
            _review_priority(work, priority, made[priority.id], target, around, year)
            for priority in draft.priorities
        ),
    )


def _look_around(work: Work, draft: PlanDraft, entries: Sequence[GoalIn]) -> Around:
    around = look_around(work.session, work.jurisdiction_id, work.today, entries)
    # The priorities of a draft are in no table yet, and so neither are their sources.
    ticked = gather((one.id, each) for one in draft.priorities for each in one.sources)
    return replace(around, sources={**around.sources, **ticked})


def _review_priority(  # noqa: PLR0913, PLR0917  (what a review is made of)
    work: Work,
    draft: PriorityDraft,
    made: Sequence[Made],
    target: Target,
    around: Around,
    year: int,
) -> PriorityReview:
    held = target.priorities.get(plain_text(draft.title))
    plan = target.plan if target.plan is not None else _new_plan(work, target, year)
    place = Place(_new_priority(draft), plan, target.district, work.jurisdiction.fiscal_start_month)
    wanted = [each for one in made for each in pasts_of(one.entry, place)]
    pasts = find_pasts(work.session, work.jurisdiction_id, wanted)
    return PriorityReview(
        draft=draft,
        broken=_broken_priority(draft),
        existing=Existing(id=held.id, version=held.version) if held is not None else None,
        goals=tuple(
            GoalReview(
                draft=one.draft,
                findings=find_findings(one.entry, place, around, pasts),
                notes=one.notes.listed,
                broken=_broken_goal(one.entry),
                existing=one.existing,
            )
            for one in made
        ),
    )


def _new_plan(work: Work, target: Target, year: int) -> Plan:
    """Return the plan as it would begin; it is in no session, so nothing of it is written."""
    return Plan(
        jurisdiction_id=work.jurisdiction_id,
        district_id=target.district.id,
        year=year,
        stage=PlanStage.DRAFTING,
    )


def _new_priority(draft: PriorityDraft) -> Priority:
    return Priority(id=draft.id, title=draft.title, cites_evidence=draft.cites_evidence)


def _broken_priority(draft: PriorityDraft) -> Message | None:
    if draft.kind is PriorityKind.PROBLEM and draft.problem_type is None:
        return Message(NO_TYPE)
    return None


def _broken_goal(entry: GoalIn) -> Message | None:
    try:
        check_goal(entry)
    except RuleError as error:
        return Message(error.message, error.params)
    return None


# --- drafts as entries --------------------------------------------------------------------------


def make_priority(
    draft: PriorityDraft,
    plan_id: UUID,
    language: Language,
    problem_type: ProblemType | None,
    existing: Existing | None = None,
) -> PriorityIn:
    """Return a priority as its form would hand it in."""
    fields = draft.model_dump(include=_OF_PRIORITY) | {"problem_type": problem_type}
    return PriorityIn(
        id=existing.id if existing else draft.id,
        plan_id=plan_id,
        seen_version=existing.version if existing else 0,
        language=draft.language or language,
        **fields,
    )


def make_goal(
    draft: GoalDraft, priority_id: UUID, language: Language, register: Register, target: Target
) -> Made:
    """Return a goal as its form would hand it in, with what its words lead to."""
    notes, at = Notes(), draft.place or draft.title
    language = draft.language or language
    held = target.goals.get(plain_text(draft.title))
    reading = _Reading(register, notes, at)
    is_beats = draft.where is PlaceKind.BEATS
    if draft.beats and not is_beats:
        notes.add(at, N_("Beats are kept only where the goal says that it applies to beats."))
    entry = GoalIn(
        id=draft.id,
        priority_id=priority_id,
        seen_version=0,
        **{name: getattr(draft, name) for name in _AS_THEY_ARE},
        place=draft.where,
        beat_ids=reading.beats(draft.beats) if is_beats else frozenset(),
        owner_id=reading.person(draft.owner),
        caps_owner_id=reading.person(draft.caps_owner),
        partner_ids=reading.partners(draft.partners),
        copied_from_id=draft.copied_from,
        language=language,
        themes=reading.ties(draft, language),
        indicators=draft.indicators,
    )
    existing = Existing(id=held.row.id, version=held.row.version) if held is not None else None
    return Made(draft, entry, notes, existing)


def replace_goal(made: Made, held: Held, version: int) -> GoalIn:
    """Return a goal that takes another's place: its indicators of the same name stay the same.

    What no file says stays as it was: what it goes on from, polished words, agreed changes.
    """
    by_name = {(plain_text(one.name), one.kind): one for one in held.entry.indicators}

    def same(indicator: IndicatorIn) -> IndicatorIn:
        before = by_name.pop((plain_text(indicator.name), indicator.kind), None)
        return indicator if before is None else _go_on(indicator, before)

    was, now = held.entry, made.entry
    return made.entry.model_copy(
        update={
            "id": held.row.id,
            "seen_version": version,
            "polished": now.polished or was.polished,
            "polished_for": now.polished_for if now.polished else was.polished_for,
            "copied_from_id": now.copied_from_id or was.copied_from_id,
            "indicators": tuple(map(same, now.indicators)),
        }
    )


def _go_on(indicator: IndicatorIn, before: IndicatorIn) -> IndicatorIn:
    """Return an indicator of a draft in the place of one that is there."""
    linked = indicator.library_version_id
    if linked is None and counts_alike(indicator, before):
        linked = before.library_version_id
    return indicator.model_copy(
        update={
            "id": before.id,
            "continues_id": before.continues_id or indicator.continues_id,
            "library_version_id": linked,
            "targets": before.targets if len(before.targets) > 1 else indicator.targets,
        }
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the words of one goal, and notes those that lead nowhere."""

    register: Register
    notes: Notes
    at: str

    def person(self, text: str) -> UUID | None:
        found = self.register.people.find(text) if text else None
        if text and found is None:
            self.register.people.note(
                self.notes,
                self.at,
                text,
                N_("Nobody here is called “{text}”."),
                N_("Nobody here is called “{text}”. Did you mean {near}?"),
            )
        return found

    def partners(self, names: Sequence[str]) -> frozenset[UUID]:
        found = {name: self.register.partners.find(name) for name in names}
        for name in (name for name, row_id in found.items() if row_id is None):
            self.register.partners.note(
                self.notes,
                self.at,
                name,
                N_("No partner of the district is called “{text}”."),
                N_("No partner of the district is called “{text}”. Did you mean {near}?"),
            )
        return frozenset(row_id for row_id in found.values() if row_id)

    def beats(self, numbers: Sequence[str]) -> frozenset[UUID]:
        found = {number: self.register.beats.find(beat_number(number)) for number in numbers}
        for number in (number for number, row_id in found.items() if row_id is None):
            self.register.beats.note(
                self.notes,
                self.at,
                number,
                N_("“{text}” is no beat of the district."),
                N_("“{text}” is no beat of the district. Did you mean {near}?"),
            )
        return frozenset(row_id for row_id in found.values() if row_id)

    def ties(self, draft: GoalDraft, language: Language) -> tuple[GoalThemeIn, ...]:
        """Return what the goal is tied to, each demand once."""
        ties: dict[tuple[UUID | None, UUID | None], GoalThemeIn] = {}
        for tie in draft.ties:
            local = self.register.local.find(tie.demand)
            theme = None if local else self.register.themes.find(tie.demand)
            if local is None and theme is None:
                self.register.themes.note(
                    self.notes,
                    self.at,
                    tie.demand,
                    N_("“{text}” is neither a demand of the catalogue nor one of the district."),
                    N_("“{text}” is no demand that is known here. Did you mean {near}?"),
                )
                continue
            ties.setdefault(
                (theme, local),
                GoalThemeIn(theme_id=theme, local_demand_id=local, why=tie.why, language=language),
            )
        return tuple(ties.values())
