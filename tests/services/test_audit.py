"""Looking for changes: what fits is found, in order, on both databases; secrets never come out."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, event, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import make_engine, transaction
from db.queries import change as query
from planner.domain.permissions import ANONYMOUS, SYSTEM, Actor
from planner.services import audit
from planner.services.account.sign_in import note_failure
from planner.services.change import Written, write_change, write_changes
from planner.services.door import begin, find_actor
from planner.services.work import Work, new_id
from schemas.change import ChangeDetail, ChangeMark, ChangeQuery, ChangeRow, Withheld
from schemas.errors import NotFoundError, RefusedError
from schemas.vocabulary import ActorKind, Role
from tests import factories as make
from tests.city import City, build_city

NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = "Somebody from the third floor said that nobody called back."


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def write(  # noqa: PLR0913
    engine: Engine,
    city: City,
    *writes: Written,
    who: Role | Actor = Role.COMMANDER,
    at: datetime = NOON,
    action: str = "save_goal",
    why: str = "",
) -> None:
    with transaction(engine, write=True) as session:
        actor = find_actor(session, city.people[who]) if isinstance(who, Role) else who
        assert actor is not None
        work = make.work_for(session)
        made = Work(session, actor, work.jurisdiction, at, at.date(), "test")
        write_changes(made, action, list(writes), why)


def goal(city: City, version: int = 1, **body: Any) -> Written:
    return Written("goal", city.goal, version, body)


def sign_in(member_id: UUID) -> Written:
    return Written("web_session", new_id(), 1, {"member_id": member_id})


def look(
    engine: Engine, city: City, before: ChangeMark | None = None, **asked: Any
) -> tuple[ChangeRow, ...]:
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
        return audit.find_changes(work, ChangeQuery(**asked), before).rows


def told(rows: Sequence[ChangeRow]) -> list[tuple[str, int]]:
    return [(row.entity, row.version) for row in rows]


def open_change(
    engine: Engine, city: City, row: ChangeRow, who: Role = Role.ADMINISTRATOR
) -> ChangeDetail:
    with begin(engine, city.people[who]) as work:
        return audit.get_change(work, row.id)


def test_the_newest_comes_first_with_its_thing_and_whoever_did_it(
    engine: Engine, city: City
) -> None:
    write(engine, city, goal(city))
    write(engine, city, goal(city, 2), at=NOON + HOUR, who=Role.DELEGATE)
    rows = look(engine, city)
    assert told(rows) == [("goal", 2), ("goal", 1)]
    assert [row.actor_name for row in rows] == ["delegate", "commander"]
    assert (rows[0].thing.code, rows[0].thing.place_name) == ("07-2026-1", "Englewood")


def test_moments_are_told_in_the_citys_own_time(engine: Engine, city: City) -> None:
    write(engine, city, goal(city))
    (row,) = look(engine, city)
    assert (row.at.hour, row.at.utcoffset()) == (12, timedelta(hours=-6))


def test_days_begin_and_end_in_the_citys_own_time(engine: Engine, city: City) -> None:
    midnight = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
    moments = (midnight - timedelta(microseconds=1), midnight, midnight + DAY)
    for version, at in enumerate(moments, 1):
        write(engine, city, goal(city, version), at=at)
    day = date(2026, 11, 20)
    assert told(look(engine, city, since=day, until=day)) == [("goal", 2)]
    assert told(look(engine, city, since=day)) == [("goal", 3), ("goal", 2)]
    assert told(look(engine, city, until=day)) == [("goal", 2), ("goal", 1)]


def test_a_kind_and_an_action_leave_what_is_of_them(engine: Engine, city: City) -> None:
    write(engine, city, goal(city))
    write(engine, city, Written("plan", city.plan, 1, {}), action="start_plan", at=NOON + HOUR)
    assert told(look(engine, city, entity="plan")) == [("plan", 1)]
    assert told(look(engine, city, action="save_goal")) == [("goal", 1)]
    assert look(engine, city, entity="plan", action="save_goal") == ()


def test_a_person_is_found_by_what_they_did_and_by_who_tried_to_be_them(
    engine: Engine, city: City
) -> None:
    ada = city.people[Role.COMMANDER]
    write(engine, city, goal(city))
    write(engine, city, goal(city, 2), who=Role.DELEGATE, at=NOON + HOUR)
    with transaction(engine, write=True) as session:
        make.make_account(session, session.get_one(t.Member, ada), email="ada@example.org")
    with begin(engine, actor=ANONYMOUS, write=True) as work:
        note_failure(work, "ada@example.org")
        note_failure(work, "nobody@example.org")
    rows = look(engine, city, member_id=ada)
    assert told(rows) == [("refusal", 1), ("goal", 1)]
    assert (rows[0].about, rows[0].actor_name, rows[0].refused) == ("commander", None, "sign_in")
    assert told(look(engine, city, member_id=ada, entity="goal")) == [("goal", 1)]
    assert len(look(engine, city, actor_kind=ActorKind.ANONYMOUS)) == 2
    assert look(engine, city, actor_kind=ActorKind.SYSTEM) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("07-2026", 4),
        ("patrol", 0),
        ("ENGLEWOOD", 5),
        ("COMMANDER", 1),
        ("żółć", 1),
        ("ŻÓŁĆ", 1),
        ("回电", 1),
        ("100%", 1),
        ("_", 0),
        ("%", 1),
        ("'; drop table change; --", 0),
    ],
)
def test_words_are_looked_for_in_names_of_things_and_places(
    engine: Engine, city: City, text: str, found: int
) -> None:
    with transaction(engine, write=True) as session:
        priority = session.get_one(t.Priority, city.priority)
        steps = [
            t.ActionStep(
                id=new_id(),
                jurisdiction_id=priority.jurisdiction_id,
                goal_id=city.goal,
                position=place,
                what=what,
            )
            for place, what in enumerate(("Zrobić Żółć 100% dobrze", "每次都回电"), 1)
        ]
        session.add_all(steps)
        measured = session.scalars(select(t.Measurement.id)).first()
        assert measured is not None
        writes = [
            goal(city),
            Written("measurement", measured, 1, {"note": "patrol"}),
            *(Written("action_step", step.id, 1, {}) for step in steps),
            Written("priority", priority.id, 1, {}),
        ]
        session.get_one(t.Goal, city.goal).title = "Answer sooner"
        priority.title = "Answering"
    write(engine, city, *writes, Written("member", city.people[Role.COMMANDER], 1, {}))
    assert len(look(engine, city, text=text)) == found


def test_a_name_that_many_things_have_is_found_without_naming_each(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine, city, goal(city))
    everybody = [Written("member", member, 1, {}) for member in city.people.values()]
    write(engine, city, *everybody, at=NOON + HOUR)
    expected = look(engine, city, text="e")
    assert len(expected) > 5
    monkeypatch.setattr(query, "FEW", 2)
    assert look(engine, city, text="e") == expected


def test_pages_follow_each_other_without_a_gap_also_within_one_moment(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PAGE", 3)
    write(engine, city, *(sign_in(city.people[Role.PARTNER]) for _ in range(5)))
    write(engine, city, goal(city), goal(city, 2), at=NOON - HOUR)
    seen: list[UUID] = []
    mark = None
    while True:
        with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
            page = audit.find_changes(work, ChangeQuery(), mark)
        seen += [row.id for row in page.rows]
        mark = page.older
        if mark is None:
            break
    with transaction(engine) as session:
        ordered = select(t.Change.id).order_by(t.Change.at.desc(), t.Change.id.desc())
        assert seen == list(session.scalars(ordered))


def test_a_page_that_is_just_full_has_nothing_older(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PAGE", 2)
    write(engine, city, goal(city), goal(city, 2))
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
        assert audit.find_changes(work, ChangeQuery()).older is None


def test_another_citys_changes_are_not_there(engine: Engine, city: City) -> None:
    write(engine, city, goal(city))
    (row,) = look(engine, city)
    with transaction(engine, write=True) as session:
        other = make.make_jurisdiction(session)
        stranger = make.make_member(session, other, Role.ADMINISTRATOR, name="Stranger")
    with begin(engine, stranger.id) as work:
        assert audit.find_changes(work, ChangeQuery()).rows == ()
        assert audit.find_changes(work, ChangeQuery(text="07-2026")).rows == ()
        assert [one.name for one in audit.get_changers(work)] == ["Stranger"]
        with pytest.raises(NotFoundError):
            audit.get_change(work, row.id)


def test_all_that_fits_is_handed_over_some_at_a_time(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_AT_A_TIME", 2)
    write(engine, city, *(sign_in(city.people[Role.PARTNER]) for _ in range(5)))
    parts: list[Sequence[ChangeRow]] = []
    for most, whole in ((5, True), (4, False)):
        monkeypatch.setattr(audit, "MOST_TAKEN", most)
        parts.clear()
        with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
            assert audit.find_all_changes(work, ChangeQuery(), parts.append) is whole
        assert sum(map(len, parts)) == most
        assert max(map(len, parts)) == 2


def plan_of(session: Session, **asked: Any) -> str:
    """Return how SQLite goes about reading a page."""
    sent: list[tuple[str, Any]] = []
    note = lambda *args: sent.append((args[2], args[3]))  # noqa: E731
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    audit.find_changes(make.work_for(session), ChangeQuery(**asked))
    event.remove(connection, "before_cursor_execute", note)
    sql, values = next(one for one in sent if "FROM change" in one[0])
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
    return "\n".join(row[3] for row in rows)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({}, "ix_change_jurisdiction_at_id"),
        ({"since": date(2026, 1, 1)}, "ix_change_jurisdiction_at_id"),
        ({"entity": "goal"}, "ix_change_jurisdiction_entity_at_id"),
        ({"member_id": UUID(int=1)}, "ix_change_actor_at_id"),
    ],
)
def test_a_page_is_read_from_an_index_in_its_order(
    sqlite_url: str, asked: dict[str, Any], index: str
) -> None:
    engine = make_engine(sqlite_url)
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)
        plan = plan_of(session, **asked)
    engine.dispose()
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_a_long_page_takes_no_more_queries_than_a_short_one(engine: Engine, city: City) -> None:
    counts = []
    for _ in range(2):
        write(engine, city, *(sign_in(city.people[Role.PARTNER]) for _ in range(5)))
        sent: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args, sent=sent: sent.append(args[2]))
        look(engine, city)
        counts.append(sum(sql.lstrip().startswith("SELECT") for sql in sent))
    assert counts[0] == counts[1]


def test_one_change_tells_what_differs_and_names_what_it_points_to(
    engine: Engine, city: City
) -> None:
    people = city.people
    write(engine, city, goal(city, title="Fast", owner_id=people[Role.COMMANDER], place="district"))
    write(
        engine,
        city,
        goal(city, 2, title="Faster", owner_id=people[Role.DELEGATE], place="district"),
        why="Agreed in May",
        at=NOON + HOUR,
    )
    detail = open_change(engine, city, look(engine, city)[0])
    assert [(one.path, one.before, one.after) for one in detail.fields] == [
        (("owner_id",), "commander", "delegate"),
        (("title",), "Fast", "Faster"),
    ]
    assert (detail.why, detail.compared, detail.untold) == ("Agreed in May", True, 0)


def test_places_plans_and_things_that_are_gone_are_named_too(engine: Engine, city: City) -> None:
    body: dict[str, Any] = {
        "plan_id": city.plan,
        "district_id": city.district,
        "theme_ids": [city.theme, new_id()],
    }
    write(engine, city, goal(city, **body))
    detail = open_change(engine, city, look(engine, city)[0])
    assert {one.path[0]: one.after for one in detail.fields} == {
        "district_id": "Englewood",
        "plan_id": "Englewood 2026",
        "theme_ids": ("?", "RESPONSE-04"),
    }


def test_after_erasure_the_change_stays_and_its_words_are_gone(engine: Engine, city: City) -> None:
    write(engine, city, goal(city, title="Fast"))
    write(engine, city, goal(city, 2, title="Faster"), at=NOON + HOUR)
    newest, oldest = look(engine, city)
    with transaction(engine, write=True) as session:
        session.execute(delete(t.ChangeWords).where(t.ChangeWords.change_id == oldest.id))
    erased = open_change(engine, city, oldest)
    assert (erased.row.erased, erased.fields, erased.why) == (True, (), "")
    after = open_change(engine, city, newest)
    assert (after.row.erased, after.compared) == (False, False)
    assert [one.after for one in after.fields] == ["Faster"]
    assert "Fast'" not in repr(after)


SECRETS = {
    "password_hash": "argon2-hash",
    "token": "session-token",
    "token_digest": "digest",
    "totp_secret": "JBSWY3DP",
    "recovery_codes": ["one", "two"],
    "nobody_thought_of_this": "anything",
}


def test_what_has_no_word_or_the_name_of_a_secret_never_leaves(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine, city, Written("member", city.people[Role.PARTNER], 1, {"name": "Ben", **SECRETS}))
    row = look(engine, city)[0]
    # Also where somebody gives it a word by mistake.
    monkeypatch.setattr("planner.services.audit.rows.field_word", lambda _entity, name: name)
    detail = open_change(engine, city, row)
    shown = {one.path[0] for one in detail.fields}
    assert shown == {"name", "nobody_thought_of_this"}
    monkeypatch.undo()
    detail = open_change(engine, city, row)
    assert {one.path[0] for one in detail.fields} == {"name"}
    assert detail.untold == len(SECRETS)
    assert not any(str(secret) in repr(detail) for secret in SECRETS.values())


def put_voice(engine: Engine, city: City) -> list[ChangeRow]:
    """Write down a voice, its correction and a translation of its words."""
    with transaction(engine, write=True) as session:
        meeting = make.make_engagement(session, session.get_one(t.District, city.district))
        heard = make.make_voice(session, meeting, text=SAID)
    about = {"entity": "voice", "entity_id": heard.id, "field": "text"}
    for written in (
        Written("voice", heard.id, 1, {"text": SAID, "valence": "complaint"}),
        Written("voice", heard.id, 2, {"text": f"{SAID} Twice.", "valence": "mixed"}),
        Written("translation", new_id(), 1, {**about, "text": SAID}),
    ):
        write(engine, city, written, action="save_voice")
    return list(look(engine, city))


def test_original_words_are_withheld_from_whoever_may_not_read_them(
    engine: Engine, city: City
) -> None:
    for row in put_voice(engine, city):
        detail = open_change(engine, city, row)
        assert "floor" not in repr(detail)
        (text,) = (one for one in detail.fields if one.path == ("text",))
        assert text.withheld is Withheld.ORIGINAL_VOICE
        assert (text.before, text.after) == (None, None)


@pytest.mark.parametrize(
    ("role", "district", "reads"),
    [
        (Role.REVIEWER, None, True),
        (Role.COMMANDER, "own", True),
        (Role.COMMANDER, "other", False),
        (Role.PARTNER, "own", False),
    ],
)
def test_an_administrator_with_another_role_reads_what_that_role_allows(
    engine: Engine, city: City, role: Role, district: str | None, reads: bool
) -> None:
    rows = put_voice(engine, city)
    places = {"own": city.district, "other": city.other_district}
    with transaction(engine, write=True) as session:
        member = session.get_one(t.Member, city.people[Role.ADMINISTRATOR])
        where = session.get_one(t.District, places[district]) if district else None
        make.make_role(session, member, role, where)
    for row in rows:
        assert ("third floor" in repr(open_change(engine, city, row))) is reads


def test_a_translation_of_what_everybody_reads_is_shown(engine: Engine, city: City) -> None:
    body = {"entity": "goal", "entity_id": city.goal, "field": "title", "text": "Más rápido"}
    write(engine, city, Written("translation", new_id(), 1, body))
    detail = open_change(engine, city, look(engine, city)[0])
    assert ("Más rápido", None) in [(one.after, one.withheld) for one in detail.fields]


def test_what_changed_its_shape_is_shown_as_it_is_kept(engine: Engine, city: City) -> None:
    write(engine, city, goal(city, source="by hand"))
    write(engine, city, goal(city, 2, source={"kind": "file"}), at=NOON + HOUR)
    detail = open_change(engine, city, look(engine, city)[0])
    (field,) = detail.fields
    assert (field.before, field.after) == ("by hand", '{"kind": "file"}')


def test_words_of_a_voice_can_not_be_guessed_by_looking_for_them(
    engine: Engine, city: City
) -> None:
    put_voice(engine, city)
    assert look(engine, city, text="third floor") == ()


def test_mail_addresses_are_for_whoever_looks_after_people(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"name": "Ben", "email": "ben@example.org"}
    write(engine, city, Written("member", city.people[Role.PARTNER], 1, body))
    row = look(engine, city)[0]
    assert "ben@example.org" in repr(open_change(engine, city, row))
    monkeypatch.setattr(Work, "may", lambda _work, action, *_: action == "audit_read")
    detail = open_change(engine, city, row)
    assert "ben@example.org" not in repr(detail)
    assert Withheld.MAIL_ADDRESS in {one.withheld for one in detail.fields}


def test_what_was_added_is_not_compared_with_what_was_added_before(
    engine: Engine, city: City
) -> None:
    one = city.minutes
    write(engine, city, Written("monthly_value", one, 1, {"months": {"2026-01": ["4", "9"]}}))
    later = Written("monthly_value", one, 2, {"months": {"2026-02": ["5"]}})
    write(engine, city, later, at=NOON + HOUR)
    row = look(engine, city)[0]
    detail = open_change(engine, city, row)
    assert [(field.path, field.after) for field in detail.fields] == [
        (("months", "2026-02"), ("5",))
    ]
    assert row.thing.code == "07-2026-1"


def test_everybody_who_could_have_changed_something_is_listed_the_disabled_too(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.PARTNER]).active = False
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work:
        people = audit.get_changers(work)
    assert [one.name for one in people] == sorted(role.value for role in Role)
    assert [one.name for one in people if not one.active] == ["partner"]


def test_a_change_nobody_knows_is_not_found(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.ADMINISTRATOR]) as work, pytest.raises(NotFoundError):
        audit.get_change(work, new_id())


def test_who_is_refused_here_is_found_here(engine: Engine, city: City) -> None:
    with pytest.raises(RefusedError), begin(engine, city.people[Role.REVIEWER]) as work:
        audit.find_changes(work, ChangeQuery())
    (row,) = look(engine, city, entity="refusal")
    assert (row.actor_name, row.refused) == ("reviewer", "audit_read")


def test_the_planner_itself_is_named_as_what_it_is(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        write_change(make.work_for(session), "import", goal(city))
    (row,) = look(engine, city, actor_kind=ActorKind.SYSTEM)
    assert (row.actor_kind, row.actor_name) == (SYSTEM.kind, None)
