"""Looking for changes: administrators find, open, take along and check; nobody else comes here."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import streamlit as st
from sqlalchemy import delete, select, update

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services import audit
from planner.services.change import Written, write_change
from planner.services.door import begin
from planner.services.work import Work, new_id
from planner.ui import session
from planner.ui.text import plain
from schemas.change import ChangeQuery, ChangeRow
from schemas.errors import RefusedError
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of

SAID = "Somebody from the third floor said that nobody called back."


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(session.get_engine())


def note(
    city: City, *writes: Written, role: Role = Role.COMMANDER, at: datetime = make.NOW
) -> None:
    """Write changes as a member, one second apart."""
    with transaction(session.get_engine(), write=True) as rows:
        member = rows.get_one(t.Member, city.people[role])
        work = make.work_for(rows, member)
        for place, written in enumerate(writes):
            later = at + timedelta(seconds=place)
            moved = Work(rows, work.actor, work.jurisdiction, later, work.today, "test")
            write_change(moved, "save_goal", written)


def goal(city: City, version: int, **body: object) -> Written:
    return Written("goal", city.goal, version, {"code": "07-2026-1", **body})


def labels(app: object) -> list[str]:
    return [one.label for one in app.expander]  # type: ignore[attr-defined]


def changes() -> list[UUID]:
    with transaction(session.get_engine()) as rows:
        return list(rows.scalars(select(t.Change.id).order_by(t.Change.at, t.Change.id)))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_comes_here(open_page: Opener, city: City, role: Role) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page("change", city.people[role])


def test_who_comes_past_the_navigation_is_refused(city: City) -> None:
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            with (
                pytest.raises(RefusedError),
                begin(session.get_engine(), city.people[role]) as work,
            ):
                audit.get_changers(work)


@pytest.mark.parametrize("language", Language)
def test_changes_are_told_in_words(open_page: Opener, city: City, language: Language) -> None:
    note(city, goal(city, 1, title="Faster"))
    app = open_page("change", city.people[Role.ADMINISTRATOR], language)
    assert not app.exception
    assert len(labels(app)) == 1
    assert "save_goal" not in labels(app)[0]
    assert plain("07-2026-1") in labels(app)[0]


def test_nothing_found_says_what_to_do(open_page: Opener, city: City) -> None:
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    assert "Take a filter away" in app.info[0].value


def test_a_change_opens_to_show_each_field_before_and_after(open_page: Opener, city: City) -> None:
    note(
        city,
        goal(city, 1, title="Faster"),
        goal(city, 2, title="Faster *still*", review_on="2026-12-01"),
    )
    app = open_page("change", city.people[Role.ADMINISTRATOR], change=str(changes()[1]))
    told = [one.value for one in app.text]
    assert told == [
        "Before: empty",
        "After: December 1, 2026",
        "Before: Faster",
        "After: Faster *still*",
    ]
    assert "**Title**" in words_of(app)


def test_an_erased_change_says_so(open_page: Opener, city: City) -> None:
    note(city, goal(city, 1, title="Faster"))
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(delete(t.ChangeWords))
    app = open_page("change", city.people[Role.ADMINISTRATOR], change=str(changes()[0]))
    assert "were erased" in app.info[0].value
    assert "Faster" not in words_of(app)


def test_original_words_of_a_voice_are_not_shown_to_an_administrator(
    open_page: Opener, city: City
) -> None:
    engine = session.get_engine()
    with transaction(engine, write=True) as rows:
        meeting = make.make_engagement(rows, rows.get_one(t.District, city.district))
        heard = make.make_voice(rows, meeting, text=SAID)
        work = make.work_for(rows)
        write_change(work, "save_voice", Written("voice", heard.id, 1, {"text": SAID}))
        body = {"entity": "voice", "entity_id": heard.id, "field": "text", "text": SAID}
        write_change(work, "import", Written("translation", new_id(), 1, body))
    for change_id in changes():
        app = open_page("change", city.people[Role.ADMINISTRATOR], change=str(change_id))
        assert "It is shown to whoever may read voices as they were entered" in words_of(app)
        assert SAID not in words_of(app)
    app = open_page("change", city.people[Role.ADMINISTRATOR], find="third floor")
    assert labels(app) == []


def test_the_filters_write_themselves_into_the_address(open_page: Opener, city: City) -> None:
    note(city, goal(city, 1, title="Faster"))
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    app.selectbox(key="choice:kind").select("goal").run()
    app.text_input(key="changes:find").input("07-2026").run()
    app.date_input(key="changes:since").set_value(make.TODAY).run()
    app.selectbox(key="choice:who").select(str(city.people[Role.COMMANDER])).run()
    assert len(labels(app)) == 1
    assert app.query_params["since"] == "2026-11-20"
    app.selectbox(key="choice:who").select(str(city.people[Role.PARTNER])).run()
    assert labels(app) == []


@pytest.mark.parametrize(
    "address",
    [
        {"since": "soon", "until": "9999-01-01"},
        {"who": "nobody", "kind": "spoon", "did": "'; --"},
        {"page": "2026_x"},
        {"page": "2026-11-20T10:00:00_00000000-0000-0000-0000-000000000000"},
        {"change": "x"},
    ],
)
def test_an_address_without_sense_shows_everything(
    open_page: Opener, city: City, address: dict[str, str]
) -> None:
    note(city, goal(city, 1, title="Faster"))
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert len(labels(app)) == 1


def test_older_changes_follow_page_by_page(open_page: Opener, city: City) -> None:
    note(city, *(goal(city, version, title=f"v{version}") for version in range(1, 53)))
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    assert len(labels(app)) == audit.PAGE
    next(one for one in app.button if one.label == "Older").click().run()
    assert len(labels(app)) == 2
    assert not [one for one in app.button if one.label == "Older"]
    next(one for one in app.button if one.label == "Back to the newest").click().run()
    assert len(labels(app)) == audit.PAGE


def test_a_file_of_what_was_found_is_written_down_first(open_page: Opener, city: City) -> None:
    note(city, goal(city, 1, title="Faster"))
    app = open_page("change", city.people[Role.ADMINISTRATOR], kind="goal")
    next(one for one in app.button if "Make a file" in one.label).click().run()
    assert [one.label for one in app.download_button] == ["Download 1 row"]
    app = open_page("change", city.people[Role.ADMINISTRATOR], kind="export")
    (label,) = labels(app)
    assert plain("Took as a file: Changes (1 row)") in label
    assert "administrator" in label
    app = open_page("change", city.people[Role.ADMINISTRATOR], change=str(changes()[-1]))
    assert "**Filter · Kind of thing**" in words_of(app)


def test_more_than_a_file_holds_is_said(
    open_page: Opener, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_TAKEN", 2)
    note(city, *(goal(city, version, title=f"v{version}") for version in (1, 2, 3)))
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    next(one for one in app.button if "Make a file" in one.label).click().run()
    assert "the newest 2" in app.warning[0].value


def test_the_history_is_checked_and_the_first_that_fails_is_named(
    open_page: Opener, city: City
) -> None:
    note(city, goal(city, 1, title="Faster"), goal(city, 2, title="Faster still"))
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.Goal).values(version=2))
    app = open_page("change", city.people[Role.ADMINISTRATOR])
    next(one for one in app.button if one.label == "Check the history").click().run()
    assert "All of it holds." in app.success[0].value
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.Change).where(t.Change.version == 2).values(action="save_step"))
    next(one for one in app.button if one.label == "Check the history").click().run()
    words = words_of(app).replace("\\", "")
    assert "Not all of it holds." in app.error[0].value
    assert "altered after it was written" in words
    assert "07-2026-1" in words
    assert f"change {changes()[1]}" in words
    assert "by commander" in words


def test_the_download_of_the_board_is_written_down(
    open_page: Opener, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, make, **_: makers.append(make))
    open_page("board", city.people[Role.COMMISSIONER], quarter="2026-Q3", table="goals")
    for make_file in makers:
        make_file()
    with begin(session.get_engine(), actor=SYSTEM) as work:
        found: list[ChangeRow] = []

        audit.find_all_changes(work, ChangeQuery(entity="export"), found.extend)
    taken = {(row.actor_name, row.taken, row.rows) for row in found}
    assert taken == {("commissioner", "board", 1), ("commissioner", "goals", 1)}
