"""What the planner keeps for itself: drafts, read marks, evidence files and jobs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import JobState

from ..types import word
from .base import InJurisdiction, Table, Versioned, versioned_check


class Draft(InJurisdiction, Table):
    """What one person typed into one form and has not saved; private."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("member_id", "form"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    form: Mapped[str] = mapped_column(String(128))
    seen_version: Mapped[int]
    body: Mapped[str]
    kept_at: Mapped[datetime]


class ReadMark(InJurisdiction, Table):
    """What a member has read and does not need to see again, such as a hint."""

    __tablename__ = "read_mark"
    __table_args__ = (UniqueConstraint("member_id", "mark"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    mark: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[datetime]


class Evidence(InJurisdiction, Versioned, Table):
    """A file or a link that proves something; `name` is the file's own, or says what is linked.

    A file's content lies outside the database under its digest. What was removed stays as a row.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("entity", "entity_id", "digest"),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint(
            "(digest IS NULL) <> (url = '') AND (digest IS NULL) = (size IS NULL)",
            name="file_or_link",
        ),
        versioned_check(),
    )

    entity: Mapped[str] = mapped_column(String(32))
    entity_id: Mapped[UUID]
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None]
    media_type: Mapped[str] = mapped_column(String(100), default="")
    url: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Job(Table):
    """Something to run later; whoever holds the lease runs it, and an expired lease is free."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("kind", "once_key"),
        Index("ix_job_state_run_after", "state", "run_after"),
        CheckConstraint("(state = 'running') = (leased_until IS NOT NULL)", name="lease"),
    )

    kind: Mapped[str] = mapped_column(String(64))
    once_key: Mapped[str] = mapped_column(String(128))
    payload: Mapped[str]
    state: Mapped[JobState] = mapped_column(word(JobState, "state"), default=JobState.WAITING)
    run_after: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str] = mapped_column(String(64), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
