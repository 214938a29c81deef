"""The SMART check: each rule's points, its words and its field, and what adoption requires."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.smart import (
    FULL_POINTS,
    LETTERS,
    RULES,
    Finding,
    GoalFacts,
    IndicatorFacts,
    TieFacts,
    by_letter,
    check,
    may_be_adopted,
    missing,
)
from schemas.vocabulary import (
    Direction,
    Frequency,
    IndicatorKind,
    PartnerKind,
    PlaceKind,
    PrioritySource,
    Role,
)

DUE = date(2026, 12, 31)

MINUTES = IndicatorFacts(
    kind=IndicatorKind.DURATION,
    name="Median minutes to answer a priority-1 call",
    from_library=True,
    definition="From the call to the first car on the scene",
    unit="minutes",
    direction=Direction.DECREASE,
    baseline=Decimal("11.2"),
    baseline_on=date(2025, 12, 31),
    baseline_source="Dispatch records",
    target=Decimal("8.0"),
    source="Dispatch records",
    frequency=Frequency.QUARTERLY,
    past_points=tuple(map(Decimal, ("11", "12", "8", "12", "11", "11", "11", "11"))),
    own_path=True,
)
SHARE = replace(
    MINUTES,
    kind=IndicatorKind.PERCENT,
    name="Share of calls answered within ten minutes",
    numerator="Calls answered within ten minutes",
    denominator="Priority-1 calls",
)
VOICES = IndicatorFacts(
    kind=IndicatorKind.CODED_VOICES,
    name="What callers say about the wait",
    engagement_planned=True,
)
RUBRIC = replace(
    MINUTES,
    kind=IndicatorKind.RUBRIC,
    direction=Direction.INCREASE,
    baseline=Decimal(1),
    target=Decimal(3),
    past_points=(),
    levels_described=True,
)
HELD = replace(MINUTES, direction=Direction.MAINTAIN_BELOW, margin=Decimal("0.5"))
RANGE = replace(
    MINUTES,
    direction=Direction.IN_RANGE,
    target=None,
    low=Decimal(8),
    high=Decimal(9),
    margin=Decimal("0.5"),
)

EMPTY = GoalFacts(plan_first_day=date(2026, 1, 1), plan_last_day=DUE)
COMPLETE = replace(
    EMPTY,
    action="Answer priority-1 calls faster",
    owner_role=Role.DISTRICT_STAFF,
    owner_name="Sergeant Alvarez",
    owner_unit="Watch 2",
    owner_open_goals=5,
    population="Priority-1 calls in beats 0712 and 0713",
    population_countable=True,
    place=PlaceKind.BEATS,
    place_names=("0712", "0713"),
    indicators=(MINUTES, SHARE, VOICES),
    resources="One more car in the evening",
    resource_hours=Decimal(640),
    ties=(TieFacts(why="They asked for faster response", answerable_here=True),),
    sources=frozenset({PrioritySource.CALLS_FOR_SERVICE}),
    cites_numbers=True,
    partner_kind=PartnerKind.NEIGHBOURHOOD,
    partner_names=("Block club of 63rd Street",),
    start_on=date(2026, 1, 15),
    due_on=DUE,
    review_on=date(2027, 1, 20),
)
REQUIRED_AT_LEAST = replace(
    EMPTY,
    action="Answer priority-1 calls faster",
    owner_role=Role.COMMANDER,
    population="Callers",
    place=PlaceKind.DISTRICT,
    indicators=(
        IndicatorFacts(
            kind=IndicatorKind.COUNT,
            name="Calls answered late",
            direction=Direction.DECREASE,
            baseline=Decimal(40),
            target=Decimal(20),
            source="Dispatch records",
            straight_line=True,
        ),
        replace(VOICES, engagement_planned=False),
    ),
    ties=(TieFacts(),),
    sources=frozenset({PrioritySource.OTHER}),
    start_on=date(2026, 1, 15),
    due_on=date(2027, 6, 30),
)

NOT_REQUIRED = {"A1", "A3", "R3", "T3"}


def goal(changes: Mapping[str, Any]) -> GoalFacts:
    return replace(COMPLETE, **changes)


def beside_voices(indicator: IndicatorFacts, changes: Mapping[str, Any]) -> Sequence[object]:
    return replace(indicator, **changes), VOICES


def found(rule: str, **changes: object) -> list[Finding]:
    return [f for f in check(goal(changes)) if f.rule == rule]


def the(rule: str, **changes: object) -> tuple[int, str]:
    """Return the points and field of a rule's only finding."""
    (finding,) = found(rule, **changes)
    return finding.points, finding.field


