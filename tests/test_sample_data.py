"""The sample city holds what a demo has to show, and its numbers agree with each other."""

import csv
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import fmean

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import make_engine
from planner.domain.board import GOOD
from planner.domain.permissions import SYSTEM
from planner.domain.quarters import Quarter, quarters_of
from planner.services.door import begin
from planner.services.exchange import begin_import, import_tables
from planner.services.progress import get_standings
from schemas.progress import Standing
from schemas.vocabulary import (
    RECORDABLE_STATES,
    Accumulation,
    Consent,
    Direction,
    EngagementKind,
    IndicatorKind,
    Language,
    Outcome,
    PlanStage,
    RelationKind,
    ReportingState,
    Role,
    Status,
    Valence,
)

SAMPLE = Path(__file__).parents[1] / "sample_data"
TODAY = date(2026, 11, 22)
LATEST = Quarter(2026, 3)
PLACES = {"0", "1", "3", "5", "7", "8", "10", "11", "12", "14", "18", "22", "24", "25"}
MONTHS = {
    1: ("01", "02", "03"),
    2: ("04", "05", "06"),
    3: ("07", "08", "09"),
    4: ("10", "11", "12"),
}
MOST_BYTES = 1_200_000
POLICE = {Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF, Role.REVIEWER, Role.ADMINISTRATOR}
NAMING = {
    "telephone or case number": re.compile(r"\d{3}[-. ]?\d{4}"),
    "address on the net": re.compile(r"@|https?:|www\."),
    "number plate": re.compile(r"\b[A-Z]{1,3}[- ]?\d{3,}"),
    "house number": re.compile(r"\b\d{2,5} [NSEW]\.? [A-Z]|\b\d{3,5} [A-Z][a-z]+ (St|Ave|Blvd)"),
    "papers or health": re.compile(
        r"\b(visa|undocumented|ICE|diabet\w*|cancer|medication)\b", re.IGNORECASE
    ),
}
"""What would tell who somebody is; rough, for words that were made up with care."""

