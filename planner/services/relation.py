"""What numbers and voices mean together, as a person says, and the page with both."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from db.queries import goal as goal_queries
from db.queries import relation as queries
from db.tables import Engagement, Relation
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, first_due_quarter, quarter_dates, quarter_of
from schemas.errors import N_, NotFoundError
from schemas.goal import GoalRow
from schemas.relation import (
    GoalGlimpse,
    MeetingRow,
    RelationIn,
    RelationRow,
    SideBySideQuarter,
    SideBySideRow,
)
from schemas.text import TranslatedField
from schemas.vocabulary import Language, RelationKind
from schemas.voice import VoiceSummary

from . import goal as goals
from . import progress, voice
from .gather import gather
from .progress.kept import refresh_standings
from .save import require, save_row
from .text import translated
from .work import Work, use_case

Relations = dict[UUID, dict[Quarter, RelationRow]]


def _of_entry(work: Work, entry: RelationIn) -> UUID:
    return _of_goal(work, entry.goal_id)


def _of_goal(work: Work, goal_id: UUID, *_rest: object, **_named: object) -> UUID:
    found = goal_queries.find_district_id(work.session, work.jurisdiction_id, goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


def _of_district(_work: Work, district_id: UUID, **_named: object) -> UUID:
    return district_id


@use_case(Action.RELATION_CHOOSE, scope=_of_entry)
def choose_relation(work: Work, entry: RelationIn) -> int:
    """Say what numbers and voices of a goal mean together in a quarter; return the version.

    A goal and quarter have one relation: whoever comes second with a new one is told so. Raises
    RuleError, StaleError or NotFoundError.
    """
    _check_rules(work, entry)
    goal_queries.hold_goal(work.session, entry.goal_id)
    quarter = Quarter(entry.year, entry.quarter)
    held = get_relations(work, [entry.goal_id], [quarter])[entry.goal_id].get(quarter)
    values = entry.model_dump(exclude={"id", "seen_version"})
    values["chosen_by_id"] = work.actor.member_id
    saved = save_row(
        work,
        Relation,
        held.id if held else entry.id,
        entry.seen_version,
        values,
        action="choose_relation",
        body=values,
    )
    if not saved.repeated:
        refresh_standings(work, [entry.goal_id])
    return saved.version


@use_case(Action.VOICE_READ)
def get_relations(
    work: Work,
    goal_ids: Collection[UUID],
    quarters: Collection[Quarter],
    *,
    language: Language | None = None,
) -> Relations:
    """Return for each goal the relations that were chosen, by quarter.

    Rationales are translated into `language`, or else into the actor's own, where they are.
    """
    found: Relations = {goal_id: {} for goal_id in goal_ids}
    years = {quarter.year for quarter in quarters}
    rows = queries.relations(work.session, work.jurisdiction_id, goal_ids, years)
    said = [row for row, _ in rows]
    translations = translated(work, Relation, said, language or work.actor.language)
    for row, name in rows:
        quarter = Quarter(row.year, row.quarter)
        if quarter in quarters:
            found[row.goal_id][quarter] = _row(row, name, translations.get(row.id, ()))
    return found


@use_case(Action.VOICE_READ, scope=_of_goal)
def get_side_by_side(
    work: Work, goal_id: UUID, upto: Quarter, *, language: Language | None = None
) -> SideBySideRow:
    """Return a goal with numbers and voices from its first due quarter, the latest first.

    It ends with `upto`, or with the quarter the goal is due in where that is earlier.
    """
    language = language or work.actor.language
    goal = goals.get_goal(work, goal_id, language)
    quarters = quarters_of_goal(goal, upto, work.jurisdiction.fiscal_start_month)
    standings = progress.get_standings(work, [goal_id], quarters)[goal_id]
    relations = get_relations(work, [goal_id], quarters, language=language)[goal_id]
    voices = voice.get_voice_summaries(work, [goal_id], quarters, language=language)[goal_id]
    meetings = _meetings(work, goal, quarters)
    spoken = {code for summary in voices.values() for code, _ in summary.by_theme}
    asked = {tie.code for tie in goal.ties}
    return SideBySideRow(
        goal=goal,
        quarters=tuple(
            SideBySideQuarter(
                year=quarter.year,
                quarter=quarter.number,
                standing=standings[quarter],
                relation=relations.get(quarter),
                voices=voices[quarter],
                meetings=_heard_at(meetings.get(quarter, ()), voices[quarter]),
                unheard=_unheard(goal, voices[quarter]),
            )
            for quarter in reversed(quarters)
        ),
        statements=queries.statements(work.session, work.jurisdiction_id, spoken | asked, language),
    )


@use_case(Action.VOICE_READ, scope=_of_district)
def get_glimpses(
    work: Work, district_id: UUID, *, language: Language | None = None
) -> tuple[GoalGlimpse, ...]:
    """Return a district's goals to pick from, each as it stood in the last quarter it had.

    That is the quarter before the running one, or the last of the goal's year.
    """
    found = goals.get_goals(work, district_id, language)
    before = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    last = {goal.id: min(before, Quarter(goal.year, 4)) for goal in found}
    quarters = sorted(set(last.values()))
    standings = progress.get_standings(work, list(last), quarters)
    relations = get_relations(work, list(last), quarters, language=language)
    return tuple(
        GoalGlimpse(
            goal=goal,
            standing=standings[goal.id][last[goal.id]],
            relation=relations[goal.id].get(last[goal.id]),
        )
        for goal in found
    )


def _meetings(
    work: Work, goal: GoalRow, quarters: Sequence[Quarter]
) -> dict[Quarter, tuple[Engagement, ...]]:
    """Return what the goal's district held, by quarter."""
    if not quarters:
        return {}
    month = work.jurisdiction.fiscal_start_month
    first, last = quarter_dates(quarters[0], month)[0], quarter_dates(quarters[-1], month)[1]
    held = queries.meetings(work.session, work.jurisdiction_id, goal.district.id, first, last)
    return gather((quarter_of(row.held_on, month), row) for row in held)


