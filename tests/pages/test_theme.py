"""Themes page: the answer first, then what was asked for, by whom, and which goals answer it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services.voice_page import MOST_QUOTES
from planner.ui.session import get_engine
from schemas.vocabulary import (
    AnswerableAt,
    Consent,
    Language,
    RelationKind,
    RespondentGroup,
    Role,
    Stance,
    Valence,
)
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


TO_INDICATORS = "Indicators that measure these demands"


def links(app: AppTest) -> list[Any]:
    """The links of the page itself, without the side bar's and the one to all indicators."""
    found: list[Any] = list(app.main.get("page_link"))
    return [one for one in found if one.label != TO_INDICATORS]


def say(app: AppTest) -> str:
    """The answer: the first sentence in bold."""
    return next(one.value for one in app.markdown if one.value.startswith("**"))


def heard(place: Place, code: str, district: t.District | None = None, **fields: Any) -> t.Voice:
    """Write down a voice of a district, coded with a demand of the catalogue."""
    with transaction(get_engine(), write=True) as session:
        meeting = make.make_engagement(session, district or place.district, title="At the chapel")
        voice = make.make_voice(session, meeting, **fields)
        demand = session.scalars(select(t.Theme).where(t.Theme.code == code)).one()
        make.make_voice_theme(session, voice, theme_id=demand.id)
        return voice


# --- by theme ----------------------------------------------------------------------------------


def test_the_first_sentence_says_how_many_demands_have_a_goal(place: Place) -> None:
    assert say(place.open()) == "**1 of 2 demands a district can answer have a goal this year.**"


def test_the_answer_tells_that_people_spoke_of_what_has_no_goal(place: Place) -> None:
    heard(place, "PROCESS-02")
    assert say(place.open()).endswith("People spoke of 1 of the others at meetings.**")


def test_a_closed_theme_draws_no_demands(place: Place) -> None:
    app = place.open()
    assert labels(app) == [
        "The matrix as a table",
        "Timely response (1 of 1 demand has a goal)",
        "One process (0 of 2 demands have a goal)",
    ]
    assert not links(app)


def test_a_demand_shows_its_stance_words_groups_and_who_can_answer(place: Place) -> None:
    heard(place, "RESPONSE-04")
    shown = words(place.open(theme="RESPONSE"))
    assert ":gray-badge[More of] Answer calls *faster*." in shown
    assert (
        "Advisory bodies (report part 3) · A district can answer · 1 voice in 1 district" in shown
    )
    assert "1 goal in district 7" in shown


def test_what_was_observed_is_told_as_something_respondents_said(place: Place) -> None:
    shown = words(place.open(theme="PROCESS"))
    assert "Respondents said: A new person in charge means a new strategy." in shown


def test_a_demand_leads_to_what_came_of_it(place: Place) -> None:
    (link,) = links(place.open(theme="RESPONSE"))
    assert link.label.replace("\\", "") == "RESPONSE-04"
    assert link.proto.query_string == "demand=RESPONSE-04"


def test_a_demand_without_a_goal_says_what_to_do(place: Place) -> None:
    shown = words(place.open(theme="PROCESS"))
    assert "No goal this year: tie one to PROCESS-02 to answer it." in shown
    assert "No goal this year, and a district alone can't answer it." in shown


def test_the_address_filters_by_who_can_answer(place: Place) -> None:
    app = place.open(who="headquarters")
    assert labels(app)[1:] == ["One process (0 of 1 demand has a goal)"]
    assert app.selectbox(key="choice:who").value == "headquarters"


def test_demands_without_a_goal_can_be_shown_alone(place: Place) -> None:
    app = place.open()
    app.selectbox(key="choice:show").select("open").run()
    assert labels(app)[1:] == ["One process (0 of 2 demands have a goal)"]
    assert app.query_params["show"] == "open"


def test_a_filter_that_fits_nothing_says_so(place: Place) -> None:
    app = place.open(who="other")
    assert app.info[0].value == "Every demand of this kind has a goal this year."


def test_words_nobody_knows_in_the_address_are_taken_for_none(place: Place) -> None:
    app = place.open(who="x", show="x", by="x", theme="x", table="x", district="99")
    assert len(labels(app)) == 3


def test_the_matrix_has_a_table_with_the_same_marks(place: Place) -> None:
    heard(place, "PROCESS-02")
    (table,) = place.open(table="coverage").dataframe
    assert table.value.to_dict("records") == [
        {"Theme": "Timely response", "7": "● 1"},
        {"Theme": "One process", "7": "○ 1"},
    ]


