"""Looking after people: administrators invite, give roles and disable; nobody else comes here."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of
from tests.pages.conftest import KEY, SignIn


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


@pytest.fixture
def linked(city: City) -> UUID:
    """A commissioner who comes in with single sign-on, and is a reviewer by it."""
    with transaction(session.get_engine(), write=True) as rows:
        member = rows.get_one(t.Member, city.people[Role.COMMISSIONER])
        make.make_role(rows, member, Role.REVIEWER, from_provider=True)
        make.make_identity(rows, member)
        return member.id


def test_roles_from_single_sign_on_are_marked_and_stay_when_the_person_is_saved(
    open_page: Opener, city: City, linked: UUID
) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR], person=str(linked))
    assert "Headquarters reviewer, from single sign" in words_of(app)
    assert "given and taken away there" in words_of(app)
    form = f"person:{linked}"
    assert app.selectbox(key=f"{form}:role0").value == "commissioner"
    assert f"{form}:role1" not in app.session_state
    app.text_input(key=f"{form}:unit").input("City hall").run()
    app.button(key=f"{form}:save").click().run()
    assert not app.error
    assert {role for role, _, _ in roles_of(linked)} == {Role.COMMISSIONER, Role.REVIEWER}


def test_who_comes_in_with_single_sign_on_is_not_waited_for(
    open_page: Opener, city: City, linked: UUID
) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR], state="waiting")
    assert "**partner**" in words_of(app)
    assert "**commissioner**" not in words_of(app)


def test_a_link_to_single_sign_on_is_undone(open_page: Opener, city: City, linked: UUID) -> None:
    app = open_page("people", city.people[Role.ADMINISTRATOR])
    app.button(key=f"identity:{linked}").click().run()
    assert not app.exception
    assert app.success
    assert [role for role, _, _ in roles_of(linked)] == [Role.COMMISSIONER]


def test_administrators_do_not_undo_their_own_link(open_page: Opener, city: City) -> None:
    root = city.people[Role.ADMINISTRATOR]
    with transaction(session.get_engine(), write=True) as rows:
        make.make_identity(rows, rows.get_one(t.Member, root))
    app = open_page("people", root)
    app.button(key=f"identity:{root}").click().run()
    assert "Ask another administrator" in app.error[0].value


# --- with sign-in --------------------------------------------------------------------------------


def test_a_second_step_is_seen_and_turned_off_for_another_person(
    open_page: Opener, city: City, sign_in: SignIn
) -> None:
    root, ada = city.people[Role.ADMINISTRATOR], city.people[Role.COMMANDER]
    sign_in(root, "root@example.org")
    with transaction(session.get_engine(), write=True) as rows:
        for member_id in (root, ada):
            make.make_second_factor(rows, rows.get_one(t.Member, member_id), "SECRET", KEY)
        make.make_web_session(rows, rows.get_one(t.Member, ada), "of the lost phone")
    app = open_page("people", None)
    assert words_of(app).count("Second step on") == 2
    assert [one.key for one in app.button if str(one.key).startswith("second_step:")] == [
        f"second_step:{ada}"
    ]
    app.button(key=f"second_step:{ada}").click().run()
    assert "is off" in app.success[0].value
    assert words_of(app).count("Second step on") == 1
    with transaction(session.get_engine()) as rows:
        assert rows.scalars(select(t.SecondFactor.member_id)).all() == [root]
        ended = select(t.WebSession.ended_at).where(t.WebSession.member_id == ada)
        assert rows.scalars(ended).one() is not None


def test_the_last_administrator_who_can_come_in_stays(
    open_page: Opener, city: City, sign_in: SignIn
) -> None:
    root = city.people[Role.ADMINISTRATOR]
    sign_in(root, "root@example.org")
    with transaction(session.get_engine(), write=True) as rows:
        make.make_role(rows, rows.get_one(t.Member, city.people[Role.PARTNER]), Role.ADMINISTRATOR)
    app = open_page("people", None, person=str(root))
    app.checkbox(key=f"person:{root}:disabled").check().run()
    app.button(key=f"person:{root}:save").click().run()
    assert "No other administrator can come in yet" in app.error[0].value


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
