"""The page that starts a plan from what exists: read, looked at, and only then written."""

from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services import intake, plan
from planner.services.door import begin
from planner.ui import session
from schemas.vocabulary import Language, PlanStage, Role
from tests import factories as make
from tests.city import City, build_city
from tests.exchange.plan_files import fill, form_with_headings, put, saved, template, written
from tests.pages.browser import Opener, words_of
from tests.real_plan import REAL_PLAN, YEAR, as_stored, build_around


@pytest.fixture
def city(open_page: Opener) -> City:
    engine = session.get_engine()
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        build_around(rows, rows.get_one(t.District, city.district))
    return city


def start(
    open_page: Opener, city: City, role: Role = Role.COMMANDER, source: str = "file"
) -> AppTest:
    where = {"district": "7", "year": str(YEAR), "from": source}
    return open_page("intake", city.people[role], Language.EN, **where)


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def hand_in(app: AppTest, content: bytes, name: str = "plan.xlsx") -> AppTest:
    uploader: Any = app.get("file_uploader")[0]
    uploader.upload(name, content, "application/octet-stream").run()
    return press(app, "Read the file")


def labels(app: AppTest) -> list[str]:
    return [one.label for one in app.checkbox]


def stored(city: City) -> UUID | None:
    with begin(session.get_engine(), city.people[Role.COMMANDER], today=make.TODAY) as work:
        found = plan.find_plan(work, city.district, YEAR)
        return found.id if found else None


def test_a_workbook_is_looked_at_and_then_written(open_page: Opener, city: City) -> None:
    app = hand_in(start(open_page, city), saved(fill(REAL_PLAN)))
    assert "Everything in it was understood." in words_of(app)
    assert labels(app).count("Make this priority") == 3
    assert stored(city) is None
    press(app, "Write it into the plan")
    plan_id = stored(city)
    assert plan_id is not None
    with begin(session.get_engine(), city.people[Role.COMMANDER], today=make.TODAY) as work:
        assert as_stored(work, plan_id) == REAL_PLAN


def test_what_was_read_is_there_after_a_reload_with_its_ticks(
    open_page: Opener, city: City
) -> None:
    app = hand_in(start(open_page, city), saved(fill(REAL_PLAN)))
    app.checkbox[1].uncheck().run()
    again = start(open_page, city)
    assert "Vacant houses that stand open" in words_of(again)
    assert [one.value for one in again.checkbox][:3] == [True, False, True]
    press(again, "Discard")
    assert "Vacant houses" not in words_of(start(open_page, city))


def test_what_was_not_understood_is_named_by_its_cell(open_page: Opener, city: City) -> None:
    book = template()
    put(book, "Priorities", 4, {"priority": "P1", "title": "Robberies", "kind": "Problem to slove"})
    put(
        book, "Goals", 4, {"goal": "G1", "priority": "P1", "title": "Fewer", "owner": "Odile Farow"}
    )
    app = hand_in(start(open_page, city), saved(book))
    words = words_of(app).replace("\\", "")
    assert "**Priorities, B4**: “Problem to slove” is not one of the words for this." in words
    assert "Did you mean Odile Farrow?" in words
    assert "Missing: What will be done" in words


def test_a_problem_without_a_type_is_asked_for_it(open_page: Opener, city: City) -> None:
    book = template()
    put(book, "Priorities", 4, {"priority": "P1", "title": "Robberies", "kind": "Problem to solve"})
    app = hand_in(start(open_page, city), saved(book))
    press(app, "Write it into the plan")
    assert "Choose what type of problem this is." in words_of(app)
    assert stored(city) is None
    next(one for one in app.selectbox if one.label == "Type of problem").select("violent_crime")
    press(app.run(), "Write it into the plan")
    assert stored(city) is not None


def test_a_word_form_is_read_and_its_sentences_are_not_ticked(
    open_page: Opener, city: City
) -> None:
    app = hand_in(start(open_page, city), written(form_with_headings(REAL_PLAN)), "form.docx")
    words = words_of(app)
    assert "Robberies on the way home from the stations" in words
    suggested = [one.value for one in app.checkbox if one.label != "Make this priority"]
    assert suggested
    assert not any(suggested)


def test_a_file_that_is_none_is_refused_and_the_page_stays(open_page: Opener, city: City) -> None:
    app = hand_in(start(open_page, city), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked", "plan.xlsx")
    assert "is locked with a password" in app.error[0].value
    assert app.get("file_uploader")


def test_last_years_goals_are_carried_over_with_credit(open_page: Opener, city: City) -> None:
    app = start(open_page, city, source="last_year")
    assert "Goals of 2026." in words_of(app)
    app.checkbox[0].check().run()
    press(app, "Copy what is ticked")
    words = words_of(app).replace("\\", "")
    assert "“Minutes to answer” was to reach 8 in 2026, and came to 9.9." in words
    press(app, "Write it into the plan")
    with transaction(session.get_engine()) as rows:
        made = rows.query(t.Goal).filter(t.Goal.copied_from_id == city.goal).one()
        made_id = made.id
    goal = open_page("goal", city.people[Role.COMMANDER], goal=str(made_id))
    assert "After a goal of District 7 Englewood, 2026: Answer urgent calls faster" in words_of(
        goal
    ).replace("\\", "")


def test_goals_of_other_districts_are_found_by_words(open_page: Opener, city: City) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        chair = make.make_member(
            rows, rows.get_one(t.Jurisdiction, other.jurisdiction_id), Role.DAC_CHAIR, other
        ).id
    app = open_page(
        "intake", chair, Language.EN, **{"district": "11", "year": "2027", "from": "elsewhere"}
    )
    assert "Answer urgent calls faster" in labels(app)
    app.text_input[0].input("robberies").run()
    assert "No goal of another district fits." in words_of(app)


def test_a_theme_offers_a_priority_and_a_goal_to_begin_with(open_page: Opener, city: City) -> None:
    app = start(open_page, city, source="theme")
    assert "Urgent calls that wait too long" in words_of(app)
    press(app, "Begin with this")
    words = words_of(app).replace("\\", "")
    assert "Median minutes to answer an urgent call" in words
    assert "Missing: Who does it, Where we start, What we want to reach" in words
    press(app, "Write it into the plan")
    assert stored(city) is not None


def test_only_whoever_writes_the_plan_can_start_it(open_page: Opener, city: City) -> None:
    app = start(open_page, city, Role.COMMISSIONER)
    assert "Your role does not allow this here." in words_of(app)
    assert not app.get("file_uploader")


def test_an_adopted_plan_takes_nothing_in(open_page: Opener, city: City) -> None:
    app = hand_in(start(open_page, city), saved(fill(REAL_PLAN)))
    with transaction(session.get_engine(), write=True) as rows:
        district = rows.get_one(t.District, city.district)
        make.make_plan(
            rows, district, year=YEAR, stage=PlanStage.ADOPTED, unsigned_reason="No chair."
        )
    app.run()
    assert "nothing can be brought into it any more" in words_of(app)
    assert "Write it into the plan" not in [one.label for one in app.button]


def test_it_speaks_every_language(open_page: Opener, city: City) -> None:
    for language in Language:
        app = open_page(
            "intake", city.people[Role.COMMANDER], language, district="7", year=str(YEAR)
        )
        assert not app.exception
        assert intake.ENDINGS