def test_headlines_are_shown_in_the_readers_language(place: Place) -> None:
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


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_every_view(place: Place, role: Role) -> None:
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        member = make.make_member(session, city, role, session.merge(place.district))
    for address in ({}, {"by": "district"}, {"demand": "RESPONSE-04"}):
        app = place.open_as(member, **address)
        assert not app.error


# --- by district -------------------------------------------------------------------------------


def headings(app: AppTest) -> list[str]:
    return [one.value for one in app.header]


def test_a_district_sees_what_it_answers_what_was_voiced_and_what_is_left(place: Place) -> None:
    heard(place, "PROCESS-09")
    app = place.open(by="district", district="7", theme="rest")
    assert headings(app)[:2] == ["Voiced here, and no goal yet", "Answered by a goal here"]
    assert words(app).startswith("Themes")
    assert say(app).replace("\\", "") == (
        "**District 7 Englewood has a goal for 1 of 2 demands that a district can answer."
        " 1 demand was voiced here and has no goal.**"
    )
    assert labels(app) == ["1 other demand that a district can answer, without a goal here"]
    assert "Pass it on: a district alone can't answer it" in words(app)
    found = [one.proto.query_string for one in links(app)]
    assert found == [
        "demand=PROCESS-09",
        "district=7&theme=PROCESS-09",
        "demand=RESPONSE-04",
        f"goal={place.goal.id}",
        "demand=PROCESS-02",
    ]


