"""Where a goal stands: its priority, plan and district."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import goal as query
from db.tables import District, Jurisdiction, Plan, Priority
from planner.domain.quarters import Quarter, quarters_of
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import AnswerableAt, DistrictKind

NO_PRIORITY = N_("This priority is not there any more.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a goal stands, and the month its jurisdiction's fiscal year starts in."""

    priority: Priority
    plan: Plan
    district: District
    fiscal_start_month: int

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the plan's year."""
        return quarters_of(self.plan.year)

    @property
    def answers_at(self) -> AnswerableAt:
        """Which demands can be answered here."""
        headquarters = self.district.kind is DistrictKind.HEADQUARTERS
        return AnswerableAt.HEADQUARTERS if headquarters else AnswerableAt.DISTRICT


def get_place(session: Session, jurisdiction: Jurisdiction, priority_id: UUID) -> Place:
    """Return where a priority's goals stand. Raises NotFoundError."""
    found = query.find_place(session, jurisdiction.id, priority_id)
    if found is None:
        raise NotFoundError(NO_PRIORITY, where="priority_id")
    return Place(*found, jurisdiction.fiscal_start_month)
