"""What one person typed and has not saved: private, on the server, no change row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from db.queries import draft as query
from db.tables import Draft
from planner.domain.permissions import Action
from schemas.errors import N_, RuleError

from .work import Work, use_case

MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: the version its writer saw, the typed values, and when they were kept."""

    seen_version: int
    values: Mapping[str, Any]
    kept_at: datetime


@use_case(Action.DRAFT_KEEP)
def keep_draft(work: Work, form: str, seen_version: int, values: Mapping[str, Any]) -> None:
    """Keep what the member typed into a form; replaces what was kept before.

    Values come back as JSON has them: a date as text. Raises RuleError when it is longer than a
    form can hold.
    """
    body = json.dumps(values, ensure_ascii=False, default=str)
    if len(body) > MOST_CHARACTERS:
        raise RuleError(N_("This is too long to keep: shorten it before you go on."))
    query.keep(
        work.session,
        work.jurisdiction_id,
        work.actor.member_id,
        form,
        seen_version,
        body,
        work.now,
    )


@use_case(Action.DRAFT_KEEP)
def find_draft(work: Work, form: str) -> Kept | None:
    """Return what the member typed into a form and has not saved, or None."""
    draft = _find(work, form)
    return Kept(draft.seen_version, json.loads(draft.body), draft.kept_at) if draft else None


@use_case(Action.DRAFT_KEEP)
def drop_draft(work: Work, form: str) -> None:
    """Forget a draft, because it was saved or given up."""
    work.session.execute(
        delete(Draft).where(Draft.member_id == work.actor.member_id, Draft.form == form)
    )


def _find(work: Work, form: str) -> Draft | None:
    return work.session.scalar(
        select(Draft).where(Draft.member_id == work.actor.member_id, Draft.form == form)
    )
