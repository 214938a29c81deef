"""Nothing is written unseen: what writes leaves a change row, and pages have words for it."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest
from pyotp import TOTP
from sqlalchemy import Engine, select

import planner.services
from db import tables as t
from db.engine import transaction
from planner.domain.permissions import ANONYMOUS, SYSTEM, Actor
from planner.i18n.changes import DONE, KINDS, field_word
from planner.services import asking, commitment, evidence, export, handover, library
from planner.services.account import (
    found,
    link,
    people,
    second_factor,
    session,
    sign_in,
    single_sign_on,
)
from planner.services.door import begin, find_actor
from planner.services.exchange import import_tables
from planner.services.goal import hints
from planner.services.history import verify_history
from planner.services.work import USE_CASES, Work, new_id
from schemas.asking import AnswerIn, AskIn
from schemas.change import ExportIn
from schemas.commitment import CommitmentIn
from schemas.errors import RefusedError
from schemas.evidence import EvidenceIn, EvidenceMark, EvidenceRow, LinkIn
from schemas.goal_hint import HintIn
from schemas.handover import MarkIn, NoteIn
from schemas.library import DecisionIn, DefinitionIn, LibraryIn, MergeIn, ProposalIn
from schemas.second_factor import FirstStep
from schemas.sign_in import FounderIn, GrantIn, PersonIn, ProfileIn, Visitor
from schemas.single_sign_on import ClaimsIn
from schemas.vocabulary import (
    Consent,
    Direction,
    EntryWay,
    HandoverSide,
    HintKind,
    IndicatorKind,
    Language,
    LibraryState,
    Role,
)
from tests import factories as make
from tests.city import City
from tests.exchange.factories import as_files
from tests.kept import build_listening_city
from tests.services.test_kept import WRITERS, WRITES
from tests.way import STEPS, complete

# Use cases are known once their modules are.
for module in pkgutil.walk_packages(planner.services.__path__, "planner.services."):
    importlib.import_module(module.name)

Act = Callable[[Work, City], object]

READ = ("get_", "find_", "preview_", "verify_", "is_", "whose")
"""How the names of use cases begin that only read."""

SILENT: Mapping[str, str] = {
    "draft.keep_draft": "what is typed and not saved is private",
    "draft.drop_draft": "what is typed and not saved is private",
    "hint.mark_hint_read": "what somebody has read is nobody's business",
    "hint.show_hints_again": "what somebody has read is nobody's business",
    "session.note_seen": "a sign of life at every click would bury everything else",
    "sign_in.admit": "counts a try; how it ends is written down by what follows",
    "session.admit_password": "counts a guess; how it ends is written down by what follows",
    "sign_in.require_code": "looks whether a code can be asked for, and writes nothing",
    "history.write_anchor": "seals the changes, and is itself sealed by the next one",
}
"""Use cases that write and leave no change row, and why."""

MOST = timedelta(hours=12)
VISITOR = Visitor(account_key="ada", address_key="here")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KEY = "a-key-for-tests-that-signs-cookies-and-links"
OLD, NEW = make.PASSWORD, "herons count the roof tiles"


def promise(work: Work, city: City) -> None:
    entry = CommitmentIn(
        id=new_id(),
        district_id=city.district,
        seen_version=0,
        you_said="Nobody calls back.",
        we_will="Call back within fourteen days.",
        promised_on=date(2026, 8, 12),
        review_on=date(2026, 12, 1),
        language=Language.EN,
    )
    commitment.save_commitment(work, entry)


def hint_of(city: City) -> HintIn:
    return HintIn(goal_id=city.goal, kind=HintKind.VAGUE_VERB, field="title", digest="a" * 64)


def show_again(work: Work, city: City) -> None:
    hints.dismiss_hint(work, hint_of(city))
    hints.show_hint_again(work, hint_of(city))


def prove(work: Work, city: City) -> EvidenceRow:
    step = make.make_step(work.session, work.session.get_one(t.Goal, city.goal))
    entry = EvidenceIn(
        id=new_id(),
        step_id=step.id,
        digest="a" * 64,
        size=12,
        media_type="text/plain",
        name="notes.txt",
    )
    return evidence.add_evidence(work, entry)


def link_to(work: Work, city: City) -> None:
    step = make.make_step(work.session, work.session.get_one(t.Goal, city.goal))
    entry = LinkIn(id=new_id(), step_id=step.id, url="https://example.org/minutes")
    evidence.add_link(work, entry)


def unprove(work: Work, city: City) -> None:
    mark = EvidenceMark(id=prove(work, city).id, seen_version=1, removed=True)
    evidence.mark_evidence(work, mark)


def change_a_role(work: Work, city: City) -> None:
    grant = GrantIn(role=Role.REVIEWER, district_id=None, starts_on=make.TODAY, ends_on=None)
    entry = PersonIn(id=city.people[Role.PARTNER], seen_version=1, name="Ben", grants=(grant,))
    people.save_person(work, entry)


def signed_in(work: Work, city: City) -> UUID:
    row = work.session.scalars(select(t.WebSession)).first()
    assert row is not None
    return row.id


def rename(work: Work, _city: City) -> None:
    seen = session.get_my_profile(work).version
    entry = ProfileIn(seen_version=seen, name="Ada R.", language=Language.PL)
    session.save_profile(work, entry)


def made_link(work: Work, city: City) -> UUID:
    return work.session.scalars(select(t.EntryLink.id)).one()


def guess_wrong(work: Work, _city: City) -> None:
    sign_in.note_failure(work, "ada@example.org")


def eve(work: Work) -> t.Member:
    """Return the member with a second step that is on."""
    found = work.session.scalars(
        select(t.Member).join(t.Account).where(t.Account.email == "eve@example.org")
    )
    return found.one()


def first_step(work: Work) -> FirstStep:
    return FirstStep(
        jurisdiction_id=work.jurisdiction_id,
        member_id=eve(work).id,
        way=EntryWay.PASSWORD,
        at=work.now,
    )


def enter_code(work: Work, _city: City) -> None:
    code = TOTP(SECRET).at(work.now)
    token = sign_in.enter_code(
        work, first_step(work), code, KEY, visitor=VISITOR, browser="Firefox", most=MOST
    )
    assert token


def confirm(work: Work, _city: City) -> None:
    second_factor.begin_factor(work, OLD, KEY)
    secret = second_factor.get_my_factor(work, KEY).secret
    second_factor.confirm_factor(work, TOTP(secret).at(work.now), KEY)


def stop(work: Work, _city: City) -> None:
    second_factor.begin_factor(work, OLD, KEY)
    second_factor.stop_beginning(work)


def sign_on(work: Work, _city: City) -> None:
    claims = ClaimsIn(
        issuer="https://login.example.org",
        subject="ada",
        email="ada@example.org",
        groups=("planner:reviewer",),
    )
    came = single_sign_on.sign_on(
        work, claims, prefix="planner", language=Language.EN, browser="Firefox", most=MOST
    )
    assert came.token


def meeting_of(work: Work) -> UUID:
    return work.session.scalars(select(t.Engagement.id).limit(1)).one()


def ask_somebody(work: Work, _city: City) -> UUID:
    entry = AskIn(
        id=new_id(),
        engagement_id=meeting_of(work),
        question="What would make the corner safer?",
        language=Language.EN,
        name="Mei Lin",
        email="mei@example.org",
        reads=Language.ZH_HANS,
    )
    asking.ask(work, entry)
    return entry.id


def withdraw(work: Work, city: City) -> None:
    asking.withdraw(work, ask_somebody(work, city))


def ask_again(work: Work, city: City) -> None:
    asked_id = ask_somebody(work, city)
    asking.withdraw(work, asked_id)
    asking.ask_again(work, asked_id)


def answer(work: Work, city: City) -> None:
    asked_id = work.session.scalars(select(t.Asked.id)).one()
    said = AnswerIn(text="More light.", language=Language.EN, consent=Consent.QUOTE_ALLOWED)
    assert asking.answer(work, asked_id, said)


MINUTES = DefinitionIn(
    name="Minutes to answer",
    definition="From the call to the first car.",
    kind=IndicatorKind.DURATION,
    unit="minutes",
    direction=Direction.DECREASE,
    language=Language.EN,
)


def shared(work: Work, state: LibraryState = LibraryState.ACCEPTED) -> UUID:
    """Return an indicator of the library with the words of a definition."""
    row = make.make_library_indicator(work.session, work.jurisdiction, state=state)
    make.make_library_text(work.session, make.make_library_version(work.session, row))
    return row.id


def propose(work: Work, city: City) -> None:
    entry = ProposalIn(id=new_id(), seen_version=0, district_id=city.district, definition=MINUTES)
    library.propose_indicator(work, entry)


def merge(work: Work, _city: City) -> None:
    entry = MergeIn(id=shared(work), seen_version=1, into_id=shared(work), reason="The same")
    library.merge_entry(work, entry)


def decide(work: Work, _city: City) -> None:
    entry_id = shared(work, LibraryState.PROPOSED)
    entry = DecisionIn(id=entry_id, seen_version=1, state=LibraryState.ACCEPTED)
    library.decide_entry(work, entry)


def leave_note(work: Work, city: City) -> None:
    follow_up(work, city)
    entry = NoteIn(
        id=new_id(),
        district_id=city.district,
        changes_on=date(2027, 1, 1),
        seen_version=0,
        note="Call the pastor first.",
        language=Language.EN,
    )
    handover.save_note(work, entry)


def confirm_change(work: Work, city: City) -> None:
    follow_up(work, city)
    entry = MarkIn(
        id=new_id(),
        district_id=city.district,
        changes_on=date(2027, 1, 1),
        side=HandoverSide.GIVEN,
        seen=handover.get_handover(work, city.district, None, Language.EN).pinned,
    )
    handover.confirm_handover(work, entry)


def follow_up(work: Work, city: City) -> None:
    """Announce that the staff member takes the command over."""
    district = work.session.get_one(t.District, city.district)
    member = work.session.get_one(t.Member, city.people[Role.DISTRICT_STAFF])
    make.make_role(work.session, member, Role.COMMANDER, district, starts_on=date(2027, 1, 1))


COMMANDER, ADMINISTRATOR = Role.COMMANDER, Role.ADMINISTRATOR
OTHERS: Mapping[str, tuple[Role | Actor, Act]] = {
    "commitment.save_commitment": (COMMANDER, promise),
    "evidence.add_evidence": (COMMANDER, prove),
    "evidence.add_link": (COMMANDER, link_to),
    "evidence.mark_evidence": (COMMANDER, unprove),
    "evidence.take_evidence": (
        COMMANDER,
        lambda work, city: evidence.take_evidence(work, prove(work, city).id),
    ),
    "export.note_export": (
        COMMANDER,
        lambda work, _: export.note_export(work, ExportIn(what="board", rows=3)),
    ),
    "hints.dismiss_hint": (
        COMMANDER,
        lambda work, city: hints.dismiss_hint(work, hint_of(city)),
    ),
    "hints.show_hint_again": (COMMANDER, show_again),
    "found.found_administrator": (
        SYSTEM,
        lambda work, _: found.found_administrator(work, FounderIn(email="r@x.org", name="Root")),
    ),
    "library.propose_indicator": (COMMANDER, propose),
    "library.save_entry": (
        Role.REVIEWER,
        lambda work, _: library.save_entry(
            work, LibraryIn(id=new_id(), seen_version=0, definition=MINUTES)
        ),
    ),
    "library.decide_entry": (Role.REVIEWER, decide),
    "library.merge_entry": (Role.REVIEWER, merge),
    "handover.confirm_handover": (COMMANDER, confirm_change),
    "handover.save_note": (COMMANDER, leave_note),
    "link.ask_for_link": (ANONYMOUS, lambda work, _: link.ask_for_link(work, "eve@example.org")),
    "link.make_link": (
        ADMINISTRATOR,
        lambda work, city: link.make_link(work, city.people[COMMANDER]),
    ),
    "people.save_person": (ADMINISTRATOR, change_a_role),
    "asking.ask": (COMMANDER, ask_somebody),
    "asking.ask_again": (COMMANDER, ask_again),
    "asking.answer": (ANONYMOUS, answer),
    "asking.withdraw": (COMMANDER, withdraw),
    "second_factor.begin_factor": (
        COMMANDER,
        lambda work, _: second_factor.begin_factor(work, OLD, KEY),
    ),
    "second_factor.confirm_factor": (COMMANDER, confirm),
    "second_factor.make_codes": (
        Role.COMMISSIONER,
        lambda work, _: second_factor.make_codes(work, OLD, KEY),
    ),
    "second_factor.stop_beginning": (COMMANDER, stop),
    "second_factor.turn_off": (
        Role.COMMISSIONER,
        lambda work, _: second_factor.turn_off(work, OLD, KEY),
    ),
    "second_factor.turn_off_for": (
        ADMINISTRATOR,
        lambda work, _: second_factor.turn_off_for(work, eve(work).id),
    ),
    "sign_in.enter_code": (ANONYMOUS, enter_code),
    "sign_in.note_wrong_code": (
        ANONYMOUS,
        lambda work, _: sign_in.note_wrong_code(work, first_step(work)),
    ),
    "single_sign_on.forget_identity": (
        ADMINISTRATOR,
        lambda work, city: single_sign_on.forget_identity(work, city.people[COMMANDER]),
    ),
    "single_sign_on.sign_on": (ANONYMOUS, sign_on),
    "session.change_password": (
        COMMANDER,
        lambda work, _: session.change_password(work, OLD, NEW, KEY),
    ),
    "session.end_session": (
        COMMANDER,
        lambda work, city: session.end_session(work, signed_in(work, city)),
    ),
    "session.end_sessions": (COMMANDER, lambda work, _: session.end_sessions(work)),
    "session.save_profile": (COMMANDER, rename),
    "sign_in.begin_session": (
        ANONYMOUS,
        lambda work, city: sign_in.begin_session(
            work, city.people[COMMANDER], VISITOR, "Firefox", MOST
        ),
    ),
    "sign_in.note_failure": (ANONYMOUS, guess_wrong),
    "sign_in.set_password": (
        ANONYMOUS,
        lambda work, city: sign_in.set_password(work, made_link(work, city), NEW, "Firefox", MOST),
    ),
}
"""Use cases that write and that standings don't follow from: who calls them here, and how."""