def of(rule: str, indicator: IndicatorFacts, **changes: object) -> tuple[int, str]:
    """Return the points and field of a rule about one changed indicator."""
    finding = found(rule, indicators=beside_voices(indicator, changes))[0]
    return finding.points, finding.field.removeprefix("indicators[0].")


def words(rule: str, indicator: IndicatorFacts, **changes: object) -> str:
    return str(found(rule, indicators=beside_voices(indicator, changes))[0].message)


# --- the whole table -------------------------------------------------------------------------


def test_the_table_has_every_rule_once_and_says_which_are_required() -> None:
    assert " ".join(rule.id for rule in RULES) == (
        "S1 S2 S3 S4 M1 M2 M3 M4 M5 M6 A1 A2 A3 R1 R2 R3 T1 T2 T3"
    )
    assert {rule.id for rule in RULES if not rule.required} == NOT_REQUIRED
    assert {rule.letter for rule in RULES} == set(LETTERS)


def test_only_the_owners_count_of_goals_is_filled_into_the_table() -> None:
    places = {
        (rule.id, points): [name for _, name, _, _ in Formatter().parse(says) if name]
        for rule in RULES
        for points, says in enumerate(rule.says)
    }
    assert {place: names for place, names in places.items() if names} == {("A3", 1): ["open"]}


def test_a_complete_goal_earns_every_point_that_can_be_earned() -> None:
    findings = check(COMPLETE)
    assert {f.rule for f in findings} == {rule.id for rule in RULES}
    # A duration has nothing to divide, and own words for voices are no library measure.
    assert [(f.rule, f.field) for f in findings if f.points < FULL_POINTS] == [
        ("M1", "indicators[2].name"),
        ("M2", "indicators[0].kind"),
    ]
    assert may_be_adopted(findings)


def test_an_empty_goal_lacks_everything_that_is_required_and_can_be_read() -> None:
    findings = check(EMPTY)
    assert all(f.points == 0 for f in findings)
    assert " ".join(f.rule for f in missing(findings)) == "S1 S2 S3 S4 M1 M6 R1 R2 T1"
    assert not may_be_adopted(findings)


def test_one_point_for_each_required_rule_is_enough_for_adoption() -> None:
    findings = check(REQUIRED_AT_LEAST)
    assert {f.points for f in findings if f.required} <= {1, 2}
    assert {f.rule for f in findings if f.points == 0} == {"A1", "R3", "T3"}
    assert may_be_adopted(findings)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("S1", {"action": ""}),
        ("S2", {"owner_role": None, "owner_name": ""}),
        ("S3", {"population": ""}),
        ("S4", {"place": None}),
        ("M1", {"indicators": (VOICES,)}),
        ("M6", {"indicators": (MINUTES,)}),
        ("R1", {"ties": ()}),
        ("R2", {"sources": frozenset()}),
        ("T1", {"due_on": None}),
    ],
)
def test_each_required_rule_alone_blocks_adoption(rule: str, changes: dict[str, Any]) -> None:
    assert [f.rule for f in missing(check(replace(COMPLETE, **changes)))] == [rule]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("M1", {"name": ""}),
        ("M2", {"numerator": ""}),
        ("M3", {"baseline": None}),
        ("M4", {"target": None}),
        ("M5", {"source": ""}),
        ("A2", {"target": Decimal(1)}),
        ("T2", {"own_path": False}),
    ],
)
def test_each_gap_of_one_indicator_alone_blocks_adoption(
    rule: str, changes: dict[str, Any]
) -> None:
    indicators = (MINUTES, replace(SHARE, **changes), VOICES)
    blocking = missing(check(replace(COMPLETE, indicators=indicators)))
    assert [f.rule for f in blocking] == [rule]
    assert blocking[0].message.params["indicator"] == indicators[1].name


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("A1", {"resources": "", "resource_hours": None}),
        ("R3", {"partner_kind": None, "partner_names": ()}),
        ("T3", {"review_on": None}),
    ],
)
def test_rules_that_are_not_required_never_block(rule: str, changes: dict[str, Any]) -> None:
    findings = check(replace(COMPLETE, **changes))
    assert [f.rule for f in findings if f.points == 0] == [rule]
    assert may_be_adopted(findings)


