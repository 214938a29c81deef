"""Where a request comes in: its one transaction, who acts, and the record of a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.queries import asking
from db.queries import sign_in as query
from db.tables import Jurisdiction, Member, MemberRole, WebSession, new_id
from planner.domain.account import Lasting, is_live
from planner.domain.asking import GONE
from planner.domain.permissions import ANONYMOUS, SYSTEM, Action, Actor
from planner.domain.quarters import local_day
from planner.logs import bind_request, get_logger, release_request
from schemas.errors import N_, NotFoundError, RefusedError, SignedOutError
from schemas.sign_in import Ticket
from schemas.vocabulary import ActorKind, EntryWay

from .change import write_refusal
from .grant import read_grants
from .work import Work

log = get_logger(__name__)

ENDED = N_("You were signed out. Sign in again to go on.")


@contextmanager
def begin(  # noqa: PLR0913  (a request is what it is)
    engine: Engine,
    member_id: UUID | None = None,
    *,
    ticket: Ticket | None = None,
    actor: Actor | None = None,
    jurisdiction_id: UUID | None = None,
    write: bool = False,
    today: date | None = None,
    request_id: str = "",
) -> Iterator[Work]:
    """Open the one transaction of a request and yield its work; for doors only.

    A `ticket` shows who acts by the session it opens, or else `member_id` names them; `actor`
    stands in where nobody is signed in or the planner itself acts. Raises SignedOutError when the
    ticket opens nothing, or not any more. A refusal is written down in a transaction of its own,
    then raised on. Without a jurisdiction id the only one there is is taken. Log lines written
    meanwhile, and the change rows, carry the request's id.
    """
    request_id = request_id or new_id().hex

    def find_work(session: Session) -> Work:
        held = _find_session(session, ticket) if ticket else None
        found = held.member_id if held else member_id
        vouched = _is_vouched(held)
        work = _make_work(session, found, actor, jurisdiction_id, today, request_id, vouched)
        return replace(work, web_session_id=held.id) if held else work

    with _opened(engine, find_work, request_id, write=write) as work:
        yield work


@contextmanager
def begin_again(engine: Engine, known: Work) -> Iterator[Work]:
    """Open one more transaction of a request, to read in; for doors only.

    Who acts and in which jurisdiction was found when the request came in, and is not looked for
    again; the jurisdiction is the row that was found then.
    """

    def go_on(session: Session) -> Work:
        return replace(known, session=session, now=datetime.now(UTC))

    with _opened(engine, go_on, known.request_id, write=False) as work:
        yield work


@contextmanager
def _opened(
    engine: Engine, make: Callable[[Session], Work], request_id: str, *, write: bool
) -> Iterator[Work]:
    """Yield what is made of a transaction, and write down when it is refused something."""
    work: Work | None = None
    bound = bind_request(request_id)
    try:
        with transaction(engine, write=write) as session:
            work = make(session)
            yield work
    except RefusedError as refused:
        if work is not None:
            with transaction(engine, write=True) as session:
                write_refusal(session, work, refused)
        log.info("refused", action=refused.params.get("action", ""))
        raise
    finally:
        release_request(bound)


_COMING_IN = replace(ANONYMOUS, only=frozenset({Action.SIGN_IN}))
_ANSWERING = replace(ANONYMOUS, only=frozenset({Action.VOICE_ANSWER}))

LAST_WORDS = timedelta(days=1)
"""How long after a session lapsed the words typed in it are still taken in."""


@contextmanager
def begin_last_words(engine: Engine, ticket: Ticket) -> Iterator[Work]:
    """Open a request that can keep drafts and nothing else; for doors only.

    Whoever types longer than their session lasts finds their words after signing in again. Raises
    SignedOutError for a session that was ended on purpose, or that lapsed long ago.
    """
    with transaction(engine, write=True) as session:
        held, now = query.find_session(session, ticket.token_digest), datetime.now(UTC)
        if held is None or held.ended_at is not None or now - held.seen_at > LAST_WORDS:
            raise SignedOutError(ENDED)
        work = _make_work(
            session, held.member_id, None, None, None, new_id().hex, _is_vouched(held)
        )
        actor = replace(work.actor, only=frozenset({Action.DRAFT_KEEP}))
        yield replace(work, actor=actor)


@contextmanager
def begin_anonymous(
    engine: Engine,
    *,
    email: str = "",
    link_id: UUID | None = None,
    identity: tuple[str, str] = ("", ""),
    write: bool = False,
) -> Iterator[Work]:
    """Open a request of somebody who wants to sign in; for doors only.

    It belongs to the jurisdiction of the account, link or identity they name, or else to the
    first.
    """
    with transaction(engine) as session:
        home = query.find_home(session, email, link_id, identity)
    with begin(engine, actor=_COMING_IN, jurisdiction_id=home, write=write) as work:
        yield work


@contextmanager
def begin_answer(engine: Engine, asked_id: UUID, *, write: bool = False) -> Iterator[Work]:
    """Open a request of somebody who was asked one question by a link; for doors only.

    It belongs to the question's jurisdiction. Raises NotFoundError where there is none.
    """
    with transaction(engine) as session:
        home = asking.find_home(session, asked_id)
    if home is None:
        raise NotFoundError(GONE)
    with begin(engine, actor=_ANSWERING, jurisdiction_id=home, write=write) as work:
        yield work


@contextmanager
def begin_founding(
    engine: Engine, jurisdiction: Jurisdiction, *, today: date | None = None, request_id: str = ""
) -> Iterator[Work]:
    """Open a writing transaction for a jurisdiction that is still to be made; for doors only.

    The planner itself acts. The jurisdiction waits in the session and is written with the first
    rows that belong to it; when anything fails, neither is there.
    """
    now = datetime.now(UTC)
    with transaction(engine, write=True) as session:
        session.add(jurisdiction)
        day = today or local_day(now, jurisdiction.time_zone)
        yield Work(session, SYSTEM, jurisdiction, now, day, request_id or new_id().hex)


def _make_work(  # noqa: PLR0913, PLR0917
    session: Session,
    member_id: UUID | None,
    actor: Actor | None,
    jurisdiction_id: UUID | None,
    today: date | None,
    request_id: str,
    vouched: bool,  # noqa: FBT001
) -> Work:
    now = datetime.now(UTC)
    if member_id is not None:
        actor = find_actor(session, member_id, vouched=vouched)
    if actor is None:
        raise RefusedError(N_("Choose who you are first."), action="")
    jurisdiction = _find_jurisdiction(session, member_id, jurisdiction_id)
    day = today or local_day(now, jurisdiction.time_zone)
    return Work(session, actor, jurisdiction, now, day, request_id)


def _find_session(session: Session, ticket: Ticket) -> WebSession:
    held = query.find_session(session, ticket.token_digest)
    if held is None or not lasts(held, Lasting(ticket.idle, ticket.most), datetime.now(UTC)):
        raise SignedOutError(ENDED)
    return held


def lasts(held: WebSession, lasting: Lasting, now: datetime) -> bool:
    """Say whether a session can still be used."""
    return is_live(
        began_at=held.began_at,
        seen_at=held.seen_at,
        expires_at=held.expires_at,
        ended_at=held.ended_at,
        now=now,
        lasting=lasting,
    )


def _is_vouched(held: WebSession | None) -> bool:
    """Say whether roles from the provider count: in its own sessions, and where there are none.

    Else whoever lost a role there would keep it here with a password.
    """
    return held is None or held.way is EntryWay.SINGLE_SIGN_ON


def find_actor(session: Session, member_id: UUID, *, vouched: bool = True) -> Actor | None:
    """Return who acts, with the roles that the database holds for them, or None.

    Unless the provider vouches for them now, the roles that it once gave are left out.
    """
    member = session.get(Member, member_id)
    if member is None or not member.active:
        return None
    roles = session.scalars(
        select(MemberRole).where(MemberRole.member_id == member_id).order_by(MemberRole.starts_on)
    )
    counted = [role for role in roles if vouched or not role.from_provider]
    grants = tuple(read_grants(session, counted))
    return Actor(ActorKind.MEMBER, member.id, member.name, member.preferred_language, grants)


def _find_jurisdiction(
    session: Session, member_id: UUID | None, jurisdiction_id: UUID | None
) -> Jurisdiction:
    query = select(Jurisdiction)
    if member_id is not None:
        query = query.join(Member).where(Member.id == member_id)
    elif jurisdiction_id is not None:
        query = query.where(Jurisdiction.id == jurisdiction_id)
    found = session.scalars(query.limit(2)).all()
    if len(found) != 1:
        raise NotFoundError(N_("Say which jurisdiction is meant: there are none, or several."))
    return found[0]
