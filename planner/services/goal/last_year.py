"""What an indicator was in the quarters of a year before, as far as it is recorded."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from db.queries import indicator as query
from planner.domain.permissions import Action
from planner.domain.progress import Pair
from planner.domain.progress.exact import exactly
from planner.domain.progress.steps import rounded
from planner.domain.quarters import Quarter
from schemas.indicator import IndicatorIn

from ..progress.facts import value_of
from ..work import Work, use_case

_PLACES = 6
Known = Mapping[Quarter, Decimal]


@use_case(Action.GOAL_READ)
def get_past_year(work: Work, district_id: UUID, indicator: IndicatorIn, year: int) -> Known:
    """Return the values that were recorded in a year, a percent or rate as its value.

    They are the indicator's own, or else those of the district's indicator of the same name, kind
    and unit: this year's plan often goes on with what last year's measured.
    """
    own: dict[Quarter, Decimal] = {}
    twin: dict[Quarter, Decimal] = {}
    for row, indicator_id, name in query.get_year(
        work.session, work.jurisdiction_id, district_id, indicator.kind, indicator.unit, year
    ):
        value = value_of(row)
        if isinstance(value, Pair):
            value = _as_number(value, indicator.per)
        if value is None:
            continue
        quarter = Quarter(row.year, row.quarter)
        if indicator_id == indicator.id:
            own[quarter] = value
        elif name.casefold() == indicator.name.casefold():
            twin.setdefault(quarter, value)
    return own or twin


def _as_number(value: Pair, per: int) -> Decimal | None:
    if not value.denominator:
        return None
    return rounded(per * exactly(value.numerator) / exactly(value.denominator), _PLACES)
