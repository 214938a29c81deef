"""Everything that the reading view of a goal shows, read in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of
from planner.services import commitment, goal, intake, progress, relation, voice
from planner.services.goal import months, step
from planner.services.goal.sentence import main_indicator
from planner.services.work import Work
from schemas.commitment import CommitmentRow
from schemas.goal import GoalRow, StepRow
from schemas.indicator import IndicatorRow
from schemas.intake import Credit
from schemas.progress import MonthRow, Reading, Standing
from schemas.vocabulary import Language, PlanStage
from schemas.voice import VoiceSummary


@dataclass(frozen=True, slots=True)
class Seen:
    """A goal with where it stands, what is done, and what was said and promised about it.

    `quarter` is the one that is shown; `standings` holds every quarter that the goal runs in.
    """

    row: GoalRow
    quarter: Quarter
    standings: Mapping[Quarter, Standing]
    months: Mapping[UUID, tuple[MonthRow, ...]]
    fiscal_start_month: int
    steps: Sequence[StepRow]
    heard_in: Quarter
    voices: VoiceSummary
    commitments: Sequence[CommitmentRow]
    may_edit: bool
    may_open_evidence: bool
    may_add_evidence: bool
    credit: Credit | None

    @property
    def standing(self) -> Standing:
        """Where the goal stands in the quarter that is shown."""
        return self.standings[self.quarter]

    @property
    def main(self) -> IndicatorRow | None:
        """The indicator that speaks for the goal."""
        return main_indicator(self.row.indicators)

    def readings(self, indicator: IndicatorRow) -> list[Reading]:
        """Return what is known of an indicator in every quarter, the earliest first."""
        return [
            reading
            for standing in self.standings.values()
            for reading in standing.readings
            if reading.indicator_id == indicator.id
        ]


def look_at(work: Work, goal_id: UUID, asked: Quarter | None, language: Language) -> Seen:
    """Return a goal as the reading view shows it, in the quarter asked for or the last ended one.

    A quarter outside the goal's own gives way to the nearest of them.
    """
    row = goal.get_goal(work, goal_id, language)
    month = work.jurisdiction.fiscal_start_month
    now = quarter_of(work.today, month)
    last = quarter_of(row.goal.due_on, month) if row.goal.due_on else Quarter(row.year, 4)
    quarters = relation.quarters_of_goal(row, last, month) or (last,)
    quarter = min(max(asked or now.previous(), quarters[0]), quarters[-1])
    heard_in, voices = _heard_lately(work, goal_id, now, language)
    return Seen(
        row=row,
        quarter=quarter,
        standings=progress.get_standings(work, [goal_id], quarters)[goal_id],
        months=months.get_months(work, goal_id),
        fiscal_start_month=month,
        steps=step.get_steps(work, [goal_id], language).get(goal_id, ()),
        heard_in=heard_in,
        voices=voices,
        commitments=commitment.get_commitments(work, goal_id=goal_id, language=language),
        may_edit=work.may(Action.GOAL_EDIT, row.district.id) and row.stage is not PlanStage.CLOSED,
        may_open_evidence=work.may(Action.EVIDENCE_READ, row.district.id),
        may_add_evidence=work.may(Action.EVIDENCE_ADD, row.district.id)
        and row.stage is not PlanStage.CLOSED,
        credit=intake.find_credit(work, row.goal.copied_from_id, language),
    )


def _heard_lately(
    work: Work, goal_id: UUID, now: Quarter, language: Language
) -> tuple[Quarter, VoiceSummary]:
    """Return the last quarter in which somebody was heard, of this one and the one before."""
    recent = [now, now.previous()]
    heard = voice.get_voice_summaries(work, [goal_id], recent, language=language)
    summaries = heard[goal_id]
    quarter = next((each for each in recent if summaries[each].count), now.previous())
    return quarter, summaries[quarter]
