"""Single sign-on: who the provider means, the roles it gives now, and what is refused."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from structlog.testing import capture_logs

from db import tables as t
from db.engine import transaction
from planner.gateways.secret import digest_of
from planner.services.account import get_me
from planner.services.account.people import get_people, save_person
from planner.services.account.session import save_profile
from planner.services.account.single_sign_on import forget_identity, sign_on
from planner.services.door import begin, begin_anonymous, begin_last_words
from planner.services.work import Work
from schemas.errors import NotFoundError, RefusedError, RuleError, SignedOutError
from schemas.sign_in import GrantIn, PersonIn, PersonRow, ProfileIn, Ticket
from schemas.single_sign_on import ClaimsIn, SignOnRow
from schemas.vocabulary import EntryWay, Language, Role, SignOnRefusal
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA

ISSUER = "https://login.example.org"
MOST = timedelta(hours=12)


def claims(**said: Any) -> ClaimsIn:
    defaults: dict[str, Any] = {"issuer": ISSUER, "subject": "nadia", "email": "nadia@example.org"}
    return ClaimsIn(**defaults | said)


def sign(work: Work, said: ClaimsIn) -> SignOnRow:
    return sign_on(work, said, prefix="planner", language=Language.PL, browser="Firefox", most=MOST)


def come(engine: Engine, said: ClaimsIn) -> SignOnRow:
    identity = (said.issuer, said.subject)
    with begin_anonymous(engine, email=said.email, identity=identity, write=True) as work:
        return sign(work, said)


def ticket(token: str) -> Ticket:
    return Ticket(token_digest=digest_of(token), idle=MOST, most=MOST)


def roles_at(engine: Engine, token: str) -> list[tuple[Role, int | None]]:
    """Return the roles that somebody with a session has, as they are shown to them."""
    with begin(engine, ticket=ticket(token)) as work:
        shown = [(held.role, held.district_number) for held in get_me(work).roles]
        assert {role for role, _ in shown} == set(work.actor.roles(work.today))
        return shown


def member_of(engine: Engine, token: str) -> UUID:
    with transaction(engine) as session:
        held = select(t.WebSession.member_id).where(t.WebSession.token_digest == digest_of(token))
        return session.scalars(held).one()


def changes(engine: Engine) -> list[tuple[str, str, dict[str, Any]]]:
    with transaction(engine) as session:
        rows = session.execute(
            select(t.Change.entity, t.Change.action, t.ChangeWords.body)
            .join(t.ChangeWords, t.ChangeWords.change_id == t.Change.id)
            .order_by(t.Change.id)
        ).all()
    return [(entity, action, json.loads(body)["after"]) for entity, action, body in rows]


def count(engine: Engine, table: type[t.Table]) -> int:
    with transaction(engine) as session:
        return len(session.scalars(select(table)).all())


def person(engine: Engine, city: City, member_id: UUID) -> PersonRow:
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
        return next(row for row in get_people(work) if row.id == member_id)


def entry_of(row: PersonRow, **fields: Any) -> PersonIn:
    """Return what an administrator sends who opens a person and saves it as it is shown."""
    by_hand = [one for one in row.grants if not one.from_provider]
    values: dict[str, Any] = {
        "id": row.id,
        "seen_version": row.version,
        "name": row.name,
        "email": row.email,
        "language": row.language,
        "grants": tuple(
            GrantIn.model_validate(
                one.model_dump(exclude={"district_number", "district_name", "from_provider"})
            )
            for one in by_hand
        ),
    }
    return PersonIn(**values | fields)


def save(engine: Engine, city: City, entry: PersonIn) -> None:
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        save_person(work, entry)


# --- who is meant --------------------------------------------------------------------------------


def test_a_mail_address_that_is_vouched_for_leads_to_its_account(
    engine: Engine, city: City
) -> None:
    came = come(engine, claims(email="ADA@example.org"))
    assert member_of(engine, came.token) == city.people[Role.COMMANDER]
    assert roles_at(engine, came.token) == [(Role.COMMANDER, 7)]


def test_who_was_linked_is_found_whatever_their_mail_address_says_now(
    engine: Engine, city: City
) -> None:
    come(engine, claims(email=ADA))
    for email in ("", "ada.new@example.org", "commissioner@example.org"):
        came = come(engine, claims(email=email))
        assert member_of(engine, came.token) == city.people[Role.COMMANDER]
    assert count(engine, t.Identity) == 1
    assert person(engine, city, city.people[Role.COMMANDER]).email == ADA


@pytest.mark.parametrize("email", ["", "ada", "ada@example.org, bo@example.org"])
def test_without_a_mail_address_that_is_vouched_for_nobody_is_linked_or_made(
    engine: Engine, city: City, email: str
) -> None:
    came = come(engine, claims(email=email, groups=("planner:administrator",)))
    assert came == SignOnRow(refused=SignOnRefusal.UNVERIFIED)
    assert count(engine, t.Identity) == count(engine, t.WebSession) == 0


def test_the_same_subject_of_another_issuer_is_somebody_else(engine: Engine, city: City) -> None:
    come(engine, claims(email=ADA))
    other = come(engine, claims(issuer="https://elsewhere.example", email="x@example.org"))
    assert other.refused is SignOnRefusal.NO_ROLE


def test_who_gets_a_former_colleagues_mail_address_does_not_come_in_as_them(
    engine: Engine, city: City
) -> None:
    come(engine, claims(subject="ada", email=ADA))
    came = come(engine, claims(subject="another ada", email=ADA, groups=("planner:reviewer",)))
    assert came == SignOnRow(refused=SignOnRefusal.TAKEN)
    assert count(engine, t.Identity) == 1


def test_somebody_new_with_a_role_is_made_a_member(engine: Engine, city: City) -> None:
    came = come(
        engine, claims(email="Nadia@Example.org", name="Nadia New", groups=("planner:dac-chair:7",))
    )
    row = person(engine, city, member_of(engine, came.token))
    assert (row.name, row.email, row.language) == ("Nadia New", "nadia@example.org", Language.PL)
    assert (row.active, row.has_password, row.has_identity) == (True, False, True)
    assert roles_at(engine, came.token) == [(Role.DAC_CHAIR, 7)]


def test_somebody_new_without_a_name_goes_by_their_mail_address(engine: Engine, city: City) -> None:
    came = come(engine, claims(groups=("planner:reviewer",)))
    assert person(engine, city, member_of(engine, came.token)).name == "nadia@example.org"


@pytest.mark.parametrize(
    "groups", [(), ("staff",), ("planner:commander",), ("planner:delegate:7",)]
)
def test_somebody_new_without_a_role_is_not_let_in(
    engine: Engine, city: City, groups: tuple[str, ...]
) -> None:
    members = count(engine, t.Member)
    came = come(engine, claims(groups=groups))
    assert came == SignOnRow(refused=SignOnRefusal.NO_ROLE)
    assert count(engine, t.Member) == members
    assert count(engine, t.Identity) == 0


@pytest.mark.parametrize("linked", [False, True])
def test_a_disabled_member_stays_out(engine: Engine, city: City, *, linked: bool) -> None:
    if linked:
        come(engine, claims(email=ADA))
    ada = person(engine, city, city.people[Role.COMMANDER])
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, ada.id).active = False
    came = come(engine, claims(email=ADA, groups=("planner:administrator",)))
    assert came == SignOnRow(refused=SignOnRefusal.DISABLED)
    assert count(engine, t.Identity) == linked
    assert [one for one in person(engine, city, ada.id).grants if one.from_provider] == []


# --- roles ---------------------------------------------------------------------------------------


def test_each_time_roles_are_what_the_groups_give_now(engine: Engine, city: City) -> None:
    groups = ("planner:commissioner", "planner:dac-chair:11")
    first = come(engine, claims(groups=groups)).token
    assert set(roles_at(engine, first)) == {(Role.COMMISSIONER, None), (Role.DAC_CHAIR, 11)}
    second = come(engine, claims(groups=("planner:commissioner", "planner:reviewer:0"))).token
    now = {(Role.COMMISSIONER, None), (Role.REVIEWER, 0)}
    # Sessions that began before have no more than the newest one.
    assert set(roles_at(engine, first)) == set(roles_at(engine, second)) == now


def test_who_has_no_group_left_has_no_role_left(engine: Engine, city: City) -> None:
    come(engine, claims(groups=("planner:administrator",)))
    last = come(engine, claims())
    with pytest.raises(RefusedError):
        roles_at(engine, last.token)


def test_roles_given_by_hand_stay(engine: Engine, city: City) -> None:
    come(engine, claims(email=ADA, groups=("planner:commissioner", "planner:commander:7")))
    came = come(engine, claims(email=ADA))
    assert roles_at(engine, came.token) == [(Role.COMMANDER, 7)]


def test_a_role_may_be_held_by_hand_and_from_the_provider_from_the_same_day(
    engine: Engine, city: City
) -> None:
    came = come(engine, claims(groups=("planner:dac-chair:7",)))
    row = person(engine, city, member_of(engine, came.token))
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
        role = GrantIn(
            role=Role.DAC_CHAIR, district_id=city.district, starts_on=work.today, ends_on=None
        )
    save(engine, city, entry_of(row, grants=(role,)))
    come(engine, claims())
    (left,) = person(engine, city, row.id).grants
    assert (left.role, left.from_provider) == (Role.DAC_CHAIR, False)


def test_with_a_password_nobody_keeps_what_the_provider_may_have_taken_away(
    engine: Engine, city: City
) -> None:
    came = come(engine, claims(email=ADA, groups=("planner:administrator",)))
    assert (Role.ADMINISTRATOR, None) in roles_at(engine, came.token)
    with transaction(engine, write=True) as session:
        ada = session.get_one(t.Member, city.people[Role.COMMANDER])
        make.make_web_session(session, ada, "by password")
    assert roles_at(engine, "by password") == [(Role.COMMANDER, 7)]
    with (
        pytest.raises(RefusedError),
        begin(engine, ticket=ticket("by password"), write=True) as work,
    ):
        get_people(work)


def test_whoever_has_roles_from_the_provider_alone_keeps_last_words_too(
    engine: Engine, city: City
) -> None:
    came = come(engine, claims(groups=("planner:reviewer",)))
    with begin_last_words(engine, ticket(came.token)) as work:
        assert work.actor.roles(work.today) == (Role.REVIEWER,)


def test_saving_a_person_neither_changes_nor_deletes_roles_from_the_provider(
    engine: Engine, city: City
) -> None:
    came = come(engine, claims(groups=("planner:reviewer", "planner:dac-member:11")))
    row = person(engine, city, member_of(engine, came.token))
    save(engine, city, entry_of(row, name="Nadia Other"))
    after = person(engine, city, row.id)
    assert (after.name, after.grants) == ("Nadia Other", row.grants)
    assert len(row.grants) == 2
    with begin(engine, ticket=ticket(came.token), write=True) as work:
        save_profile(work, ProfileIn(seen_version=2, name="Nadia", language=Language.ES))
    assert person(engine, city, row.id).grants == row.grants


def test_groups_that_give_nothing_are_logged_by_number_and_never_by_name(
    engine: Engine, city: City
) -> None:
    with capture_logs() as lines:
        come(engine, claims(groups=("planner:reviewer", "planner:secret-unit", "planner:chief")))
    (line,) = lines
    assert line["count"] == 2
    assert "secret" not in str(line)
    assert "chief" not in str(line)


# --- what is written down ------------------------------------------------------------------------


def test_linking_roles_and_signing_in_are_written_down(engine: Engine, city: City) -> None:
    ada = str(city.people[Role.COMMANDER])
    come(engine, claims(email=ADA, groups=("planner:reviewer",)))
    come(engine, claims(email=ADA, groups=("planner:reviewer",)))
    written = changes(engine)
    assert [(entity, action) for entity, action, _ in written] == [
        ("identity", "link"),
        ("provider_roles", "roles_from_provider"),
        ("web_session", "sign_in"),
        # The second time nothing but the session is new.
        ("web_session", "sign_in"),
    ]
    assert written[0][2] == {"member_id": ada, "issuer": ISSUER, "subject": "nadia"}
    assert written[1][2] == {"member_id": ada, "roles": [["reviewer", ""]]}
    assert written[2][2]["way"] == EntryWay.SINGLE_SIGN_ON


def test_a_member_who_is_made_is_written_down_as_when_an_administrator_does(
    engine: Engine, city: City
) -> None:
    come(engine, claims(name="Nadia New", groups=("planner:reviewer",)))
    entity, action, body = changes(engine)[0]
    assert (entity, action) == ("member", "sign_in")
    assert (body["name"], body["email"], body["roles"]) == ("Nadia New", "nadia@example.org", [])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"email": ""}, SignOnRefusal.UNVERIFIED),
        ({"email": "new@example.org"}, SignOnRefusal.NO_ROLE),
    ],
)
def test_a_refusal_is_written_down(
    engine: Engine, city: City, said: dict[str, str], why: SignOnRefusal
) -> None:
    come(engine, claims(**said))
    ((entity, action, body),) = changes(engine)
    assert (entity, action) == ("refusal", "refusal")
    assert (body["why"], body["subject"], body["member_id"]) == (why, "nadia", None)


# --- two at once ---------------------------------------------------------------------------------


def beside(engine: Engine, first: ClaimsIn, second: ClaimsIn) -> SignOnRow:
    """Let the second come while the first has not been written yet."""
    opened = begin_anonymous(engine, email=first.email, write=True)
    return write_beside(opened, lambda work: sign(work, first), lambda: come(engine, second))


def test_two_first_times_at_once_make_one_member(engine: Engine, city: City) -> None:
    members = count(engine, t.Member)
    said = claims(groups=("planner:reviewer",))
    second = beside(engine, said, said)
    assert count(engine, t.Member) == members + 1
    assert count(engine, t.Identity) == 1
    assert count(engine, t.WebSession) == 2
    assert roles_at(engine, second.token) == [(Role.REVIEWER, None)]


def test_two_first_times_of_an_account_at_once_link_it_once(engine: Engine, city: City) -> None:
    said = claims(email=ADA, groups=("planner:reviewer",))
    second = beside(engine, said, said)
    assert count(engine, t.Identity) == 1
    assert set(roles_at(engine, second.token)) == {(Role.COMMANDER, 7), (Role.REVIEWER, None)}


def test_of_two_people_with_one_mail_address_at_once_one_comes_in(
    engine: Engine, city: City
) -> None:
    groups = ("planner:reviewer",)
    first, second = claims(subject="one", groups=groups), claims(subject="two", groups=groups)
    assert beside(engine, first, second).refused is SignOnRefusal.TAKEN


def test_one_person_under_two_mail_addresses_at_once_is_one_member(
    engine: Engine, city: City
) -> None:
    members = count(engine, t.Member)
    groups = ("planner:reviewer",)
    first, second = claims(groups=groups), claims(groups=groups, email="other@example.org")
    assert beside(engine, first, second).token
    assert count(engine, t.Member) == members + 1


def test_two_changes_of_roles_at_once_give_no_role_twice(engine: Engine, city: City) -> None:
    came = come(engine, claims(groups=("planner:reviewer",)))
    said = claims(groups=("planner:commissioner",))
    beside(engine, said, said)
    (held,) = person(engine, city, member_of(engine, came.token)).grants
    assert held.role is Role.COMMISSIONER


# --- undoing a link ------------------------------------------------------------------------------


def forget(engine: Engine, member_id: UUID, who: UUID) -> None:
    with begin(engine, who, write=True) as work:
        forget_identity(work, member_id)


def test_undoing_a_link_takes_roles_and_sessions_with_it(engine: Engine, city: City) -> None:
    ada, root = city.people[Role.COMMANDER], city.people[Role.ADMINISTRATOR]
    came = come(engine, claims(subject="wrong", email=ADA, groups=("planner:reviewer",)))
    forget(engine, ada, root)
    with pytest.raises(SignedOutError):
        roles_at(engine, came.token)
    row = person(engine, city, ada)
    assert (row.has_identity, [one.role for one in row.grants]) == (False, [Role.COMMANDER])
    assert changes(engine)[-1][:2] == ("identity", "unlink")
    right = come(engine, claims(subject="right", email=ADA))
    assert member_of(engine, right.token) == ada


def test_nobody_undoes_their_own_link_and_others_than_administrators_none(
    engine: Engine, city: City
) -> None:
    ada, root = city.people[Role.COMMANDER], city.people[Role.ADMINISTRATOR]
    come(engine, claims(email=ADA))
    with pytest.raises(RuleError):
        forget(engine, root, root)
    with pytest.raises(RefusedError):
        forget(engine, root, ada)
    assert count(engine, t.Identity) == 1


def test_only_members_of_this_jurisdiction_are_unlinked(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session)
        stranger = make.make_member(session, elsewhere)
        make.make_identity(session, stranger)
    for member_id in (stranger.id, t.new_id()):
        with pytest.raises(NotFoundError):
            forget(engine, member_id, city.people[Role.ADMINISTRATOR])
    assert count(engine, t.Identity) == 1


def test_who_is_linked_comes_into_the_jurisdiction_they_belong_to(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session, code="zz")
        make.make_district(session, elsewhere, number=7)
        stranger = make.make_member(session, elsewhere)
        make.make_identity(session, stranger, subject="stranger")
    came = come(engine, claims(subject="stranger", email="", groups=("planner:dac-chair:7",)))
    with begin(engine, ticket=ticket(came.token)) as work:
        assert work.jurisdiction_id == elsewhere.id
        assert [held.district_number for held in get_me(work).roles] == [7]
