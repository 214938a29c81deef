"""People as administrators keep them: who they are, what they may do, and who stays in charge."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.gateways.secret import digest_of
from planner.services.account.link import make_link
from planner.services.account.people import get_people, save_person
from planner.services.account.session import save_profile
from planner.services.change import Written, write_change
from planner.services.door import begin
from schemas.errors import NotFoundError, RefusedError, RuleError, SignedOutError, StaleError
from schemas.sign_in import GrantIn, PersonIn, PersonRow, ProfileIn, Ticket
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA


def grant(role: Role = Role.COMMANDER, **fields: Any) -> GrantIn:
    defaults: dict[str, Any] = {"district_id": None, "starts_on": make.TODAY, "ends_on": None}
    return GrantIn(role=role, **defaults | fields)


def person(**fields: Any) -> PersonIn:
    defaults: dict[str, Any] = {"id": uuid4(), "seen_version": 0, "name": "Ben Okafor"}
    return PersonIn(**defaults | fields)


def save(engine: Engine, city: City, entry: PersonIn, role: Role = Role.ADMINISTRATOR) -> None:
    with begin(engine, city.people[role], write=True, today=make.TODAY) as work:
        save_person(work, entry)


def people(engine: Engine, city: City) -> dict[UUID, PersonRow]:
    with begin(engine, city.people[Role.ADMINISTRATOR], today=make.TODAY) as work:
        return {row.id: row for row in get_people(work)}


def broken_by(engine: Engine, city: City, entry: PersonIn) -> RuleError:
    before = people(engine, city)
    with pytest.raises(RuleError) as broken:
        save(engine, city, entry)
    assert people(engine, city) == before
    return broken.value


def invited(engine: Engine, city: City, **fields: Any) -> PersonIn:
    """Save a new person and return the entry."""
    entry = person(**fields)
    save(engine, city, entry)
    return entry


def again(entry: PersonIn, **fields: Any) -> PersonIn:
    """Return what an administrator writes next about a person."""
    return entry.model_copy(update={"seen_version": entry.seen_version + 1} | fields)


def test_a_new_person_is_there_with_mail_address_and_roles(engine: Engine, city: City) -> None:
    role = grant(district_id=city.district, ends_on=make.TODAY)
    entry = invited(
        engine, city, email=" Ben@Example.org ", unit="CAPS", language="pl", grants=(role, role)
    )
    row = people(engine, city)[entry.id]
    assert (row.name, row.unit, row.email) == ("Ben Okafor", "CAPS", "ben@example.org")
    assert (row.language, row.active, row.version) == (Language.PL, True, 1)
    assert (row.has_password, row.last_seen_at, row.link) == (False, None, None)
    (held,) = row.grants
    assert (held.role, held.district_number, held.ends_on) == (Role.COMMANDER, 7, make.TODAY)


def test_people_come_by_name_with_the_link_that_is_good_and_when_they_were_seen(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        ada = session.get_one(t.Member, city.people[Role.COMMANDER])
        seen = make.make_web_session(session, ada).seen_at
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        link = make_link(work, city.people[Role.COMMANDER])
    rows = people(engine, city)
    row = rows[city.people[Role.COMMANDER]]
    assert (row.link, row.last_seen_at, row.has_password) == (link, seen, True)
    assert [one.name for one in rows.values()] == sorted(one.name for one in rows.values())
    assert rows[city.people[Role.COMMISSIONER]].grants[0].district_number is None


def test_people_of_another_jurisdiction_are_not_there(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        stranger = make.make_member(session, make.make_jurisdiction(session))
    assert stranger.id not in people(engine, city)
    with pytest.raises(NotFoundError):
        save(engine, city, person(id=stranger.id, seen_version=1))


def test_roles_are_replaced_as_a_whole(engine: Engine, city: City) -> None:
    entry = invited(engine, city, grants=(grant(), grant(Role.REVIEWER)))
    save(engine, city, again(entry, grants=(grant(Role.PARTNER, district_id=city.district),)))
    row = people(engine, city)[entry.id]
    assert [(one.role, one.district_id) for one in row.grants] == [(Role.PARTNER, city.district)]


def test_a_role_holds_from_the_next_click_on(engine: Engine, city: City) -> None:
    entry = invited(engine, city)
    with pytest.raises(RefusedError), begin(engine, entry.id, today=make.TODAY) as work:
        get_people(work)
    save(engine, city, again(entry, grants=(grant(Role.ADMINISTRATOR),)))
    with begin(engine, entry.id, today=make.TODAY) as work:
        assert get_people(work)


def test_a_person_who_moved_on_is_not_overwritten(engine: Engine, city: City) -> None:
    entry = invited(engine, city)
    save(engine, city, again(entry, name="Ben"))
    with pytest.raises(StaleError) as stale:
        save(engine, city, again(entry, name="Benjamin", grants=(grant(),)))
    assert (stale.value.current, stale.value.fields) == (2, ("name",))
    assert people(engine, city)[entry.id].grants == ()


def test_what_people_say_about_themselves_is_not_overwritten_unseen(
    engine: Engine, city: City
) -> None:
    entry = invited(engine, city, email="ben@example.org", grants=(grant(Role.PARTNER),))
    with begin(engine, entry.id, write=True, today=make.TODAY) as work:
        save_profile(work, ProfileIn(seen_version=1, name="Benjamin", language=Language.ES))
    with pytest.raises(StaleError) as stale:
        save(engine, city, again(entry, unit="CAPS"))
    assert stale.value.fields == ("language", "name")


def test_a_person_sent_twice_counts_once(engine: Engine, city: City) -> None:
    entry = invited(engine, city, email="ben@example.org", grants=(grant(),))
    save(engine, city, entry)
    assert people(engine, city)[entry.id].version == 1


def test_a_person_sent_twice_at_once_counts_once(engine: Engine, city: City) -> None:
    entry = person(email="ben@example.org", grants=(grant(),))
    write_beside(
        begin(engine, city.people[Role.ADMINISTRATOR], write=True, today=make.TODAY),
        lambda work: save_person(work, entry),
        lambda: save(engine, city, entry),
    )
    row = people(engine, city)[entry.id]
    assert (row.version, len(row.grants)) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": make.TODAY - timedelta(days=1)},
        {"role": Role.DELEGATE},
        {"role": Role.PARTNER, "delegate_of_id": uuid4()},
        {"role": Role.DELEGATE, "delegate_of_id": uuid4()},
        {"district_id": uuid4()},
    ],
    ids=[
        "ends before it begins",
        "a delegate of nobody",
        "no delegate, but of somebody",
        "a delegate of a stranger",
        "an unknown district",
    ],
)
def test_roles_without_sense_are_refused_and_nothing_is_written(
    engine: Engine, city: City, wrong: dict[str, Any]
) -> None:
    entry = person(email="ben@example.org", grants=(grant(**wrong),))
    assert broken_by(engine, city, entry).where == "grants"


def test_a_delegate_stands_in_for_another_member(engine: Engine, city: City) -> None:
    member_id = uuid4()
    own = grant(Role.DELEGATE, district_id=city.district, delegate_of_id=member_id)
    assert broken_by(engine, city, person(id=member_id, grants=(own,))).where == "grants"
    right = grant(
        Role.DELEGATE, district_id=city.district, delegate_of_id=city.people[Role.COMMANDER]
    )
    save(engine, city, person(id=member_id, grants=(right,)))
    (held,) = people(engine, city)[member_id].grants
    assert held.delegate_of_id == city.people[Role.COMMANDER]


def test_places_and_people_of_another_jurisdiction_give_no_role(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session)
        district = make.make_district(session, elsewhere)
        stranger = make.make_member(session, elsewhere)
    for wrong in (
        grant(district_id=district.id),
        grant(Role.DELEGATE, delegate_of_id=stranger.id),
    ):
        assert broken_by(engine, city, person(grants=(wrong,))).where == "grants"


def test_the_same_role_does_not_begin_twice_on_a_day(engine: Engine, city: City) -> None:
    twice = tuple(grant(district_id=city.district, ends_on=end) for end in (None, make.TODAY))
    assert broken_by(engine, city, person(grants=twice)).where == "grants"
    later = grant(district_id=city.district, starts_on=make.TODAY + timedelta(days=1))
    entry = invited(engine, city, grants=(twice[1], later))
    assert len(people(engine, city)[entry.id].grants) == 2


@pytest.mark.parametrize("email", ["ben", "ben@", "a@b@c"])
def test_what_is_no_mail_address_is_not_taken(engine: Engine, city: City, email: str) -> None:
    assert broken_by(engine, city, person(email=email)).where == "email"


def test_a_mail_address_that_is_longer_than_any_is_not_taken(engine: Engine, city: City) -> None:
    long = f"{'b' * 250}@example.org"
    assert broken_by(engine, city, person(email=long)).where == "email"


def test_somebody_elses_mail_address_is_not_taken(engine: Engine, city: City) -> None:
    broken = broken_by(engine, city, person(email=ADA.upper()))
    assert (broken.where, broken.params["address"]) == ("email", ADA)
    entry = invited(engine, city, email="ben@example.org")
    assert broken_by(engine, city, again(entry, email=ADA)).where == "email"


def test_of_two_who_get_one_mail_address_at_once_the_second_is_told(
    engine: Engine, city: City
) -> None:
    first, second = person(email="ben@example.org"), person(email="ben@example.org")
    with pytest.raises(RuleError) as broken:
        write_beside(
            begin(engine, city.people[Role.ADMINISTRATOR], write=True, today=make.TODAY),
            lambda work: save_person(work, first),
            lambda: save(engine, city, second),
        )
    assert broken.value.where == "email"
    assert second.id not in people(engine, city)


def test_a_mail_address_can_be_changed_but_not_taken_away(engine: Engine, city: City) -> None:
    entry = invited(engine, city, email="ben@example.org")
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        make_link(work, entry.id)
    assert broken_by(engine, city, again(entry, email="")).where == "email"
    assert people(engine, city)[entry.id].link is not None
    save(engine, city, again(entry, email="okafor@example.org"))
    row = people(engine, city)[entry.id]
    assert (row.email, row.link) == ("okafor@example.org", None)


def test_a_save_that_keeps_the_mail_address_keeps_the_link(engine: Engine, city: City) -> None:
    entry = invited(engine, city, email="ben@example.org")
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        link = make_link(work, entry.id)
    save(engine, city, again(entry, unit="CAPS"))
    assert people(engine, city)[entry.id].link == link


def test_who_is_disabled_is_signed_out_and_their_link_is_good_for_nothing(
    engine: Engine, city: City
) -> None:
    entry = invited(engine, city, email="ben@example.org", grants=(grant(),))
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        make_link(work, entry.id)
        ben = work.session.get_one(t.Member, entry.id)
        begun = make.make_web_session(work.session, ben, "token")
        write_change(work, "sign_in", Written("web_session", begun.id, 1, {}))
    ticket = Ticket(
        token_digest=digest_of("token"), idle=timedelta(hours=2), most=timedelta(hours=12)
    )
    with begin(engine, ticket=ticket) as work:
        assert work.actor.member_id == entry.id
    save(engine, city, again(entry, active=False))
    with pytest.raises(SignedOutError), begin(engine, ticket=ticket):
        pass
    row = people(engine, city)[entry.id]
    assert (row.active, row.link) == (False, None)
    with transaction(engine) as session:
        ended = session.scalars(select(t.Change).where(t.Change.action == "sign_out")).one()
        assert ended.actor_id == city.people[Role.ADMINISTRATOR]


def chained_administrator(engine: Engine, city: City, **fields: Any) -> PersonIn:
    """Make a second administrator who is kept like everybody, and let the first one go."""
    entry = invited(engine, city, grants=(grant(Role.ADMINISTRATOR),), **fields)
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.ADMINISTRATOR]).active = False
    return entry


@pytest.mark.parametrize(
    "fields",
    [
        {"grants": ()},
        {"active": False},
        {"grants": (grant(Role.ADMINISTRATOR, starts_on=make.TODAY + timedelta(days=1)),)},
        {
            "grants": (
                grant(
                    Role.ADMINISTRATOR,
                    starts_on=make.TODAY - timedelta(days=9),
                    ends_on=make.TODAY - timedelta(days=1),
                ),
            )
        },
    ],
    ids=["no role", "disabled", "not yet", "not any more"],
)
def test_the_last_administrator_stays(engine: Engine, city: City, fields: dict[str, Any]) -> None:
    entry = chained_administrator(engine, city)
    with (
        pytest.raises(RuleError) as broken,
        begin(engine, entry.id, write=True, today=make.TODAY) as work,
    ):
        save_person(work, again(entry, **fields))
    assert broken.value.where == "grants"
    with begin(engine, entry.id, today=make.TODAY) as work:
        assert get_people(work)


def test_an_administrator_goes_when_another_one_stays(engine: Engine, city: City) -> None:
    entry = invited(engine, city, grants=(grant(Role.ADMINISTRATOR),))
    save(engine, city, again(entry, active=False))
    assert not people(engine, city)[entry.id].active


def give_account(engine: Engine, member_id: UUID, **fields: Any) -> None:
    with transaction(engine, write=True) as session:
        make.make_account(session, session.get_one(t.Member, member_id), **fields)


def disable_first(engine: Engine, city: City, by: UUID) -> None:
    """Disable the city's first administrator."""
    first = people(engine, city)[city.people[Role.ADMINISTRATOR]]
    entry = person(
        id=first.id,
        seen_version=first.version,
        name=first.name,
        email=first.email,
        active=False,
    )
    with begin(engine, by, write=True, today=make.TODAY) as work:
        # A factory made this member, so that the chain begins here.
        write_change(work, "test", Written("member", first.id, first.version, {}))
        save_person(work, entry)


