"""Goals: read with what the SMART check says, and saved whole with all that hangs from them."""

from collections.abc import Collection
from uuid import UUID

from db.queries import goal as query
from db.queries import indicator as indicator_query
from db.tables import Goal, Priority
from planner.domain.goal import check_goal, check_settled, code_stem, goal_code
from planner.domain.permissions import Action
from planner.domain.quarters import quarter_dates
from planner.domain.smart import RULES
from schemas.errors import N_, NotFoundError
from schemas.goal import FindingRow, GoalIn, GoalOutline, GoalRow, GoalSetting, GoalTitle
from schemas.vocabulary import Language, PlanStage

from .. import account, indicator
from ..amend import check_reason
from ..progress.kept import refresh_standings
from ..save import require, save_row
from ..text import translated
from ..work import Work, use_case
from .around import Around, look_around
from .facts import find_findings
from .linked import check_library
from .past import Pasts, find_pasts, pasts_of
from .place import Place, get_place
from .rows import COLUMNS, Held, goal_row, load, named
from .sentence import Named, sentence_of, written_for
from .write import body_of, check_belongs, without_gone, write_sets

NO_GOAL = N_("This goal is not there any more.")


def _district_of_entry(work: Work, entry: GoalIn, why: str = "") -> UUID:  # noqa: ARG001
    """Return the district that holds the goal already, else the one of its priority."""
    held = query.find_district_id(work.session, work.jurisdiction_id, entry.id)
    return held or get_place(work.session, work.jurisdiction, entry.priority_id).district.id


@use_case(Action.GOAL_READ)
def get_goal(work: Work, goal_id: UUID, language: Language | None = None) -> GoalRow:
    """Return a goal with what the SMART check says of it.

    Demands and translations are in `language`, or else in the one the actor prefers. Raises
    NotFoundError.
    """
    language = language or work.actor.language
    found = _load(work, [goal_id]).get(goal_id)
    if found is None:
        raise NotFoundError(NO_GOAL)
    around = _look_around(work, [found.entry], language)
    findings = find_findings(found.entry, found.place, around, _pasts(work, [found]))
    translations = {
        **translated(work, Goal, [found.row], language),
        **translated(work, Priority, [found.place.priority], language),
    }
    return goal_row(found, around, findings, translations)


@use_case(Action.GOAL_READ)
def get_goals(
    work: Work, district_id: UUID, language: Language | None = None
) -> tuple[GoalTitle, ...]:
    """Return a district's goals to pick from, the latest year first.

    Translations are into `language`, or else into the one the actor prefers.
    """
    rows = query.get_titles(work.session, work.jurisdiction_id, district_id)
    found = [row for row, *_ in rows]
    translations = translated(work, Goal, found, language or work.actor.language)
    return tuple(
        GoalTitle(
            id=row.id,
            code=row.code,
            title=row.title,
            language=row.language,
            translations=translations.get(row.id, ()),
            year=year,
            priority_title=priority_title,
        )
        for row, year, priority_title in rows
    )


@use_case(Action.GOAL_READ)
def get_setting(work: Work, priority_id: UUID, goal_id: UUID | None = None) -> GoalSetting:
    """Return what surrounds the form of a goal, new or saved. Raises NotFoundError."""
    place = get_place(work.session, work.jurisdiction, priority_id)
    measured = indicator_query.get_measured(work.session, goal_id) if goal_id else frozenset()
    return GoalSetting(
        priority_id=priority_id,
        priority_title=place.priority.title,
        plan_id=place.plan.id,
        year=place.plan.year,
        district=account.district_row(place.district),
        first_day=quarter_dates(place.quarters[0], place.fiscal_start_month)[0],
        last_day=quarter_dates(place.quarters[-1], place.fiscal_start_month)[1],
        fiscal_start_month=place.fiscal_start_month,
        today=work.today,
        time_zone=work.jurisdiction.time_zone,
        may_edit=work.may(Action.GOAL_EDIT, place.district.id),
        measured_ids=measured,
    )


@use_case(Action.GOAL_READ)
def preview_findings(
    work: Work, entry: GoalIn, pasts: Pasts | None = None
) -> tuple[FindingRow, ...]:
    """Return what the SMART check says of a goal as it is typed; nothing is saved.

    Whoever holds the past of its indicators already hands it in, so that it is not read again.
    """
    place = get_place(work.session, work.jurisdiction, entry.priority_id)
    if pasts is None:
        pasts = find_pasts(work.session, work.jurisdiction_id, pasts_of(entry, place))
    return find_findings(entry, place, _look_around(work, [entry]), pasts)


@use_case(Action.GOAL_READ)
def get_outlines(work: Work, goal_ids: Collection[UUID]) -> dict[UUID, GoalOutline]:
    """Return what goals ask for and what each still needs before it can be adopted."""
    found = _find_all(work, goal_ids)
    return {goal_id: _outline(*looked) for goal_id, looked in found.items()}


@use_case(Action.GOAL_READ)
def get_gaps(work: Work, plan_id: UUID) -> dict[UUID, tuple[FindingRow, ...]]:
    """Return each goal of a plan, in its order, with what stands in the way of adopting it.

    A goal that lacks nothing is there without a finding.
    """
    goal_ids = query.get_ids_of_plan(work.session, work.jurisdiction_id, plan_id)
    found = _find_all(work, goal_ids)
    in_order = sorted(found.items(), key=lambda one: _turn(one[1][0]))
    return {goal_id: tuple(filter(_is_gap, findings)) for goal_id, (_, findings, _) in in_order}