def test_findings_stand_under_their_letter_and_every_letter_is_there() -> None:
    grouped = by_letter(iter(check(COMPLETE)))
    assert "".join(grouped) == "SMART"
    assert sum(grouped.values(), ()) == check(COMPLETE)
    assert all(f.letter == letter for letter, kept in grouped.items() for f in kept)
    assert by_letter(()) == dict.fromkeys("SMART", ())


# --- specific --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "action",
    [
        "Answer calls faster; open a youth centre",
        "Answer calls faster AND ALSO open a youth centre",
        "Responder más rápido y además abrir un centro",
        "Responder más rápido y también abrir un centro",
        "Skrócić czas reakcji, a także otworzyć świetlicę",
        "加快响应,并且开设青年中心",
        "加快响应；开设青年中心",  # noqa: RUF001
    ],
)
def test_two_goals_joined_earn_one_point(action: str) -> None:
    assert the("S1", action=action) == (1, "action")


@pytest.mark.parametrize(
    "action",
    [
        "Answer calls of victims and witnesses faster",
        "Answer calls faster;",
        "Responder a víctimas y testigos",
        "Odpowiadać ofiarom oraz świadkom",
        "更快回应受害者和证人",
        "Bandstand also opens",
    ],
)
def test_joined_nouns_are_one_goal(action: str) -> None:
    assert the("S1", action=action) == (2, "action")


@pytest.mark.parametrize(
    ("role", "name", "unit", "points"),
    [
        (None, "", "Watch 2", 0),
        (Role.COMMANDER, "", "", 1),
        (Role.COMMANDER, "", "Watch 2", 1),
        (None, "Sergeant Alvarez", "", 1),
        (None, "Sergeant Alvarez", "Watch 2", 2),
    ],
)
def test_an_owner_is_a_named_person_with_a_unit(
    role: Role | None, name: str, unit: str, points: int
) -> None:
    assert the("S2", owner_role=role, owner_name=name, owner_unit=unit) == (points, "owner_id")


def test_a_population_has_to_be_countable() -> None:
    assert the("S3", population="", population_countable=True) == (0, "population")
    assert the("S3", population_countable=False) == (1, "population")


@pytest.mark.parametrize(
    ("place", "names", "points"),
    [
        (None, ("0712",), 0),
        (PlaceKind.DISTRICT, (), 1),
        (PlaceKind.BEATS, (), 0),
        (PlaceKind.BEATS, ("0712",), 2),
        (PlaceKind.AREA, ("Ogden Park",), 2),
    ],
)
def test_a_place_is_narrower_than_the_district_once_it_is_named(
    place: PlaceKind | None, names: tuple[str, ...], points: int
) -> None:
    assert the("S4", place=place, place_names=names) == (points, "place")


# --- measurable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"name": ""}, 0),
        ({"from_library": False}, 1),
        ({"definition": ""}, 1),
        ({"unit": ""}, 1),
        ({}, 2),
    ],
)
def test_a_measure_is_best_taken_from_the_library(changes: dict[str, Any], points: int) -> None:
    assert of("M1", MINUTES, **changes) == (points, "name")


