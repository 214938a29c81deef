"""Kept standings, read on any day, say what would be worked out on that day."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import tables as t
from planner.domain.board import ReadingDay
from planner.domain.quarters import Quarter
from planner.services.progress.facts import IndicatorFacts, calendar_of
from planner.services.progress.kept import _row
from planner.services.progress.standing import Judge
from planner.services.work import new_id
from schemas.board import BoardMark
from schemas.vocabulary import Direction, IndicatorKind, Language, ReportingState

NUMBERS = st.decimals(0, 20, places=1)
DAYS = st.dates(date(2025, 10, 1), date(2027, 12, 31))
STATES = st.sampled_from(
    [
        ReportingState.REPORTED,
        ReportingState.SOURCE_NOT_PUBLISHED,
        ReportingState.NOT_APPLICABLE,
        ReportingState.UNABLE_TO_ASSESS,
    ]
)


@st.composite
def measured(draw: st.DrawFn, indicator_id: UUID) -> dict[Quarter, Any]:
    rows = {}
    for number in draw(st.sets(st.integers(1, 4))):
        state = draw(STATES)
        rows[Quarter(2026, number)] = SimpleNamespace(
            id=new_id(),
            indicator_id=indicator_id,
            year=2026,
            quarter=number,
            version=1,
            state=state,
            value=draw(NUMBERS) if state is ReportingState.REPORTED else None,
            numerator=None,
            denominator=None,
            data_as_of=None,
            note="",
            reason="",
            language=Language.EN,
            first_recorded_on=draw(DAYS),
            recorded_by=None,
        )
    return rows


@st.composite
def goals(draw: st.DrawFn) -> list[IndicatorFacts]:
    start = draw(st.dates(date(2026, 1, 1), date(2026, 9, 1)))
    due = start + timedelta(days=draw(st.integers(30, 400)))
    row = t.Goal(id=new_id(), jurisdiction_id=new_id(), start_on=start, due_on=due, title="-")
    return [draw(indicators(row)) for _ in range(draw(st.integers(0, 3)))]


@st.composite
def indicators(draw: st.DrawFn, row: t.Goal) -> IndicatorFacts:
    said = draw(st.booleans())
    one = t.Indicator(
        id=new_id(),
        goal_id=row.id,
        kind=IndicatorKind.CODED_VOICES if said else IndicatorKind.DURATION,
        name="Minutes",
        unit="minutes",
        direction=None if said else Direction.DECREASE,
        accumulation="level",
        required=draw(st.booleans()),
        decimals=1,
        per=100,
        source="",
        language=Language.EN,
    )
    facts = IndicatorFacts(row, one, 1)
    if said:
        facts.heard_in = {Quarter(2026, each) for each in draw(st.sets(st.integers(1, 4)))}
        return facts
    facts.recorded = draw(measured(one.id))
    if draw(st.booleans()):
        facts.targets = [
            t.Target(
                id=new_id(),
                revision=0,
                from_year=2026,
                from_quarter=1,
                baseline=Decimal(12),
                target=Decimal(8),
            )
        ]
    return facts


@pytest.fixture(scope="module")
def jurisdiction() -> t.Jurisdiction:
    return t.Jurisdiction(
        id=new_id(),
        fiscal_start_month=1,
        due_days=21,
        holiday_country="US",
        holiday_subdivision="IL",
        on_track_limit=Decimal("0.1"),
        at_risk_limit=Decimal("0.4"),
    )


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=goals(), today=DAYS, number=st.integers(1, 4), written=DAYS)
def test_what_is_kept_reads_on_any_day_as_if_worked_out_then(
    jurisdiction: t.Jurisdiction,
    facts: list[IndicatorFacts],
    today: date,
    number: int,
    written: date,
) -> None:
    quarter = Quarter(2026, number)
    calendar = calendar_of(jurisdiction, {2026})
    work: Any = SimpleNamespace(jurisdiction=jurisdiction, today=written)
    row = facts[0].goal if facts else t.Goal(id=new_id(), jurisdiction_id=jurisdiction.id)
    on_writing = _row(Judge(work, [quarter]), row, facts, quarter)
    read = ReadingDay(today, calendar).mark(SimpleNamespace(**on_writing), quarter, row.start_on)
    work = SimpleNamespace(jurisdiction=jurisdiction, today=today)
    standing = Judge(work, [quarter]).standing(facts, quarter)
    assert read == BoardMark(
        status=standing.status,
        state=standing.state,
        attainment=standing.attainment,
        assessed=standing.assessed,
        required=standing.required,
        fully_reported=standing.fully_reported,
        entered_late=standing.entered_late,
    )
