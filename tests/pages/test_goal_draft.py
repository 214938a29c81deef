"""Drafting a goal: six fields first, the demand with its voices, and the sentence as it grows."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services import goal as service
from planner.ui.goal.parts import (
    HINTS,
    INDICATOR_HINTS,
    INDICATOR_LABELS,
    LABELS,
    TARGET_HINTS,
    TARGET_LABELS,
)
from planner.ui.goal_form.measure import COUNTS
from planner.ui.session import get_engine
from schemas.goal import GoalRow
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.pages.browser import Opener, unfold, words_of

SENTENCE = "Keep a car free — Minutes to answer should fall from 11.2 to 8.0 by December 31, 2026."


@dataclass
class Place:
    """District 7 with a goal in minutes, two demands, and a meeting that spoke of one of them."""

    open_page: Opener
    district: t.District
    commander: t.Member
    partner: t.Member
    priority: t.Priority
    goal: t.Goal
    indicator: t.Indicator
    voiced: t.Theme
    silent: t.Theme

    def begin(self, member: t.Member | None = None) -> AppTest:
        member = member or self.commander
        return self.open_page("goal", member.id, priority=str(self.priority.id))

    def edit(self, language: Language = Language.EN) -> AppTest:
        address = {"goal": str(self.goal.id), "edit": "1"}
        return self.open_page("goal", self.commander.id, language, **address)

    def read(self, language: Language = Language.EN) -> AppTest:
        return self.open_page("goal", self.commander.id, language, goal=str(self.goal.id))

    def row(self, goal_id: UUID | None = None) -> GoalRow:
        with transaction(get_engine()) as session:
            work = make.work_for(session, self.commander)
            return service.get_goal(work, goal_id or self.goal.id)

    @property
    def new(self) -> str:
        return f"new goal:{self.priority.id}"

    @property
    def form(self) -> str:
        return f"goal:{self.goal.id}"


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        commander = make.make_member(session, city, Role.COMMANDER, district, name="Ada Rivera")
        partner = make.make_member(session, city, Role.PARTNER, district)
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue, code="RESPONSE")
        make.make_theme_text(session, headline, statement="Prompt response")
        demands = []
        for code, statement in (("RESPONSE-01", "Call back"), ("RESPONSE-04", "Come sooner")):
            demands.append(make.make_theme(session, catalogue, headline, code=code))
            make.make_theme_text(session, demands[-1], statement=statement)
            make.make_theme_answerable(session, demands[-1])
        silent, voiced = demands
        meeting = make.make_engagement(session, district, title="October meeting")
        for said in ("We waited an hour.", "Nobody came."):
            approved = {"approved_at": make.NOW, "approved_by_id": commander.id}
            voice = make.make_voice(session, meeting, text=said, **approved)
            make.make_voice_theme(session, voice, theme_id=voiced.id)
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(session, priority, action="Keep a car free.", title="Faster")
        make.make_goal_theme(session, goal, voiced)
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator, straight_line=True)
        return Place(
            open_page, district, commander, partner, priority, goal, indicator, voiced, silent
        )


def words(app: AppTest) -> str:
    assert not app.exception
    return words_of(app).replace("\\", "")


def widget(app: AppTest, key: str) -> Any:
    return app.get_by_key(key)


def put(app: AppTest, form: str, **fields: Any) -> AppTest:
    for name, value in fields.items():
        widget(app, f"{form}:{name}").set_value(value)
    return app.run()


def click(app: AppTest, key: str) -> AppTest:
    return app.button(key=f"do:{key}").click().run()


def field(app: AppTest, form: str, name: str) -> Any:
    return widget(app, f"{form}:{name}").value


def first_indicator(app: AppTest, form: str) -> str:
    (key,) = [each.key for each in app.text_input if each.key and each.key.endswith(".name")]
    return str(key).removeprefix(f"{form}:").removesuffix(".name")


def fields_drawn(app: AppTest, form: str) -> set[str]:
    kinds = ("text_input", "text_area", "selectbox", "multiselect", "date_input", "checkbox")
    keys = [str(one.key) for kind in kinds for one in app.get(kind) if one.key]
    return {key.removeprefix(f"{form}:") for key in keys if key.startswith(f"{form}:")}


# --- six fields first ----------------------------------------------------------------------------


def test_a_new_goal_asks_six_things_and_folds_the_rest(place: Place) -> None:
    app = place.begin()
    one = first_indicator(app, place.new)
    assert fields_drawn(app, place.new) == {
        "themes",
        "action",
        "title",
        f"{one}.name",
        f"{one}.kind",
        f"{one}.unit",
        f"{one}.direction",
        f"{one}.0.baseline",
        f"{one}.0.target",
        "due_on",
    }


def test_a_saved_goal_keeps_the_same_order(place: Place) -> None:
    app, one = place.edit(), str(place.indicator.id)
    assert {"themes", "action", "title", f"{one}.name", "due_on"} <= fields_drawn(app, place.form)
    assert "resources" not in fields_drawn(app, place.form)


def test_each_folded_part_names_what_it_still_misses(place: Place) -> None:
    shown = words(place.begin())
    assert "Say who or what it is about." in shown
    assert "Say who does it: name a person and their unit." in shown
    assert "required things are still missing. You can save now and go on later." in shown


def test_a_measure_is_missed_where_one_is_begun(place: Place) -> None:
    missed = "Choose at least one measure that is a number."
    app = place.begin()
    assert missed not in words(app)
    app.session_state[f"planner_open:check:{place.new}:M"] = True
    app.run()
    assert missed in words(app)
    app.session_state[f"planner_open:check:{place.new}:M"] = False
    first = next(name for name in fields_drawn(app, place.new) if name.endswith(".name"))
    widget(app, f"{place.new}:{first}").set_value("What people say")
    kind = first.removesuffix("name") + "kind"
    widget(app, f"{place.new}:{kind}").set_value("coded_voices").run()
    assert missed in words(app)


def test_a_blank_indicator_above_leaves_what_a_later_one_misses_with_its_own_part(
    place: Place,
) -> None:
    app = unfold(place.begin(), place.new)
    app = app.button(key=f"do:{place.new}:add").click().run()
    _blank, second = (one for one in app.text_input if str(one.key).endswith(".name"))
    app = second.set_value("Calls answered in time").run()
    (said,) = [one.value for one in app.caption if "Calls answered in time" in one.value]
    assert "Give the value you start from" in said


def test_a_goal_without_dates_says_when_its_path_is_drawn(place: Place) -> None:
    told = "The path is drawn as soon as the goal has a start and a due date."
    app = place.read()
    assert app.get("vega_lite_chart")
    assert told not in words(app)
    with transaction(get_engine(), write=True) as session:
        session.get_one(t.Goal, place.goal.id).due_on = None
    app = place.read()
    assert not app.get("vega_lite_chart")
    assert told in words(app)


def test_what_is_typed_in_a_part_outlives_its_folding(place: Place) -> None:
    app = unfold(place.begin(), place.new)
    part = f"part:{place.new}:takes"
    # Typing and folding may arrive in one go: the field is not drawn in that run any more.
    widget(app, f"{place.new}:resources").set_value("Two cars")
    app.session_state[part] = False
    app.run()
    assert "resources" not in fields_drawn(app, place.new)
    app.session_state[part] = True
    assert field(app.run(), place.new, "resources") == "Two cars"
    again = unfold(place.begin(), place.new)
    assert field(again, place.new, "resources") == "Two cars"


def test_every_field_that_could_be_asked_about_says_what_belongs_there() -> None:
    explained = {
        "kinds": INDICATOR_LABELS.keys() - INDICATOR_HINTS.keys(),
        "targets": TARGET_LABELS.keys() - TARGET_HINTS.keys(),
        "goal": LABELS.keys() - HINTS.keys(),
    }
    assert explained == {
        "kinds": {"unit"},
        "targets": {"from", "reason", "agreed_by", "agreed_on", "counted", *COUNTS},
        "goal": {"beat_ids", "indicators", "sources", "priority_id", "copied_from_id"},
    }


def test_an_indicator_that_nobody_wrote_is_none(place: Place) -> None:
    app = put(place.begin(), place.new, title="Call back")
    click(app, f"{place.new}:save")
    with transaction(get_engine()) as session:
        new = session.scalars(select(t.Goal.id).where(t.Goal.id != place.goal.id)).one()
    assert place.row(new).indicators == ()


def test_an_indicator_without_a_name_is_called_the_new_one(place: Place) -> None:
    app = place.begin()
    app.session_state[f"planner_open:check:{place.new}:M"] = True
    put(app, place.new, **{f"{first_indicator(app, place.new)}.0.target": "8"})
    assert "The new indicator: Give the value you start from." in words(app)
    assert "?:" not in words(app)
    put(app, place.new, title="Call back")
    click(app, f"{place.new}:save")
    assert app.error[0].value == "Name the indicator before you save it."
    assert "Look in: First: what, how much, by when" in words(app)


def test_a_number_stays_when_it_becomes_a_level_and_back(place: Place) -> None:
    app = place.begin()
    one = first_indicator(app, place.new)
    put(app, place.new, **{f"{one}.0.baseline": "2", f"{one}.kind": "rubric"})
    assert field(app, place.new, f"{one}.0.baseline") == "2"
    put(app, place.new, **{f"{one}.kind": "count"})
    assert field(app, place.new, f"{one}.0.baseline") == "2"


# --- the title ------------------------------------------------------------------------------------


def test_the_title_follows_the_action_until_somebody_writes_their_own(place: Place) -> None:
    app = put(place.begin(), place.new, action="Call everybody back. Within a week.")
    assert field(app, place.new, "title") == "Call everybody back"
    put(app, place.new, action="Call callers back")
    assert field(app, place.new, "title") == "Call callers back"
    put(app, place.new, title="Nobody waits")
    put(app, place.new, action="Ring them")
    assert field(app, place.new, "title") == "Nobody waits"
    put(app, place.new, title="")
    assert field(app, place.new, "title") == "Ring them"


def test_the_title_of_a_saved_goal_stays(place: Place) -> None:
    app = put(place.edit(), place.form, action="Send the nearest car")
    assert field(app, place.form, "title") == "Faster"


# --- the demand -----------------------------------------------------------------------------------


def test_demands_come_with_the_most_voiced_first_and_their_theme_in_words(place: Place) -> None:
    options = place.begin().multiselect(key=f"{place.new}:themes").options
    assert [each[:11] for each in options] == ["RESPONSE-04", "RESPONSE-01"]
    assert options[0].endswith("(Prompt response; 2 voices here)")


def test_before_one_is_chosen_the_most_voiced_can_be_taken(place: Place) -> None:
    app = place.begin()
    assert "Most voiced in District 7 Englewood" in words(app)
    click(app, f"{place.new}:take:RESPONSE-04")
    assert field(app, place.new, "themes") == [f"theme:{place.voiced.id}"]


def test_a_demand_has_its_voices_and_the_goals_that_answer_it_beside_it(place: Place) -> None:
    app = put(place.begin(), place.new, themes=[f"theme:{place.voiced.id}"])
    assert "RESPONSE\\-04\\: 2 voices here" in [each.label for each in app.expander]
    said = " ".join(str(each.value) for each in app.html)
    assert "We waited an hour." in said
    assert "October meeting · " in words(app)
    assert "Goals here that answer it already:\n" in f"{words(app)}\n"
    assert "Faster" in words(app)


def test_a_goal_is_not_named_beside_itself(place: Place) -> None:
    assert "Goals here that answer it already:" not in words(place.edit())


def test_a_demand_nobody_spoke_of_shows_what_was_said_on_its_theme(place: Place) -> None:
    app = put(place.begin(), place.new, themes=[f"theme:{place.silent.id}"])
    assert "Nobody spoke of just this. On “Prompt response” people said:" in words(app)


def test_words_that_may_not_be_read_are_counted_alone(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        for voice in session.scalars(select(t.Voice)):
            voice.approved_at = voice.approved_by_id = None
    app = put(place.begin(place.partner), place.new, themes=[f"theme:{place.voiced.id}"])
    assert "RESPONSE\\-04\\: 2 voices here" in [each.label for each in app.expander]
    assert "We waited" not in " ".join(str(each.value) for each in app.html)
    assert "Counted, but not shown" in words(app)


def test_one_theme_alone_can_be_looked_through(place: Place) -> None:
    app = place.begin()
    app.selectbox(key=f"look:{place.new}:theme").select("RESPONSE").run()
    assert len(app.multiselect(key=f"{place.new}:themes").options) == 2


def test_what_people_asked_for_is_added_on_the_spot_and_chosen(place: Place) -> None:
    app = put(place.begin(), place.new, action="Walk the block")
    click(app, f"{place.new}:demand")
    form = f"new demand:{place.district.id}"
    app.button(key=f"{form}:save").click().run()
    assert app.error[0].value == "Write what was asked for, and where it was heard."
    app.text_area(key=f"{form}:statement").set_value("Light the path")
    app.text_input(key=f"{form}:citation").set_value("Meeting of 8 October 2026")
    app.button(key=f"{form}:save").click().run()
    assert app.success[0].value == "Saved, and chosen for this goal."
    with transaction(get_engine()) as session:
        demand = session.scalars(select(t.LocalDemand)).one()
    assert field(app, place.new, "themes") == [f"local:{demand.id}"]
    assert field(app, place.new, "action") == "Walk the block"
    assert "Asked for in: Meeting of 8 October 2026" in words(app)


def test_adding_a_demand_can_be_given_up_without_leaving_the_goal(place: Place) -> None:
    app = place.edit()
    click(app, f"{place.form}:demand")
    app.button(key=f"new demand:{place.district.id}:discard").click().run()
    assert app.query_params["edit"] == "1"
    assert app.button(key=f"do:{place.form}:demand").label == "Add what people here asked for"


def test_who_may_not_write_demands_is_not_offered_to(place: Place) -> None:
    app = place.begin(place.partner)
    assert "Add what people here asked for" not in {each.label for each in app.button}


# --- the sentence ---------------------------------------------------------------------------------


def test_the_sentence_grows_with_quiet_gaps_for_what_is_not_written(place: Place) -> None:
    app = place.begin()
    gap = ":gray[___]"
    assert f"{gap} — {gap} should rise from {gap} to {gap} by {gap}." in words(app)
    one = first_indicator(app, place.new)
    put(
        app,
        place.new,
        action="Keep a car free",
        **{f"{one}.name": "Minutes", f"{one}.0.target": "8", f"{one}.unit": "seconds"},
    )
    told = f"Keep a car free — Minutes should rise from {gap} to 8 seconds by {gap}."
    assert told in words(app)
    assert "Put it in your own words" not in {each.label for each in app.button}


def test_the_reading_view_says_who_does_what_and_from_what_to_what(place: Place) -> None:
    assert f"**{SENTENCE}**" in words(place.read())


def polish(place: Place, told: str) -> AppTest:
    app = click(place.edit(), f"{place.form}:polish")
    assert field(app, place.form, "polished") == SENTENCE
    return put(app, place.form, polished=told)


def test_a_polished_sentence_is_read_in_its_place_and_the_fields_stay(place: Place) -> None:
    app = polish(place, "Someone comes within 8 minutes, not 11.2.")
    click(app, f"{place.form}:save")
    assert "**Someone comes within 8 minutes, not 11.2.**" in words(app)
    sentence = place.row().sentence
    assert (sentence.polished, sentence.moved_on) == (
        "Someone comes within 8 minutes, not 11.2.",
        (),
    )
    assert place.row().goal.action == "Keep a car free."


def test_readers_of_another_language_get_the_sentence_made_of_the_fields(place: Place) -> None:
    click(polish(place, "Someone comes within 8 minutes."), f"{place.form}:save")
    shown = words(place.read(Language.PL))
    assert "Someone comes within 8 minutes." not in shown
    assert "Keep a car free" in shown


def test_a_polished_sentence_is_not_shown_once_its_fields_moved_on(place: Place) -> None:
    click(polish(place, "Someone comes within 8 minutes."), f"{place.form}:save")
    app = place.edit()
    put(app, place.form, **{f"{place.indicator.id}.0.target": "7.5"})
    assert "Value to reach (was 8, is 7.5)" in app.warning[0].value.replace("\\", "")
    click(app, f"{place.form}:save")
    shown = words(app)
    assert "Someone comes within 8 minutes." not in shown
    assert "should fall from 11.2 to 7.5" in shown
    assert "was written before these fields changed: Value to reach (was 8, is 7.5)" in shown


def test_whoever_reads_it_again_can_say_that_it_still_fits(place: Place) -> None:
    click(polish(place, "Someone comes soon."), f"{place.form}:save")
    app = put(place.edit(), place.form, **{f"{place.indicator.id}.0.target": "7.5"})
    click(app, f"{place.form}:fits")
    assert not app.warning
    click(app, f"{place.form}:save")
    assert "**Someone comes soon.**" in words(app)


def test_new_words_are_written_for_the_fields_as_they_are_now(place: Place) -> None:
    click(polish(place, "Someone comes within 8 minutes."), f"{place.form}:save")
    app = put(place.edit(), place.form, **{f"{place.indicator.id}.0.target": "7.5"})
    put(app, place.form, polished="Someone comes within 7.5 minutes.")
    assert not app.warning
    click(app, f"{place.form}:save")
    assert "**Someone comes within 7.5 minutes.**" in words(app)


def test_the_sentence_made_of_the_fields_can_be_taken_back(place: Place) -> None:
    app = polish(place, "Someone comes soon.")
    click(app, f"{place.form}:unpolish")
    assert "polished" not in fields_drawn(app, place.form)
    click(app, f"{place.form}:save")
    assert place.row().goal.polished == place.row().goal.polished_for == ""


def test_a_number_that_contradicts_the_fields_is_pointed_out_and_blocks_nothing(
    place: Place,
) -> None:
    app = polish(place, "Someone comes within 7 minutes by December 31, 2026, not 11.2.")
    assert "These numbers are in your words but in no field: 7. Check them." in words(app)
    click(app, f"{place.form}:save")
    assert place.row().goal.polished.startswith("Someone comes within 7 minutes")


def test_an_empty_polished_field_is_no_sentence(place: Place) -> None:
    app = polish(place, "")
    click(app, f"{place.form}:save")
    assert f"**{SENTENCE}**" in words(app)
