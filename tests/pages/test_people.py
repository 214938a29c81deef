"""Looking after people: administrators invite, give roles and disable; nobody else comes here."""

from datetime import date

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(session.get_engine())


def roles_of(member_id: object) -> list[tuple[Role, date, date | None]]:
    with transaction(session.get_engine()) as rows:
        held = rows.scalars(select(t.MemberRole).where(t.MemberRole.member_id == member_id))
        return [(row.role, row.starts_on, row.ends_on) for row in held]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_comes_here(open_page: Opener, city: City, role: Role) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page("people", city.people[role])


@pytest.mark.parametrize("language", Language)
def test_everybody_is_listed_with_roles_and_what_is_missing(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR], language)
    assert not app.exception
    words = words_of(app)
    for name in ("commander", "partner"):
        assert name in words


def test_a_person_is_found_by_a_part_of_the_name(open_page: Opener, city: City) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR])
    app.text_input(key="people:find").input("COMMAN").run()
    words = words_of(app)
    assert "**commander**" in words
    assert "**partner**" not in words
    app.text_input(key="people:find").input("nobody like this").run()
    assert "Nobody matches" in words_of(app)


def test_a_person_is_added_with_a_role_and_a_mail_address(open_page: Opener, city: City) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR])
    app.button(key="open:person:new").click().run()
    app.text_input(key="new person:name").input("Nadia Newcomer").run()
    app.text_input(key="new person:email").input("Nadia@Example.org").run()
    app.selectbox(key="new person:role0").select("reviewer").run()
    app.button(key="new person:save").click().run()
    assert not app.error
    with transaction(session.get_engine()) as rows:
        added = rows.scalars(select(t.Member).where(t.Member.name == "Nadia Newcomer")).one()
        assert rows.scalars(
            select(t.Account.email).where(t.Account.member_id == added.id)
        ).all() == ["nadia@example.org"]
    assert roles_of(added.id) == [(Role.REVIEWER, make.TODAY, None)]


def test_a_wrong_mail_address_is_explained_and_nothing_typed_is_lost(
    open_page: Opener, city: City
) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR], person="new")
    app.text_input(key="new person:name").input("Nadia Newcomer").run()
    app.text_input(key="new person:email").input("nadia at example").run()
    app.button(key="new person:save").click().run()
    assert "not one mail address" in app.error[0].value
    assert app.text_input(key="new person:name").value == "Nadia Newcomer"


def test_a_role_is_taken_away_and_another_one_ends_on_a_day(open_page: Opener, city: City) -> None:
    member = city.people[Role.COMMANDER]
    app = open_page("people", city.people[Role.ADMINISTRATOR], person=str(member))
    form = f"person:{member}"
    app.button(key=f"{form}:add").click().run()
    app.selectbox(key=f"{form}:role1").select("district_staff").run()
    app.date_input(key=f"{form}:ends1").set_value(date(2026, 12, 31)).run()
    app.button(key=f"{form}:drop0").click().run()
    app.button(key=f"{form}:save").click().run()
    assert not app.error
    assert roles_of(member) == [(Role.DISTRICT_STAFF, make.TODAY, date(2026, 12, 31))]


def test_whoever_is_disabled_stays_on_the_list_of_the_disabled(
    open_page: Opener, city: City
) -> None:
    member = city.people[Role.PARTNER]
    app = open_page("people", city.people[Role.ADMINISTRATOR], person=str(member))
    app.checkbox(key=f"person:{member}:disabled").check().run()
    app.button(key=f"person:{member}:save").click().run()
    assert "**partner**" not in words_of(app)
    app = open_page("people", city.people[Role.ADMINISTRATOR], state="disabled")
    assert "**partner**" in words_of(app)


def test_the_last_administrator_stays(open_page: Opener, city: City) -> None:
    member = city.people[Role.ADMINISTRATOR]
    app = open_page("people", member, person=str(member))
    app.checkbox(key=f"person:{member}:disabled").check().run()
    app.button(key=f"person:{member}:save").click().run()
    assert "Somebody must stay administrator" in app.error[0].value


def test_posts_that_are_vacant_or_will_be_are_told_by_district(
    open_page: Opener, city: City
) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        chair = rows.scalars(
            select(t.MemberRole).where(t.MemberRole.member_id == city.people[Role.DAC_CHAIR])
        ).one()
        chair.ends_on = date(2026, 12, 9)
    app = open_page("people", city.people[Role.ADMINISTRATOR])
    (told,) = [one for one in app.expander if "vacant" in one.label]
    assert told.label.startswith("3 posts are vacant now or will be within 30 days")
    said = words_of(app).replace("\\", "")
    assert "dac_chair until December 9, 2026. Vacant from December 10, 2026 on" in said
    assert "Commander: nobody yet" in said


def test_a_delegate_without_a_commander_is_told_not_to_count(open_page: Opener, city: City) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        rows.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    app = open_page("people", city.people[Role.ADMINISTRATOR])
    assert "without a commander to stand in for" in words_of(app)
    app = open_page("people", city.people[Role.ADMINISTRATOR], role="delegate")
    assert "Nobody matches" in words_of(app)