def test_peoples_words_need_no_unit() -> None:
    library = replace(VOICES, from_library=True, definition="Voices of one quarter")
    assert found("M1", indicators=(MINUTES, library))[1].points == FULL_POINTS


def test_a_goal_without_a_number_says_so_beside_its_voices() -> None:
    first, second = found("M1", indicators=(VOICES,))
    assert (first.points, first.field) == (0, "indicators")
    assert (second.points, second.field) == (1, "indicators[0].name")


@pytest.mark.parametrize("kind", [IndicatorKind.PERCENT, IndicatorKind.RATE])
@pytest.mark.parametrize(
    ("changes", "points", "field"),
    [
        ({"numerator": ""}, 0, "numerator"),
        ({"denominator": ""}, 1, "denominator"),
        ({}, 2, "denominator"),
    ],
)
def test_a_percent_or_rate_names_both_its_parts(
    kind: IndicatorKind, changes: dict[str, Any], points: int, field: str
) -> None:
    assert of("M2", SHARE, kind=kind, **changes) == (points, field)


def test_a_number_that_is_no_ratio_has_nothing_to_divide() -> None:
    assert of("M2", MINUTES) == (1, "kind")
    assert "nothing is divided" in words("M2", MINUTES)


def test_a_rubric_and_voices_are_not_asked_for_a_denominator() -> None:
    assert found("M2", indicators=(RUBRIC, VOICES)) == []


@pytest.mark.parametrize(
    ("changes", "points", "field"),
    [
        ({"baseline": None}, 0, "baseline"),
        ({"baseline_on": None}, 1, "baseline_on"),
        ({"baseline_source": ""}, 1, "baseline_source"),
        ({}, 2, "baseline_source"),
        ({"baseline": Decimal(0)}, 2, "baseline_source"),
    ],
)
def test_a_baseline_has_a_day_and_a_source_and_may_be_zero(
    changes: dict[str, Any], points: int, field: str
) -> None:
    assert of("M3", MINUTES, **changes) == (points, field)


@pytest.mark.parametrize(
    ("indicator", "changes", "points", "field"),
    [
        (MINUTES, {"direction": None}, 0, "direction"),
        (MINUTES, {"target": None}, 0, "target"),
        (MINUTES, {"target": Decimal("11.20")}, 0, "target"),
        (MINUTES, {"baseline": None}, 1, "baseline"),
        (MINUTES, {"target": Decimal(12)}, 1, "direction"),
        (MINUTES, {"direction": Direction.INCREASE}, 1, "direction"),
        (MINUTES, {}, 2, "target"),
        (MINUTES, {"target": Decimal(0)}, 2, "target"),
        (MINUTES, {"direction": Direction.INCREASE, "target": Decimal(12)}, 2, "target"),
        (HELD, {"target": None}, 0, "target"),
        (HELD, {"margin": None}, 1, "margin"),
        (HELD, {"margin": Decimal(-1)}, 1, "margin"),
        (HELD, {"target": HELD.baseline}, 2, "margin"),
        (HELD, {"direction": Direction.MAINTAIN_ABOVE}, 2, "margin"),
        (RANGE, {"low": None}, 0, "low"),
        (RANGE, {"high": None}, 0, "low"),
        (RANGE, {"low": RANGE.high}, 0, "low"),
        (RANGE, {"margin": None}, 1, "margin"),
        (RANGE, {}, 2, "margin"),
        (RUBRIC, {}, 2, "target"),
        (RUBRIC, {"direction": Direction.MAINTAIN_ABOVE}, 2, "target"),
    ],
)
def test_a_target_fits_its_direction_or_states_its_limits_and_margin(
    indicator: IndicatorFacts, changes: dict[str, Any], points: int, field: str
) -> None:
    assert of("M4", indicator, **changes) == (points, field)