Row = Mapping[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of one file of the city."""
    with (SAMPLE / "city" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one_by_one(name: str) -> dict[str, Row]:
    """Return the rows of a file by their codes."""
    return {row["code"]: row for row in rows(name)}


Standings = Mapping[str, Mapping[Quarter, Standing]]
"""Where each goal stands in each quarter, by the goal's code."""


@pytest.fixture(scope="module")
def standings(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Standings:
    """Where the goals of the imported sample stand on the day it was written for."""
    copy = shutil.copy(sqlite_template, tmp_path_factory.mktemp("city") / "planner.sqlite")
    engine = make_engine(f"sqlite:///{copy}")
    folders = (SAMPLE / "catalogue", SAMPLE / "city")
    files = {file.name: file.read_bytes() for each in folders for file in each.glob("*.csv")}
    with begin_import(engine, files, today=TODAY) as work:
        import_tables(work, files, made_up=True)
    with begin(engine, actor=SYSTEM, jurisdiction_id=None, today=TODAY) as work:
        codes = {row.id: row.code for row in work.session.scalars(select(t.Goal))}
        found = get_standings(work, list(codes), [*quarters_of(2025), *quarters_of(2026)])
    engine.dispose()
    return {codes[goal_id]: each for goal_id, each in found.items()}


def standing_in(standings: Standings, quarter: Quarter) -> dict[str, Standing]:
    """Return where the goals of a quarter's own year stand in it, by code."""
    return {
        code: found[quarter] for code, found in standings.items() if f"-{quarter.year}-" in code
    }


def test_headquarters_and_thirteen_districts_have_both_years() -> None:
    years = defaultdict(set)
    for plan in rows("plans"):
        years[plan["year"]].add(plan["district"])
    assert years["2025"] == years["2026"] == PLACES
    assert len(years["2027"]) == 2


def test_plans_stand_at_every_stage_that_their_year_allows() -> None:
    stages = Counter((plan["year"], plan["stage"]) for plan in rows("plans"))
    assert stages["2025", PlanStage.CLOSED] == len(PLACES)
    assert stages["2026", PlanStage.ADOPTED] == len(PLACES) - 2
    assert stages["2026", PlanStage.DRAFTING] == stages["2026", PlanStage.HEADQUARTERS_REVIEW] == 1
    assert stages["2027", PlanStage.DRAFTING] == 1
    assert stages["2027", PlanStage.COMMUNITY_REVIEW] == 1


def test_a_missing_signature_has_its_reason() -> None:
    done = [plan for plan in rows("plans") if plan["stage"] in {"adopted", "closed"}]
    unsigned = [p for p in done if not (p["commander_signed_by"] and p["dac_chair_signed_by"])]
    assert {("11", "2026"), ("22", "2025")} <= {(p["district"], p["year"]) for p in unsigned}
    assert all(plan["unsigned_reason"] for plan in unsigned)


def test_a_plan_has_two_to_four_goals() -> None:
    found = Counter((goal["district"], goal["year"]) for goal in rows("goals"))
    assert all(2 <= count <= 4 for (_, year), count in found.items() if year != "2027")


def test_every_goal_has_a_number_and_people_s_words() -> None:
    kinds = defaultdict(list)
    for indicator in rows("indicators"):
        kinds[indicator["goal"]].append(IndicatorKind(indicator["kind"]).is_qualitative)
    assert set(kinds) == set(one_by_one("goals"))
    assert all(len(set(found)) == 2 for found in kinds.values())


def test_every_goal_answers_a_demand_and_most_say_why() -> None:
    ties = rows("goal_themes")
    assert {tie["goal"] for tie in ties} == set(one_by_one("goals"))
    assert 0.9 < sum(bool(tie["why"]) for tie in ties) / len(ties) < 1


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("kind", IndicatorKind),
        ("direction", Direction),
        ("accumulation", Accumulation),
    ],
)
def test_every_way_to_measure_is_there(
    column: str, words: type[IndicatorKind] | type[Direction] | type[Accumulation]
) -> None:
    assert set(words) <= {indicator[column] for indicator in rows("indicators")}


def test_every_state_is_recorded_with_its_reason() -> None:
    measured = rows("measurements")
    assert {row["state"] for row in measured} == set(RECORDABLE_STATES)
    assert all(row["reason"] for row in measured if row["state"] != ReportingState.REPORTED)
    assert any(row["value"] == "0" and row["quarter"] > "2026" for row in measured)


def test_some_targets_changed_with_a_reason() -> None:
    changed = [target for target in rows("targets") if target["revision"] != "0"]
    assert len(changed) >= 2
    assert all(target["reason"] and target["agreed_by"] for target in changed)


def test_steps_are_done_open_and_overdue() -> None:
    steps = rows("action_steps")
    overdue = [s for s in steps if not s["done_on"] and s["due_on"] < TODAY.isoformat()]
    assert 0.6 < sum(bool(step["done_on"]) for step in steps) / len(steps) < 0.9
    assert len(overdue) >= 10
    assert all(step["owner"] or step["who"] for step in steps)


def test_plans_are_written_in_four_languages() -> None:
    assert {goal["language"] for goal in rows("goals")} == set(Language)


def test_several_districts_have_demands_of_their_own() -> None:
    demands = rows("local_demands")
    assert len({demand["district"] for demand in demands}) >= 8
    assert all(demand["citation"] for demand in demands)


def test_months_agree_with_their_quarters() -> None:
    indicators = one_by_one("indicators")
    months: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows("monthly_values"):
        months[row["indicator"]][row["month"]] = row
    compared = 0
    for quarter in rows("measurements"):
        found = [months[quarter["indicator"]].get(name) for name in months_of(quarter["quarter"])]
        if quarter["state"] == ReportingState.REPORTED and all(found):
            told = [row for row in found if row]
            check_agreement(indicators[quarter["indicator"]], quarter, told)
            compared += 1
    assert compared > 250


