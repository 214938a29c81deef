"""Months: what a source published between the quarters, in the indicator's unit."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.services.goal.months import get_months
from schemas.vocabulary import IndicatorKind
from tests import factories as make


def test_months_come_in_order_and_ratios_are_worked_out(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        priority = make.make_priority(
            session, make.make_plan(session, make.make_district(session, city))
        )
        goal, other = make.make_goal(session, priority), make.make_goal(session, priority)
        minutes = make.make_indicator(session, goal)
        share = make.make_indicator(
            session, goal, kind=IndicatorKind.PERCENT, unit="%", direction="increase"
        )
        elsewhere = make.make_indicator(session, other)
        for indicator, month, fields in (
            (minutes, 2, {"value": Decimal("10.4")}),
            (minutes, 1, {"value": Decimal(0)}),
            (share, 1, {"numerator": Decimal(3), "denominator": Decimal(4)}),
            (share, 2, {"numerator": Decimal(0), "denominator": Decimal(0)}),
            (elsewhere, 1, {"value": Decimal(1)}),
        ):
            row = t.MonthlyValue(
                jurisdiction_id=city.id,
                indicator_id=indicator.id,
                month=date(2026, month, 1),
                **fields,
            )
            make.add(session, row)
        found = get_months(make.work_for(session), goal.id)
    # Zero is a value; out of nothing counted, there is none.
    assert [(row.month.month, row.value) for row in found[minutes.id]] == [
        (1, Decimal(0)),
        (2, Decimal("10.4")),
    ]
    assert [(row.month.month, row.value) for row in found[share.id]] == [(1, Decimal(75))]
    assert set(found) == {minutes.id, share.id}