def _heard_at(meetings: Iterable[Engagement], voices: VoiceSummary) -> tuple[MeetingRow, ...]:
    counts = dict(voices.by_meeting)
    return tuple(
        MeetingRow(
            title=row.title, kind=row.kind, held_on=row.held_on, voices=counts.get(row.id, 0)
        )
        for row in meetings
    )


def _unheard(goal: GoalRow, voices: VoiceSummary) -> tuple[str, ...]:
    spoken = {code for code, _ in voices.by_theme}
    return tuple(tie.code for tie in goal.ties if tie.code not in spoken)


def quarters_of_goal(
    goal: GoalRow, upto: Quarter, fiscal_start_month: int = 1
) -> tuple[Quarter, ...]:
    """Return the quarters a goal is due for, up to one of them, the earliest first."""
    first = Quarter(goal.year, 1)
    if goal.goal.start_on is not None:
        first = first_due_quarter(goal.goal.start_on, fiscal_start_month)
    last = upto
    if goal.goal.due_on is not None:
        last = min(upto, quarter_of(goal.goal.due_on, fiscal_start_month))
    quarters = []
    while first <= last:
        quarters.append(first)
        first = first.next()
    return tuple(quarters)


def _check_rules(work: Work, entry: RelationIn) -> None:
    quarter = Quarter(entry.year, entry.quarter)
    begins: date = quarter_dates(quarter, work.jurisdiction.fiscal_start_month)[0]
    require(begins <= work.today, N_("This quarter has not begun."), where="quarter")
    said = voice.get_voice_summaries(work, [entry.goal_id], [quarter])[entry.goal_id][quarter]
    if entry.kind is RelationKind.NO_VOICES:
        message = N_("There are voices in this quarter ({count}): say what they mean.")
        require(said.count == 0, message, where="kind", count=said.count)
        return
    message = N_("There are no voices in this quarter yet, so they can't agree or disagree.")
    require(said.count, message, where="kind")
    message = N_("Say in a sentence why: others will read it beside the numbers.")
    require(entry.rationale, message, where="rationale")


def _row(
    row: Relation, chosen_by: str | None, translations: Sequence[TranslatedField]
) -> RelationRow:
    return RelationRow(
        id=row.id,
        goal_id=row.goal_id,
        year=row.year,
        quarter=row.quarter,
        seen_version=row.version,
        kind=row.kind,
        rationale=row.rationale,
        language=row.language,
        chosen_by=chosen_by,
        translation=next(iter(translations), None),
    )
