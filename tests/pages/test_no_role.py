"""What somebody sees who has an account and no role today."""

from sqlalchemy import delete

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Role
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