def months_of(quarter: str) -> list[str]:
    """Return the months of a quarter, as files write them."""
    year, number = quarter.split("-Q")
    return [f"{year}-{month}" for month in MONTHS[int(number)]]


def check_agreement(indicator: Row, quarter: Row, months: list[Row]) -> None:
    """Counts add up or run on, percents pool, lengths of time and scores lie near."""
    if IndicatorKind(indicator["kind"]).is_ratio:
        for part in ("numerator", "denominator"):
            assert sum(int(month[part]) for month in months) == int(quarter[part]), quarter
        return
    values, whole = [Decimal(month["value"]) for month in months], Decimal(quarter["value"])
    if indicator["accumulation"] == Accumulation.SUM:
        assert sum(values) == whole, quarter
    elif indicator["kind"] == IndicatorKind.COUNT:
        assert values[-1] == whole, quarter
    else:
        assert fmean(values) == pytest.approx(float(whole), rel=0.03), quarter


def test_most_monthly_sources_go_back_two_years() -> None:
    found = Counter(row["indicator"] for row in rows("monthly_values"))
    assert sum(count >= 24 for count in found.values()) / len(found) > 0.9


def test_the_board_looks_like_a_real_city(standings: Standings) -> None:
    found = standing_in(standings, LATEST)
    shares = Counter(standing.status for standing in found.values())
    good, total = sum(shares[status] for status in GOOD), shares.total()
    assert 0.45 <= good / total <= 0.6
    assert 0.15 <= shares[Status.AT_RISK] / total <= 0.3
    assert {Status.REACHED, Status.OFF_TRACK, Status.WORSE_THAN_BASELINE} <= set(shares)
    silent = {standing.state for standing in found.values() if standing.status is None}
    assert {ReportingState.LATE, ReportingState.SOURCE_NOT_PUBLISHED} <= silent
    assert any(standing.entered_late for standing in found.values())


def test_no_place_is_all_good_and_none_all_bad(standings: Standings) -> None:
    statuses = defaultdict(list)
    for code, standing in standing_in(standings, LATEST).items():
        statuses[code[:2]].append(standing.status)
    assert {str(int(place)) for place in statuses} == PLACES
    assert all({status in GOOD for status in found} == {True, False} for found in statuses.values())


def test_last_year_s_goals_were_met_or_not(standings: Standings) -> None:
    ends = Counter(each.status for each in standing_in(standings, Quarter(2025, 4)).values())
    assert set(ends) == {Status.MET, Status.NOT_MET}
    assert 0.35 <= ends[Status.MET] / ends.total() <= 0.65


def test_the_sample_stays_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*.csv")) < MOST_BYTES


def test_every_place_met_its_people_in_both_years() -> None:
    meetings = rows("engagements")
    assert 40 <= len(meetings) <= 80
    assert {m["kind"] for m in meetings} == set(EngagementKind) - {EngagementKind.OTHER}
    for year in ("2025", "2026"):
        held = [m for m in meetings if m["held_on"].startswith(year)]
        talks = {m["held_on"][5:7] for m in held if m["kind"] == "community_conversation"}
        assert {m["district"] for m in held} == PLACES
        assert {"10", "11"} <= talks


def test_meetings_say_who_came_and_what_was_asked() -> None:
    codes = set(one_by_one("engagements"))
    assert {row["engagement"] for row in rows("questions")} == codes
    assert all(m["residents"] for m in one_by_one("engagements").values())
    assert any(row["people"] == "0" for row in rows("attendance"))


def test_voices_are_many_and_speak_four_languages() -> None:
    spoken = Counter(voice["language"] for voice in rows("voices"))
    assert 400 <= spoken.total() <= 600
    assert set(spoken) == set(Language)
    assert 0.55 < spoken[Language.EN] / spoken.total() < 0.7
    assert 0.15 < spoken[Language.ES] / spoken.total() < 0.25