def calls() -> dict[str, tuple[Role | Actor, Act]]:
    kept = {name: (WRITERS.get(name, COMMANDER), writes[0]) for name, writes in WRITES.items()}
    return kept | dict(OTHERS) | dict(STEPS)


@pytest.fixture
def city(engine: Engine) -> City:
    """A city where somebody is signed in, somebody has a link, and somebody forgot a password."""
    city = build_listening_city(engine)
    with transaction(engine, write=True) as rows:
        ada = rows.get_one(t.Member, city.people[COMMANDER])
        eve = rows.get_one(t.Member, city.people[Role.COMMISSIONER])
        make.make_account(rows, ada, email="ada@example.org")
        make.make_account(rows, eve, email="eve@example.org")
        make.make_web_session(rows, ada)
        make.make_entry_link(rows, ada)
        make.make_second_factor(rows, eve, SECRET, KEY)
        meeting = make.make_engagement(rows, rows.get_one(t.District, city.district))
        make.make_asked(rows, meeting, ada)
        complete(rows, city)
    return city


def changes(engine: Engine) -> list[tuple[str, str, dict[str, object]]]:
    with transaction(engine) as rows:
        found = rows.execute(
            select(t.Change.entity, t.Change.action, t.ChangeWords.body).join(
                t.ChangeWords, t.ChangeWords.change_id == t.Change.id
            )
        ).all()
    return [(entity, action, json.loads(body)["after"]) for entity, action, body in found]


