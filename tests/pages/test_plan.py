"""Plan page: one district and year from the address, priorities to edit, goals to go to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import Language, PlanStage, PriorityKind, PrioritySource, ProblemType, Role
from tests import factories as make
from tests.pages.browser import Opener, words_of


@dataclass
class Place:
    """District 7 with a plan for 2026: a priority with one goal, and its commander."""

    open_page: Opener
    city: t.Jurisdiction
    district: t.District
    commander: t.Member
    plan: t.Plan
    priority: t.Priority
    goal: t.Goal

    def open(self, member: t.Member | None = None, **address: object) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        app = self.open_page("plan", (member or self.commander).id, Language.EN, **texts)
        assert not app.exception
        return app

    def change(self, row: t.Table, **fields: Any) -> None:
        table = type(row)
        with transaction(get_engine(), write=True) as session:
            session.execute(update(table).where(table.id == row.id).values(**fields))

    def priorities(self) -> list[t.Priority]:
        with transaction(get_engine()) as session:
            return list(session.scalars(select(t.Priority).order_by(t.Priority.position)))


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        make.make_district(session, city, number=1, name="Central")
        district = make.make_district(session, city, number=7, name="Englewood")
        commander = make.make_member(session, city, Role.COMMANDER, district, name="Ada Rivera")
        plan = make.make_plan(session, district)
        priority = make.make_priority(
            session, plan, position=1, title="Slow *answers*", rationale="412 calls <b>late</b>"
        )
        make.make_priority_source(session, priority, PrioritySource.BEAT_MEETINGS)
        goal = make.make_goal(session, priority, title="Answer urgent calls faster")
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator, straight_line=True)
        make.make_measurement(session, indicator, 3, value=Decimal("8.5"))
        return Place(open_page, city, district, commander, plan, priority, goal)


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def field(app: AppTest, form: str, name: str) -> Any:
    return app.get_by_key(f"{form}:{name}")


def links(app: AppTest) -> dict[str, str]:
    return {link.label.replace("\\", ""): link.proto.query_string for link in app.page_link}


def test_members_start_in_their_own_district_and_the_current_year(place: Place) -> None:
    app = place.open()
    assert app.query_params == {"district": "7", "year": "2026"}
    assert "1 of 1 goal is on track or better in 2026 Q3." in words(app)


def test_the_address_chooses_district_and_year(place: Place) -> None:
    app = place.open(district=1, year=2027)
    assert "There is no plan for District 1 Central in 2027 yet." in words(app)
    app.selectbox(key="choice:district").select(7).run()
    app.selectbox(key="choice:year").select(2026).run()
    assert app.query_params == {"district": "7", "year": "2026"}
    assert "Slow *answers*" in words(app)


def test_a_priority_shows_its_kind_sources_and_sara_fields_as_typed(place: Place) -> None:
    app = place.open()
    assert app.header[0].value == r"1\. Slow \*answers\*"
    shown = words(app)
    assert "Problem to solve · Quality of life · Drawn from: Beat meetings" in shown
    assert "412 calls <b>late</b>" in [text.value for text in app.text]


def test_goals_lead_to_their_page_with_status_as_mark_and_word(place: Place) -> None:
    app = place.open()
    assert "● On track] Answer urgent calls faster" in words(app)
    assert "1 of 1 indicators assessed" in words(app)
    assert links(app)[f"Goal {place.goal.code}"] == f"goal={place.goal.id}"
    assert links(app)["Add goal"] == f"priority={place.priority.id}"


@pytest.mark.parametrize(
    ("stage", "signed", "sentence"),
    [
        (PlanStage.DRAFTING, (), "Not signed yet."),
        (PlanStage.DRAFTING, ("commander",), "Signed by Ada Rivera, commander; the chair has not"),
        (PlanStage.DRAFTING, ("dac_chair",), "Signed by Ada Rivera, chair; the commander has not"),
        (PlanStage.ADOPTED, ("commander", "dac_chair"), "Signed by Ada Rivera, commander, and Ada"),
        (PlanStage.ADOPTED, (), "Adopted without both signatures: The chair's seat is empty."),
    ],
)
def test_signatures_or_the_reason_without_them_are_shown(
    place: Place, stage: PlanStage, signed: tuple[str, ...], sentence: str
) -> None:
    names = {f"{who}_signed_by_id": place.commander.id for who in signed}
    reason = "" if signed else "The chair's seat is empty."
    place.change(place.plan, unsigned_reason=reason, stage=stage, **names)
    assert sentence in words(place.open())


def test_a_reader_sees_no_way_to_write(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        reader = make.make_member(session, session.merge(place.city), Role.COMMISSIONER)
    app = place.open(reader, district=7, year=2026, priority=place.priority.id)
    assert not app.button
    assert "Add goal" not in links(app)
    assert "starts it" in words(place.open(reader, district=7, year=2027))


def test_a_closed_plan_offers_no_writing(place: Place) -> None:
    reason = "The chair's seat is empty."
    place.change(place.plan, unsigned_reason=reason, stage=PlanStage.CLOSED)
    app = place.open()
    assert not app.button
    assert "Add goal" not in links(app)


def test_a_missing_plan_can_be_started(place: Place) -> None:
    app = place.open(year=2027)
    (start,) = app.button
    start.click().run()
    assert [message.value for message in app.success] == ["The plan is started."]
    assert "This plan has no goals yet." in words(app)
    assert "Next: add the first priority" in words(app)


def test_a_priority_is_added_in_the_form(place: Place) -> None:
    form = f"new priority:{place.plan.id}"
    app = place.open(priority="new")
    field(app, form, "title").set_value("Robberies near the train")
    field(app, form, "problem_type").set_value(ProblemType.VIOLENT_CRIME)
    field(app, form, "sources").set_value([PrioritySource.CRIME_DATA])
    app.run()
    field(app, form, "save").click().run()
    assert [message.value for message in app.success] == ["Saved."]
    assert "priority" not in app.query_params
    saved = place.priorities()[-1]
    assert (saved.title, saved.position) == ("Robberies near the train", 2)
    assert saved.problem_type is ProblemType.VIOLENT_CRIME


def test_the_edit_button_opens_the_form_in_place(place: Place) -> None:
    app = place.open()
    app.button(key=f"edit:{place.priority.id}").click().run()
    assert app.query_params["priority"] == str(place.priority.id)
    form = f"priority:{place.priority.id}"
    assert field(app, form, "title").value == "Slow *answers*"
    field(app, form, "title").set_value("Slow answers to urgent calls").run()
    field(app, form, "save").click().run()
    (saved,) = place.priorities()
    assert (saved.title, saved.version) == ("Slow answers to urgent calls", 2)


def test_an_engagement_priority_loses_the_type_of_problem(place: Place) -> None:
    form = f"priority:{place.priority.id}"
    app = place.open(priority=place.priority.id)
    field(app, form, "kind").set_value(PriorityKind.ENGAGEMENT).run()
    assert field(app, form, "problem_type").disabled
    field(app, form, "save").click().run()
    assert place.priorities()[0].problem_type is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "  "}, "Give the priority a title before you save it."),
        ({"title": "Robberies"}, "Choose what type of problem this is."),
    ],
)
def test_a_broken_rule_keeps_everything_typed(
    place: Place, fields: dict[str, str], sentence: str
) -> None:
    form = f"new priority:{place.plan.id}"
    app = place.open(priority="new")
    field(app, form, "rationale").set_value("412 calls")
    for name, value in fields.items():
        field(app, form, name).set_value(value)
    app.run()
    field(app, form, "save").click().run()
    assert [error.value for error in app.error] == [sentence]
    assert field(app, form, "rationale").value == "412 calls"
    assert len(place.priorities()) == 1


def test_unsaved_words_are_there_after_the_page_was_left(place: Place) -> None:
    form = f"priority:{place.priority.id}"
    app = place.open(priority=place.priority.id)
    field(app, form, "response").set_value("Call back").run()
    again = place.open(priority=place.priority.id)
    assert field(again, form, "response").value == "Call back"
    field(again, form, "discard").click().run()
    assert field(place.open(priority=place.priority.id), form, "response").value == ""


def test_what_somebody_saved_meanwhile_is_shown_beside_ones_own(place: Place) -> None:
    form = f"priority:{place.priority.id}"
    app = place.open(priority=place.priority.id)
    field(app, form, "response").set_value("My words").run()
    place.change(place.priority, response="Their words", title="Their title", version=2)
    field(app, form, "save").click().run()
    assert app.warning
    assert "Their words" in [text.value for text in app.text]
    assert field(app, form, "response").value == "My words"
    assert place.priorities()[0].response == "Their words"

    field(app, form, "take:title").click().run()
    field(app, form, "read").click().run()
    field(app, form, "save").click().run()
    (saved,) = place.priorities()
    assert (saved.title, saved.response, saved.version) == ("Their title", "My words", 3)


def test_too_many_problems_or_goals_are_said_quietly(place: Place) -> None:
    assert "hard to follow" not in words(place.open())
    with transaction(get_engine(), write=True) as session:
        plan, priority = session.merge(place.plan), session.merge(place.priority)
        for _ in range(3):
            make.make_goal(session, priority)
            make.make_priority(session, plan)
    shown = words(place.open())
    assert "4 goals under one priority: more than 3 are hard to follow." in shown
    assert "4 problems to solve: the district's form has room for 3." in shown


def test_without_districts_the_page_says_what_to_do(open_page: Opener) -> None:
    with transaction(get_engine(), write=True) as session:
        member = make.make_member(session, make.make_jurisdiction(session), Role.COMMISSIONER)
    app = open_page("plan", member.id)
    assert "ask an administrator to import them" in app.error[0].value