CAN_COME_IN: dict[str, dict[str, Any]] = {
    "password": {"account": {}},
    "link": {"account": {"password_hash": ""}, "link": True},
}
CAN_NOT_COME_IN: dict[str, dict[str, Any]] = {
    "no mail address": {},
    "no password and no link": {"account": {"password_hash": ""}},
    "a link that is over": {"account": {"password_hash": ""}, "link": False},
}


def other_administrator(
    engine: Engine, city: City, account: dict[str, Any] | None = None, link: bool | None = None
) -> UUID:
    """Make another administrator, with an account and with a link that is good or over."""
    entry = invited(engine, city, grants=(grant(Role.ADMINISTRATOR),))
    if account is not None:
        give_account(engine, entry.id, **account)
    if link is not None:
        now = datetime.now(UTC)
        ends = now + timedelta(hours=1) if link else now - timedelta(hours=1)
        with transaction(engine, write=True) as session:
            member = session.get_one(t.Member, entry.id)
            make.make_entry_link(
                session, member, made_at=ends - timedelta(hours=1), expires_at=ends
            )
    return entry.id


@pytest.mark.parametrize("has", CAN_COME_IN)
def test_an_administrator_goes_when_one_who_can_come_in_stays(
    engine: Engine, city: City, has: str
) -> None:
    give_account(engine, city.people[Role.ADMINISTRATOR])
    other = other_administrator(engine, city, **CAN_COME_IN[has])
    disable_first(engine, city, by=other)
    with begin(engine, other, today=make.TODAY) as work:
        assert not {row.id: row for row in get_people(work)}[city.people[Role.ADMINISTRATOR]].active


