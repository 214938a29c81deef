"""Saving: the version travels in the form, nothing is overwritten unseen, a repeat is known."""

from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from db import tables as t
from db.engine import transaction
from planner.services.door import begin
from planner.services.save import Saved, require, save_row
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RuleError, StaleError
from schemas.vocabulary import PartnerKind, Role
from tests import factories as make
from tests.race import write_beside


@pytest.fixture
def people(engine: Engine) -> dict[str, Any]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        return {
            "district": district.id,
            "ada": make.make_member(session, city, Role.COMMANDER, district, name="Ada").id,
            "ben": make.make_member(session, city, Role.DAC_CHAIR, district, name="Ben").id,
        }


def save_partner(engine: Engine, people: dict[str, Any], who: str, **entry: Any) -> Saved:
    with begin(engine, people[who], write=True) as work:
        return save_in(work, people, **entry)


def save_in(work: Work, people: dict[str, Any], **entry: Any) -> Saved:
    body = {"name": entry["name"], "kind": entry.get("kind", PartnerKind.FAITH)}
    values = {"district_id": people["district"], "code": "p1", **body}
    return save_row(work, t.Partner, entry["id"], entry["seen"], values, action="test", body=body)


def save_beside(
    engine: Engine, people: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
) -> Saved:
    """Let Ada save, and Ben before she has committed; return what Ben is told."""
    return write_beside(
        begin(engine, people["ada"], write=True),
        lambda work: save_in(work, people, **first),
        lambda: save_partner(engine, people, "ben", **second),
    )


def names(engine: Engine) -> list[tuple[str, int]]:
    with transaction(engine) as session:
        return [(row.name, row.version) for row in session.scalars(select(t.Partner))]


def test_each_save_adds_one_version_and_one_change(engine: Engine, people: dict[str, Any]) -> None:
    one = new_id()
    assert save_partner(engine, people, "ada", id=one, seen=0, name="A") == Saved(1, False)
    assert save_partner(engine, people, "ben", id=one, seen=1, name="B") == Saved(2, False)
    assert names(engine) == [("B", 2)]
    with transaction(engine) as session:
        rows = session.scalars(select(t.Change).order_by(t.Change.version)).all()
    assert [row.version for row in rows] == [1, 2]
    assert rows[1].previous_digest == rows[0].digest


def test_the_same_save_sent_twice_counts_once(engine: Engine, people: dict[str, Any]) -> None:
    one = new_id()
    for repeated in (False, True):
        done = save_partner(engine, people, "ada", id=one, seen=0, name="A")
        assert done == Saved(1, repeated)
    for repeated in (False, True):
        done = save_partner(engine, people, "ada", id=one, seen=1, name="B")
        assert done == Saved(2, repeated)
    assert names(engine) == [("B", 2)]


def test_a_stale_save_writes_nothing_and_says_who_changed_what(
    engine: Engine, people: dict[str, Any]
) -> None:
    one = new_id()
    save_partner(engine, people, "ada", id=one, seen=0, name="A")
    save_partner(engine, people, "ben", id=one, seen=1, name="B")
    with pytest.raises(StaleError) as stale:
        save_partner(engine, people, "ada", id=one, seen=1, name="C")
    assert (stale.value.params["who"], stale.value.fields) == ("Ben", ("name",))
    assert stale.value.current == 2
    assert names(engine) == [("B", 2)]


def test_a_new_row_never_takes_the_place_of_another(engine: Engine, people: dict[str, Any]) -> None:
    one = new_id()
    save_partner(engine, people, "ada", id=one, seen=0, name="A")
    with pytest.raises(StaleError):
        save_partner(engine, people, "ben", id=one, seen=0, name="B")
    assert names(engine) == [("A", 1)]


def test_what_is_not_there_cannot_be_changed(engine: Engine, people: dict[str, Any]) -> None:
    with pytest.raises(NotFoundError):
        save_partner(engine, people, "ada", id=new_id(), seen=3, name="A")


def test_another_jurisdictions_row_is_not_there(engine: Engine, people: dict[str, Any]) -> None:
    one = new_id()
    save_partner(engine, people, "ada", id=one, seen=0, name="A")
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session)
        stranger = make.make_member(session, elsewhere, Role.COMMANDER)
    for seen in (1, 2):
        with pytest.raises(NotFoundError):
            save_partner(engine, people | {"eve": stranger.id}, "eve", id=one, seen=seen, name="E")
    assert names(engine) == [("A", 1)]


def test_the_same_new_row_sent_twice_at_once_counts_once(
    engine: Engine, people: dict[str, Any]
) -> None:
    typed = {"id": new_id(), "seen": 0, "name": "A"}
    assert save_beside(engine, people, typed, typed) == Saved(1, True)
    assert names(engine) == [("A", 1)]


def test_the_same_correction_sent_twice_at_once_counts_once(
    engine: Engine, people: dict[str, Any]
) -> None:
    one = new_id()
    save_partner(engine, people, "ada", id=one, seen=0, name="A")
    typed = {"id": one, "seen": 1, "name": "B"}
    assert save_beside(engine, people, typed, typed) == Saved(2, True)
    assert names(engine) == [("B", 2)]


@pytest.mark.parametrize("same_id", [True, False], ids=["the same id", "the same code"])
def test_of_two_new_rows_at_once_the_second_is_told_of_the_first(
    engine: Engine, people: dict[str, Any], same_id: bool
) -> None:
    first = {"id": new_id(), "seen": 0, "name": "A"}
    second = {"id": first["id"] if same_id else new_id(), "seen": 0, "name": "B"}
    with pytest.raises(StaleError) as stale:
        save_beside(engine, people, first, second)
    assert (stale.value.params["who"], stale.value.current) == ("Ada", 1)
    # Nothing was read before, so it is what both wrote that differs.
    assert stale.value.fields == ("name",)
    assert names(engine) == [("A", 1)]


def test_after_a_stale_insert_the_transaction_goes_on(
    engine: Engine, people: dict[str, Any]
) -> None:
    one = new_id()
    save_partner(engine, people, "ada", id=one, seen=0, name="A")
    with begin(engine, people["ben"], write=True) as work:
        with pytest.raises(StaleError):
            save_in(work, people, id=one, seen=0, name="B")
        assert save_in(work, people, id=one, seen=1, name="C") == Saved(2, False)
    assert names(engine) == [("C", 2)]


def test_what_breaks_another_constraint_is_no_stale_save(
    engine: Engine, people: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        save_partner(engine, people | {"district": new_id()}, "ada", id=new_id(), seen=0, name="A")


def test_a_rule_names_the_field_it_is_about() -> None:
    require(True, "never raised")
    with pytest.raises(RuleError) as broken:
        require(False, "Say {what}.", where="title", what="it")
    assert (str(broken.value), broken.value.where) == ("Say it.", "title")
