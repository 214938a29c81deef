"""The frame around every page: it finds who is here at each run, and says when nobody is."""

from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import Actor
from planner.services import door
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests.city import build_city
from tests.pages.browser import Opener
from tests.pages.conftest import SignIn


def test_whoever_lost_the_last_role_is_told_whom_to_ask_and_can_sign_out(
    open_page: Opener, sign_in: SignIn
) -> None:
    member_id = build_city(session.get_engine()).people[Role.COMMANDER]
    sign_in(member_id, "ada@example.org")
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(delete(t.MemberRole).where(t.MemberRole.member_id == member_id))
    app = open_page("plan", member_id)
    assert "Ask an administrator" in app.error[0].value
    app.button(key="sign_out").click()
    assert "You were signed out" in app.run().info[0].value


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Whom the door has looked up, once for each time."""
    asked: list[UUID] = []
    find_actor = door.find_actor

    def look_up(session: Session, member_id: UUID, **more: bool) -> Actor | None:
        asked.append(member_id)
        return find_actor(session, member_id, **more)

    monkeypatch.setattr(door, "find_actor", look_up)
    return asked


@pytest.mark.parametrize("address", ["reading", "writing"])
def test_a_run_looks_up_once_who_is_here(
    open_page: Opener, found: list[UUID], address: str
) -> None:
    city = build_city(session.get_engine())
    commander = city.people[Role.COMMANDER]
    edit = {"edit": "1"} if address == "writing" else {}
    app = open_page("goal", commander, Language.EN, goal=str(city.goal), **edit)
    assert not app.exception
    found.clear()
    app.run()
    assert found == [commander]


def test_a_role_that_was_taken_away_is_gone_with_the_next_run(open_page: Opener) -> None:
    city = build_city(session.get_engine())
    commander = city.people[Role.COMMANDER]
    app = open_page("goal", commander, goal=str(city.goal), edit="1")
    save = [one for one in app.button if str(one.key).endswith(":save")]
    assert save
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(delete(t.MemberRole).where(t.MemberRole.member_id == commander))
    app.run()
    assert "Ask an administrator" in app.error[0].value
    assert not [one for one in app.button if str(one.key).endswith(":save")]