@pytest.mark.parametrize(
    ("source", "frequency", "points", "field"),
    [
        ("", Frequency.MONTHLY, 0, "source"),
        ("Dispatch", None, 1, "frequency"),
        ("Dispatch", Frequency.YEARLY, 1, "frequency"),
        ("Dispatch", Frequency.HALF_YEARLY, 1, "frequency"),
        ("Dispatch", Frequency.QUARTERLY, 2, "frequency"),
        ("Dispatch", Frequency.MONTHLY, 2, "frequency"),
    ],
)
def test_a_source_reports_at_least_every_quarter(
    source: str, frequency: Frequency | None, points: int, field: str
) -> None:
    assert of("M5", MINUTES, source=source, frequency=frequency) == (points, field)


@pytest.mark.parametrize(
    ("indicators", "points", "field"),
    [
        ((MINUTES,), 0, "indicators"),
        ((MINUTES, replace(VOICES, engagement_planned=False)), 1, "indicators[1].engagement"),
        ((MINUTES, VOICES), 2, "indicators[1].engagement"),
        ((replace(RUBRIC, levels_described=False), MINUTES), 1, "indicators[0].levels"),
        ((RUBRIC, MINUTES), 2, "indicators[0].levels"),
        ((replace(RUBRIC, levels_described=False), VOICES), 2, "indicators[1].engagement"),
    ],
)
def test_one_well_prepared_measure_in_peoples_words_is_enough(
    indicators: tuple[IndicatorFacts, ...], points: int, field: str
) -> None:
    assert the("M6", indicators=indicators) == (points, field)


def test_coded_voices_are_never_asked_for_numbers() -> None:
    about_voices = [f.rule for f in check(COMPLETE) if f.field.startswith("indicators[2]")]
    assert about_voices == ["M1", "M6"]


# --- achievable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"resources": "", "resource_hours": None}, 0),
        ({"resource_hours": None}, 1),
        ({"resource_hours": Decimal(0)}, 1),
        ({"resources": ""}, 2),
        ({"resource_hours": None, "resource_people": 2}, 2),
        ({"resource_hours": None, "resource_money": Decimal(900)}, 2),
    ],
)
def test_resources_are_best_told_in_numbers(changes: dict[str, Any], points: int) -> None:
    assert the("A1", **changes) == (points, "resources")


def test_a_target_beyond_anything_seen_needs_a_reason() -> None:
    bold = replace(MINUTES, target=Decimal(1))
    assert the("A2", indicators=(bold, VOICES)) == (0, "ambition_reason")
    reasoned = the("A2", indicators=(bold, VOICES), ambition_reason="A second car from May")
    assert reasoned == (2, "ambition_reason")


def test_few_past_points_cannot_be_judged_and_do_not_block() -> None:
    few = (*MINUTES.past_points[:4], None)
    assert of("A2", MINUTES, past_points=few, target=Decimal(1)) == (1, "past_points")


def test_a_target_in_the_usual_range_is_said_to_be_chance() -> None:
    assert of("A2", MINUTES, target=Decimal("10.5")) == (2, "target")
    assert "may be chance" in words("A2", MINUTES, target=Decimal("10.5"))


def test_a_target_seen_before_and_unusual_earns_both_points() -> None:
    # One leap among steady values: screened out of the limits, yet seen.
    leap = tuple(map(Decimal, (11, 11, 12, 11, 12, 11, 12, 11, 12, 11, 12, 2, 11, 12)))
    assert of("A2", MINUTES, past_points=leap, target=Decimal(3)) == (2, "target")
    assert "outside the usual range" in words("A2", MINUTES, past_points=leap, target=Decimal(3))


def test_a_change_larger_than_any_needs_a_reason_though_its_target_was_reached_before() -> None:
    leap = tuple(map(Decimal, (11, 11, 12, 11, 12, 11, 12, 11, 12, 11, 12, 2, 11, 12)))
    larger = {"past_points": leap, "change_unseen": True}
    assert of("A2", MINUTES, **larger, target=Decimal(3)) == (0, "ambition_reason")
    assert of("A2", MINUTES, **larger, target=Decimal(11)) == (2, "target")


