"""Side by side page: numbers left, voices right, and between them what a person says of both."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import delete, select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import (
    Accumulation,
    Consent,
    Direction,
    IndicatorKind,
    Language,
    RelationKind,
    ReportingState,
    Role,
    Valence,
)
from tests import factories as make
from tests.pages.browser import Opener, words_of

EVERYWHERE = {Role.COMMISSIONER, Role.CPAP_MEMBER, Role.ADMINISTRATOR}
CHOOSERS = {
    Role.COMMANDER,
    Role.DELEGATE,
    Role.DISTRICT_STAFF,
    Role.DAC_CHAIR,
    Role.DAC_MEMBER,
    Role.REVIEWER,
}
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
        # Written past the services it leaves no change row, by which pages know what is new.
        st.cache_data.clear()


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


def name_of_part(text: str) -> str:
    """Return which part of a quarter begins with a text, or nothing."""
    begins = {
        "####": "number",
        "Nobody has said": "together",
        "**3 voices": "voices",
        "No voices in": "voices",
    }
    return next((part for start, part in begins.items() if text.startswith(start)), "")


def html(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def charts(app: AppTest) -> list[Any]:
    return [one.proto for one in app.get("vega_lite_chart")]


def links(app: AppTest) -> list[Any]:
    """Return the links that lead to a goal's own view."""
    return [one for one in app.page_link if "goal=" in one.proto.query_string]


def field(app: AppTest, name: str, quarter: str = "2026-Q3") -> Any:
    (key,) = {one for one in app.session_state.to_dict() if one.endswith(f"{quarter}:{name}")}
    return app.get_by_key(key)


# --- choosing a goal ---------------------------------------------------------------------------


def test_without_a_goal_the_page_offers_those_of_the_own_district(place: Place) -> None:
    app = place.open_page("relation", place.chair.id)
    (link,) = links(app)
    assert link.proto.query_string == f"goal={place.goal.id}"
    assert "Answer *urgent* calls faster :green-badge[● On track]" in words(app)
    assert "They disagree" not in words(app)
    place.say(kind=RelationKind.DISCORD)
    assert "**They disagree**" in words(app.run())


def test_a_district_without_goals_says_where_they_come_from(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        city = session.scalars(select(t.Jurisdiction)).one()
        make.make_district(session, city, number=11, name="Harrison")
    app = place.open_page("relation", place.reader.id, district="11")
    assert not links(app)
    assert "no goals yet" in words(app)


def test_a_goal_that_is_not_there_is_said_in_words(place: Place) -> None:
    app = place.open(place.reader, goal=place.district.id)
    assert [error.value for error in app.error] == ["This goal is not there any more."]


def test_another_goal_can_be_chosen(place: Place) -> None:
    app = place.open(place.reader)
    next(one for one in app.button if one.label == "Another goal").click().run()
    assert "goal" not in app.query_params
    assert links(app)


# --- reading -----------------------------------------------------------------------------------


def test_the_first_sentence_brings_number_and_voices_together(place: Place) -> None:
    place.say(kind=RelationKind.DISCORD)
    app = place.open(place.reader)
    shown = words(app)
    assert "Answer *urgent* calls faster" in shown
    assert "should fall from 11.2 to 8.0 by December 31, 2026." in shown
    assert "District 7 Englewood" in shown
    assert ":green-badge[● On track] · 84% of the way · :material/call_split: **They" in shown
    (tie,) = [one for one in app.page_link if "demand=" in one.proto.query_string]
    assert (tie.label, tie.proto.query_string) == ("Call back within a day", "demand=RESPONSE-04")


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        (RelationKind.CONFIRM, "What people say fits the number."),
        (
            RelationKind.EXPAND,
            "What people say doesn't contradict the number, but tells something it can't show.",
        ),
        (RelationKind.DISCORD, "What people say doesn't fit the number."),
        (RelationKind.NO_VOICES, "Nobody was heard on this in the quarter."),
    ],
)
def test_why_also_says_what_was_chosen_and_that_a_person_chose_it(
    place: Place, kind: RelationKind, meaning: str
) -> None:
    chosen = "A person chose this; it isn't worked out from the numbers."
    assert chosen not in words(place.open(place.reader))
    place.say(kind=kind)
    assert f"**  \n{meaning} {chosen}" in words(place.open(place.reader))


