"""Plan page: one district and year from the address, priorities to edit, goals to go to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
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
        # Rows that are written without a change are not seen by kept reads.
        st.cache_data.clear()

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


def buttons(app: AppTest) -> list[Any]:
    """Return the page's own buttons, without the frame's hint."""
    return [button for button in app.button if button.label != "Got it"]


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
    assert r"1\. Slow \*answers\*" in [header.value for header in app.header]
    shown = words(app)
    assert "Problem to solve · Quality of life · Drawn from: Beat meetings" in shown
    assert "412 calls <b>late</b>" in [text.value for text in app.text]


def test_goals_lead_to_their_page_with_status_as_mark_and_word(place: Place) -> None:
    app = place.open()
    assert "● On track] **Answer urgent calls faster**" in words(app)
    sentence = "Minutes to answer should fall from 11.2 to 8.0 by December 31, 2026."
    assert f"{sentence} · 84% of the way" in words(app)
    assert "Missing: What will be done, Who does it" in words(app)
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
    assert not buttons(app)
    assert "Add goal" not in links(app)
    assert "starts it" in words(place.open(reader, district=7, year=2027))


def test_a_closed_plan_offers_no_writing(place: Place) -> None:
    reason = "The chair's seat is empty."
    place.change(place.plan, unsigned_reason=reason, stage=PlanStage.CLOSED)
    app = place.open()
    assert not buttons(app)
    assert "Add goal" not in links(app)
    assert "Record 2026 Q1" not in links(app)


def test_a_missing_plan_can_be_started(place: Place) -> None:
    app = place.open(year=2027)
    (start,) = buttons(app)
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
    app.button(key=f"open:priority:{place.priority.id}").click().run()
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
    assert f"{form}:problem_type" not in {box.key for box in app.selectbox}
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


ADOPTED = {"unsigned_reason": "The chair's seat is empty.", "stage": PlanStage.ADOPTED}
CLOSED = ADOPTED | {"stage": PlanStage.CLOSED}
WRITERS = RULES[Action.PLAN_EDIT]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_the_plan_and_those_who_may_write_it(place: Place, role: Role) -> None:
    with transaction(get_engine(), write=True) as session:
        city, district = session.merge(place.city), session.merge(place.district)
        member = make.make_member(session, city, role, district)
    app = place.open(member, district=7)
    shown = words(app)
    assert "1 of 1 goal is on track or better in 2026 Q3." in shown
    assert "Late: 1 value for 2026 Q1, due since April 21, 2026." in shown
    labels = {button.label for button in buttons(app)}
    assert ({"Add priority", "Edit priority"} <= labels) is (role in WRITERS)
    assert ("Add goal" in links(app)) is (role in RULES[Action.GOAL_EDIT])
    assert ("Record 2026 Q1" in links(app)) is (role in RULES[Action.PROGRESS_RECORD])
    empty = place.open(member, district=7, year=2027)
    assert [button.label for button in buttons(empty)] == (
        ["Start the plan for 2027"] if role in WRITERS else []
    )


def test_what_is_due_and_missing_is_one_calm_block(place: Place) -> None:
    plain = [each.value.replace("\\", "") for each in place.open().markdown]
    (told,) = [each for each in plain if each.startswith("Late:")]
    assert "Late: 1 value for 2026 Q2, due since July 21, 2026." in told
    assert "Could be better: 1 goal has no partner." in told
    assert "Missing in 1 goal: What will be done, Who does it" in told
    link = links(place.open())["Record 2026 Q1"]
    assert set(link.split("&")) == {"district=7", "quarter=2026-Q1"}


def test_an_overdue_step_is_not_called_nothing_due(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        plan = make.make_plan(session, session.merge(place.district), year=2027)
        goal = make.make_goal(session, make.make_priority(session, plan), code="07-2027-1")
        days = (date(2026, 11, 1), date(2026, 11, 2), date(2027, 1, 1))
        for position, day in enumerate(days, start=1):
            step = t.ActionStep(
                jurisdiction_id=place.city.id,
                goal_id=goal.id,
                position=position,
                what="Send the nearest car",
                due_on=day,
                version=1,
            )
            make.add(session, step)
    shown = words(place.open(year=2027))
    assert "2 steps are overdue." in shown
    assert "Nothing is due" not in shown


def test_a_complete_plan_says_that_nothing_waits(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        plan = make.make_plan(session, session.merge(place.district), year=2027)
        make.make_priority(session, plan)
    assert "Nothing is due, and nothing that is required is missing." in words(
        place.open(year=2027)
    )


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({"stage": PlanStage.DRAFTING}, "**● Drafting** → :gray[○ Community review]"),
        ({"stage": PlanStage.HEADQUARTERS_REVIEW}, "**● Headquarters review** → :gray[○ Adopted]"),
        (ADOPTED, ":gray[✔ Headquarters review] → **● Adopted** → :gray[○ Closed]"),
        (CLOSED, ":gray[✔ Adopted] → **● Closed**"),
    ],
)
def test_the_stage_stands_in_its_way(place: Place, fields: dict[str, Any], way: str) -> None:
    place.change(place.plan, **fields)
    # A mark stays with its word where the line breaks.
    assert way in words(place.open()).replace("\N{NO-BREAK SPACE}", " ")


def test_a_closed_plan_of_last_year_reads_as_an_account(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        plan = make.make_plan(session, session.merge(place.district), year=2025, **CLOSED)
        priority = make.make_priority(session, plan)
        goal = make.make_goal(
            session,
            priority,
            title="Walk the street",
            start_on=date(2025, 1, 1),
            due_on=date(2025, 12, 31),
        )
        indicator = make.make_indicator(session, goal)
        make.make_target(
            session, indicator, from_year=2025, baseline_on=date(2024, 12, 31), straight_line=True
        )
        make.make_measurement(session, indicator, 4, year=2025, value=Decimal(8))
    shown = words(place.open(year=2025))
    assert "1 of 1 goal was met in 2025." in shown
    assert "Met] **Walk the street**" in shown
    assert "Late:" not in shown
    assert "Missing in" not in shown


def test_each_goal_has_a_picture_in_words_and_all_are_in_one_table(place: Place) -> None:
    app = place.open()
    (chart,) = app.get("vega_lite_chart")
    assert "Minutes to answer; Start: 11.2" in chart.proto.alt
    assert "2026 Q3 ● On track 8.5 minutes" in chart.proto.alt
    assert "2026 Q4 ○ Not due" in chart.proto.alt
    assert not app.dataframe
    app.session_state[f"table:{place.plan.id}"] = True
    table = app.run().dataframe[0].value
    assert list(table["Measured"]) == ["", "", "8.5 minutes", ""]
    assert set(table["Goal"]) == {f"{place.goal.code} {place.goal.title}"}


def test_a_goal_without_days_or_numbers_has_no_picture(place: Place) -> None:
    place.change(place.goal, start_on=None)
    app = place.open()
    assert not app.get("vega_lite_chart")
    assert "Answer urgent calls faster" in words(app)


def test_titles_and_reasons_are_read_in_the_readers_language(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        priority, goal = session.merge(place.priority), session.merge(place.goal)
        make.make_translation(session, priority, "Respuestas lentas", field="title")
        make.make_translation(session, priority, "412 llamadas tarde", field="rationale")
        make.make_translation(session, goal, "Responder antes", field="title")
    shown = words(place.open_page("plan", place.commander.id, Language.ES))
    assert "Respuestas lentas" in shown
    assert "412 llamadas tarde" in shown
    assert "**Responder antes**" in shown


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 12, 1), "Next: Send the nearest car · Watch *two* · by December 1, 2026"),
        (date(2026, 11, 1), "Overdue: Send the nearest car · Watch *two* · by November 1, 2026"),
    ],
)
def test_the_next_step_stands_with_its_goal(place: Place, due_on: date, told: str) -> None:
    with transaction(get_engine(), write=True) as session:
        step = t.ActionStep(
            jurisdiction_id=place.city.id,
            goal_id=place.goal.id,
            position=1,
            what="Send the nearest car",
            who="Watch *two*",
            due_on=due_on,
            version=1,
        )
        make.add(session, step)
    assert told in words(place.open())


@pytest.mark.parametrize(
    "address", [{"district": "x"}, {"year": "20x6"}, {"priority": "x"}, {"district": "99"}]
)
def test_a_wrong_address_shows_ones_own_plan(place: Place, address: dict[str, Any]) -> None:
    assert "1 of 1 goal is on track" in words(place.open(**address))


# --- posts --------------------------------------------------------------------------------------


def test_the_page_says_who_leads_who_acts_and_since_when_a_post_is_vacant(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        city, district = session.merge(place.city), session.merge(place.district)
        acting = make.make_member(session, city, name="Linh *Vidu*")
        dates = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
        commander = place.commander.id
        make.make_role(session, acting, Role.DELEGATE, district, delegate_of_id=commander, **dates)
        chair = make.make_member(session, city, name="Rosa")
        make.make_role(session, chair, Role.DAC_CHAIR, district, ends_on=date(2026, 2, 28))
        named = make.make_member(session, city, name="Ben")
        make.make_role(session, named, Role.DAC_CHAIR, district, starts_on=date(2027, 1, 1))
    shown = words_of(place.open())
    assert "Linh \\*Vidu\\* until December" in shown
    said = shown.replace("\\", "")
    assert (
        "Commander: Ada Rivera. Acting for the commander: Linh *Vidu* until December 31, 2026"
        in said
    )
    assert "vacant since March 1, 2026. From January 1, 2027: Ben" in said


def test_a_district_without_anybody_says_so(place: Place) -> None:
    said = words_of(place.open(district=1)).replace("\\", "")
    assert "Commander: nobody yet" in said
    assert "Advisory council chair: nobody yet" in said
