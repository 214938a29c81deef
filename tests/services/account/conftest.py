"""A city with people who can sign in; after every test all its chains are still whole."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services.door import begin
from planner.services.history import verify_history
from schemas.vocabulary import Role
from tests import factories as make
from tests.city import City, build_city

ADA = "ada@example.org"
"""The commander's mail address."""


@pytest.fixture
def city(engine: Engine) -> City:
    """A city whose commander can sign in."""
    city = build_city(engine)
    with transaction(engine, write=True) as session:
        ada = session.get_one(t.Member, city.people[Role.COMMANDER])
        ada.name = "Ada Rivera"
        make.make_account(session, ada, email=ADA)
    return city


@pytest.fixture(autouse=True)
def _whole_chains(engine: Engine) -> Iterator[None]:
    yield
    with transaction(engine) as session:
        ids = session.scalars(select(t.Jurisdiction.id)).all()
    for jurisdiction_id in ids:
        with begin(engine, actor=SYSTEM, jurisdiction_id=jurisdiction_id) as work:
            assert verify_history(work).broken == ()
