"""Page of a change of command: who comes to it, what it tells, the note, moving, confirming."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.i18n import translator
from planner.reports.table import table_csv
from planner.services.door import begin
from planner.services.goal import get_goal, save_goal
from planner.services.handover import get_handover
from planner.ui.handover.checklist import checklist
from planner.ui.language import speaking
from planner.ui.session import get_engine, get_settings
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of

CHANGE = date(2026, 12, 1)
NOTE = "Call *Pastor* Reed first. <b>He</b> knows everybody."


@dataclass
class Place:
    """District 7: its commander, who owns the goal, leaves at the end of November; Ben comes."""

    open_page: Opener
    patch: pytest.MonkeyPatch
    city: City
    ben: t.Member

    def on(self, today: date) -> None:
        self.patch.setenv("PLANNER_TODAY", today.isoformat())
        get_settings.clear()

    def open(self, who: Any = Role.COMMANDER, today: date = make.TODAY, **address: str) -> AppTest:
        self.on(today)
        member_id = self.city.people[who] if isinstance(who, Role) else who.id
        app = self.open_page("handover", member_id, Language.EN, **address)
        assert not app.exception
        return app

    def goal(self) -> t.Goal:
        with transaction(get_engine()) as session:
            return session.get_one(t.Goal, self.city.goal)


@pytest.fixture
def place(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> Place:
    city = build_city(get_engine())
    with transaction(get_engine(), write=True) as rows:
        leaves = update(t.MemberRole).where(t.MemberRole.role == Role.COMMANDER)
        rows.execute(leaves.values(ends_on=CHANGE - timedelta(days=1)))
        rows.execute(update(t.Goal).values(owner_id=city.people[Role.COMMANDER]))
        district = rows.get_one(t.District, city.district)
        jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
        ben = make.make_member(rows, jurisdiction, name="Ben")
        make.make_role(rows, ben, Role.COMMANDER, district, starts_on=CHANGE)
        make.make_partner(rows, district, name="A school")
    return Place(open_page, monkeypatch, city, ben)


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    app = button.click().run()
    assert not app.exception
    return app


READERS = [role for role in Role if role in RULES[Action.HANDOVER_READ]]


@pytest.mark.parametrize("role", list(Role))
def test_those_who_may_read_it_come_and_nobody_else(place: Place, role: Role) -> None:
    if role in READERS:
        assert "From December 1, 2026: Ben takes over from commander." in words(place.open(role))
    else:
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            place.open(role)


def test_the_answer_comes_first(place: Place) -> None:
    told = words(place.open())
    assert "1 goal is open, 0 at risk or worse." in told
    assert "Responsible: commander" in told
    assert "No contact recorded" in told
    assert "Community conversation: no date is set yet" in told
    assert "Plan 2026: Drafting" in told
    assert "not signed" not in told


def test_a_chair_reads_and_has_nothing_to_press(place: Place) -> None:
    app = place.open(Role.DAC_CHAIR)
    labels = {one.label for one in app.button}
    assert not labels & {"Write a note", "I have handed over", "Set all"}
    assert "Hand over goals and steps" not in {one.label for one in app.expander}


def test_a_reviewer_looks_at_any_district_and_moves_nothing(place: Place) -> None:
    app = place.open(Role.REVIEWER, district="11")
    assert "This district has no commander yet" in words(app)
    with transaction(get_engine(), write=True) as rows:
        held = update(t.MemberRole).where(t.MemberRole.role == Role.REVIEWER)
        rows.execute(held.values(district_id=None))
    app = place.open(Role.REVIEWER, district="7")
    assert "Hand over goals and steps" not in {one.label for one in app.expander}


def test_a_note_is_written_kept_while_it_is_typed_and_read(place: Place) -> None:
    app = press(place.open(), "Write a note")
    app.text_area(key=f"handover note:{place.city.district}:{CHANGE}:note").set_value(NOTE).run()
    # Another visit finds what was typed.
    again = place.open(note="1")
    field = again.text_area(key=f"handover note:{place.city.district}:{CHANGE}:note")
    assert field.value == NOTE
    app = press(again, "Save")
    assert "Written by commander on" in words(app)
    told = "".join(one.proto.body for one in place.open(Role.DAC_CHAIR).get("html"))
    assert "&lt;b&gt;He&lt;/b&gt;" in told
    taken = place.open(place.ben, CHANGE)
    assert "Call *Pastor* Reed" in "".join(one.proto.body for one in taken.get("html"))


def test_everything_goes_to_one_person_after_a_look_at_what_changes(place: Place) -> None:
    app = place.open(move="all")
    assert "Choose who takes over" in words(app)
    form = f"handover:{place.city.district}:{place.city.people[Role.COMMANDER]}"
    app.selectbox(key=f"{form}:all").select(str(place.ben.id)).run()
    app = press(app, "Set all")
    assert "commander → Ben · Commander" in words(app)
    assert place.goal().owner_id == place.city.people[Role.COMMANDER]
    app = press(app, "Save 1 change")
    assert place.goal().owner_id == place.ben.id
    assert "1 thing has a new name." in "".join(one.value for one in app.success)
    app = press(app, "Give 1 thing back")
    assert place.goal().owner_id == place.city.people[Role.COMMANDER]


def test_what_somebody_saved_meanwhile_is_named_and_nothing_moves(place: Place) -> None:
    app = place.open(move="all")
    form = f"handover:{place.city.district}:{place.city.people[Role.COMMANDER]}"
    key = f"{form}:owner:{place.city.goal}"
    app.selectbox(key=key).select(str(place.ben.id)).run()
    with begin(
        get_engine(), place.city.people[Role.DISTRICT_STAFF], write=True, today=make.TODAY
    ) as work:
        held = get_goal(work, place.city.goal).goal
        save_goal(work, held.model_copy(update={"title": "Another title"}))
    app = press(app, "Save 1 change")
    assert "07-2026-1" in "".join(one.value for one in app.error).replace("\\", "")
    assert place.goal().owner_id == place.city.people[Role.COMMANDER]
    # Looked at anew, it is saved.
    press(app.run(), "Save 1 change")
    assert place.goal().owner_id == place.ben.id


def test_both_sides_confirm_each_on_their_day(place: Place) -> None:
    app = press(place.open(), "I have handed over")
    assert "✔ Handed over: commander" in words(app)
    assert "This can be confirmed from December 1, 2026 on." in words(app)
    app = place.open(place.ben, CHANGE)
    assert "Ben took over from commander on December 1, 2026." in words(app)
    app = press(app, "I have taken over")
    assert "✔ Taken over: Ben" in words(app)
    assert not {one.label for one in app.button} & {"I have taken over", "I have handed over"}


def test_only_what_was_shown_is_confirmed(place: Place) -> None:
    app = place.open()
    with begin(
        get_engine(), place.city.people[Role.DISTRICT_STAFF], write=True, today=make.TODAY
    ) as work:
        held = get_goal(work, place.city.goal).goal
        save_goal(work, held.model_copy(update={"title": "Another title"}))
    app = press(app, "I have handed over")
    assert "Something was saved since this page was drawn" in "".join(
        one.value for one in app.error
    )
    # What it shows now can be.
    assert "✔ Handed over" in words(press(app, "I have handed over"))
    with transaction(get_engine()) as rows:
        assert len(rows.scalars(select(t.HandoverMark)).all()) == 1


def test_a_reviewer_writes_down_why_somebody_cannot(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        held = update(t.MemberRole).where(t.MemberRole.role == Role.REVIEWER)
        rows.execute(held.values(district_id=None))
    app = place.open(Role.REVIEWER, district="7")
    app = press(app, "Write it down for commander")
    assert "Write down why" in "".join(one.value for one in app.error)
    name = f"handover:given:{place.city.district}:{CHANGE}"
    app.text_input(key=f"{name}:reason").set_value("Left the department.").run()
    app = press(app, "Write it down for commander")
    assert "Written down by reviewer: Left the department." in words(app)


def test_a_confirmation_says_when_much_has_changed_since(place: Place) -> None:
    press(place.open(), "I have handed over")
    with transaction(get_engine(), write=True) as rows:
        for _number in range(3):
            make.make_commitment(rows, rows.get_one(t.District, place.city.district))
    told = "".join(one.value for one in place.open().warning).replace("\\", "")
    assert told == "Much is different since then. Open promises: 0 then, 3 now."


def test_an_earlier_change_is_one_choice_away(place: Place) -> None:
    app = place.open()
    app.selectbox(key="choice:day").select(date(2025, 1, 1)).run()
    assert app.query_params["day"] == "2025-01-01"
    assert "commander has commanded here since January 1, 2025." in words(app)


def test_a_day_without_a_change_says_so(place: Place) -> None:
    app = place.open(day="2026-03-03")
    assert "There is no such change of command" in "".join(one.value for one in app.error)


@pytest.mark.parametrize("language", list(Language))
def test_the_page_speaks_each_language(place: Place, language: Language) -> None:
    member_id = place.city.people[Role.COMMANDER]
    app = place.open_page("handover", member_id, language, move="all", note="1")
    assert not app.exception
    assert not app.error


# --- the way from the plan ----------------------------------------------------------------------


def on_plan(place: Place, who: Role, today: date = make.TODAY) -> AppTest:
    place.on(today)
    app = place.open_page("plan", place.city.people[who], Language.EN, district="7")
    assert not app.exception
    return app


def test_a_change_that_is_near_is_told_on_the_plan(place: Place) -> None:
    told = "".join(one.value for one in on_plan(place, Role.COMMANDER).info).replace("\\", "")
    assert "From December 1, 2026: Ben takes over from commander." in told
    far = on_plan(place, Role.COMMANDER, CHANGE - timedelta(days=61))
    assert "takes over" not in "".join(one.value for one in far.info)
    assert "Change of command" in {one.label for one in far.page_link}


def test_who_may_not_read_of_it_is_told_nothing(place: Place) -> None:
    app = on_plan(place, Role.COUNCIL_MEMBER)
    assert "takes over" not in "".join(one.value for one in app.info)
    assert "Change of command" not in {one.label for one in app.page_link}


# --- the checklist ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_the_checklist_has_a_line_a_thing_and_a_column_to_tick(
    place: Place, language: Language
) -> None:
    with transaction(get_engine(), write=True) as rows:
        district = rows.get_one(t.District, place.city.district)
        make.make_commitment(rows, district, we_will="=1+1", review_on=date(2026, 9, 1))
    with begin(get_engine(), place.city.people[Role.DAC_CHAIR], today=make.TODAY) as work:
        row = get_handover(work, place.city.district, None, language)
    with speaking(language):
        lines = checklist(row)
        content = table_csv(lines).decode("utf-8-sig")
    counted = (row.goals, row.promises, row.contacts, row.due, row.waiting)
    assert len(lines) == sum(map(len, counted)) > 5
    assert len({tuple(line) for line in lines}) == 1
    assert all(line[translator(language)("Done")] == "" for line in lines)
    # What a spreadsheet would run stays text.
    assert '"\'=1+1"' in content


def test_the_checklist_is_offered_to_readers_too(place: Place) -> None:
    (file,) = place.open(Role.DAC_CHAIR).get("download_button")
    assert file.proto.label == "Download the checklist"