def act(engine: Engine, city: City, name: str) -> None:
    who, how = calls()[name]
    member = city.people[who] if isinstance(who, Role) else None
    actor = None if isinstance(who, Role) else who
    with begin(engine, member, actor=actor, write=True, today=make.TODAY) as work:
        how(work, city)


def test_every_use_case_that_writes_is_called_here_or_has_a_reason_to_be_silent() -> None:
    writing = {name for name in USE_CASES if not name.partition(".")[2].startswith(READ)}
    assert calls().keys() | SILENT.keys() == writing
    assert calls().keys() & SILENT.keys() == set()


def test_a_use_case_that_reads_writes_no_change() -> None:
    reading = [case for name, case in USE_CASES.items() if name.partition(".")[2].startswith(READ)]
    writes = ("save_row(", "write_change(", "write_changes(", "session.add(")
    sources = {case.name: inspect.getsource(inspect.unwrap(case.function)) for case in reading}
    assert [name for name, text in sources.items() if any(one in text for one in writes)] == []


@pytest.mark.parametrize("name", sorted(calls()))
def test_what_writes_leaves_a_change_that_a_page_has_words_for(
    engine: Engine, city: City, name: str
) -> None:
    act(engine, city, name)
    written = changes(engine)
    assert written
    for entity, action, body in written:
        assert entity in KINDS, entity
        assert action in DONE, action
        unsaid = {field for field in body if field_word(entity, field) is None}
        assert unsaid <= NOT_SHOWN.get(entity, set())


