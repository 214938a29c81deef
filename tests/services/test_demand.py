"""One demand and what came of it: words, who can answer, goals with where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import demand
from planner.services.work import Work
from schemas.errors import NotFoundError
from schemas.theme import DemandRow
from schemas.vocabulary import AnswerableAt, Language, RelationKind, RespondentGroup, Role, Status
from tests import factories as make


@dataclass
class City:
    """A district with a goal that is measured, a demand, and a local one."""

    session: Session
    row: t.Jurisdiction
    district: t.District
    theme: t.Theme
    local: t.LocalDemand
    goal: t.Goal

    def work(self, role: Role = Role.COMMISSIONER, **fields: Any) -> Work:
        member = make.make_member(self.session, self.row, role)
        return make.work_for(self.session, member, **fields)

    def read(self, code: str, language: Language = Language.EN, **fields: Any) -> DemandRow:
        return demand.get_demand(self.work(**fields), code, language)


@pytest.fixture
def city(engine: Engine) -> Iterator[City]:
    with transaction(engine, write=True) as session:
        row = make.make_jurisdiction(session)
        district = make.make_district(session, row, number=7, name="Englewood")
        catalogue = make.make_catalogue(session, row)
        headline = make.make_theme(session, catalogue, code="RESPONSE")
        make.make_theme_text(session, headline, statement="Timely response")
        theme = make.make_theme(session, catalogue, headline, code="RESPONSE-04")
        make.make_theme_text(session, theme, statement="Come sooner.", answered_by="Minutes")
        plan = make.make_plan(session, district)
        goal = make.make_goal(session, make.make_priority(session, plan))
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator)
        make.make_measurement(session, indicator, 3, value=8)
        local = make.make_local_demand(session, district, code="LOCAL-07-01")
        yield City(session, row, district, theme, local, goal)


def test_a_demand_of_the_report_comes_with_its_theme_and_who_can_answer(city: City) -> None:
    make.make_theme_citation(
        city.session, city.theme, respondent_group=RespondentGroup.ADVISORY, report_part=3
    )
    make.make_theme_answerable(city.session, city.theme)
    found = city.read("RESPONSE-04")
    assert (found.statement, found.headline) == ("Come sooner.", "Timely response")
    assert found.answered_by == "Minutes"
    assert [one.group for one in found.citations] == [RespondentGroup.ADVISORY]
    assert found.answerable_at == (AnswerableAt.DISTRICT,)
    assert (found.local, found.goals, found.mapped) == (None, (), ())


def test_goals_tell_where_they_stood_in_the_newest_quarter_that_has_ended(city: City) -> None:
    make.make_goal_theme(city.session, city.goal, city.theme)
    (goal,) = city.read("RESPONSE-04").goals
    assert (goal.standing.year, goal.standing.quarter) == (2026, 3)
    assert (goal.goal_id, goal.standing.status) == (city.goal.id, Status.REACHED)


def test_goals_tell_how_numbers_and_voices_fit_together_in_that_quarter(city: City) -> None:
    make.make_goal_theme(city.session, city.goal, city.theme)
    make.make_relation(city.session, city.goal, 2, kind=RelationKind.CONFIRM)
    assert city.read("RESPONSE-04").goals[0].relation is None
    make.make_relation(city.session, city.goal, 3, kind=RelationKind.DISCORD)
    make.make_relation(city.session, city.goal, 3, year=2025, kind=RelationKind.EXPAND)
    assert city.read("RESPONSE-04").goals[0].relation is RelationKind.DISCORD


def test_a_young_year_shows_its_first_quarter(city: City) -> None:
    make.make_goal_theme(city.session, city.goal, city.theme)
    (goal,) = city.read("RESPONSE-04", today=date(2026, 2, 1)).goals
    assert (goal.standing.year, goal.standing.quarter) == (2026, 1)


def test_a_local_demand_has_its_own_goals_and_words(city: City) -> None:
    make.make_goal_theme(city.session, city.goal, local_demand_id=city.local.id)
    make.make_translation(city.session, city.local, "Menos robos", field="statement")
    found = city.read("LOCAL-07-01", Language.ES)
    assert found.local is not None
    assert (found.local.district_number, found.local.district_name) == (7, "Englewood")
    assert [one.text for one in found.local.translations] == ["Menos robos"]
    assert [goal.goal_id for goal in found.goals] == [city.goal.id]
    assert city.read("RESPONSE-04").goals == ()


def test_a_mapped_local_demand_stands_with_the_demand_and_brings_its_goals(city: City) -> None:
    city.local.mapped_theme_id = city.theme.id
    make.make_goal_theme(city.session, city.goal, local_demand_id=city.local.id)
    make.make_goal_theme(city.session, city.goal, city.theme)
    found = city.read("RESPONSE-04")
    assert [one.code for one in found.mapped] == ["LOCAL-07-01"]
    assert [goal.goal_id for goal in found.goals] == [city.goal.id]


@pytest.mark.parametrize("code", ["NOWHERE-01", "RESPONSE", "", "response-04"])
def test_a_code_nobody_has_is_not_found(city: City, code: str) -> None:
    with pytest.raises(NotFoundError):
        city.read(code)


def test_another_citys_local_demand_is_not_found(city: City) -> None:
    elsewhere = make.make_district(city.session, make.make_jurisdiction(city.session))
    make.make_local_demand(city.session, elsewhere, code="LOCAL-99-01")
    with pytest.raises(NotFoundError):
        city.read("LOCAL-99-01")


@pytest.mark.parametrize("role", list(Role))
def test_every_member_reads_every_demand(city: City, role: Role) -> None:
    assert demand.get_demand(city.work(role), "RESPONSE-04", Language.EN).code == "RESPONSE-04"


@pytest.mark.parametrize("is_local", [False, True])
def test_goals_carry_their_title_in_the_readers_language_while_a_translation_keeps_up(
    city: City, is_local: bool
) -> None:
    tie = {"local_demand_id": city.local.id} if is_local else {}
    code = city.local.code if is_local else "RESPONSE-04"
    make.make_goal_theme(city.session, city.goal, None if is_local else city.theme, **tie)
    make.make_translation(city.session, city.goal, "Llegar antes", field="title")

    def titles(language: Language) -> list[str]:
        return [goal.goal_title for goal in city.read(code, language).goals]

    original = city.goal.title
    assert titles(Language.ES) == ["Llegar antes"]
    assert titles(Language.PL) == [original]
    city.goal.title = "Something else"
    city.session.flush()
    assert titles(Language.ES) == ["Something else"]