def test_staying_in_a_range_asks_for_no_change() -> None:
    assert of("A2", RANGE) == (2, "target")
    assert "not to change" in words("A2", RANGE)


def test_a_level_to_hold_that_was_never_seen_needs_a_reason() -> None:
    assert of("A2", HELD, target=Decimal(1)) == (0, "ambition_reason")


@pytest.mark.parametrize("changes", [{"target": None}, {"direction": None}])
def test_ambition_waits_for_a_target(changes: dict[str, Any]) -> None:
    assert found("A2", indicators=(replace(MINUTES, **changes), VOICES)) == []


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"owner_role": None, "owner_name": ""}, 0),
        ({"owner_open_goals": None}, 1),
        ({"owner_open_goals": 6}, 1),
        ({"owner_open_goals": 5}, 2),
        ({"owner_open_goals": 0}, 2),
    ],
)
def test_an_owner_looks_after_at_most_five_open_goals(changes: dict[str, Any], points: int) -> None:
    assert the("A3", **changes) == (points, "owner_id")


def test_a_full_plate_is_named_by_its_number() -> None:
    assert "6 open goals" in str(found("A3", owner_open_goals=6)[0].message)


# --- relevant --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ties", "points"),
    [
        ((), 0),
        ((TieFacts(why="Asked for", answerable_here=True, local=True),), 0),
        ((TieFacts(),), 1),
        ((TieFacts(why="Asked for"),), 1),
        ((TieFacts(answerable_here=True),), 1),
        ((TieFacts(why="Asked for"), TieFacts(answerable_here=True)), 1),
        ((TieFacts(local=True, cited=True),), 1),
        ((TieFacts(), TieFacts(why="Asked for", answerable_here=True)), 2),
        ((TieFacts(why="Asked for", answerable_here=True, local=True, cited=True),), 2),
    ],
)
def test_a_tie_says_why_and_can_be_answered_here(ties: tuple[TieFacts, ...], points: int) -> None:
    assert the("R1", ties=ties) == (points, "themes")


def test_a_local_demand_without_its_conversation_is_asked_for_it() -> None:
    assert "Cite the conversation" in str(found("R1", ties=(TieFacts(local=True),))[0].message)


def test_sources_are_backed_by_numbers_or_a_cited_conversation() -> None:
    assert the("R2", sources=frozenset()) == (0, "sources")
    assert the("R2", cites_numbers=False) == (1, "sources")
    assert the("R2", cites_numbers=False, cites_conversation=True) == (2, "sources")


def test_a_partner_is_best_named() -> None:
    assert the("R3", partner_kind=None, partner_names=()) == (0, "partner_ids")
    assert the("R3", partner_names=()) == (1, "partner_ids")
    assert the("R3", partner_kind=None) == (2, "partner_ids")


# --- time-bound ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "points", "field"),
    [
        ({"start_on": None}, 0, "start_on"),
        ({"due_on": None}, 0, "due_on"),
        ({"due_on": date(2026, 1, 15)}, 0, "due_on"),
        ({"due_on": date(2027, 1, 1)}, 1, "due_on"),
        ({"start_on": date(2025, 1, 1), "due_on": date(2025, 12, 31)}, 1, "due_on"),
        ({"due_on": date(2027, 1, 1), "horizon_reason": "Two school years"}, 2, "due_on"),
        ({"start_on": date(2025, 6, 1), "due_on": date(2026, 1, 1)}, 2, "due_on"),
        ({}, 2, "due_on"),
    ],
)
def test_a_goal_is_due_in_the_plans_year_or_says_why_not(
    changes: dict[str, Any], points: int, field: str
) -> None:
    assert the("T1", **changes) == (points, field)