def test_the_bars_two_sides_are_named_once_where_the_column_begins(place: Place) -> None:
    said = [one.value for one in place.open(place.reader).caption]
    assert said.count("What people say · ← complaints | praise →") == 1


def test_without_a_bar_no_sides_are_named(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        for table in (t.VoiceTheme, t.Voice):
            session.execute(delete(table))
    said = [one.value for one in place.open(place.reader).caption]
    assert "What people say" in said
    assert not any("praise" in one for one in said)


def test_each_quarter_has_three_parts_in_the_same_order_the_latest_on_top(place: Place) -> None:
    app = place.open(place.reader)
    names = [one.value for one in app.markdown if one.value.startswith("####")]
    assert [name.split(" :")[0] for name in names] == [f"#### 2026 Q{n}" for n in (3, 2, 1)]
    parts = ("What is measured", "Together", "What people say")
    heads = [one.value.split(" · ")[0] for one in app.caption]
    assert [head for head in heads if head in parts] == list(parts)
    kinds = [name_of_part(one.value) for one in app.markdown]
    assert [kind for kind in kinds if kind] == ["number", "together", "voices"] * 3


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
    assert html(app).count(escaped) == 2  # the reason, and the quote in front


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
    assert "Call back within a day 3" in shown
    assert "Not shown: 1 may only be counted." in shown
    app = place.open(place.chair)
    assert "Not shown" not in words(app)
    (bar,) = [chart for chart in charts(app) if "praise on the right" in chart.alt]
    # What nobody coded is said so, and stands between complaints and praise.
    assert bar.alt.endswith("Complaint 1 · Not said yet 1 · Praise 1")


def test_a_card_quotes_approved_words_first_and_never_what_may_only_be_counted(
    place: Place,
) -> None:
    with transaction(get_engine(), write=True) as session:
        meeting = session.scalars(select(t.Engagement)).one()
        waiting = make.make_voice(session, meeting, text="Waiting.")
        theme_id = session.scalars(select(t.VoiceTheme.theme_id).distinct()).one()
        make.make_voice_theme(session, waiting, theme_id=theme_id)
    app = place.open(place.chair)
    for page in (1, 2, 3):
        pager: Any = app.get_by_key("quotes:2026-Q3")
        pager.set_value(page).run()
        assert ("Waiting." in html(app)) is (page == 3)
        assert "Counted." not in html(app)
    app = place.open(place.chair, more="said")
    assert "Counted." in html(app)
    assert "May only be counted" in words(app)


def test_a_reason_of_two_sentences_is_read_whole(place: Place) -> None:
    rationale = "Patrols are logged as the plan asks, and people who shop here say so. " * 3
    place.say(kind=RelationKind.EXPAND, rationale=rationale.strip())
    shown = html(place.open(place.reader))
    assert shown.count(rationale.strip()) == 2  # on the card, and where it is read whole


def test_what_was_said_of_both_is_shown_with_who_said_it(place: Place) -> None:
    place.say(kind=RelationKind.EXPAND, rationale=HOSTILE, chosen_by_id=place.chair.id)
    app = place.open(place.reader)
    assert "**Voices add something**" in words(app)
    folds = [one.proto.popover.label for one in app.get("popover")]
    assert "Said by Ada Rivera" in folds
    # In short and, on demand, whole.
    assert html(app).count("**bold**") == 4


def test_silence_recorded_before_voices_came_asks_to_look_again(place: Place) -> None:
    place.say(kind=RelationKind.NO_VOICES, rationale="")
    assert "look again" in words(place.open(place.reader))


def test_the_same_stands_in_a_table(place: Place) -> None:
    (table,) = place.open(place.reader, more="table").dataframe
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
        code = second.code
    app = place.open(place.reader, quarter="2026-Q2")
    assert "#### 2026 Q3" not in words(app)
    app.selectbox(key="choice:indicator").set_value(code).run()
    assert app.query_params["indicator"] == code
    assert all("Calls" in chart.alt for chart in charts(app))
    app.selectbox(key="choice:quarter").select_index(0).run()
    assert app.query_params["quarter"] == "2026-Q4"


def test_a_goal_not_due_yet_says_so(place: Place) -> None:
    app = place.open(place.reader, quarter="2025-Q4")
    assert "not due for a quarter yet" in words(app)


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_both_sides_and_who_may_is_offered_to_say(
    place: Place, role: Role
) -> None:
    with transaction(get_engine(), write=True) as session:
        city = session.scalars(select(t.Jurisdiction)).one()
        here = None if role in EVERYWHERE else session.get_one(t.District, place.district.id)
        member = make.make_member(session, city, role, here)
    app = place.open(member, quarter="2026-Q4")
    assert "3 voices from 1 meeting" in words(app)
    assert "8.5 minutes" in words(app)
    offered = [one for one in app.button if one.label == "Say what they mean"]
    assert bool(offered) is (role in CHOOSERS)


def test_an_address_that_leads_nowhere_shows_what_there_is(place: Place) -> None:
    app = place.open(
        place.reader, quarter="2031-Q9", indicator="99-1", more="nothing", relation="2026-Q3"
    )
    assert "#### 2026 Q3" in words(app)
    assert any("Minutes" in chart.alt for chart in charts(app))
    assert not app.dataframe
    assert not app.radio


def test_a_goal_without_numbers_and_meetings_says_both(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        priority = session.scalars(select(t.Priority)).one()
        bare = make.make_goal(session, priority, title="Listen")
        make.make_indicator(session, bare, kind=IndicatorKind.CODED_VOICES, unit="", direction=None)
        goal_id = bare.id
    app = place.open(place.reader, goal=goal_id, more="usual")
    assert "Nothing is measured by numbers." in words(app)
    assert "Usual range" not in app.pills[0].options
    assert "1 meeting, and nobody spoke of this." in words(app)
    assert words(app).count("No meeting this quarter.") == 2
    assert not charts(app)


def test_a_demand_that_nobody_spoke_of_is_named(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        silent = make.make_local_demand(session, place.district, code="LD-7-1")
        make.make_goal_theme(
            session, session.get_one(t.Goal, place.goal.id), local_demand_id=silent.id
        )
    assert "Nobody was heard on LD-7-1." in words(place.open(place.reader))
    (table,) = place.open(place.reader, more="unheard").dataframe
    row = table.value.iloc[0]
    assert row["Nobody spoke of"] == "Fewer robberies at the station"
    assert row["Meetings and their voices"] == "Beat meeting, August 12, 2026: 3"
    assert table.value.iloc[2]["Meetings and their voices"] == "No meeting this quarter."


@pytest.mark.parametrize(
    ("fields", "target", "measured", "shown"),
    [
        (
            {"kind": IndicatorKind.PERCENT, "unit": "%", "direction": Direction.IN_RANGE},
            {"low": Decimal(25), "high": Decimal(60), "margin": Decimal(5)},
            {"numerator": Decimal(7), "denominator": Decimal(12)},
            "**58.3% (7 of 12)**",
        ),
        (
            {"kind": IndicatorKind.PERCENT, "unit": "%", "direction": Direction.INCREASE},
            {"baseline": Decimal(25), "target": Decimal(60)},
            {"numerator": Decimal(12), "denominator": Decimal(20)},
            "**60.0%** :small[",
        ),
        (
            {
                "kind": IndicatorKind.COUNT,
                "unit": "hours",
                "direction": Direction.INCREASE,
                "accumulation": Accumulation.SUM,
            },
            {"baseline": Decimal(40), "target": Decimal(80)},
            {"value": Decimal(25)},
            "**75.0 hours so far**",
        ),
        (
            {"kind": IndicatorKind.RUBRIC, "unit": "level", "direction": Direction.INCREASE},
            {"baseline": Decimal(1), "target": Decimal(3)},
            {"value": Decimal(2)},
            "**level 2**",
        ),
    ],
    ids=["in range, few cases", "enough cases", "adding up", "described levels"],
)
def test_a_value_is_written_as_its_kind_asks(
    place: Place,
    fields: dict[str, Any],
    target: dict[str, Any],
    measured: dict[str, Any],
    shown: str,
) -> None:
    with transaction(get_engine(), write=True) as session:
        goal = make.make_goal(session, session.scalars(select(t.Priority)).one())
        own = {"decimals": 0} if fields["kind"] is IndicatorKind.RUBRIC else {"decimals": 1}
        indicator = make.make_indicator(session, goal, name="Other", **own | fields)
        if fields["kind"] is IndicatorKind.RUBRIC:
            for level in (1, 2, 3):
                words_of_level = f"Described {level}."
                make.add(
                    session,
                    t.RubricLevel(
                        jurisdiction_id=goal.jurisdiction_id,
                        indicator_id=indicator.id,
                        level=level,
                        description=words_of_level,
                    ),
                )
        asked = {"baseline": None, "target": None, "straight_line": True} | target
        make.make_target(session, indicator, **asked)
        for quarter in (1, 2, 3):
            make.make_measurement(session, indicator, quarter, **measured)
        goal_id = goal.id
    app = place.open(place.reader, goal=goal_id)
    assert shown in words(app)
    assert ("Described 2." in words(app)) is (fields["kind"] is IndicatorKind.RUBRIC)
    assert all(chart.alt.startswith("2026 Q") for chart in charts(app))


# --- on demand ---------------------------------------------------------------------------------


def test_nothing_more_is_open_until_somebody_asks(place: Place) -> None:
    app = place.open(place.reader)
    assert not app.dataframe
    (more,) = app.pills
    assert list(more.options) == [
        "As a table",
        "Usual range",
        "All that was said",
        "Who was not heard",
    ]
    more.set_value("table").run()
    assert app.query_params["more"] == "table"
    assert app.dataframe


def test_the_usual_range_is_said_in_words_before_it_is_drawn(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        indicator = session.get_one(t.Indicator, place.indicator.id)
        for month, value in enumerate((11, 10, 11, 10, 11, 10), start=1):
            make.add(
                session,
                t.MonthlyValue(
                    jurisdiction_id=indicator.jurisdiction_id,
                    indicator_id=indicator.id,
                    month=date(2026, month, 1),
                    value=Decimal(value),
                ),
            )
    app = place.open(place.reader, more="usual")
    shown = words(app)
    assert "Most months lie between 7.8 and 13.2." in shown
    assert "This rests on 6 values" in shown
    assert "The target, 8.0," in shown
    assert not {"XmR", "assurance", "rebase"} & set(shown.split())
    (table,) = app.dataframe
    assert list(table.value["Month"]) == [f"2026-0{month}" for month in (6, 5, 4, 3, 2, 1)]


def test_a_changed_target_stands_beside_the_original_with_its_reason(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        make.make_target(
            session,
            session.get_one(t.Indicator, place.indicator.id),
            revision=1,
            from_quarter=3,
            target=Decimal(9),
            reason="A car is missing.",
        )
    app = place.open(place.reader, more="original")
    assert "At first: 8.0 minutes." in words(app)
    assert "From 2026 Q3: 9.0 minutes. A car is missing." in words(app)
    (table,) = app.dataframe
    assert list(table.value["Original target"]) == ["8.0"]


def test_all_that_was_said_stands_in_the_words_that_were_used(place: Place) -> None:
    place.say(kind=RelationKind.DISCORD, rationale="Long. " * 60 + "End.")
    app = place.open(place.reader, more="said")
    assert "First quote." in html(app)
    # Beside the quarter on demand, and in the list.
    assert html(app).count("Long. " * 60 + "End.") == 2
    assert "3 · Call back within a day (RESPONSE-04)" in words(app)


# --- saying what both mean ---------------------------------------------------------------------


def test_only_who_may_is_offered_to_say_it(place: Place) -> None:
    offered = [one.label for one in place.open(place.chair).button]
    assert offered.count("Say what they mean") == 3
    app = place.open(place.reader, relation="2026-Q3")
    assert [one.label for one in app.button] == ["Another goal"]
    assert not app.radio


def test_what_was_said_can_be_changed_where_it_is_read_whole(place: Place) -> None:
    place.say(kind=RelationKind.EXPAND)
    offered = [one.label for one in place.open(place.chair).button]
    assert offered.count("Change") == 1
    assert "Change" not in [one.label for one in place.open(place.reader).button]


def test_a_translated_title_is_read_in_ones_own_language(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, place.goal.id)
        make.make_translation(session, goal, "Responder antes", field="title")
    assert "Responder antes" in words(place.open(place.reader, Language.ES))
    assert "Responder antes" in words(place.open_page("relation", place.chair.id, Language.ES))


def test_a_translated_rationale_is_read_in_ones_own_language(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, place.goal.id)
        said = make.make_relation(session, goal, 3, rationale="Not felt on the block.")
        make.make_translation(session, said, "No se nota.", field="rationale")
    shown = html(place.open(place.reader, Language.ES))
    assert shown.count("No se nota.") == 2
    assert shown.count("Not felt on the block.") == 1


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
