"""Themes page: the answer first, then what was asked for, by whom, and which goals answer it."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import AnswerableAt, Language, RespondentGroup, Role, Stance
from tests import factories as make
from tests.pages.browser import Opener, words_of


@dataclass
class Place:
    """A catalogue of three demands, one of them answered by a goal of District 7."""

    open_page: Opener
    member: t.Member
    goal: t.Goal
    district: t.District

    def open(self, **address: str) -> AppTest:
        return self.open_as(self.member, **address)

    def open_as(self, member: t.Member, **address: str) -> AppTest:
        app = self.open_page("theme", member.id, Language.EN, **address)
        assert not app.exception
        return app


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        member = make.make_member(session, city, Role.COMMISSIONER)
        catalogue = make.make_catalogue(session, city)
        response = make.make_theme(session, catalogue, code="RESPONSE")
        process = make.make_theme(session, catalogue, code="PROCESS")
        answered = make.make_theme(session, catalogue, response, code="RESPONSE-04")
        unanswered = make.make_theme(
            session, catalogue, process, code="PROCESS-02", stance=Stance.OBSERVED
        )
        office = make.make_theme(session, catalogue, process, code="PROCESS-09")
        texts = {
            response: "Timely response",
            process: "One process",
            answered: "Answer calls *faster*.",
            unanswered: "A new person in charge means a new strategy.",
            office: "Information in one place.",
        }
        for theme, statement in texts.items():
            make.make_theme_text(session, theme, statement=statement)
        make.make_theme_text(
            session, response, language=Language.ES, statement="Respuesta a tiempo"
        )
        make.make_theme_citation(
            session, answered, respondent_group=RespondentGroup.ADVISORY, report_part=3
        )
        make.make_theme_answerable(session, answered)
        make.make_theme_answerable(session, unanswered)
        make.make_theme_answerable(session, office, AnswerableAt.HEADQUARTERS)
        district = make.make_district(session, city, number=7, name="Englewood")
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(session, priority, title="Call back within [14] days")
        make.make_goal_theme(session, goal, answered)
        return Place(open_page, member, goal, district)


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def labels(app: AppTest) -> list[str]:
    return [block.label for block in app.expander]


def test_the_first_sentence_says_how_many_demands_have_a_goal(place: Place) -> None:
    app = place.open()
    assert next(one.value for one in app.markdown) == (
        "**1 of 2 demands a district can answer have a goal this year.**"
    )


def test_a_demand_shows_its_stance_words_groups_and_who_can_answer(place: Place) -> None:
    shown = words(place.open())
    assert ":gray-badge[More of] Answer calls *faster*." in shown
    assert (
        "RESPONSE-04 · Advisory bodies (report part 3) · A district can answer · 0 voices" in shown
    )


def test_what_was_observed_is_told_as_something_respondents_said(place: Place) -> None:
    shown = words(place.open())
    assert "Respondents said: A new person in charge means a new strategy." in shown


def test_a_demand_leads_to_the_goals_that_answer_it(place: Place) -> None:
    app = place.open()
    assert r"District 7 Englewood\: Call back within \[14\] days" in words_of(app)
    (link,) = app.page_link
    assert link.label.replace("\\", "") == f"Goal {place.goal.code}"
    assert link.proto.query_string == f"goal={place.goal.id}"


def test_a_demand_without_a_goal_says_what_to_do(place: Place) -> None:
    shown = words(place.open())
    assert "No goal this year: tie one to PROCESS-02 to answer it." in shown
    assert "No goal this year, and a district alone can't answer it." in shown


def test_the_address_filters_by_who_can_answer(place: Place) -> None:
    app = place.open(who="headquarters")
    assert labels(app) == ["One process (0 of 1 demand has a goal)"]
    assert app.selectbox(key="choice:who").value == "headquarters"


def test_demands_without_a_goal_can_be_shown_alone(place: Place) -> None:
    app = place.open()
    assert len(labels(app)) == 2
    app.selectbox(key="choice:show").select("open").run()
    assert labels(app) == ["One process (0 of 2 demands have a goal)"]
    assert app.query_params["show"] == "open"


def test_a_filter_that_fits_nothing_says_so(place: Place) -> None:
    app = place.open(who="other")
    assert not labels(app)
    assert app.info


def test_other_languages_are_marked_as_not_reviewed(place: Place) -> None:
    app = place.open()
    app.selectbox(key="language").select(Language.ES).run()
    assert any(label.startswith("Respuesta a tiempo") for label in labels(app))


def test_the_source_is_named_with_a_note_on_wording(place: Place) -> None:
    shown = words(place.open())
    assert "Source: Focus groups, April 2025. Edition 1." in shown
    assert "has not reviewed" in shown


def test_without_a_catalogue_the_page_says_what_to_do(open_page: Opener) -> None:
    with transaction(get_engine(), write=True) as session:
        member = make.make_member(session, make.make_jurisdiction(session), Role.COMMISSIONER)
    app = open_page("theme", member.id)
    assert "ask an administrator to import them" in app.error[0].value


def chair_of(place: Place) -> t.Member:
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        return make.make_member(session, city, Role.DAC_CHAIR, session.merge(place.district))


def local_demands() -> list[t.LocalDemand]:
    with transaction(get_engine()) as session:
        return list(session.scalars(select(t.LocalDemand)))


def test_a_district_adds_what_its_own_conversations_asked_for(place: Place) -> None:
    form = f"new demand:{place.district.id}"
    app = place.open_as(chair_of(place), demand="new")
    app.text_area(key=f"{form}:statement").set_value("Fewer robberies near the train.")
    app.segmented_control(key=f"{form}:stance").set_value(Stance.LESS)
    app.text_input(key=f"{form}:citation").set_value("Community conversation").run()
    app.button(key=f"{form}:save").click().run()
    (saved,) = local_demands()
    assert (saved.code, saved.stance) == ("LOCAL-07-01", Stance.LESS)
    shown = words(app)
    assert ":gray-badge[Less of] Fewer robberies near the train." in shown
    assert "LOCAL-07-01 · Community conversation" in shown
    assert "demand" not in app.query_params


def test_a_local_demand_needs_to_say_where_it_was_heard(place: Place) -> None:
    form = f"new demand:{place.district.id}"
    app = place.open_as(chair_of(place), demand="new")
    app.text_area(key=f"{form}:statement").set_value("Fewer robberies near the train.").run()
    app.button(key=f"{form}:save").click().run()
    assert "where it was heard" in app.error[0].value
    assert app.text_area(key=f"{form}:statement").value == "Fewer robberies near the train."
    assert local_demands() == []


def test_a_local_demand_is_corrected_in_place(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        demand = make.make_local_demand(session, session.merge(place.district))
    app = place.open_as(chair_of(place))
    app.button(key=f"edit:{demand.id}").click().run()
    form = f"demand:{demand.id}"
    app.text_area(key=f"{form}:statement").set_value("Fewer thefts.").run()
    app.button(key=f"{form}:save").click().run()
    assert [(one.statement, one.version) for one in local_demands()] == [("Fewer thefts.", 2)]


def test_a_reader_adds_no_local_demand(place: Place) -> None:
    app = place.open(demand="new")
    assert not app.button
    assert "District 7 Englewood has no demands of its own here yet." in words(app)
