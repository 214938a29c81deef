"""The matrix of themes and districts, by its data."""

import pytest

from planner.charts.theme import (
    COVERAGE_COLUMNS,
    GOAL,
    NEITHER,
    VOICED,
    CoveragePlace,
    coverage,
    coverage_frame,
    coverage_spec,
)
from planner.services.work import new_id
from schemas.theme import AnsweringGoal, HeadlineRow, ThemeRow, VoicedAt
from schemas.vocabulary import Stance
from tests.charts.test_marks import contrast
from tests.charts.test_relation import fields_of

WORDS = {GOAL: "A goal answers it", VOICED: "Voiced", NEITHER: "Neither"}
PLACES = [CoveragePlace(7, "7", "District 7"), CoveragePlace(11, "11", "District 11")]


def goal(district: int) -> AnsweringGoal:
    return AnsweringGoal(
        goal_id=new_id(),
        goal_code="07-2026-1",
        goal_title="Call back",
        district_number=district,
        district_name="Englewood",
    )


def demand(*goals: AnsweringGoal, voiced: dict[int, int] | None = None) -> ThemeRow:
    return ThemeRow(
        id=new_id(),
        code="RESPONSE-04",
        stance=Stance.MORE,
        statement="Come sooner.",
        answered_by="",
        citations=(),
        answerable_at=(),
        goals=goals,
        voiced=tuple(
            VoicedAt(district_number=number, voices=count)
            for number, count in (voiced or {}).items()
        ),
    )


def headline(*demands: ThemeRow, code: str = "RESPONSE") -> HeadlineRow:
    return HeadlineRow(id=new_id(), code=code, statement="Timely response", demands=demands)


def marks(*headlines: HeadlineRow) -> list[tuple[str, str]]:
    label = {one.code: one.statement for one in headlines}
    frame = coverage_frame(headlines, PLACES, WORDS, label)
    return list(zip(frame["place"], frame["mark"], strict=True))


def test_a_goal_fills_the_mark_whatever_was_voiced() -> None:
    assert marks(headline(demand(goal(7), voiced={7: 3, 11: 2}))) == [("7", GOAL), ("11", VOICED)]


def test_a_place_without_either_keeps_its_row() -> None:
    assert marks(headline(demand())) == [("7", NEITHER), ("11", NEITHER)]


def test_a_goal_that_answers_two_demands_counts_once() -> None:
    both = goal(7)
    cells = coverage(headline(demand(both), demand(both, voiced={7: 2}), demand(voiced={7: 1})))
    assert cells == {7: (1, 3)}


def test_themes_and_districts_keep_their_own_order() -> None:
    rows = [headline(demand(), code="RESPONSE"), headline(demand(), code="BEAT")]
    frame = coverage_frame(rows, PLACES, WORDS, {"RESPONSE": "Response", "BEAT": "Beats"})
    assert list(frame["order"]) == [0, 0, 1, 1]
    assert list(frame["place_order"]) == [0, 1, 0, 1]
    assert list(frame["theme"]) == ["Response", "Response", "Beats", "Beats"]


@pytest.mark.parametrize("headlines", [[], [headline()]], ids=["no themes", "no demands"])
def test_empty_catalogues_have_the_same_columns(headlines: list[HeadlineRow]) -> None:
    frame = coverage_frame(headlines, PLACES, WORDS, {"RESPONSE": "Response"})
    assert list(frame.columns) == COVERAGE_COLUMNS
    assert len(frame) == len(headlines) * len(PLACES)


def test_the_spec_carries_words_and_no_data_and_is_made_once() -> None:
    spec = coverage_spec("Title", "Description")
    assert (spec["title"], spec["description"]) == ("Title", "Description")
    assert "data" not in spec
    assert set(fields_of(spec)) <= set(COVERAGE_COLUMNS)
    assert coverage_spec("Title", "Description") is spec


@pytest.mark.parametrize(("dark", "ground"), [(False, "#ffffff"), (True, "#0e1117")])
def test_marks_stand_out_and_differ_by_shape_as_well(dark: bool, ground: str) -> None:
    encoding = coverage_spec("Title", "Description", dark=dark)["encoding"]
    colours = encoding["color"]["scale"]["range"]
    assert all(contrast(colour, ground) >= 3 for colour in colours[:2])
    shapes = encoding["shape"]["scale"]["range"]
    assert shapes[0] != shapes[1]
