"""What page tests may ask for."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from db import tables as t
from db.engine import transaction
from planner.gateways.secret import digest_of
from planner.ui import session
from schemas.sign_in import Ticket
from tests import factories as make
from tests.once import prepare_pages_once
from tests.pages.browser import Opener

prepare_pages_once()

KEY = "k" * 32
SignIn = Callable[[UUID, str], None]


@pytest.fixture
def open_page(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens pages on a migrated, empty database."""
    yield Opener(sqlite_url, monkeypatch)
    session.get_engine().dispose()


@pytest.fixture
def sign_in(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Turns the demo into a planner with sign-in, and lets a member with a password sit here."""
    monkeypatch.setenv("PLANNER_DEMO", "")
    monkeypatch.setenv("PLANNER_TODAY", "")
    monkeypatch.setenv("PLANNER_SECRET_KEY", KEY)
    session.get_settings.clear()

    def come_in(member_id: UUID, email: str) -> None:
        with transaction(session.get_engine(), write=True) as rows:
            member = rows.get_one(t.Member, member_id)
            make.make_account(rows, member, email=email)
            make.make_web_session(rows, member, email)
        ticket = Ticket(
            token_digest=digest_of(email), idle=timedelta(hours=2), most=timedelta(hours=12)
        )
        # A page run without a browser has no cookies to read.
        monkeypatch.setattr(session, "read_ticket", lambda _cookies: ticket)

    return come_in