def test_no_two_voices_are_cut_from_one_cloth() -> None:
    texts = [voice["text"].casefold() for voice in rows("voices")]
    assert len(set(texts)) == len(texts)
    assert max(Counter(" ".join(text.split()[:5]) for text in texts).values()) <= 2


@pytest.mark.parametrize("pattern", NAMING.values(), ids=NAMING)
def test_nobody_can_be_found_by_what_was_said(pattern: re.Pattern[str]) -> None:
    said = [voice["text"] for voice in rows("voices")]
    said += [row["text"] for row in rows("translations") if row["entity"] == "voice"]
    assert [text for text in said if pattern.search(text)] == []


def test_voices_praise_and_complain_under_every_consent() -> None:
    voices, coded = rows("voices"), Counter(row["voice"] for row in rows("voice_themes"))
    assert {voice["valence"] for voice in voices} == {*Valence, ""}
    assert {voice["consent"] for voice in voices} == set(Consent)
    assert set(range(3)) <= {coded[voice["code"]] for voice in voices}


def test_wording_is_approved_by_the_community_and_some_still_waits() -> None:
    roles = defaultdict(set)
    for row in rows("member_roles"):
        roles[row["member"]].add(row["role"])
    may_be_quoted = [v for v in rows("voices") if v["consent"] != Consent.COUNTED_ONLY]
    approved = [voice["approved_by"] for voice in may_be_quoted if voice["approved_by"]]
    assert 0.85 < len(approved) / len(may_be_quoted) < 1
    assert not any(roles[member] & POLICE for member in approved)


def test_all_voices_can_be_read_in_english_and_many_in_other_languages() -> None:
    found = {(r["entity"], r["of"], r["language"]) for r in rows("translations")}
    foreign = [v["code"] for v in rows("voices") if v["language"] != Language.EN]
    assert all(("voice", code, Language.EN) in found for code in foreign)
    elsewhere = Counter(language for entity, _, language in found if entity == "voice")
    assert all(elsewhere[language] >= 10 for language in Language)


def test_the_titles_of_this_year_are_there_in_every_language() -> None:
    titles = {(r["of"], r["language"]) for r in rows("translations") if r["field"] == "title"}
    named = [(goal["code"], goal["language"]) for goal in rows("goals") if goal["year"] == "2026"]
    named += [
        (f"{p['district']}/2026/{p['position']}", p["language"])
        for p in rows("priorities")
        if p["year"] == "2026"
    ]
    wanted = {(of, other) for of, own in named for other in Language if other != (own or "en")}
    assert wanted <= titles


def test_most_quarters_say_what_numbers_and_voices_mean_together() -> None:
    kinds = Counter(relation["kind"] for relation in rows("relations"))
    assert set(kinds) == set(RelationKind)
    assert kinds.total() - kinds[RelationKind.NO_VOICES] > 100
    assert kinds[RelationKind.CONFIRM] > kinds[RelationKind.DISCORD] > 10


def test_people_disagree_with_good_numbers_and_with_bad_ones(standings: Standings) -> None:
    against = [r for r in rows("relations") if r["kind"] == RelationKind.DISCORD]
    found = Counter(
        standings[r["goal"]][Quarter(int(r["quarter"][:4]), int(r["quarter"][-1]))].status in GOOD
        for r in against
    )
    assert found[True] > found[False] >= 2


def test_promises_were_kept_broken_refused_and_forgotten() -> None:
    promises = rows("commitments")
    outcomes = Counter(promise["outcome"] for promise in promises)
    today = TODAY.isoformat()
    overdue = [p for p in promises if p["outcome"] == Outcome.OPEN and p["review_on"] < today]
    assert set(outcomes) == set(Outcome)
    assert 40 <= outcomes.total() <= 70
    assert 5 <= len(overdue) < outcomes[Outcome.OPEN]
    assert all(p["engagement"] and (p["theme"] or p["local_demand"]) for p in promises)
    assert {promise["district"] for promise in promises} == PLACES