@pytest.mark.parametrize("has", CAN_NOT_COME_IN)
def test_the_last_administrator_who_can_come_in_stays(engine: Engine, city: City, has: str) -> None:
    give_account(engine, city.people[Role.ADMINISTRATOR])
    other = other_administrator(engine, city, **CAN_NOT_COME_IN[has])
    with pytest.raises(RuleError) as broken:
        disable_first(engine, city, by=other)
    assert broken.value.where == "grants"
    assert people(engine, city)[city.people[Role.ADMINISTRATOR]].active


@pytest.mark.parametrize("has", CAN_NOT_COME_IN)
def test_where_nobody_can_come_in_to_begin_with_the_role_is_enough(
    engine: Engine, city: City, has: str
) -> None:
    # The demo, and a city whose people were imported and not invited yet.
    other = other_administrator(engine, city, **CAN_NOT_COME_IN[has])
    disable_first(engine, city, by=other)
    with begin(engine, other, today=make.TODAY) as work:
        assert get_people(work)


def test_other_people_are_kept_as_before_where_nobody_can_come_in(
    engine: Engine, city: City
) -> None:
    give_account(engine, city.people[Role.PARTNER])
    entry = invited(engine, city, email="ben@example.org")
    save(engine, city, again(entry, active=False))
    assert not people(engine, city)[entry.id].active


