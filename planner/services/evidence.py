"""Evidence of action steps: files that a gateway checked and stored, and links.

What is removed stays as a row and as a file: it can be brought back, and the history is whole.
"""

from uuid import UUID

from db.queries import evidence as query
from db.queries import goal as goal_query
from db.tables import Evidence
from planner.domain.evidence import check_link, host_of
from planner.domain.permissions import Action
from schemas.change import ExportIn
from schemas.errors import N_, NotFoundError
from schemas.evidence import EvidenceIn, EvidenceMark, EvidenceRow, LinkIn
from schemas.vocabulary import PlanStage

from .change import Written, write_change
from .export import EXPORT
from .gather import gather
from .save import require, save_row
from .work import Work, new_id, use_case

GONE = N_("This evidence is not there any more.")
_BODY = ("step_id", "digest", "size", "media_type", "url", "name")


def _district_of_entry(work: Work, entry: EvidenceIn | LinkIn) -> UUID:
    return _get_home(work, entry.step_id)[1]


def _district_of_mark(work: Work, entry: EvidenceMark) -> UUID:
    return _district_of_evidence(work, entry.id)


def _district_of_evidence(work: Work, evidence_id: UUID) -> UUID:
    return _get_home(work, _get_row(work, evidence_id).entity_id)[1]


def _district_of_goal(work: Work, goal_id: UUID) -> UUID:
    found = goal_query.find_district_id(work.session, work.jurisdiction_id, goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


@use_case(Action.EVIDENCE_ADD, scope=_district_of_entry)
def add_evidence(work: Work, entry: EvidenceIn) -> EvidenceRow:
    """Add a stored file to a step; the same content again is the file that is there already.

    Raises RuleError when the plan is closed.
    """
    _begin_writing(work, entry.step_id)
    held = query.find_file(work.session, entry.step_id, entry.digest)
    return _add(work, held, entry, entry.model_dump(exclude={"id", "step_id"}))


@use_case(Action.EVIDENCE_ADD, scope=_district_of_entry)
def add_link(work: Work, entry: LinkIn) -> EvidenceRow:
    """Add a link to a step; the same address again is the link that is there already.

    Raises RuleError, with the field in `where`, for what is no address of the web.
    """
    url = check_link(entry.url)
    _begin_writing(work, entry.step_id)
    held = query.find_link(work.session, entry.step_id, url)
    return _add(work, held, entry, {"url": url, "name": entry.name or host_of(url)})


@use_case(Action.EVIDENCE_ADD, scope=_district_of_mark)
def mark_evidence(work: Work, entry: EvidenceMark) -> EvidenceRow:
    """Take a piece of evidence away, or bring it back.

    Raises RuleError when the plan is closed, StaleError when somebody else did either meanwhile.
    """
    row = _get_row(work, entry.id)
    _begin_writing(work, row.entity_id)
    body = _body(row) | {"removed": entry.removed}
    save_row(
        work,
        Evidence,
        entry.id,
        entry.seen_version,
        {"removed_at": work.now if entry.removed else None},
        action="remove_evidence" if entry.removed else "bring_back_evidence",
        body=body,
    )
    return _get_shape(work, entry.id)


@use_case(Action.EVIDENCE_READ, scope=_district_of_goal)
def get_evidence(work: Work, goal_id: UUID) -> dict[UUID, tuple[EvidenceRow, ...]]:
    """Return the evidence of a goal by its steps, the removed too, oldest first."""
    rows = query.of_goal(work.session, work.jurisdiction_id, goal_id)
    return gather((row.entity_id, _shape(row, name)) for row, name in rows)


@use_case(Action.EVIDENCE_READ, scope=_district_of_evidence)
def take_evidence(work: Work, evidence_id: UUID) -> EvidenceRow:
    """Return a stored file's record, and write down who takes the file.

    Raises NotFoundError for a link, and for what was removed.
    """
    row = _get_shape(work, evidence_id)
    if row.digest is None or row.removed:
        raise NotFoundError(GONE)
    note = ExportIn(what="evidence", filters={"file": row.name}, rows=1, format=row.media_type)
    write_change(work, EXPORT, Written(EXPORT, new_id(), 1, note.model_dump()))
    return row


def _begin_writing(work: Work, step_id: UUID) -> None:
    """Let one transaction at a time write a goal's evidence, while its plan is open."""
    goal_id = _get_home(work, step_id)[0]
    # The same file twice at once is one: the second waits here for the first.
    goal_query.hold_goal(work.session, goal_id)
    ((_goal, _priority, plan, _district),) = goal_query.get_goals(
        work.session, work.jurisdiction_id, [goal_id]
    )
    require(
        plan.stage is not PlanStage.CLOSED,
        N_("This plan is closed: its goals stay as they are."),
    )


def _add(
    work: Work, held: Evidence | None, entry: EvidenceIn | LinkIn, values: dict[str, object]
) -> EvidenceRow:
    if held is not None:
        mark = EvidenceMark(id=held.id, seen_version=held.version, removed=False)
        return mark_evidence(work, mark) if held.removed_at else _get_shape(work, held.id)
    blank = {"digest": None, "size": None, "media_type": "", "url": ""}
    common = {
        "entity": query.STEP,
        "entity_id": entry.step_id,
        "added_by_id": work.actor.member_id,
        "added_at": work.now,
    }
    body = blank | values | {"step_id": entry.step_id, "removed": False}
    save_row(
        work,
        Evidence,
        entry.id,
        0,
        blank | values | common,
        action=Action.EVIDENCE_ADD,
        body=body,
    )
    return _get_shape(work, entry.id)


def _body(row: Evidence) -> dict[str, object]:
    return {name: getattr(row, name) for name in _BODY if name != "step_id"} | {
        "step_id": row.entity_id
    }


def _get_shape(work: Work, evidence_id: UUID) -> EvidenceRow:
    found = query.find_one(work.session, work.jurisdiction_id, evidence_id)
    if found is None:
        raise NotFoundError(GONE)
    return _shape(*found)


def _get_row(work: Work, evidence_id: UUID) -> Evidence:
    found = query.find_one(work.session, work.jurisdiction_id, evidence_id)
    if found is None:
        raise NotFoundError(GONE)
    return found[0]


def _get_home(work: Work, step_id: UUID) -> tuple[UUID, UUID]:
    found = query.find_home(work.session, work.jurisdiction_id, step_id)
    if found is None:
        raise NotFoundError(N_("This step is not there any more."))
    return found[0], found[1]


def _shape(row: Evidence, added_by: str | None) -> EvidenceRow:
    return EvidenceRow(
        id=row.id,
        step_id=row.entity_id,
        seen_version=row.version,
        name=row.name,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        url=row.url,
        host=host_of(row.url),
        added_by=added_by,
        added_at=row.added_at,
        removed=row.removed_at is not None,
    )
