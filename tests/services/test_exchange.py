"""The import of files: all or nothing, every bad row named, the history as pages keep it."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, select

from db import tables as t
from db.engine import make_engine, transaction
from db.queries.history import get_chains
from planner.domain.permissions import SYSTEM
from planner.domain.quarters import Quarter
from planner.domain.sentence import read_facts
from planner.services import engagement, goal, plan, relation, theme, voice
from planner.services.change import digest, find_faults
from planner.services.door import begin
from planner.services.exchange import RejectedError, begin_import, import_tables, is_empty
from planner.services.exchange.keys import KEYS
from planner.services.progress import record_progress
from schemas.engagement import EngagementIn
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.exchange import ImportReport
from schemas.plan import PriorityIn
from schemas.progress import ProgressIn
from schemas.relation import RelationIn
from schemas.theme import LocalDemandIn
from schemas.vocabulary import Role
from schemas.voice import VoiceIn
from tests import factories as make
from tests.exchange.factories import Rows, as_files, city_rows

TODAY = date(2026, 11, 20)


def take(engine: Engine, rows: Rows, *, made_up: bool = True, **how: Any) -> ImportReport:
    """Import rows as the command does."""
    files = as_files(rows)
    with begin_import(engine, files, today=TODAY, **how) as work:
        return import_tables(work, files, made_up)


def wrong(engine: Engine, rows: Rows) -> list[tuple[str, int | None, str, str]]:
    """Import rows that are refused, and return what is said of them."""
    with pytest.raises(RejectedError) as caught:
        take(engine, rows)
    return [
        (one.file, one.line, one.column, str(one.message)) for one in caught.value.report.findings
    ]


def count(engine: Engine, *tables: type[t.Table]) -> list[int]:
    with transaction(engine) as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in tables]


def count_all(engine: Engine) -> int:
    more = (t.Jurisdiction, t.Measurement, t.MonthlyValue, t.Change, t.ChangeWords)
    return sum(count(engine, *KEYS, *more))


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Engine]:
    """An engine on an empty SQLite database: rules do not depend on the kind."""
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


# --- what is taken ------------------------------------------------------------------------------


def test_every_file_is_taken_and_the_jurisdiction_made(engine: Engine) -> None:
    rows = city_rows()
    assert is_empty(engine)
    report = take(engine, rows)
    assert not is_empty(engine)
    assert {(one.file, one.added) for one in report.files} == {
        (f"{name}.csv", len(those)) for name, those in rows.items()
    }
    assert count(engine, t.Jurisdiction, t.Goal, t.Target, t.Measurement, t.Voice) == [
        1,
        1,
        4,
        4,
        2,
    ]


def test_cells_reach_their_columns(engine: Engine) -> None:
    take(engine, city_rows())
    with transaction(engine) as session:
        row = session.scalars(select(t.Goal)).one()
        owner = session.get_one(t.Member, row.owner_id)
        beat = session.scalars(select(t.Beat).join(t.GoalBeat)).one()
        revised = session.scalars(select(t.Target).where(t.Target.revision == 1)).one()
        first = session.scalars(select(t.Voice).where(t.Voice.code == "V1")).one()
        spanish = session.scalars(
            select(t.Translation).where(t.Translation.entity_id == first.id)
        ).one()
        district = session.scalars(select(t.District).where(t.District.number == 7)).one()
    assert (row.code, row.resource_hours, owner.code) == ("07-2026-1", Decimal("12.5"), "ada")
    assert (beat.number, district.tile_column) == ("0711", 3)
    assert (revised.from_year, revised.from_quarter, revised.reason) == (2026, 3, "Fewer cars")
    assert first.approved_at is not None
    assert first.approved_at.date() == date(2026, 2, 20)
    assert spanish.original_digest == digest(first.text)


def test_decimals_survive_to_the_last_digit(engine: Engine) -> None:
    rows = city_rows()
    rows["measurements"] += [
        {"indicator": "minutes", "quarter": quarter, "value": value, "recorded_on": "2026-11-01"}
        for quarter, value in {"2026-Q3": "8999999999999.999999", "2026-Q4": "0.000001"}.items()
    ]
    take(engine, rows)
    with transaction(engine) as session:
        values = session.scalars(
            select(t.Measurement.value).where(t.Measurement.quarter >= 3)
        ).all()
    assert set(values) == {Decimal("8999999999999.999999"), Decimal("0.000001")}


def test_importing_the_same_files_again_changes_nothing(engine: Engine) -> None:
    take(engine, city_rows())
    before = count_all(engine)
    report = take(engine, city_rows())
    assert (report.added, count_all(engine)) == (0, before)
    assert all(one.unchanged == one.rows for one in report.files)


def test_a_polished_sentence_is_taken_with_the_facts_of_the_whole_goal(engine: Engine) -> None:
    rows = city_rows()
    rows["goals"][0]["polished"] = "Somebody comes soon."
    take(engine, rows)
    # The same files again say the same.
    take(engine, rows)
    with transaction(engine) as session:
        goal = session.scalars(select(t.Goal).where(t.Goal.polished != "")).one()
        name = session.scalars(
            select(t.Indicator.name).where(t.Indicator.goal_id == goal.id).order_by("position")
        ).first()
        plain = session.scalars(select(t.Goal.polished_for).where(t.Goal.polished == "")).all()
    assert read_facts(goal.polished_for)["name"] == name
    assert set(plain) <= {""}


def test_the_order_of_files_and_rows_does_not_matter(lite: Engine) -> None:
    rows = {name: those[::-1] for name, those in reversed(city_rows().items())}
    assert take(lite, rows).wrong == 0


def test_a_goal_may_come_in_before_the_one_it_was_copied_from(lite: Engine) -> None:
    rows = city_rows()
    first, minutes = rows["goals"][0], rows["indicators"][0]
    copied = {"code": "07-2026-9", "position": "9", "copied_from": first["code"]}
    goes_on = {"code": "later", "goal": "07-2026-9", "position": "1", "continues": minutes["code"]}
    rows["goals"].insert(0, first | copied)
    rows["indicators"].insert(0, minutes | goes_on)
    assert take(lite, rows).wrong == 0
    with transaction(lite) as session:
        goal = session.scalars(select(t.Goal).where(t.Goal.code == "07-2026-9")).one()
        later = session.scalars(select(t.Indicator).where(t.Indicator.code == "later")).one()
        assert session.get_one(t.Goal, goal.copied_from_id).code == first["code"]
        assert session.get_one(t.Indicator, later.continues_id).code == minutes["code"]


def test_later_files_may_refer_to_what_the_planner_has(engine: Engine) -> None:
    rows = city_rows()
    names = ("measurements", "voices", "voice_themes", "action_steps", "monthly_values")
    later = {name: rows.pop(name) for name in names}
    del rows["relations"], rows["translations"]
    take(engine, rows)
    assert take(engine, later).added == 13


def test_each_aggregate_gets_one_change_and_the_chain_holds(engine: Engine) -> None:
    take(engine, city_rows())
    with transaction(engine) as session:
        rows = session.scalars(select(t.Change)).all()
        assert list(find_faults(get_chains(session, rows[0].jurisdiction_id))) == []
    assert {row.action for row in rows} == {"import"}
    entities = [row.entity for row in rows]
    assert {entity: entities.count(entity) for entity in entities} == {
        "jurisdiction": 1,
        "district": 3,
        "beat": 2,
        "member": 2,
        "member_role": 3,
        "partner": 2,
        "theme_catalogue": 1,
        "library_indicator": 2,
        "local_demand": 2,
        "plan": 1,
        "priority": 2,
        "goal": 1,
        "action_step": 2,
        "measurement": 4,
        "monthly_value": 2,
        "engagement": 2,
        "voice": 2,
        "relation": 2,
        "commitment": 2,
        "plan_review": 1,
        "review_answer": 1,
        "translation": 3,
    }


def test_the_history_of_months_is_one_row_an_indicator_and_import(engine: Engine) -> None:
    take(engine, city_rows())
    more = {"indicator": "minutes", "month": "2026-03", "value": "12"}
    assert take(engine, {"monthly_values": [*city_rows()["monthly_values"], more]}).added == 1
    with transaction(engine) as session:
        months = session.scalars(
            select(t.MonthlyValue.value)
            .where(t.MonthlyValue.value.is_not(None))
            .order_by(t.MonthlyValue.month)
        ).all()
        one = session.scalars(select(t.Change).where(t.Change.version == 2)).one()
        assert list(find_faults(get_chains(session, one.jurisdiction_id))) == []
    assert months == [Decimal("10.5"), Decimal(0), Decimal(12)]
    assert [body["months"] for body in bodies(engine, "monthly_value")] == [
        {"2026-01": ["10.5"], "2026-02": ["0"]},
        {"2026-03": ["12"]},
    ]


def test_progress_is_told_up_to_the_end(lite: Engine) -> None:
    told: list[tuple[str, int, int]] = []
    files = as_files(city_rows())
    with begin_import(lite, files, today=TODAY) as work:
        report = import_tables(work, files, True, lambda *seen: told.append(seen))
    rows = sum(one.rows for one in report.files)
    read = [seen for seen in told if seen[0] == "Rows"]
    assert read[-1] == ("Rows", rows, rows)
    assert read == sorted(read)
    goals = len(city_rows()["goals"])
    assert told[len(read) :] == [("Goals", goals, goals)]


# --- all or nothing -----------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["measurements", "translations", "goals", "beats"])
def test_one_bad_row_anywhere_keeps_everything_out(engine: Engine, file: str) -> None:
    rows = city_rows()
    rows[file].append(dict.fromkeys(rows[file][0], "?"))
    with pytest.raises(RejectedError):
        take(engine, rows)
    assert count_all(engine) == 0


def test_a_bad_row_keeps_out_what_comes_later_too(engine: Engine) -> None:
    rows = city_rows()
    first = {name: rows[name] for name in ("jurisdiction", "districts")}
    take(engine, first)
    before = count_all(engine)
    rows["measurements"][0]["value"] = "-1"
    with pytest.raises(RejectedError):
        take(engine, rows)
    assert count_all(engine) == before


# --- made up or real ----------------------------------------------------------------------------


@pytest.mark.parametrize("made_up", [True, False])
def test_made_up_and_real_rows_do_not_mix(engine: Engine, made_up: bool) -> None:
    rows = city_rows()
    rows["jurisdiction"][0]["made_up"] = "yes" if made_up else "no"
    with pytest.raises(RuleError, match="don't mix"):
        take(engine, rows, made_up=not made_up)
    assert count_all(engine) == 0
    take(engine, rows, made_up=made_up)
    with pytest.raises(RuleError, match="don't mix"):
        take(engine, {"districts": rows["districts"]}, made_up=not made_up)


# --- who and where ------------------------------------------------------------------------------


def test_without_a_jurisdiction_the_files_must_bring_it(lite: Engine) -> None:
    rows = city_rows()
    del rows["jurisdiction"]
    with pytest.raises(NotFoundError, match="its jurisdiction"):
        take(lite, rows)


def test_the_code_says_which_jurisdiction_is_meant(lite: Engine) -> None:
    for code in ("sample", "other"):
        rows = city_rows()
        rows["jurisdiction"][0]["code"] = code
        take(lite, rows)
    beats = {"beats": [{"district": "7", "number": "0799"}]}
    with pytest.raises(NotFoundError):
        take(lite, beats)
    assert take(lite, beats, code="other").added == 1
    with transaction(lite) as session:
        home = session.scalars(
            select(t.Jurisdiction.code).join(t.Beat).where(t.Beat.number == "0799")
        ).one()
    assert home == "other"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"time_zone": "Chicago"}, "time_zone"),
        ({"holiday_country": "ZZ"}, "holiday_country"),
        ({"on_track_limit": "0.4"}, "at_risk_limit"),
        ({"fiscal_start_month": "13"}, "fiscal_start_month"),
    ],
)
def test_a_wrong_jurisdiction_is_named_with_the_cells_of_other_files(
    lite: Engine, cells: dict[str, str], column: str
) -> None:
    rows = city_rows()
    rows["jurisdiction"][0] |= cells
    rows["beats"][1]["district"] = "x"
    assert [one[:3] for one in wrong(lite, rows)] == [
        ("jurisdiction.csv", 2, column),
        ("beats.csv", 3, "district"),
    ]
    assert count_all(lite) == 0


def test_a_jurisdiction_that_differs_is_refused(lite: Engine) -> None:
    take(lite, city_rows())
    rows = city_rows()
    rows["jurisdiction"][0]["due_days"] = "30"
    assert [one[:3] for one in wrong(lite, rows)] == [("jurisdiction.csv", 2, "due_days")]


def test_only_reviewers_and_administrators_import(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        who = {
            role: make.make_member(session, city, role, district).id
            for role in (Role.COMMANDER, Role.REVIEWER)
        }
    files = as_files({"districts": [{"number": "70", "name": "New"}]})
    with begin(engine, who[Role.REVIEWER], write=True) as work:
        assert import_tables(work, files, True).added == 1
    with pytest.raises(RefusedError), begin(engine, who[Role.COMMANDER], write=True) as work:
        import_tables(work, files, True)


# --- every bad row is named ---------------------------------------------------------------------

BROKEN: list[tuple[str, int, dict[str, str], str, str]] = [
    # file, line, the cells that are wrong, column, what is said
    ("districts", 2, {"kind": "district"}, "number", "number 0"),
    ("districts", 3, {"kind": "headquarters"}, "number", "number 0"),
    ("beats", 2, {"district": "13"}, "district", "“13” is not known"),
    ("member_roles", 2, {"member": "eve"}, "member", "“eve” is not known"),
    ("member_roles", 3, {"delegate_of": ""}, "delegate_of", "A delegate"),
    ("member_roles", 3, {"ends_on": "2025-12-31"}, "ends_on", "ends on the day it starts"),
    ("partners", 2, {"district": "13"}, "district", "not known"),
    ("themes", 2, {"parent": "NOBODY"}, "parent", "“NOBODY” is not known"),
    ("themes", 2, {"stance": ""}, "stance", "a stance"),
    ("themes", 2, {"report_parts": "2"}, "report_parts", "its part of the report"),
    ("theme_texts", 4, {"code": "OTHER"}, "code", "not known"),
    ("local_demands", 2, {"mapped_theme": "RESPONSE"}, "mapped_theme", "headline theme"),
    ("plans", 2, {"commander_signed_by": ""}, "unsigned_reason", "without both signatures"),
    ("plans", 2, {"dac_chair_signed_by": "eve"}, "dac_chair_signed_by", "not known"),
    ("priorities", 2, {"problem_type": ""}, "problem_type", "problem type"),
    ("priorities", 3, {"problem_type": "violent_crime"}, "problem_type", "problem type"),
    ("priorities", 3, {"year": "2027"}, "year", "“7/2027” is not known"),
    ("goals", 2, {"priority": "9"}, "priority", "“7/2026/9” is not known"),
    ("goals", 2, {"beats": "0811"}, "beats", "belongs to another district"),
    ("goals", 2, {"partners": "lawn"}, "partners", "belongs to another district"),
    ("goals", 2, {"start_on": "2026-12-31"}, "due_on", "must start before"),
    ("goals", 2, {"resource_hours": "-1"}, "resource_hours", "zero or more"),
    ("goal_themes", 2, {"local_demand": "LOCAL-07-01"}, "theme", "not both"),
    ("goal_themes", 2, {"theme": "RESPONSE"}, "theme", "headline theme"),
    ("goal_themes", 3, {"local_demand": "LOCAL-08-01"}, "local_demand", "another district"),
    ("indicators", 2, {"direction": ""}, "direction", "which way it should go"),
    ("indicators", 3, {"unit": ""}, "unit", "the unit of a percentage is %"),
    ("indicators", 3, {"position": "1"}, "position", "Another row has this position"),
    ("rubric_levels", 2, {"indicator": "minutes"}, "indicator", "Only a rubric"),
    ("targets", 2, {"target": "11.2"}, "target", "equals the value to start from"),
    ("targets", 2, {"target": "12"}, "target", "the other side"),
    ("targets", 2, {"baseline_on": "2027-01-01"}, "baseline_on", "before the due date"),
    ("targets", 2, {"low": "2", "high": "1"}, "high", "end above"),
    ("targets", 2, {"margin": "-1"}, "margin", "zero or more"),
    (
        "targets",
        2,
        {"baseline_numerator": "1", "baseline_denominator": "2"},
        "baseline_numerator",
        "only a percentage",
    ),
    ("targets", 3, {"reason": ""}, "reason", "why the target changes"),
    ("targets", 3, {"from_quarter": "2025-Q4"}, "from_quarter", "no earlier"),
    ("targets", 5, {"target": "3"}, "target", "described levels"),
    ("targets", 4, {"indicator": "said"}, "indicator", "never judged"),
    ("quarterly_targets", 3, {"revision": "7"}, "revision", "“minutes/7” is not known"),
    ("quarterly_targets", 4, {"value": "1.5"}, "", "described levels"),
    ("measurements", 2, {"indicator": "seconds"}, "indicator", "not known"),
    ("measurements", 2, {"quarter": "2027-Q1"}, "quarter", "has not begun"),
    ("measurements", 2, {"value": "-1"}, "value", "below zero"),
    ("measurements", 2, {"value": ""}, "value", "Zero is a value"),
    ("measurements", 2, {"numerator": "1", "denominator": "2"}, "value", "not both"),
    ("measurements", 2, {"data_as_of": "2026-11-21"}, "data_as_of", "still to come"),
    ("measurements", 2, {"recorded_on": "2025-12-31"}, "recorded_on", "first day of its quarter"),
    ("measurements", 2, {"recorded_on": "2026-11-21"}, "recorded_on", "after today"),
    ("measurements", 2, {"recorded_by": "eve"}, "recorded_by", "not known"),
    ("measurements", 3, {"state": "late"}, "state", "follows from the calendar"),
    ("measurements", 3, {"state": "reported"}, "value", "Zero is a value"),
    ("measurements", 3, {"value": "1"}, "value", "not both"),
    ("measurements", 3, {"reason": ""}, "reason", "why there is no value"),
    ("measurements", 4, {"denominator": ""}, "denominator", "Enter both numbers"),
    ("measurements", 4, {"numerator": "-1"}, "numerator", "below zero"),
    ("measurements", 4, {"denominator": "-50"}, "denominator", "below zero"),
    ("measurements", 4, {"numerator": "51"}, "numerator", "51 can't be more than the 50"),
    ("measurements", 5, {"value": "3"}, "value", "described levels"),
    ("measurements", 5, {"indicator": "said"}, "value", "entered as voices"),
    ("action_steps", 2, {"goal": "other"}, "goal", "not known"),
    ("action_steps", 2, {"owner": "eve"}, "owner", "not known"),
    ("action_steps", 2, {"done_on": "2026-11-21"}, "done_on", "a day that has come"),
    ("monthly_values", 2, {"indicator": "seconds"}, "indicator", "not known"),
    ("monthly_values", 2, {"indicator": "said"}, "value", "entered as voices"),
    ("monthly_values", 2, {"month": "2026-13"}, "month", "is not a month"),
    ("monthly_values", 2, {"month": "2026-12"}, "month", "has not begun"),
    ("monthly_values", 2, {"value": ""}, "value", "Zero is a value"),
    ("monthly_values", 2, {"value": "-1"}, "value", "below zero"),
    ("monthly_values", 4, {"value": "47"}, "value", "not both"),
    ("monthly_values", 4, {"numerator": ""}, "numerator", "Enter both numbers"),
    ("monthly_values", 4, {"numerator": "18"}, "numerator", "can't be more than"),
    ("commitments", 2, {"district": "8"}, "engagement", "belongs to another district"),
    ("commitments", 2, {"district": "8", "engagement": ""}, "goal", "belongs to another"),
    ("commitments", 2, {"local_demand": "LOCAL-07-01"}, "theme", "not both"),
    ("commitments", 2, {"theme": "RESPONSE"}, "theme", "headline theme"),
    ("commitments", 3, {"local_demand": "LOCAL-08-01"}, "local_demand", "another district"),
    ("commitments", 3, {"promised_on": "2026-11-21"}, "promised_on", "a day that has come"),
    ("commitments", 3, {"review_on": "2026-03-01"}, "review_on", "or later"),
    ("commitments", 2, {"outcome_on": "2026-02-11"}, "outcome_on", "from the day it is made"),
    ("commitments", 2, {"outcome_on": "2026-11-21"}, "outcome_on", "not after today"),
    ("commitments", 2, {"outcome_on": ""}, "outcome_on", "An outcome has a day"),
    ("commitments", 3, {"outcome_on": "2026-11-01"}, "outcome_on", "has none"),
    ("commitments", 2, {"outcome_reason": ""}, "outcome_reason", "Say why"),
    ("engagements", 2, {"first_timers": "15"}, "first_timers", "More people came"),
    ("engagements", 2, {"rating": "5.5"}, "rating", "from 1 to 5"),
    ("engagements", 2, {"year": ""}, "priority", "fill both, or neither"),
    ("attendance", 2, {"engagement": "E9"}, "engagement", "not known"),
    ("voices", 3, {"engagement": "E2"}, "engagement", "not been held"),
    ("voices", 2, {"approved_on": ""}, "approved_on", "fill both, or neither"),
    ("voices", 2, {"approved_on": "2026-02-11"}, "approved_on", "day of the meeting"),
    ("voices", 2, {"consent": "counted_only"}, "approved_by", "counted only"),
    ("voice_themes", 3, {"local_demand": "LOCAL-08-01"}, "local_demand", "another district"),
    ("relations", 2, {"quarter": "2027-Q1"}, "quarter", "not begun"),
    ("relations", 2, {"rationale": ""}, "rationale", "why"),
    ("relations", 2, {"kind": "no_voices"}, "kind", "There are voices in this quarter (2)"),
    ("relations", 3, {"kind": "confirm", "rationale": "So it is."}, "kind", "There are no voices"),
    ("plan_steps", 2, {"year": "2027"}, "year", "“7/2027” is not known"),
    ("plan_steps", 2, {"made_by": "eve"}, "made_by", "not known"),
    ("plan_steps", 2, {"made_on": "2026-11-21"}, "made_on", "not come yet"),
    ("plan_steps", 3, {"reason": ""}, "reason", "what has to change"),
    ("plan_reviews", 2, {"closes_on": "2025-11-03"}, "closes_on", "closes after the day"),
    ("plan_reviews", 2, {"opened_on": "2026-11-21", "closes_on": "2026-12-21"}, "opened_on", "not"),
    ("review_answers", 2, {"review": "2"}, "review", "“7/2026/2” is not known"),
    ("review_answers", 2, {"role": "commander"}, "role", "Nobody is asked"),
    ("review_answers", 2, {"words": ""}, "words", "Write what you wish"),
    ("review_answers", 2, {"answered_on": "2026-11-21"}, "answered_on", "not come yet"),
    ("translations", 2, {"of": "V9"}, "of", "“V9” is not known"),
    ("translations", 2, {"field": "title"}, "field", "Choose one of these: text"),
    ("translations", 2, {"language": "en"}, "language", "in this language already"),
    ("translations", 3, {"field": "response"}, "field", "nothing to translate"),
]


@pytest.mark.parametrize(("name", "line", "cells", "column", "said"), BROKEN)
def test_a_bad_row_is_named(  # noqa: PLR0913, PLR0917
    lite: Engine, name: str, line: int, cells: dict[str, str], column: str, said: str
) -> None:
    rows = city_rows()
    rows[name][line - 2] |= cells
    found = [one for one in wrong(lite, rows) if one[0] == f"{name}.csv"]
    assert [one[:3] for one in found] == [(f"{name}.csv", line, column)]
    assert said in found[0][3]


def test_many_bad_rows_are_all_named_at_once(lite: Engine) -> None:
    rows = city_rows()
    rows["beats"][0]["district"] = "13"
    rows["members"][1]["preferred_language"] = "english"
    rows["targets"][2]["target"] = "40"
    rows["measurements"][0]["value"] = "many"
    rows["measurements"][3]["value"] = "9"
    rows["voices"][1]["consent"] = ""
    named = {one[:3] for one in wrong(lite, rows)}
    assert named >= {
        ("beats.csv", 2, "district"),
        ("members.csv", 3, "preferred_language"),
        ("targets.csv", 4, "target"),
        ("measurements.csv", 2, "value"),
        ("measurements.csv", 5, "value"),
        ("voices.csv", 3, "consent"),
    }


def test_what_hangs_from_a_bad_row_is_not_named_with_it(lite: Engine) -> None:
    rows = city_rows()
    rows["goals"][0]["due_on"] = "soon"
    assert [one[:3] for one in wrong(lite, rows)] == [("goals.csv", 2, "due_on")]


def test_mistakes_below_a_bad_row_are_named_too(lite: Engine) -> None:
    rows = city_rows()
    rows["districts"][1]["area"] = "south"
    rows["goals"][0]["due_on"] = "soon"
    rows["targets"][0]["target"] = "11.2"
    rows["measurements"][2]["numerator"] = "-1"
    assert [one[:3] for one in wrong(lite, rows)] == [
        ("districts.csv", 3, "area"),
        ("goals.csv", 2, "due_on"),
        ("targets.csv", 2, "target"),
        ("measurements.csv", 4, "numerator"),
    ]


def test_a_row_that_is_there_twice_is_named(lite: Engine) -> None:
    rows = city_rows()
    rows["measurements"].append(rows["measurements"][0] | {"value": "11"})
    rows["districts"].append({"number": "07", "name": "Again"})
    assert [one[:2] for one in wrong(lite, rows)] == [
        ("districts.csv", 5),
        ("measurements.csv", 6),
    ]


@pytest.mark.parametrize(
    ("name", "line", "cells", "columns"),
    [
        ("districts", 3, {"name": "Elsewhere", "tile_col": "4"}, "name, tile_col"),
        ("members", 2, {"unit": "District 8"}, "unit"),
        ("goals", 2, {"due_on": "2026-12-30"}, "due_on"),
        ("targets", 2, {"target": "7.5"}, "target"),
        ("measurements", 2, {"value": "10.123457"}, "value"),
        ("measurements", 2, {"recorded_on": "2026-04-11"}, "recorded_on"),
        ("action_steps", 3, {"who": "Somebody"}, "who"),
        ("monthly_values", 3, {"value": "1"}, "value"),
        ("commitments", 3, {"review_on": "2027-01-31"}, "review_on"),
        ("voices", 2, {"text": "Other words"}, "text"),
        ("translations", 3, {"original": "Other words"}, "original"),
    ],
)
def test_a_row_that_is_there_with_other_content_is_named(
    lite: Engine, name: str, line: int, cells: dict[str, str], columns: str
) -> None:
    take(lite, city_rows())
    rows = city_rows()
    rows[name][line - 2] |= cells
    ((file, found, column, said),) = wrong(lite, rows)
    assert (file, found) == (f"{name}.csv", line)
    assert f"different content: {columns}." in said
    assert column == columns.partition(",")[0]


def test_nothing_is_added_to_what_is_there_already(lite: Engine) -> None:
    take(lite, city_rows())
    rows = {"rubric_levels": [{"indicator": "welcome", "level": "3", "description": "Two came"}]}
    ((file, line, column, said),) = wrong(lite, rows)
    assert (file, line, column) == ("rubric_levels.csv", 2, "indicator")
    assert "in the planner already" in said


def test_nothing_is_added_to_a_closed_plan(lite: Engine) -> None:
    rows = city_rows()
    rows["plans"][0]["stage"] = "closed"
    take(lite, rows)
    rows["priorities"].append(rows["priorities"][1] | {"position": "3"})
    rows["action_steps"].append(rows["action_steps"][1] | {"position": "3"})
    assert [one[:3] for one in wrong(lite, rows)] == [
        ("priorities.csv", 5, "year"),
        ("action_steps.csv", 4, "goal"),
    ]


def test_a_new_edition_takes_its_codes_again(lite: Engine) -> None:
    take(lite, city_rows())
    rows = {name: city_rows()[name] for name in ("theme_catalogue", "themes", "theme_texts")}
    rows["theme_catalogue"][0]["edition"] = "2"
    assert take(lite, rows).added == 6
    assert take(lite, {"goals": city_rows()["goals"]}).unchanged == 1


# --- the history keeps what pages would keep ----------------------------------------------------


def bodies(engine: Engine, entity: str) -> list[dict[str, Any]]:
    """Return what the history keeps of the aggregates of a kind that have two versions."""
    with transaction(engine) as session:
        found = session.execute(
            select(t.Change.entity_id, t.ChangeWords.body)
            .join(t.ChangeWords)
            .where(t.Change.entity == entity)
            .order_by(t.Change.entity_id, t.Change.version)
        ).all()
    kept: dict[Any, list[dict[str, Any]]] = {}
    for entity_id, body in found:
        kept.setdefault(entity_id, []).append(json.loads(body)["after"])
    return next(both for both in kept.values() if len(both) == 2)


def save_again(engine: Engine, entity: str) -> None:
    """Save one aggregate as its page does, without a change."""
    with begin(engine, actor=SYSTEM, write=True, today=TODAY) as work:
        session = work.session
        here = session.scalars(select(t.District.id).where(t.District.number == 7)).one()
        goal_id = session.scalars(select(t.Goal.id)).one()
        if entity == "goal":
            goal.save_goal(work, goal.get_goal(work, goal_id).goal, "As it was")
        if entity == "priority":
            found = plan.find_plan(work, here, 2026)
            assert found is not None
            row = found.priorities[0]
            plan.save_priority(work, _as(PriorityIn, row), "As it was")
        if entity == "local_demand":
            theme.save_local_demand(
                work, _as(LocalDemandIn, theme.get_local_demands(work, here)[0])
            )
        if entity == "engagement":
            meeting = engagement.get_engagements(work, here)[-1]
            engagement.save_engagement(work, _as(EngagementIn, meeting))
        if entity == "voice":
            said = next(row for row in voice.get_voices(work, here) if row.code == "V1")
            voice.save_voice(work, _as(VoiceIn, said, seen_version=said.version))
        if entity == "relation":
            quarter = Quarter(2026, 1)
            chosen = relation.get_relations(work, [goal_id], [quarter])[goal_id][quarter]
            relation.choose_relation(work, _as(RelationIn, chosen))
        if entity == "measurement":
            value = session.scalars(
                select(t.Measurement).where(t.Measurement.numerator.is_not(None))
            ).one()
            record_progress(work, _as(ProgressIn, value, seen_version=value.version))


def _as(shape: Any, row: Any, **more: Any) -> Any:
    names = shape.model_fields.keys() - more.keys()
    return shape(**{name: getattr(row, name) for name in names}, **more)


@pytest.mark.parametrize(
    "entity",
    ["goal", "priority", "local_demand", "engagement", "voice", "relation", "measurement"],
)
def test_the_history_of_an_import_reads_like_that_of_a_page(engine: Engine, entity: str) -> None:
    take(engine, city_rows())
    save_again(engine, entity)
    imported, saved = bodies(engine, entity)
    if entity == "relation":
        # Whoever saves a relation is the one who chose it.
        del imported["chosen_by_id"], saved["chosen_by_id"]
    assert imported == saved


# --- many ---------------------------------------------------------------------------------------

LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\r\t")
VALUES = st.decimals(0, 10**9, places=6, allow_nan=False, allow_infinity=False)
QUARTERS = st.sampled_from([f"{year}-Q{number}" for year in (2025, 2026) for number in (1, 2, 3)])


@st.composite
def measurement_tables(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw measurements that are right, each indicator and quarter once."""
    table = []
    for quarter in draw(st.sets(QUARTERS, min_size=1)):
        row = {"indicator": "minutes", "quarter": quarter, "recorded_on": "2026-11-01"}
        text = draw(st.text(LETTERS, max_size=40))
        if draw(st.booleans()):
            row |= {"value": f"{draw(VALUES):f}", "note": text}
        else:
            row |= {"state": "unable_to_assess", "reason": f"because {text}"}
        table.append(row)
        ratio = sorted([draw(VALUES), draw(VALUES)])
        table.append(
            row
            | {
                "indicator": "share",
                "state": "",
                "value": "",
                "note": text,
                "reason": "",
                "numerator": f"{ratio[0]:f}",
                "denominator": f"{ratio[1]:f}",
            }
        )
    return draw(st.permutations(table))


@pytest.fixture
def planned(lite: Engine) -> Engine:
    """A database with goals and no measurements."""
    rows = city_rows()
    del rows["measurements"]
    take(lite, rows)
    return lite


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=measurement_tables())
def test_measurements_come_back_as_they_were_written(
    planned: Engine, table: list[dict[str, str]]
) -> None:
    with transaction(planned, write=True) as session:
        session.execute(delete(t.Measurement))
    assert take(planned, {"measurements": table}).added == len(table)
    with transaction(planned) as session:
        found = session.execute(
            select(t.Indicator.code, t.Measurement).join(
                t.Indicator, t.Measurement.indicator_id == t.Indicator.id
            )
        ).all()
    held = {(code, f"{row.year}-Q{row.quarter}"): row for code, row in found}
    assert len(held) == len(table)
    for row in table:
        there = held[row["indicator"], row["quarter"]]
        for column in ("value", "numerator", "denominator"):
            written = row.get(column)
            assert getattr(there, column) == (Decimal(written) if written else None)
        for column in ("note", "reason"):
            assert there.__dict__[column] == _as_read(row.get(column, ""))
    assert take(planned, {"measurements": table}).added == 0


def _as_read(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