def test_a_new_mail_address_that_spoils_the_last_link_is_refused(
    engine: Engine, city: City
) -> None:
    other = other_administrator(engine, city, account={"password_hash": ""}, link=True)
    row = people(engine, city)[other]
    moved = person(
        id=other,
        seen_version=row.version,
        name=row.name,
        email="moved@example.org",
        grants=(grant(Role.ADMINISTRATOR),),
    )
    assert broken_by(engine, city, moved).where == "grants"


def test_of_two_administrators_who_disable_each_other_at_once_one_stays(
    engine: Engine, city: City
) -> None:
    one = chained_administrator(engine, city)
    other = person(grants=(grant(Role.ADMINISTRATOR),))
    with begin(engine, one.id, write=True, today=make.TODAY) as work:
        save_person(work, other)

    def disable_first() -> None:
        with begin(engine, other.id, write=True, today=make.TODAY) as work:
            save_person(work, again(one, active=False))

    # Where writers take turns, who was disabled is nobody by the time of their turn.
    with pytest.raises((RuleError, RefusedError)):
        write_beside(
            begin(engine, one.id, write=True, today=make.TODAY),
            lambda work: save_person(work, again(other, active=False)),
            disable_first,
        )
    with transaction(engine) as session:
        assert session.scalars(
            select(t.Member.id).where(t.Member.id.in_([one.id, other.id]), t.Member.active)
        ).all() == [one.id]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_keeps_people(engine: Engine, city: City, role: Role) -> None:
    with pytest.raises(RefusedError):
        save(engine, city, person(), role)