def test_what_another_district_does_is_not_this_ones_answer(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        other = make.make_district(session, city, number=11, name="Harrison")
    heard(place, "PROCESS-02")
    app = place.open(by="district", district="11")
    assert "Harrison has a goal for 0 of 2 demands" in say(app)
    assert headings(app) == ["A district's own conversations"]
    heard(place, "RESPONSE-04", other)
    assert headings(place.open(by="district", district="11"))[0] == "Voiced here, and no goal yet"


def test_gaps_alone_leave_out_what_is_answered(place: Place) -> None:
    app = place.open(by="district", district="7", show="open")
    assert "Answered by a goal here" not in headings(app)


# --- one demand and what came of it ------------------------------------------------------------


def test_a_demand_shows_everything_that_came_of_it(place: Place) -> None:
    said = heard(
        place,
        "RESPONSE-04",
        text="Nobody *called* back.",
        valence=Valence.COMPLAINT,
        approved_by_id=place.member.id,
        approved_at=make.NOW,
    )
    heard(place, "RESPONSE-04", text="Hidden.", consent=Consent.COUNTED_ONLY)
    heard(place, "RESPONSE-04", text="Waiting.")
    with transaction(get_engine(), write=True) as session:
        district = session.merge(place.district)
        demand = session.scalars(select(t.Theme).where(t.Theme.code == "RESPONSE-04")).one()
        make.make_commitment(session, district, theme_id=demand.id, review_on=date(2026, 10, 1))
        make.make_local_demand(session, district, code="LOCAL-07-01", mapped_theme_id=demand.id)
    app = place.open(demand="RESPONSE-04")
    shown = words(app)
    assert headings(app) == ["Answer calls \\*faster\\*\\."]
    assert (
        "1 goal answers it, in 1 district; 0 on track or better. 3 voices from 3 meetings" in shown
    )
    assert "Advisory bodies (report part 3)" in shown
    assert "District 7 Englewood: Call back within [14] days" in shown
    assert "As they stood in 2026 Q3." in shown
    assert "1 promise: 1 still open, 1 of them past its day." in shown
    assert "◷ Past its day, not answered yet" in shown
    (table,) = app.dataframe
    assert table.value.to_dict("records")[0]["Complaint"] == 1
    written = "\n".join(one.value for one in app.html)
    assert said.text in written
    assert "Hidden." not in written
    assert "Waiting." not in written
    assert "Not shown: 1 may only be counted, 1 waits for its wording to be approved." in shown
    found = {one.proto.query_string for one in links(app)}
    assert {f"goal={place.goal.id}", "demand=LOCAL-07-01"} <= found


def test_all_voices_of_a_demand_are_accounted_for(place: Place) -> None:
    approved: dict[str, Any] = {"approved_by_id": place.member.id, "approved_at": make.NOW}
    for _ in range(MOST_QUOTES):
        heard(place, "RESPONSE-04", **approved)
    heard(place, "RESPONSE-04", text="Waiting.")
    assert "newest" not in words(place.open(demand="RESPONSE-04"))
    heard(place, "RESPONSE-04", **approved)
    shown = words(place.open(demand="RESPONSE-04"))
    assert "14 voices" in shown
    assert "These are the newest 12 of 13. Not shown: 1 waits" in shown


def test_a_demands_goal_tells_how_numbers_and_voices_fit_together(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        make.make_relation(session, session.merge(place.goal), 3, kind=RelationKind.DISCORD)
    assert "They disagree" in words(place.open(demand="RESPONSE-04"))


def test_a_demand_shows_what_was_promised_on_a_goal_that_answers_it(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        make.make_commitment(session, session.merge(place.district), goal_id=place.goal.id)
    shown = words(place.open(demand="RESPONSE-04"))
    assert "1 promise: 1 still open" in shown
    assert "Nothing has been promised yet" not in shown


def test_a_demand_nobody_answered_says_what_to_do_next(place: Place) -> None:
    app = place.open(demand="PROCESS-02")
    shown = [one.value.replace("\\", "") for one in app.info]
    assert len(shown) == 3
    assert shown[0].startswith("No goal for 2026 answers it yet.")
    assert "code the voice with PROCESS-02" in shown[1]
    assert "Nothing has been promised yet." in shown[2]
    office = place.open(demand="PROCESS-09").info[0].value
    assert office == "No goal this year, and a district alone can't answer it."


def test_a_local_demand_has_the_same_view(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        demand = session.scalars(select(t.Theme).where(t.Theme.code == "RESPONSE-04")).one()
        local = make.make_local_demand(
            session,
            session.merge(place.district),
            code="LOCAL-07-01",
            statement="Fewer <b>robberies</b>",
            mapped_theme_id=demand.id,
        )
        make.make_translation(session, local, "Menos robos", field="statement")
        make.make_goal_theme(session, session.merge(place.goal), local_demand_id=local.id)
    app = place.open_page("theme", place.member.id, Language.ES, demand="LOCAL-07-01")
    written = [one.value for one in app.html]
    assert "Fewer &lt;b&gt;robberies&lt;/b&gt;" in written[0]
    assert "Menos robos" in written[1]
    found = [one.proto.query_string for one in links(app)]
    assert "demand=RESPONSE-04" in found
    assert f"goal={place.goal.id}" in found


def test_a_code_nobody_has_leads_back_to_all_demands(place: Place) -> None:
    app = place.open(demand="NOWHERE-01")
    assert app.error[0].value == "There is no demand NOWHERE-01 here."
    (back,) = links(app)
    assert (back.label, back.proto.query_string) == ("All demands", "")


# --- a district's own conversations ------------------------------------------------------------


def chair_of(place: Place) -> t.Member:
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        return make.make_member(session, city, Role.DAC_CHAIR, session.merge(place.district))


def local_demands() -> list[t.LocalDemand]:
    with transaction(get_engine()) as session:
        return list(session.scalars(select(t.LocalDemand)))


def test_a_district_adds_what_its_own_conversations_asked_for(place: Place) -> None:
    form = f"new demand:{place.district.id}"
    app = place.open_as(chair_of(place), by="district", edit="new")
    app.text_area(key=f"{form}:statement").set_value("Fewer robberies near the train.")
    app.segmented_control(key=f"{form}:stance").set_value(Stance.LESS)
    app.text_input(key=f"{form}:citation").set_value("Community conversation").run()
    app.button(key=f"{form}:save").click().run()
    (saved,) = local_demands()
    assert (saved.code, saved.stance) == ("LOCAL-07-01", Stance.LESS)
    shown = words(app)
    assert ":gray-badge[Less of]" in shown
    assert "Community conversation" in shown
    assert any("Fewer robberies near the train." in one.value for one in app.html)
    assert "edit" not in app.query_params


def test_a_local_demand_needs_to_say_where_it_was_heard(place: Place) -> None:
    form = f"new demand:{place.district.id}"
    app = place.open_as(chair_of(place), by="district", edit="new")
    app.text_area(key=f"{form}:statement").set_value("Fewer robberies near the train.").run()
    app.button(key=f"{form}:save").click().run()
    assert "where it was heard" in app.error[0].value
    assert app.text_area(key=f"{form}:statement").value == "Fewer robberies near the train."
    assert local_demands() == []


def test_a_local_demand_is_corrected_in_place(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        demand = make.make_local_demand(session, session.merge(place.district))
    app = place.open_as(chair_of(place), by="district")
    app.button(key=f"open:edit:{demand.id}").click().run()
    form = f"demand:{demand.id}"
    app.text_area(key=f"{form}:statement").set_value("Fewer thefts.").run()
    app.button(key=f"{form}:save").click().run()
    assert [(one.statement, one.version) for one in local_demands()] == [("Fewer thefts.", 2)]


def test_a_reader_adds_no_local_demand(place: Place) -> None:
    app = place.open(by="district", edit="new")
    assert not app.text_area
    assert not [one for one in app.button if one.label != "Got it"]
    assert "District 7 Englewood has no demands of its own here yet." in words(app)
