"""Side by side page: numbers left, voices right, and between them what a person says of both."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import (
    Consent,
    IndicatorKind,
    Language,
    RelationKind,
    ReportingState,
    Role,
    Valence,
)
from tests import factories as make
from tests.pages.browser import Opener, words_of

HOSTILE = "**bold** <b>html</b> :red[x]"


@dataclass
class Place:
    """District 7 with a measured goal, and three voices about it in the third quarter of 2026."""

    open_page: Opener
    district: t.District
    goal: t.Goal
    indicator: t.Indicator
    chair: t.Member
    reader: t.Member

    def open(self, member: t.Member, language: Language = Language.EN, **address: Any) -> AppTest:
        texts = {"goal": str(self.goal.id)} | {k: str(v) for k, v in address.items()}
        app = self.open_page("relation", member.id, language, **texts)
        assert not app.exception
        return app

    def relations(self) -> list[t.Relation]:
        with transaction(get_engine()) as session:
            return list(session.scalars(select(t.Relation)))

    def say(self, **fields: Any) -> None:
        with transaction(get_engine(), write=True) as session:
            make.make_relation(session, self.goal, 3, **fields)


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        chair = make.make_member(session, city, Role.DAC_CHAIR, district, name="Ada Rivera")
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue)
        demand = make.make_theme(session, catalogue, headline, code="RESPONSE-04")
        make.make_theme_text(session, demand, statement="Call back within a day")
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(session, priority, title="Answer *urgent* calls faster")
        make.make_goal_theme(session, goal, demand)
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator, straight_line=True)
        make.make_measurement(session, indicator, 3, value=Decimal("8.5"))
        make.make_measurement(
            session, indicator, 1, state=ReportingState.UNABLE_TO_ASSESS, reason=HOSTILE
        )
        meeting = make.make_engagement(session, district)
        for fields in (
            {"text": "First quote.", "valence": Valence.COMPLAINT, "approved": True},
            {"text": HOSTILE, "valence": Valence.PRAISE, "approved": True},
            {"text": "Counted.", "consent": Consent.COUNTED_ONLY},
        ):
            approved = fields.pop("approved", False)
            by = {"approved_by_id": chair.id, "approved_at": make.NOW} if approved else {}
            said = make.make_voice(session, meeting, **fields, **by)
            make.make_voice_theme(session, said, theme_id=demand.id)
        reader = make.make_member(session, city, Role.COMMISSIONER)
        return Place(open_page, district, goal, indicator, chair, reader)


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def html(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def charts(app: AppTest) -> list[Any]:
    return [one.proto for one in app.get("vega_lite_chart")]


def field(app: AppTest, name: str, quarter: str = "2026-Q3") -> Any:
    (key,) = {one for one in app.session_state.to_dict() if one.endswith(f"{quarter}:{name}")}
    return app.get_by_key(key)


# --- choosing a goal ---------------------------------------------------------------------------


def test_without_a_goal_the_page_offers_those_of_the_own_district(place: Place) -> None:
    app = place.open_page("relation", place.chair.id)
    (link,) = app.page_link
    assert link.label.replace("\\", "") == "2026: Answer *urgent* calls faster"
    assert link.proto.query_string == f"goal={place.goal.id}"


def test_a_goal_that_is_not_there_is_said_in_words(place: Place) -> None:
    app = place.open(place.reader, goal=place.district.id)
    assert [error.value for error in app.error] == ["This goal is not there any more."]


def test_another_goal_can_be_chosen(place: Place) -> None:
    app = place.open(place.reader)
    next(one for one in app.button if one.label == "Another goal").click().run()
    assert "goal" not in app.query_params
    assert app.page_link


# --- reading -----------------------------------------------------------------------------------


def test_the_first_sentence_brings_number_and_voices_together(place: Place) -> None:
    place.say(kind=RelationKind.DISCORD)
    shown = words(place.open(place.reader))
    assert "Answer *urgent* calls faster" in shown
    assert "tied to “Call back within a day” (RESPONSE-04)" in shown
    assert (
        "**2026 Q3** :green-badge[● On track] · 84% of the way · 3 voices from 1 meeting"
        " · **They disagree**"
    ) in shown


def test_each_quarter_has_three_parts_in_the_same_order_the_latest_on_top(place: Place) -> None:
    app = place.open(place.reader)
    names = [one.value for one in app.markdown if one.value.startswith("####")]
    assert names == ["#### 2026 Q3", "#### 2026 Q2", "#### 2026 Q1"]
    parts = ("What is measured", "Together", "What people say")
    heads = [one.value for one in app.caption if one.value in parts]
    assert heads == list(parts) * 3


def test_a_quarter_without_a_value_says_so_and_draws_none(place: Place) -> None:
    app = place.open(place.reader)
    shown = words(app)
    assert "◷ Late" in shown
    assert "? Can't be assessed" in shown
    lanes = [chart.alt for chart in charts(app) if "Minutes" in chart.alt]
    measured, late, unable = lanes
    assert "Measured 8.5" in measured
    assert "Measured" not in late + unable


def test_the_reason_for_no_value_and_quotes_are_shown_as_typed(place: Place) -> None:
    app = place.open(place.reader)
    escaped = "**bold** &lt;b&gt;html&lt;/b&gt; :red[x]"
    assert html(app).count(escaped) == 2


def test_quotes_are_leafed_through_one_at_a_time(place: Place) -> None:
    app = place.open(place.reader)
    assert "1 of 2" in words(app)
    assert "First quote." not in html(app)
    pager: Any = app.get_by_key("quotes:2026-Q3")
    pager.set_value(2).run()
    assert "First quote." in html(app)
    assert "2 of 2" in words(app)


def test_voices_are_counted_by_valence_and_theme_and_withheld_ones_by_reason(
    place: Place,
) -> None:
    shown = words(place.open(place.reader))
    assert "Praise 1 · Complaint 1 · Not said yet 1" in shown
    assert "RESPONSE-04 3" in shown
    assert "Not shown: 1 may only be counted." in shown
    assert "Not shown" not in words(place.open(place.chair))


def test_what_was_said_of_both_is_shown_with_who_said_it(place: Place) -> None:
    place.say(kind=RelationKind.EXPAND, rationale=HOSTILE, chosen_by_id=place.chair.id)
    app = place.open(place.reader)
    assert "**Voices add something**" in words(app)
    assert "Said by Ada Rivera" in words(app)
    assert html(app).count("**bold**") == 3


def test_silence_recorded_before_voices_came_asks_to_look_again(place: Place) -> None:
    place.say(kind=RelationKind.NO_VOICES, rationale="")
    assert "look again" in words(place.open(place.reader))


def test_the_same_stands_in_a_table(place: Place) -> None:
    (table,) = place.open(place.reader).dataframe
    row = table.value.iloc[0]
    assert row["Quarter"] == "2026 Q3"
    assert row["Measured"] == "8.5 minutes"
    assert row["Where it stands"] == "● On track"
    assert row["Voices"] == "3 voices from 1 meeting"
    assert list(table.value["Measured"][1:]) == ["", ""]


def test_the_reader_chooses_how_far_and_which_indicator(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        second = make.make_indicator(
            session, place.goal, kind=IndicatorKind.COUNT, name="Calls", unit="calls"
        )
        make.make_target(session, second, straight_line=True)
    app = place.open(place.reader, quarter="2026-Q2")
    assert "#### 2026 Q3" not in words(app)
    (picked,) = app.pills
    picked.set_value(second.id).run()
    assert all("Calls" in chart.alt for chart in charts(app))
    app.selectbox(key="choice:quarter").select_index(0).run()
    assert app.query_params["quarter"] == "2026-Q4"


def test_a_goal_not_due_yet_says_so(place: Place) -> None:
    app = place.open(place.reader, quarter="2025-Q4")
    assert "not due for a quarter yet" in words(app)


# --- saying what both mean ---------------------------------------------------------------------


def test_only_who_may_is_offered_to_say_it(place: Place) -> None:
    offered = [one.label for one in place.open(place.chair).button]
    assert offered.count("Say what they mean") == 3
    app = place.open(place.reader, relation="2026-Q3")
    assert [one.label for one in app.button] == ["Another goal"]
    assert not app.radio


def test_the_chair_says_what_both_mean(place: Place) -> None:
    app = place.open(place.chair)
    next(one for one in app.button if one.label == "Say what they mean").click().run()
    assert app.query_params["relation"] == "2026-Q3"
    assert field(app, "kind").options == ["They agree", "Voices add something", "They disagree"]
    field(app, "kind").set_value(RelationKind.DISCORD)
    field(app, "rationale").set_value("Not felt on the block.").run()
    field(app, "save").click().run()
    assert [message.value for message in app.success] == ["Saved."]
    assert "**They disagree**" in words(app)
    (row,) = place.relations()
    assert (row.rationale, row.chosen_by_id) == ("Not felt on the block.", place.chair.id)


def test_a_quarter_without_voices_offers_only_to_say_so(place: Place) -> None:
    app = place.open(place.chair, relation="2026-Q2")
    assert field(app, "kind", "2026-Q2").options == ["No voices"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (None, "Choose what they mean together before you save."),
        (RelationKind.CONFIRM, "Say in a sentence why: others will read it beside the numbers."),
    ],
)
def test_what_is_missing_is_named(place: Place, kind: RelationKind | None, sentence: str) -> None:
    app = place.open(place.chair, relation="2026-Q3")
    field(app, "kind").set_value(kind).run()
    field(app, "save").click().run()
    assert [error.value for error in app.error] == [sentence]
    assert place.relations() == []


def test_a_second_opinion_sees_the_first_and_loses_nothing(place: Place) -> None:
    app = place.open(place.chair, relation="2026-Q3")
    field(app, "kind").set_value(RelationKind.CONFIRM)
    field(app, "rationale").set_value("Mine.").run()
    place.say(kind=RelationKind.DISCORD, rationale="Theirs.")
    field(app, "save").click().run()
    assert app.warning
    assert field(app, "rationale").value == "Mine."
    app.run()
    assert "Theirs." in [text.value for text in app.text]
    next(one for one in app.button if "go on" in one.label).click().run()
    field(app, "save").click().run()
    (row,) = place.relations()
    assert (row.kind, row.rationale, row.version) == (RelationKind.CONFIRM, "Mine.", 2)
