"""Signing a plan: commander and advisory council chair, each the very edition that they read."""

from uuid import UUID

from db.queries import way as query
from db.tables import Signature, new_id
from planner.domain import way
from planner.domain.permissions import Action
from schemas.errors import N_, RuleError
from schemas.vocabulary import PlanMove, Role, SignatureAct
from schemas.way import MoveIn, SignatureIn

from ..save import require, save_row
from ..work import Work, use_case
from .edition import check_seen, edition_now
from .rows import facts_of, holds, is_refused_by_another, load, my_posts, post_states
from .taken import adopt_signed, refuse


def _district_of(work: Work, entry: SignatureIn) -> UUID | None:
    return query.find_district_id(work.session, work.jurisdiction_id, entry.plan_id)


@use_case(Action.PLAN_SIGN, scope=_district_of)
def sign(work: Work, entry: SignatureIn) -> bool:
    """Sign a plan for a post, or say why not; return whether it is adopted by that.

    Raises RuleError where the actor doesn't hold the post or the plan can't be signed now, and
    StaleError when a priority or goal was saved since the plan was read.
    """
    # Two who sign at once wait for each other: the second sees the first and adopts.
    held = load(work, entry.plan_id, lock=True)
    district_id = held.district.id
    require(
        entry.post in my_posts(work, district_id),
        N_("You don't hold this post, so you can't sign for it."),
    )
    require(
        entry.reason or entry.act is SignatureAct.SIGNED,
        N_("Write why you don't sign: the plan shows it."),
        where="reason",
    )
    check_seen(work, entry.plan_id, entry.seen_digest)
    edition_id = held.edition.id if held.edition else None
    if _has_signed(work, entry, edition_id):
        return False
    if edition_id is not None:
        _check_others(work, entry, edition_id, district_id)
    refuse(way.BY_MOVE[PlanMove.SIGN], facts_of(work, held))
    _write(work, entry, district_id)
    return _adopt_if_settled(work, entry)


def _has_signed(work: Work, entry: SignatureIn, edition_id: UUID | None) -> bool:
    """Say whether this very signature is there; raise RuleError when another one is."""
    before = edition_id and query.find_signature(work.session, edition_id, entry.post)
    if not before or before.act is SignatureAct.REFUSED:
        return False
    if before.member_id == work.actor.member_id and entry.act is SignatureAct.SIGNED:
        return True
    raise RuleError(N_("It is signed for this post already."))


def _check_others(work: Work, entry: SignatureIn, edition_id: UUID, district_id: UUID) -> None:
    """Refuse to replace somebody else's refusal for them, and to give both signatures."""
    before = query.find_signature(work.session, edition_id, entry.post)
    require(
        not is_refused_by_another(work, entry.post, district_id, before),
        N_("Somebody else refused for this post, so only who holds it can still sign."),
    )
    others = (
        query.find_signature(work.session, edition_id, post)
        for post in way.POSTS
        if post is not entry.post
    )
    require(
        entry.act is SignatureAct.REFUSED
        or not any(
            one.act is SignatureAct.SIGNED and one.member_id == work.actor.member_id
            for one in others
            if one is not None
        ),
        N_("You signed it for the other post, so somebody else signs for this one."),
    )


def _write(work: Work, entry: SignatureIn, district_id: UUID) -> None:
    edition = edition_now(work, entry.plan_id)
    before = query.find_signature(work.session, edition.id, entry.post)
    reason = entry.reason if entry.act is SignatureAct.REFUSED else ""
    values = {
        "edition_id": edition.id,
        "post": entry.post,
        "act": entry.act,
        "member_id": work.actor.member_id,
        "acting_for_id": _acting_for(work, entry.post, district_id),
        "reason": reason,
        "acted_on": work.today,
        "language": entry.language,
    }
    save_row(
        work,
        Signature,
        before.id if before else new_id(),
        before.version if before else 0,
        values,
        action="plan_sign" if entry.act is SignatureAct.SIGNED else "plan_refuse",
        body=values
        | {"plan_id": entry.plan_id, "edition": edition.number, "digest": edition.digest},
        why=reason,
    )


def _acting_for(work: Work, post: Role, district_id: UUID) -> UUID | None:
    """Return the commander that the actor stands in for, unless they are the commander."""
    member_id = work.actor.member_id
    if member_id is None or holds(work, post, district_id):
        return None
    return query.find_principal(work.session, member_id, district_id, work.today)


def _adopt_if_settled(work: Work, entry: SignatureIn) -> bool:
    held = load(work, entry.plan_id)
    if not way.is_settled(post_states(held).values()):
        return False
    move = MoveIn(plan_id=entry.plan_id, seen_version=held.plan.version, language=entry.language)
    adopt_signed(work, move, held)
    return True
