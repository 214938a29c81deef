"""Commitments: what a district promised after it had heard people, and what came of it."""

from typing import Any
from uuid import UUID

from db.queries import commitment as queries
from db.tables import Commitment, District
from planner.domain.permissions import Action
from schemas.commitment import CommitmentIn, CommitmentRow
from schemas.errors import N_, NotFoundError
from schemas.text import TranslatedField
from schemas.vocabulary import Language, Outcome

from .save import Saved, require, save_row
from .text import translated
from .work import Work, use_case

_NEEDS_NO_REASON = {Outcome.OPEN, Outcome.DONE}


def _of_entry(_work: Work, entry: CommitmentIn) -> UUID:
    return entry.district_id


@use_case(Action.COMMITMENT_READ)
def get_commitments(
    work: Work,
    *,
    district_id: UUID | None = None,
    code: str = "",
    goal_id: UUID | None = None,
    language: Language | None = None,
) -> tuple[CommitmentRow, ...]:
    """Return commitments of a district, on a demand or a goal: overdue first, then open ones.

    `code` may be that of a demand, of the headline above it or of a local demand; promises on a
    goal that answers it count. The overdue and the open come by their review day, the answered by
    the day of the answer, latest first. Translations are into `language`, or else the actor's own.
    """
    conditions = [
        *([Commitment.district_id == district_id] if district_id else []),
        *([queries.made_on(code)] if code else []),
        *([Commitment.goal_id == goal_id] if goal_id else []),
    ]
    found = queries.commitments(work.session, work.jurisdiction_id, *conditions)
    texts = translated(
        work, Commitment, (one.commitment for one in found), language or work.actor.language
    )
    rows = (_row(work, one, texts.get(one.commitment.id, ())) for one in found)
    return tuple(sorted(rows, key=_turn))


@use_case(Action.COMMITMENT_KEEP, scope=_of_entry)
def save_commitment(work: Work, entry: CommitmentIn) -> Saved:
    """Save what was promised, or what came of it; a new commitment gets its code.

    Raises RuleError, naming the field, StaleError or NotFoundError.
    """
    _check_place(work, entry)
    _check_days(work, entry)
    _check_outcome(work, entry)
    values: dict[str, Any] = entry.model_dump(exclude={"id", "seen_version"})
    named = (
        {"code": f"C-{entry.promised_on:%Y%m%d}-{entry.id.hex[-8:]}"}
        if entry.seen_version == 0
        else {}
    )
    return save_row(
        work,
        Commitment,
        entry.id,
        entry.seen_version,
        values | named,
        action="save_commitment",
        body=values,
    )


def _check_place(work: Work, entry: CommitmentIn) -> None:
    session, city, here = work.session, work.jurisdiction_id, entry.district_id
    district = session.get(District, here)
    if district is None or district.jurisdiction_id != city:
        raise NotFoundError(N_("This district is not known."))
    held_by = queries.find_district(session, city, entry.id)
    message = N_("A promise stays with the district that made it.")
    require(held_by in {None, here}, message, where="district_id")
    require(
        entry.engagement_id is None or queries.has_engagement(session, here, entry.engagement_id),
        N_("This meeting belongs to another district."),
        where="engagement_id",
    )
    require(
        entry.goal_id is None or queries.has_goal(session, here, entry.goal_id),
        N_("This goal belongs to another district."),
        where="goal_id",
    )
    _check_demand(work, entry)


def _check_demand(work: Work, entry: CommitmentIn) -> None:
    theme_id, local_id = entry.theme_id, entry.local_demand_id
    message = N_("A promise answers one demand: choose one.")
    require(theme_id is None or local_id is None, message, where="demand")
    known = (
        theme_id is None or queries.has_theme(work.session, work.jurisdiction_id, theme_id)
    ) and (local_id is None or queries.has_local_demand(work.session, entry.district_id, local_id))
    require(known, N_("This demand is not known here."), where="demand")


def _check_days(work: Work, entry: CommitmentIn) -> None:
    message = N_("A promise is made on a day that has come.")
    require(entry.promised_on <= work.today, message, where="promised_on")
    message = N_("A promise is reviewed on the day it is made or later.")
    require(entry.review_on >= entry.promised_on, message, where="review_on")


def _check_outcome(work: Work, entry: CommitmentIn) -> None:
    day = entry.outcome_on
    require(
        (entry.outcome is Outcome.OPEN) is (day is None),
        N_("An outcome has a day, and an open promise has none."),
        where="outcome_on",
    )
    require(
        day is None or entry.promised_on <= day <= work.today,
        N_("What came of a promise is known from the day it is made on, and not after today."),
        where="outcome_on",
    )
    require(
        entry.outcome in _NEEDS_NO_REASON or entry.outcome_reason,
        N_("Say why: others will read it beside the promise."),
        where="outcome_reason",
    )


def _turn(row: CommitmentRow) -> tuple[int, int, UUID]:
    """Return the place in the list: overdue, open, then answered."""
    if row.outcome_on is None:
        return (0 if row.overdue else 1), row.review_on.toordinal(), row.id
    return 2, -row.outcome_on.toordinal(), row.id


def _row(work: Work, found: queries.Promised, texts: tuple[TranslatedField, ...]) -> CommitmentRow:
    row, district = found.commitment, found.district
    entry = {name: getattr(row, name) for name in CommitmentIn.model_fields if hasattr(row, name)}
    return CommitmentRow(
        **entry,
        seen_version=row.version,
        code=row.code,
        district_number=district.number,
        district_name=district.name,
        demand_code=found.theme_code or found.local_code,
        goal_code=found.goal_code,
        goal_title=found.goal_title,
        engagement_title=found.engagement_title,
        overdue=row.outcome is Outcome.OPEN and row.review_on < work.today,
        translations=texts,
    )