@use_case(Action.GOAL_EDIT, scope=_district_of_entry)
def save_goal(work: Work, entry: GoalIn, why: str = "") -> GoalRow:
    """Save a goal whole: its fields, ties, partners, beats, indicators and targets.

    What is missing never keeps a draft from being saved; a goal of a signed plan needs the reason
    for the amendment in `why`. Raises RuleError, with the field in `where`, for a contradiction,
    and StaleError when somebody saved it meanwhile.
    """
    place = get_place(work.session, work.jurisdiction, entry.priority_id)
    entry = written_for(entry)
    # Two new goals of a plan wait their turn here, so that they never get the same code; nor is
    # one saved in a plan that was closed meanwhile.
    query.lock_plan(work.session, place.plan.id)
    work.session.refresh(place.plan)
    require(
        place.plan.stage is not PlanStage.CLOSED,
        N_("This plan is closed: its goals stay as they are."),
    )
    check_reason(work.session, place.plan.id, why)
    # Nor is a value recorded for an indicator while it is removed or turned into another.
    query.hold_goal(work.session, entry.id)
    held = _load(work, [entry.id]).get(entry.id)
    check_goal(entry)
    check_belongs(entry, place.district.id, _look_around(work, [entry]))
    entry = without_gone(work.session, work.jurisdiction_id, entry)
    _check_held(work, held, entry, place)
    check_library(work.session, work.jurisdiction_id, entry, held.entry if held else None)
    code = held.row.code if held else _next_code(work, place)
    position = _position(work, held, entry)
    numbered = indicator.number(code, held.indicators if held else (), entry)
    saved = save_row(
        work,
        Goal,
        entry.id,
        entry.seen_version,
        entry.model_dump(include=COLUMNS)
        | {"plan_id": place.plan.id, "code": code, "position": position},
        action="save_goal",
        body=body_of(entry, code, position, numbered),
        why=why,
    )
    if not saved.repeated:
        write_sets(work.session, work.jurisdiction_id, entry)
        indicator.write(work.session, work.jurisdiction_id, entry, numbered)
        refresh_standings(work, [entry.id])
    return get_goal(work, entry.id)


def _load(work: Work, goal_ids: Collection[UUID]) -> dict[UUID, Held]:
    return load(work.session, work.jurisdiction, goal_ids)


def _look_around(
    work: Work, entries: Collection[GoalIn], language: Language | None = None
) -> Around:
    return look_around(work.session, work.jurisdiction_id, work.today, entries, language)


def _is_gap(finding: FindingRow) -> bool:
    return finding.required and not finding.points


def _pasts(work: Work, held: Collection[Held]) -> Pasts:
    wanted = [past for one in held for past in pasts_of(one.entry, one.place)]
    return find_pasts(work.session, work.jurisdiction_id, wanted)


def _find_all(
    work: Work, goal_ids: Collection[UUID]
) -> dict[UUID, tuple[Held, tuple[FindingRow, ...], Named]]:
    """Return goals with what the check says of each and whom they name, in as few queries."""
    held = _load(work, goal_ids)
    around = _look_around(work, [one.entry for one in held.values()])
    pasts = _pasts(work, held.values())
    return {
        goal_id: (
            one,
            find_findings(one.entry, one.place, around, pasts),
            named(one.entry, around),
        )
        for goal_id, one in held.items()
    }


def _turn(held: Held) -> tuple[int, int]:
    return held.place.priority.position, held.row.position


def _outline(held: Held, findings: Collection[FindingRow], names: Named) -> GoalOutline:
    gaps = {each.rule for each in findings if _is_gap(each)}
    return GoalOutline(
        start_on=held.entry.start_on,
        due_on=held.entry.due_on,
        indicators=held.indicators,
        missing=tuple(rule.reads for rule in RULES if rule.id in gaps),
        has_partner=bool(held.entry.partner_ids),
        sentence=sentence_of(held.entry, names),
    )


def _check_held(work: Work, held: Held | None, entry: GoalIn, place: Place) -> None:
    """Refuse what a goal that is there already rules out; of a stale one the save speaks."""
    owners = indicator_query.get_owners(
        work.session, work.jurisdiction_id, [one.id for one in entry.indicators]
    )
    require(
        set(owners.values()) <= {entry.id},
        N_("An indicator belongs to another goal."),
        where="indicators",
    )
    if held is None or held.row.version != entry.seen_version:
        return
    require(
        held.place.plan.id == place.plan.id,
        N_("A goal stays in its plan: choose one of its priorities."),
        where="priority_id",
    )
    measured = indicator_query.get_measured(work.session, entry.id)
    check_settled([one for one in held.entry.indicators if one.id in measured], entry)


def _next_code(work: Work, place: Place) -> str:
    number, year = place.district.number, place.plan.year
    taken = query.get_codes(work.session, work.jurisdiction_id, code_stem(number, year))
    return goal_code(number, year, taken)


def _position(work: Work, held: Held | None, entry: GoalIn) -> int:
    if held and held.row.priority_id == entry.priority_id:
        return held.row.position
    return query.last_position(work.session, entry.priority_id) + 1