NOT_SHOWN = {
    "asked": {"state"},
    "evidence": {"digest", "step_id"},
    "dismissed_hint": {"digest", "field", "shown_again"},
    "goal": {"polished_for"},
    "handover_mark": {"reason", "note_version", "last_change_id"},
    "handover_note": {"note"},
    "identity": {"subject"},
    "library_indicator": {"texts"},
    "intake": {"digest"},
    "provider_roles": {"roles"},
    "refusal": {"message"},
    "review_answer": {"edition_id", "review_id"},
    "signature": {"digest", "edition_id"},
}
"""What the history keeps and no page shows: nothing that a person would read, or that all may."""


@pytest.mark.parametrize("role", [COMMANDER, Role.PARTNER])
def test_every_refusal_leaves_one(engine: Engine, city: City, role: Role) -> None:
    for case in ("people.get_people", "audit.get_changers", "history.verify_history"):
        with pytest.raises(RefusedError), begin(engine, city.people[role]) as work:
            USE_CASES[case].function(work)
    assert [(entity, action) for entity, action, _ in changes(engine)] == [
        ("refusal", "refusal")
    ] * 3


def test_accounts_and_roles_that_files_bring_each_leave_one(engine: Engine, city: City) -> None:
    rows: dict[str, list[dict[str, str]]] = {
        "members": [{"code": "nadia", "name": "Nadia Newcomer", "preferred_language": "pl"}],
        "member_roles": [
            {
                "member": "nadia",
                "role": "district_staff",
                "district": "7",
                "starts_on": "2026-01-01",
            }
        ],
    }
    with begin(engine, city.people[Role.REVIEWER], write=True, today=make.TODAY) as work:
        import_tables(work, as_files(rows), True)
    assert sorted(entity for entity, _action, _body in changes(engine)) == [
        "member",
        "member_role",
    ]


def test_a_founded_administrator_leaves_the_person_with_the_role_and_the_link(
    engine: Engine, city: City
) -> None:
    act(engine, city, "found.found_administrator")
    person, made = sorted(changes(engine), key=lambda one: one[0], reverse=True)
    assert (person[0], person[2]["roles"][0]["role"]) == ("member", "administrator")  # type: ignore[index]
    assert made[:2] == ("entry_link", "make_link")


def test_chains_that_began_here_hold(engine: Engine, city: City) -> None:
    for name in ("export.note_export", "evidence.add_evidence", "sign_in.begin_session"):
        act(engine, city, name)
    with begin(engine, actor=SYSTEM) as work:
        assert find_actor(work.session, city.people[COMMANDER]) is not None
        assert verify_history(work).holds
