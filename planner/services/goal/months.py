"""What a source published month by month, behind the quarters that are judged."""

from decimal import Decimal
from uuid import UUID

from db.queries import indicator as query
from db.tables import MonthlyValue
from planner.domain.permissions import Action
from schemas.progress import MonthRow

from ..gather import gather
from ..work import Work, use_case


@use_case(Action.PROGRESS_READ)
def get_months(work: Work, goal_id: UUID) -> dict[UUID, tuple[MonthRow, ...]]:
    """Return the published months of a goal's indicators, the earliest first.

    Values are in the indicator's unit; a month out of which nothing was counted is left out.
    """
    rows = query.get_months(work.session, work.jurisdiction_id, [goal_id])
    return gather(
        (row.indicator_id, MonthRow(month=row.month, value=value))
        for row, per in rows
        if (value := month_value(row, per)) is not None
    )


def month_value(row: MonthlyValue, per: int) -> Decimal | None:
    """Return what was published for a month, in the indicator's unit."""
    if row.numerator is None or row.denominator is None:
        return row.value
    return per * row.numerator / row.denominator if row.denominator else None