@pytest.mark.parametrize(
    ("indicator", "changes", "points"),
    [
        (MINUTES, {"own_path": False}, 0),
        (MINUTES, {"own_path": False, "straight_line": True}, 1),
        (MINUTES, {"straight_line": True}, 2),
        (MINUTES, {"own_path": False, "direction": None}, 0),
        (HELD, {"own_path": False}, 2),
        (RANGE, {"own_path": False}, 2),
        (RUBRIC, {"own_path": False}, 0),
    ],
)
def test_each_quarter_has_its_value_unless_the_level_is_held(
    indicator: IndicatorFacts, changes: dict[str, Any], points: int
) -> None:
    assert of("T2", indicator, **changes) == (points, "path")


@pytest.mark.parametrize(
    ("review_on", "points"),
    [
        (None, 0),
        (DUE - timedelta(days=93), 1),
        (DUE - timedelta(days=92), 2),
        (DUE + timedelta(days=92), 2),
        (DUE + timedelta(days=93), 1),
    ],
)
def test_the_review_lies_within_a_quarter_of_the_due_date(
    review_on: date | None, points: int
) -> None:
    assert the("T3", review_on=review_on) == (points, "review_on")


def test_a_review_without_a_due_date_earns_one_point() -> None:
    assert the("T3", due_on=None) == (1, "review_on")


# --- laws ------------------------------------------------------------------------------------

numbers = st.none() | st.decimals(-50, 50, places=1)
texts = st.sampled_from(["", "words"])
indicator_facts = st.builds(
    IndicatorFacts,
    kind=st.sampled_from(IndicatorKind),
    name=texts,
    from_library=st.booleans(),
    definition=texts,
    unit=texts,
    numerator=texts,
    denominator=texts,
    direction=st.none() | st.sampled_from(Direction),
    baseline=numbers,
    target=numbers,
    low=numbers,
    high=numbers,
    margin=numbers,
    source=texts,
    frequency=st.none() | st.sampled_from(Frequency),
    past_points=st.lists(numbers, max_size=8).map(tuple),
    own_path=st.booleans(),
    straight_line=st.booleans(),
)
goal_facts = st.builds(
    replace,
    st.sampled_from([EMPTY, COMPLETE, REQUIRED_AT_LEAST]),
    indicators=st.lists(indicator_facts, max_size=3).map(tuple),
    owner_open_goals=st.none() | st.integers(0, 9),
    ambition_reason=texts,
)


@given(goal_facts)
def test_every_finding_can_be_said_and_leads_to_a_field(facts: GoalFacts) -> None:
    names = {"indicators", "owner_id", "partner_ids", "themes", *(f.name for f in fields(facts))}
    for finding in check(facts):
        assert str(finding.message)
        assert "{" not in str(finding.message)
        first, _, rest = finding.field.partition(".")
        assert first.partition("[")[0] in names
        if rest:
            place = int(first.removeprefix("indicators[").removesuffix("]"))
            assert finding.message.params.get("indicator", facts.indicators[place].name) == (
                facts.indicators[place].name
            )


@given(goal_facts)
def test_a_goal_that_may_be_adopted_has_a_number_with_a_start_and_a_target(
    facts: GoalFacts,
) -> None:
    findings = check(facts)
    if may_be_adopted(findings):
        assert any(not i.kind.is_qualitative and i.baseline is not None for i in facts.indicators)
        assert any(i.kind.is_qualitative for i in facts.indicators)
        assert {f.rule for f in findings} == {rule.id for rule in RULES}


@given(goal_facts, indicator_facts)
def test_a_further_indicator_never_removes_what_blocks_elsewhere(
    facts: GoalFacts, further: IndicatorFacts
) -> None:
    def blocked(goal: GoalFacts) -> set[tuple[str, str]]:
        return {(f.rule, f.field) for f in missing(check(goal)) if "[" in f.field}

    more = replace(facts, indicators=(*facts.indicators, further))
    assert blocked(facts) <= blocked(more)
