"""The history: digests chain, tampering shows, erased words leave the chain whole."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from db.queries.history import get_chains
from planner.services.change import Written, canonical, digest, find_faults, write_change
from planner.services.work import new_id
from tests import factories as make


@pytest.fixture
def chain(engine: Engine) -> list[t.Change]:
    one = new_id()
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)
        work = make.work_for(session)
        for version in (1, 2, 3):
            write_change(work, "test", Written("goal", one, version, {"title": f"v{version}"}))
        return in_order(session)


def in_order(session: Session) -> list[t.Change]:
    order = (t.Change.entity, t.Change.entity_id, t.Change.version)
    return list(session.scalars(select(t.Change).order_by(*order)))


def broken(engine: Engine) -> list[Any]:
    with transaction(engine) as session:
        city = session.scalars(select(t.Jurisdiction.id)).one()
        return [row.id for row, _fault in find_faults(get_chains(session, city))]


def test_an_untouched_chain_holds(engine: Engine, chain: list[t.Change]) -> None:
    assert len(chain) == 3
    assert broken(engine) == []


@pytest.mark.parametrize(
    ("field", "value"), [("action", "other"), ("request_id", "x"), ("words_digest", "0" * 64)]
)
def test_a_changed_row_is_named(
    engine: Engine, chain: list[t.Change], field: str, value: str
) -> None:
    with transaction(engine, write=True) as session:
        session.execute(update(t.Change).where(t.Change.id == chain[1].id).values({field: value}))
    assert chain[1].id in broken(engine)


def test_a_removed_row_breaks_the_next(engine: Engine, chain: list[t.Change]) -> None:
    for gone, next_one in ((0, 1), (1, 2)):
        with transaction(engine, write=True) as session:
            words = t.ChangeWords.change_id == chain[gone].id
            session.execute(delete(t.ChangeWords).where(words))
            session.execute(delete(t.Change).where(t.Change.id == chain[gone].id))
        assert chain[next_one].id in broken(engine)


def test_changed_words_are_named_and_erased_words_are_not(
    engine: Engine, chain: list[t.Change]
) -> None:
    words = t.ChangeWords.change_id == chain[1].id
    with transaction(engine, write=True) as session:
        session.execute(update(t.ChangeWords).where(words).values(body="{}"))
    assert broken(engine) == [chain[1].id]
    with transaction(engine, write=True) as session:
        session.execute(delete(t.ChangeWords).where(words))
    assert broken(engine) == []


def test_two_rows_never_share_a_version(engine: Engine, chain: list[t.Change]) -> None:
    again = Written("goal", chain[0].entity_id, 2, {"title": "again"})
    with pytest.raises(IntegrityError), transaction(engine, write=True) as session:
        write_change(make.work_for(session), "test", again)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_number_is_written_alike_however_many_zeros_it_carries(whole: int, zeros: int) -> None:
    plain, padded = Decimal(whole), Decimal(f"{whole}.{'0' * zeros}" if zeros else whole)
    assert canonical({"n": plain}) == canonical({"n": padded})


def test_no_two_lists_of_words_share_a_digest() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"x": object()})
