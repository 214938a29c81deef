"""The check beside the form: letters in words, ways to the fields, the past, and hints."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.pages.browser import Opener, words_of
from tests.pages.browser import unfold as unfold_form

GO = "planner_go_to_field"


@dataclass
class Place:
    """District 7 with a goal whose words are vague, its commander and a commissioner."""

    open_page: Opener
    commander: t.Member
    commissioner: t.Member
    priority: t.Priority
    goal: t.Goal
    indicator: t.Indicator

    def open(self, member: t.Member | None = None, **address: object) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        app = self.open_page("goal", (member or self.commander).id, Language.EN, **texts)
        assert not app.exception
        return app

    def edit(self) -> AppTest:
        return self.open(goal=self.goal.id, edit=1)

    @property
    def check(self) -> str:
        return f"check:goal:{self.goal.id}"

    def record(self, indicator: t.Indicator | None = None, fall: str = "10") -> None:
        with transaction(get_engine(), write=True) as session:
            measured = session.merge(indicator or self.indicator)
            for place, value in enumerate(("12", "11.5", "11", "11.2", "11.4", "11.3", "11", fall)):
                year, quarter = 2024 + place // 4, place % 4 + 1
                make.make_measurement(session, measured, quarter, year=year, value=Decimal(value))


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(
            session, priority, code="07-2026-1", title="Improve the [wait] for a car", action=""
        )
        indicator = make.make_indicator(session, goal, source="Dispatch")
        make.make_target(session, indicator, straight_line=True)
        return Place(
            open_page,
            make.make_member(session, city, Role.COMMANDER, district, name="Ada Rivera"),
            make.make_member(session, city, Role.COMMISSIONER),
            priority,
            goal,
            indicator,
        )


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def letters(app: AppTest) -> list[str]:
    return [each.label for each in app.expander if ": " in each.label]


def unfold(app: AppTest, key: str) -> AppTest:
    """Open a part of the check, as its reader does."""
    app.session_state[f"planner_open:{key}"] = True
    return app.run()


def widget(app: AppTest, key: str) -> Any:
    return app.get_by_key(key)


def buttons(app: AppTest, beginning: str) -> dict[str, str]:
    return {
        str(one.key): one.label for one in app.button if one.key and one.key.startswith(beginning)
    }


def test_each_letter_says_in_words_how_many_things_are_missing_and_never_a_grade(
    place: Place,
) -> None:
    app = place.edit()
    assert letters(app) == [
        "Specific: 3 things missing",
        "Measurable: 1 thing missing",
        "Achievable: 2 things could be better",
        "Relevant: 2 things missing",
        "Time-bound: 2 things could be better",
    ]
    shown = words(app)
    for grade in ("%", "point", "score", "/"):
        assert not any(grade in line for line in letters(app)), shown


def test_an_open_letter_names_each_thing_with_the_way_to_its_field(place: Place) -> None:
    app = unfold(place.edit(), f"{place.check}:S")
    shown = words(app)
    assert "**Missing:** Say what will be done, beginning with a verb." in shown
    assert "**Could be better:** It applies to the whole district." in shown
    ways = buttons(app, f"{place.check}:go:")
    assert f"{place.check}:go:S1:action" in ways
    app.button(key=f"{place.check}:go:S1:action").click().run()
    assert app.session_state[GO].field == "action"


def test_a_letter_stays_open_while_what_it_says_changes(place: Place) -> None:
    app = unfold(place.edit(), f"{place.check}:S")
    widget(app, f"goal:{place.goal.id}:action").set_value("Send a second car").run()
    assert "Specific: 2 things missing" in letters(app)
    assert "Say who or what it is about." in words(app)


def test_what_nobody_can_change_is_not_called_better(place: Place) -> None:
    app = unfold(place.edit(), f"{place.check}:M")
    assert "nothing is divided" not in words(app)


def test_what_stands_on_another_page_has_a_link_there(place: Place) -> None:
    app = unfold(place.edit(), f"{place.check}:R")
    links = {link.label: link.proto.query_string for link in app.page_link}
    assert (
        f"priority={place.priority.id}"
        in links["What the priority is drawn from is ticked in the plan"]
    )


def test_the_past_is_said_drawn_and_told_as_a_table_where_it_is_opened(place: Place) -> None:
    place.record()
    app = place.edit()
    assert not app.get("vega_lite_chart")
    app = unfold(app, f"{place.check}:A")
    shown = words(app)
    assert "It asks for a fall of 28.6% within 4 quarters." in shown
    assert "The largest fall within 4 quarters so far was 10.7%." in shown
    assert "That is more than was ever seen here." in shown
    (chart,) = [one.proto for one in app.get("vega_lite_chart")]
    assert "The largest fall" in chart.alt
    assert len(app.dataframe[0].value) == 8


def test_a_target_beyond_the_past_asks_for_the_reason(place: Place) -> None:
    place.record()
    app = unfold_form(place.edit(), f"goal:{place.goal.id}")
    assert "Achievable: 1 thing missing" in letters(app)
    widget(app, f"goal:{place.goal.id}:ambition_reason").set_value("A second car").run()
    assert "Achievable: 1 thing missing" not in letters(app)


def test_typing_reads_no_other_districts_again(place: Place) -> None:
    place.record()
    sent: list[str] = []
    engine: Engine = get_engine()
    app = place.edit()
    listen = lambda *given: sent.append(given[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    try:
        widget(app, f"goal:{place.goal.id}:title").set_value("Answer sooner").run()
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert sent
    assert [one for one in sent if "measurement.value" in one] == []


def test_a_hint_is_set_aside_for_everybody_and_shown_again(place: Place) -> None:
    app = place.edit()
    assert "1 hint on the words" in [each.label for each in app.expander]
    app = unfold(app, "check:hints")
    assert "“Improve” can mean many things." in words(app)
    app.button(key="hint:aside:vague_verb:title").click().run()
    assert "Set aside by Ada Rivera on " in words(app)
    with transaction(get_engine()) as session:
        (kept,) = session.scalars(select(t.DismissedHint))
        assert kept.dismissed_by_id == place.commander.id
    app.button(key="hint:again:vague_verb:title").click().run()
    assert "1 hint on the words" in [each.label for each in app.expander]


def test_a_hint_is_back_when_its_text_changes(place: Place) -> None:
    app = unfold(place.edit(), "check:hints")
    app.button(key="hint:aside:vague_verb:title").click().run()
    widget(app, f"goal:{place.goal.id}:title").set_value("Improve the line").run()
    assert "1 hint on the words" in [each.label for each in app.expander]


def test_what_is_set_aside_in_a_draft_is_written_at_its_first_save(place: Place) -> None:
    app = place.open(priority=place.priority.id)
    form = f"new goal:{place.priority.id}"
    widget(app, f"{form}:title").set_value("Promote safety downtown").run()
    app = unfold(app, "check:hints")
    app.button(key="hint:aside:vague_verb:title").click().run()
    assert "Set aside in this draft." in words(app)
    app.button(key="hint:again:vague_verb:title").click().run()
    app.button(key="hint:aside:vague_verb:title").click().run()
    app.button(key=f"do:{form}:save").click().run()
    assert app.success[0].value == "Saved."
    assert "Set aside by Ada Rivera on " in words(app)


def test_who_may_not_write_reads_the_check_without_buttons(place: Place) -> None:
    app = unfold(place.open(place.commissioner, goal=place.goal.id), "check:S")
    app = unfold(app, "check:hints")
    shown = words(app)
    assert "Say what will be done, beginning with a verb." in shown
    assert "“Improve” can mean many things." in shown
    assert buttons(app, "check:go:") == buttons(app, "hint:") == {}


def test_from_the_reading_view_a_way_leads_into_the_form(place: Place) -> None:
    app = unfold(place.open(goal=place.goal.id), "check:S")
    app.button(key="check:go:S1:action").click().run()
    assert app.query_params["edit"] == "1"
    assert app.session_state[GO].field == "action"
