"""Evidence files of goals: the row that points at a content, checked and stored by a gateway."""

from uuid import UUID

from db.queries import evidence as query
from db.queries import goal as goal_query
from db.tables import Evidence
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError
from schemas.evidence import EvidenceIn, EvidenceRow

from .change import Written, write_change
from .work import Work, use_case


def _district_of(work: Work, entry: EvidenceIn) -> UUID:
    return _get_district_id(work, entry.goal_id)


@use_case(Action.EVIDENCE_ADD, scope=_district_of)
def add_evidence(work: Work, entry: EvidenceIn) -> EvidenceRow:
    """Add a stored file to a goal; the same content again is the file that is there already."""
    # The same file twice at once is one: the second waits here for the first.
    goal_query.hold_goal(work.session, entry.goal_id)
    held = query.find_same(work.session, entry.goal_id, entry.digest)
    if held is None:
        work.session.add(
            Evidence(
                jurisdiction_id=work.jurisdiction_id,
                entity=query.GOAL,
                entity_id=entry.goal_id,
                added_by_id=work.actor.member_id,
                added_at=work.now,
                **entry.model_dump(exclude={"goal_id"}),
            )
        )
        work.session.flush()
        body = entry.model_dump(exclude={"id"})
        write_change(work, Action.EVIDENCE_ADD, Written("evidence", entry.id, 1, body))
    return next(row for row in _rows(work, entry.goal_id) if row.digest == entry.digest)


@use_case(Action.GOAL_READ)
def get_evidence(work: Work, goal_id: UUID) -> tuple[EvidenceRow, ...]:
    """Return a goal's evidence files, oldest first. Raises NotFoundError."""
    _get_district_id(work, goal_id)
    return _rows(work, goal_id)


def _rows(work: Work, goal_id: UUID) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(
            id=row.id,
            goal_id=row.entity_id,
            digest=row.digest,
            size=row.size,
            media_type=row.media_type,
            name=row.name,
            added_by=name,
            added_at=row.added_at,
        )
        for row, name in query.of_goal(work.session, goal_id)
    )


def _get_district_id(work: Work, goal_id: UUID) -> UUID:
    district_id = goal_query.find_district_id(work.session, work.jurisdiction_id, goal_id)
    if district_id is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return district_id
