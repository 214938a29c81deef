"""The quarter page: values saved as they are typed, and what a wrong entry leaves on screen."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services import progress
from planner.services.change import digest
from planner.services.door import begin
from planner.services.work import new_id
from planner.ui import session as browser
from planner.ui.text import plain
from schemas.progress import ProgressIn
from schemas.vocabulary import Accumulation, IndicatorKind, Language, ReportingState, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import ROOT, Opener, words_of

MAY_RECORD = {Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF, Role.REVIEWER}


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(browser.get_engine())


def field(indicator: UUID, name: str = "value", quarter: str = "2026-Q3") -> str:
    return f"quarter:{name}:{indicator}:{quarter}"


def type_in(app: AppTest, text: str, key: str) -> AppTest:
    """Type into a field and leave it; then the whole page, of which a save draws one block only."""
    app.text_input(key=key).set_value(text).run()
    return app.run()


def explain(app: AppTest, indicator: UUID, state: ReportingState, reason: str) -> AppTest:
    app.selectbox(key=field(indicator, "state")).set_value(state).run()
    app.text_area(key=field(indicator, "reason")).set_value(reason).run()
    return app.run()


def recorded() -> list[t.Measurement]:
    with transaction(browser.get_engine()) as session:
        return list(session.scalars(select(t.Measurement).where(t.Measurement.quarter == 3)))


def record(city: City, who: Role, value: str, seen_version: int = 0) -> None:
    """Record the minutes beside the open page, as somebody else would."""
    entry = ProgressIn(
        id=recorded()[0].id if seen_version else new_id(),
        indicator_id=city.minutes,
        year=2026,
        quarter=3,
        seen_version=seen_version,
        value=Decimal(value),
        language=Language.EN,
    )
    with begin(browser.get_engine(), city.people[who], write=True, today=make.TODAY) as work:
        progress.record_progress(work, entry)


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_what_is_due_and_only_recorders_have_fields(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_page("progress", city.people[role], district="7")
    assert not app.exception
    assert "Minutes to answer" in words_of(app)
    assert (len(app.text_input) > 0) == (role in MAY_RECORD)
    assert app.get("progress")[0].proto.text == plain("0 of 3 done")


def test_a_field_stands_beside_its_last_value_and_the_plans_point(
    open_page: Opener, city: City
) -> None:
    words = words_of(open_page("progress", city.people[Role.COMMANDER]))
    assert plain("Last: 9.9 minutes in 2026 Q2 · the plan says 9.0 minutes") in words


def test_a_value_is_saved_when_its_field_is_left(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    assert [row.value for row in recorded()] == [Decimal("9.2")]
    assert "Saved" in words_of(app)
    assert "On track" in words_of(app)
    assert app.text_input(key=field(city.minutes)).value == "9.2"


def test_the_bar_counts_what_is_saved(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "9.2", field(city.minutes))
    assert app.get("progress")[0].proto.text.startswith(plain("1 of 3 done, saved"))


def test_what_is_recorded_is_one_line_to_correct(open_page: Opener, city: City) -> None:
    record(city, Role.DELEGATE, "9.2")
    app = open_page("progress", city.people[Role.COMMANDER])
    assert plain("Recorded by delegate, November 20, 2026") in words_of(app)
    button = app.button(key=f"quarter-correct:{city.minutes}")
    assert button.label == "Change this value"
    button.click().run()
    app.text_input(key=field(city.minutes)).set_value("9.1").run()
    assert [(row.value, row.version) for row in recorded()] == [(Decimal("9.1"), 2)]


def test_how_values_are_saved_is_told_once_to_who_records(open_page: Opener, city: City) -> None:
    told = "Each value is saved when you leave its field."
    assert words_of(open_page("progress", city.people[Role.COMMANDER])).count(told) == 1
    assert told not in words_of(open_page("progress", city.people[Role.COMMISSIONER], district="7"))


@pytest.mark.parametrize(("is_old", "shown"), [(False, "Antes"), (True, "Answer")])
def test_a_goals_title_stands_in_the_readers_language_while_its_translation_is_fresh(
    open_page: Opener, city: City, *, is_old: bool, shown: str
) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        old = {"original_digest": digest("before")} if is_old else {}
        make.make_translation(session, goal, "Antes", field="title", **old)
    app = open_page("progress", city.people[Role.COMMANDER], Language.ES)
    assert app.subheader[0].value.startswith(shown)


def test_a_correction_is_undone_by_recording_the_earlier_value_again(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    assert not [b for b in app.button if b.key == f"quarter-undo:{city.minutes}"]
    app.text_input(key=field(city.minutes)).set_value("92").run()
    app.button(key=f"quarter-undo:{city.minutes}").click().run()
    assert [(row.value, row.version) for row in recorded()] == [(Decimal("9.2"), 3)]
    assert app.text_input(key=field(city.minutes)).value == "9.2"


def test_what_cannot_be_read_stays_in_its_field_and_is_explained_beside_it(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.text_input(key=field(city.minutes)).set_value("nine").run()
    assert plain("“nine” is not a number") in words_of(app)
    assert app.text_input(key=field(city.minutes)).value == "nine"
    assert recorded() == []


def test_what_could_not_be_saved_is_there_in_a_new_window(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "nine", field(city.minutes))
    type_in(app, "40", field(city.share, "numerator"))
    again = open_page("progress", city.people[Role.COMMANDER])
    assert again.text_input(key=field(city.minutes)).value == "nine"
    assert again.text_input(key=field(city.share, "numerator")).value == "40"


def test_nothing_typed_leaves_no_draft(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "nine", field(city.minutes))
    type_in(app, "", field(city.minutes))
    with transaction(browser.get_engine()) as session:
        assert session.scalars(select(t.Draft)).all() == []


def test_a_ratio_waits_for_both_numbers_and_shows_its_share(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "40", field(city.share, "numerator"))
    assert recorded() == []
    app.text_input(key=field(city.share, "denominator")).set_value("80").run()
    assert [row.numerator for row in recorded()] == [Decimal(40)]
    assert plain("50% (40 of 80)") in words_of(app)


def test_a_part_beyond_its_whole_is_refused_beside_the_field(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "90", field(city.share, "numerator"))
    app.text_input(key=field(city.share, "denominator")).set_value("80").run()
    assert "can't be more than" in words_of(app).replace("\\", "")
    assert recorded() == []


def test_a_reason_is_saved_in_place_of_a_value(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.selectbox(key=field(city.minutes, "state")).set_value(ReportingState.UNABLE_TO_ASSESS).run()
    assert recorded() == []
    app.text_area(key=field(city.minutes, "reason")).set_value("The records are lost.").run()
    assert [row.reason for row in recorded()] == ["The records are lost."]


def test_a_value_typed_before_a_reason_was_chosen_comes_back(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "40", field(city.share, "numerator"))
    state = field(city.share, "state")
    app.selectbox(key=state).set_value(ReportingState.NOT_APPLICABLE).run()
    assert not [one for one in app.text_input if one.key == field(city.share, "numerator")]
    app.selectbox(key=state).set_value(None).run()
    assert app.text_input(key=field(city.share, "numerator")).value == "40"


@pytest.mark.parametrize(("typed", "is_asked"), [("92", True), ("9.2", False), ("0", False)])
def test_a_value_far_from_all_before_is_saved_and_asked_about(
    open_page: Opener, city: City, typed: str, is_asked: bool
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.text_input(key=field(city.minutes)).set_value(typed).run()
    assert ("Is that right?" in words_of(app).replace("\\", "")) == is_asked
    assert [row.value for row in recorded()] == [Decimal(typed)]


def test_who_comes_second_sees_both_values_and_takes_theirs(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    record(city, Role.DELEGATE, "9.4")
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    assert app.warning[0].value == plain("9.4 minutes. Yours is not saved: 9.2.")
    app.button(key=f"quarter-theirs:{city.minutes}").click().run()
    assert [row.value for row in recorded()] == [Decimal("9.4")]
    assert plain("9.4 minutes") in words_of(app)


def test_who_comes_second_can_save_their_own_after_reading(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    record(city, Role.DELEGATE, "9.4")
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    app.button(key=f"quarter-mine:{city.minutes}").click().run()
    assert [(row.value, row.version) for row in recorded()] == [(Decimal("9.2"), 2)]


def test_a_draft_older_than_what_was_recorded_since_is_shown_beside_it(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "nine", field(city.minutes))
    record(city, Role.DELEGATE, "9.4")
    again = open_page("progress", city.people[Role.COMMANDER])
    assert again.warning[0].value == plain("9.4 minutes. Yours is not saved: nine.")


def test_what_others_recorded_shows_on_the_next_run_where_nothing_is_typed(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    record(city, Role.DELEGATE, "9.4")
    app.run()
    record(city, Role.DELEGATE, "9.3", seen_version=1)
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    app.run()
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    assert app.text_input(key=field(city.minutes)).value == "9.3"


def test_a_note_goes_with_the_value(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.session_state[f"quarter-more:{city.minutes}"] = True
    app.run()
    app.text_area(key=field(city.minutes, "note")).set_value("402 calls").run()
    assert recorded() == []
    app.run()
    app.date_input(key=field(city.minutes, "data_as_of")).set_value(date(2026, 10, 5)).run()
    app.run()
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    assert [(r.note, r.data_as_of) for r in recorded()] == [("402 calls", date(2026, 10, 5))]


def test_values_that_add_up_are_asked_for_alone_and_shown_to_date(
    open_page: Opener, city: City
) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        hours = make.make_indicator(
            session,
            goal,
            position=4,
            kind=IndicatorKind.COUNT,
            name="Hours on foot",
            unit="hours",
            direction="increase",
            accumulation=Accumulation.SUM,
            decimals=0,
        )
        make.make_target(session, hours, baseline=Decimal(100), target=Decimal(400))
        make.make_measurement(session, hours, 1, value=Decimal(80))
        make.make_measurement(session, hours, 2, value=Decimal(90))
    app = open_page("progress", city.people[Role.COMMANDER])
    assert plain("Last: 170 hours to date in 2026 Q2") in words_of(app)
    app.text_input(key=field(hours.id)).set_value("100").run()
    assert plain("100 hours, 270 hours to date") in words_of(app)


def test_a_level_is_saved_when_it_is_chosen(open_page: Opener, city: City) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        rubric = make.make_indicator(
            session, goal, position=4, kind=IndicatorKind.RUBRIC, name="How it went", unit=""
        )
        for level, words in ((1, "Nobody came"), (2, "Some came")):
            row = t.RubricLevel(indicator_id=rubric.id, level=level, description=words)
            row.jurisdiction_id = rubric.jurisdiction_id
            session.add(row)
    app = open_page("progress", city.people[Role.COMMANDER])
    app.radio(key=field(rubric.id, "level")).set_value(2).run()
    assert [row.value for row in recorded()] == [Decimal(2)]


def test_only_what_is_open_is_an_address(open_page: Opener, city: City) -> None:
    record(city, Role.COMMANDER, "9.2")
    app = open_page("progress", city.people[Role.COMMANDER], show="open")
    assert "Minutes to answer" not in words_of(app)
    assert "Share answered in time" in words_of(app)
    app.toggle(key="quarter-only-open").set_value(False).run()
    assert "show" not in app.query_params
    assert "Minutes to answer" in words_of(app)


def test_when_all_is_done_the_page_says_what_comes_next(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    for indicator in (city.minutes, city.share, city.voices):
        explain(app, indicator, ReportingState.NOT_APPLICABLE, "Beat was split")
    assert app.get("progress")[0].proto.text.startswith(plain("3 of 3 done"))
    assert "Next: see the numbers" in app.get("page_link")[-1].proto.label


def test_lateness_is_said_in_words_and_the_value_still_counts(
    open_page: Opener, city: City
) -> None:
    late = words_of(open_page("progress", city.people[Role.COMMANDER]))
    assert plain("This quarter was due October 21, 2026. What you enter now still counts.") in late
    early = open_page("progress", city.people[Role.COMMANDER], quarter="2026-Q4")
    assert plain("Due January 21, 2027: 62 days left.") in words_of(early)


def test_another_language_rewrites_numbers_that_are_typed(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "1,234", field(city.share, "numerator"))
    app.session_state["planner_language"] = Language.PL.value
    app.run()
    assert app.text_input(key=field(city.share, "numerator")).value == "1234"
    app.text_input(key=field(city.minutes)).set_value("9,2").run()
    assert [row.value for row in recorded()] == [Decimal("9.2")]


@pytest.mark.parametrize(
    "address", [{"quarter": "2026-Q9"}, {"district": "99"}, {"goal": "none"}, {"show": "all"}]
)
def test_a_wrong_address_still_opens_a_sheet(
    open_page: Opener, city: City, address: dict[str, str]
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER], Language.EN, **address)
    assert not app.exception
    assert "Minutes to answer" in words_of(app)


def test_a_district_without_goals_says_what_to_do_next(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMISSIONER], district="11")
    assert "Goals are added" in app.info[0].value


@pytest.mark.parametrize("language", Language)
def test_the_page_stands_in_every_language(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER], language)
    assert not app.exception
    assert len(app.text_input) == 3


STILL_SAVED = plain(
    "Still saved: 9.2 minutes. Enter a new value, or choose why there is none."
    " Discard brings it back."
)


def test_an_emptied_field_says_that_its_saved_value_stands_also_in_a_new_window(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "9.2", field(city.minutes))
    assert STILL_SAVED not in words_of(app)
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    app.text_input(key=field(city.minutes)).set_value("").run()
    assert STILL_SAVED in words_of(app)
    again = open_page("progress", city.people[Role.COMMANDER])
    assert again.text_input(key=field(city.minutes)).value == ""
    assert STILL_SAVED in words_of(again)
    assert [row.value for row in recorded()] == [Decimal("9.2")]


def test_discard_brings_back_the_value_that_an_emptied_field_had(
    open_page: Opener, city: City
) -> None:
    record(city, Role.COMMANDER, "9.2")
    app = open_page("progress", city.people[Role.COMMANDER])
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    type_in(app, "", field(city.minutes))
    discard = app.button(key=f"quarter-close:{city.minutes}")
    assert discard.label == "Discard"
    discard.click().run()
    app.run().button(key=f"quarter-correct:{city.minutes}").click().run()
    assert app.text_input(key=field(city.minutes)).value == "9.2"
    assert STILL_SAVED not in words_of(app)


def test_a_reason_without_words_says_that_the_saved_value_stands(
    open_page: Opener, city: City
) -> None:
    record(city, Role.COMMANDER, "9.2")
    app = open_page("progress", city.people[Role.COMMANDER])
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    app.selectbox(key=field(city.minutes, "state")).set_value(ReportingState.NOT_APPLICABLE).run()
    still = "Still saved: 9.2 minutes. Write why there is no value. Discard brings it back."
    assert plain(still) in words_of(app)
    app.text_area(key=field(city.minutes, "reason")).set_value("Beat was split").run()
    assert "Still saved" not in words_of(app)


def test_voices_ask_only_for_a_reason_when_the_saved_one_is_taken_away(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    explain(app, city.voices, ReportingState.NOT_APPLICABLE, "Beat was split")
    app.button(key=f"quarter-correct:{city.voices}").click().run()
    app.selectbox(key=field(city.voices, "state")).set_value(None).run()
    app.run()
    asked = "Choose why there is no value. Discard brings it back."
    assert plain(f"Still saved: Not applicable. {asked}") in words_of(app)


def test_what_was_wrong_is_explained_again_in_a_new_window(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "12x", field(city.minutes))
    type_in(app, "90", field(city.share, "numerator"))
    type_in(app, "80", field(city.share, "denominator"))
    again = open_page("progress", city.people[Role.COMMANDER])
    assert again.text_input(key=field(city.minutes)).value == "12x"
    assert plain("“12x” is not a number") in words_of(again)
    assert "90 can't be more than the 80" in words_of(again).replace("\\", "")
    type_in(again, "9.2", field(city.minutes))
    assert plain("“12x”") not in words_of(again)


def test_what_was_wrong_is_explained_again_after_another_page(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "12x", field(city.minutes))
    pages = ROOT / "planner" / "pages"
    app.switch_page(str(pages / "plan.py")).run()
    app.switch_page(str(pages / "progress.py")).run()
    assert app.text_input(key=field(city.minutes)).value == "12x"
    assert plain("“12x” is not a number") in words_of(app)


def test_half_a_ratio_is_no_fault_in_a_new_window(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    type_in(app, "40", field(city.share, "numerator"))
    assert ":material/error:" not in words_of(open_page("progress", city.people[Role.COMMANDER]))


def test_a_day_to_come_is_explained_again_in_a_new_window(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    app.session_state[f"quarter-more:{city.minutes}"] = True
    app.run()
    app.date_input(key=field(city.minutes, "data_as_of")).set_value(date(2027, 1, 5)).run()
    type_in(app, "9.2", field(city.minutes))
    again = open_page("progress", city.people[Role.COMMANDER])
    assert "a day that is still to come" in words_of(again)


ALL_DONE = plain("Everything in this quarter is recorded.")


def do_all(app: AppTest, city: City) -> AppTest:
    for indicator in (city.minutes, city.share, city.voices):
        explain(app, indicator, ReportingState.NOT_APPLICABLE, "Beat was split")
    return app


def test_when_all_is_done_the_page_says_so_and_leads_to_the_next_quarter(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    assert ALL_DONE not in words_of(app)
    do_all(app, city)
    assert ALL_DONE in words_of(app)
    onward = app.button(key="quarter-next")
    assert onward.label == "Next: 2026 Q4, due January 21, 2027"
    onward.click().run()
    assert "2026-Q4" in app.query_params["quarter"]
    assert app.text_input(key=field(city.minutes, quarter="2026-Q4")).value == ""


def test_the_last_save_says_at_once_that_all_is_done(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    for indicator in (city.share, city.voices):
        explain(app, indicator, ReportingState.NOT_APPLICABLE, "Beat was split")
    app.text_input(key=field(city.minutes)).set_value("9.2").run()
    assert ALL_DONE in words_of(app)
    assert app.button(key="quarter-next").label.startswith("Next: 2026 Q4")


def test_a_quarter_with_nothing_done_or_none_after_it_leads_nowhere(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    assert not [one for one in app.button if one.key == "quarter-next"]
    app = open_page("progress", city.people[Role.COMMANDER], quarter="2026-Q4")
    for indicator in (city.minutes, city.share, city.voices):
        name = field(indicator, "{}", "2026-Q4")
        app.selectbox(key=name.format("state")).set_value(ReportingState.NOT_APPLICABLE).run()
        app.text_area(key=name.format("reason")).set_value("Beat was split").run()
        app.run()
    assert ALL_DONE in words_of(app)
    assert not [one for one in app.button if one.key == "quarter-next"]


def test_how_values_are_saved_is_told_only_where_there_is_a_field(
    open_page: Opener, city: City
) -> None:
    told = "Each value is saved when you leave its field."
    app = do_all(open_page("progress", city.people[Role.COMMANDER]), city)
    assert told not in words_of(app)
    app.button(key=f"quarter-correct:{city.minutes}").click().run()
    assert told in words_of(app)
    app.button(key=f"quarter-close:{city.minutes}").click().run()
    assert told not in words_of(app)


LATE_START = "It starts with fewer than 45 days left in the quarter, so it is first due in 2026 Q4."


def begin_late(city: City, *titles: str) -> None:
    """Write goals that start in the third quarter and are first due in the fourth."""
    with transaction(browser.get_engine(), write=True) as session:
        priority = session.get_one(t.Priority, city.priority)
        for title in titles:
            goal = make.make_goal(session, priority, title=title, start_on=date(2026, 8, 20))
            make.make_indicator(session, goal)


def test_a_goal_that_starts_too_late_to_be_due_is_named_with_its_first_quarter(
    open_page: Opener, city: City
) -> None:
    begin_late(city, "Walk the beat")
    app = open_page("progress", city.people[Role.COMMANDER])
    assert plain(f"Not due yet: Walk the beat. {LATE_START}") in words_of(app)
    later = open_page("progress", city.people[Role.COMMANDER], quarter="2026-Q4")
    assert "Walk the beat. It starts" not in words_of(later)
    assert "Walk the beat" in words_of(later)


def test_several_goals_that_are_not_due_yet_share_a_line_in_every_language(
    open_page: Opener, city: City
) -> None:
    begin_late(city, "Walk the beat", "Meet *young* people")
    words = words_of(open_page("progress", city.people[Role.COMMANDER]))
    assert plain("Not due yet: Walk the beat · Meet *young* people. They start with") in words
    with transaction(browser.get_engine(), write=True) as session:
        goal = session.scalars(select(t.Goal).where(t.Goal.title == "Walk the beat")).one()
        make.make_translation(session, goal, "A pie", field="title")
    spanish = words_of(open_page("progress", city.people[Role.COMMANDER], Language.ES))
    assert plain("A pie · Meet *young* people") in spanish


def test_a_quarter_with_only_goals_that_are_not_due_yet_names_them(
    open_page: Opener, city: City
) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        session.get_one(t.Goal, city.goal).start_on = date(2026, 8, 20)
    app = open_page("progress", city.people[Role.COMMANDER])
    assert app.info[0].value == "Nothing is due in this quarter."
    assert plain(f"Not due yet: Answer urgent calls faster. {LATE_START}") in words_of(app)


def test_a_goal_that_is_over_before_any_quarter_is_due_is_named_too(
    open_page: Opener, city: City
) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        goal.start_on, goal.due_on = date(2026, 8, 20), date(2026, 9, 20)
    words = words_of(open_page("progress", city.people[Role.COMMANDER]))
    assert plain("Not due at all: Answer urgent calls faster. It starts with fewer") in words


def test_markup_in_a_text_does_nothing_on_the_page(open_page: Opener, city: City) -> None:
    odd = "<script>alert(1)</script> **bold** :red[a] 🙂 مرحبا"
    app = open_page("progress", city.people[Role.COMMANDER])
    explain(app, city.minutes, ReportingState.UNABLE_TO_ASSESS, odd)
    assert [row.reason for row in recorded()] == [odd]
    assert plain(odd) in words_of(app)
    assert odd not in words_of(app)


def test_a_quarter_that_still_runs_says_how_an_early_value_is_judged(
    open_page: Opener, city: City
) -> None:
    running = "The quarter runs until December 31, 2026"
    commander = city.people[Role.COMMANDER]
    assert running in words_of(open_page("progress", commander, quarter="2026-Q4"))
    assert running not in words_of(open_page("progress", commander, quarter="2026-Q3"))
