"""A beginning for each headline theme: whole but for what only the district knows."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import transaction
from planner.domain.goal import check_goal
from planner.domain.intake import BEGINNINGS
from planner.services import intake
from planner.services.intake.begun import begin_with
from schemas.errors import NotFoundError
from schemas.goal import GoalIn
from schemas.vocabulary import IndicatorKind, Language, PriorityKind
from tests import factories as make

THEMES = Path("sample_data/catalogue/themes.csv")


def test_every_headline_theme_has_one_that_answers_a_demand_under_it() -> None:
    rows = list(csv.DictReader(THEMES.read_text(encoding="utf-8").splitlines()))
    assert [row["code"] for row in rows if not row["parent"]] == list(BEGINNINGS)
    parents = {row["code"]: row["parent"] for row in rows}
    assert all(parents[one.demand] == theme for theme, one in BEGINNINGS.items())


@pytest.mark.parametrize("theme", BEGINNINGS)
def test_it_breaks_no_rule_and_leaves_what_is_to_be_reached_open(theme: str) -> None:
    draft = begin_with(theme, 2027, 1, Language.EN)
    (priority,) = draft.priorities
    assert (priority.problem_type is not None) is (priority.kind is PriorityKind.PROBLEM)
    (goal,) = priority.goals
    number, voices = goal.indicators
    assert voices.kind is IndicatorKind.CODED_VOICES
    assert not number.kind.is_qualitative
    assert (number.targets, goal.owner, goal.partners) == ((), "", ())
    entry = GoalIn(
        id=goal.id,
        priority_id=priority.id,
        seen_version=0,
        title=goal.title,
        start_on=goal.start_on,
        due_on=goal.due_on,
        indicators=goal.indicators,
        language=Language.EN,
    )
    check_goal(entry)


def test_a_theme_that_has_none_is_said(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        district = make.make_district(session, make.make_jurisdiction(session))
        work = make.work_for(session)
        with pytest.raises(NotFoundError, match="no beginning"):
            intake.get_beginning(work, district.id, 2027, "NOTHING", Language.EN)
