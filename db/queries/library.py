"""Indicators of the library, their definitions, and the goals that use them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Nullable, Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from db.tables import (
    District,
    Goal,
    Indicator,
    Jurisdiction,
    LibraryAnswerable,
    LibraryIndicator,
    LibraryLevel,
    LibraryText,
    LibraryTheme,
    LibraryVersion,
    Plan,
    Theme,
)
from schemas.vocabulary import AnswerableAt, PlanStage

Entry = Row[LibraryIndicator, int | None, str | None, str | None]
"""An indicator, the district that proposed it, and the code of what it was merged into."""


def get_entries(session: Session, jurisdiction_id: UUID) -> Sequence[Entry]:
    """Return all indicators of the library, by code."""
    return session.execute(_entries(jurisdiction_id)).all()


def find_entry(session: Session, jurisdiction_id: UUID, code: str) -> Entry | None:
    """Return an indicator by its code."""
    chosen = _entries(jurisdiction_id).where(LibraryIndicator.code == code)
    return session.execute(chosen).one_or_none()


def find_by_id(
    session: Session, jurisdiction_id: UUID, library_id: UUID
) -> LibraryIndicator | None:
    """Return an indicator by its id."""
    return session.scalar(
        select(LibraryIndicator).where(
            LibraryIndicator.jurisdiction_id == jurisdiction_id, LibraryIndicator.id == library_id
        )
    )


def _entries(
    jurisdiction_id: UUID,
) -> Select[LibraryIndicator, int | None, str | None, str | None]:
    other = aliased(LibraryIndicator)
    return (
        select(
            LibraryIndicator,
            Nullable(District.number),
            Nullable(District.name),
            Nullable(other.code),
        )
        .outerjoin(District, LibraryIndicator.district_id == District.id)
        .outerjoin(other, LibraryIndicator.merged_into_id == other.id)
        .where(LibraryIndicator.jurisdiction_id == jurisdiction_id)
        .order_by(LibraryIndicator.code)
    )


def lock_library(session: Session, jurisdiction_id: UUID) -> None:
    """Make others who add to the library wait their turn, so that codes stay apart."""
    session.execute(
        select(Jurisdiction.id).where(Jurisdiction.id == jurisdiction_id).with_for_update()
    )


def get_codes(session: Session, jurisdiction_id: UUID) -> Sequence[str]:
    """Return the codes that are taken."""
    return session.scalars(
        select(LibraryIndicator.code).where(LibraryIndicator.jurisdiction_id == jurisdiction_id)
    ).all()


def get_theme_codes(session: Session, library_ids: Collection[UUID]) -> Sequence[Row[UUID, str]]:
    """Return the demands of indicators by code, each once, whatever their edition."""
    return session.execute(
        select(LibraryTheme.library_id, Theme.code)
        .join(Theme, LibraryTheme.theme_id == Theme.id)
        .where(LibraryTheme.library_id.in_(library_ids))
        .distinct()
        .order_by(Theme.code)
    ).all()


def get_themes(session: Session, library_id: UUID) -> Sequence[LibraryTheme]:
    """Return the ties of one indicator."""
    return session.scalars(select(LibraryTheme).where(LibraryTheme.library_id == library_id)).all()


def get_answerable(
    session: Session, library_ids: Collection[UUID]
) -> Sequence[Row[UUID, AnswerableAt]]:
    """Return who can move each indicator."""
    return session.execute(
        select(LibraryAnswerable.library_id, LibraryAnswerable.answerable_at).where(
            LibraryAnswerable.library_id.in_(library_ids)
        )
    ).all()


def get_answerable_rows(session: Session, library_id: UUID) -> Sequence[LibraryAnswerable]:
    """Return who can move one indicator, as rows."""
    return session.scalars(
        select(LibraryAnswerable).where(LibraryAnswerable.library_id == library_id)
    ).all()


def get_versions(session: Session, library_ids: Collection[UUID]) -> Sequence[LibraryVersion]:
    """Return the definitions of indicators, the newest first."""
    return session.scalars(
        select(LibraryVersion)
        .where(LibraryVersion.library_id.in_(library_ids))
        .order_by(LibraryVersion.number.desc())
    ).all()


def get_versions_by_id(
    session: Session, jurisdiction_id: UUID, version_ids: Collection[UUID]
) -> Sequence[Row[LibraryVersion, LibraryIndicator]]:
    """Return definitions with the indicator each belongs to."""
    return session.execute(
        select(LibraryVersion, LibraryIndicator)
        .join(LibraryIndicator, LibraryVersion.library_id == LibraryIndicator.id)
        .where(
            LibraryVersion.jurisdiction_id == jurisdiction_id, LibraryVersion.id.in_(version_ids)
        )
    ).all()


def get_texts(session: Session, version_ids: Collection[UUID]) -> Sequence[LibraryText]:
    """Return the words of definitions in every language."""
    return session.scalars(select(LibraryText).where(LibraryText.version_id.in_(version_ids))).all()


def get_levels(session: Session, version_ids: Collection[UUID]) -> Sequence[LibraryLevel]:
    """Return the levels of definitions in every language, the lowest first."""
    return session.scalars(
        select(LibraryLevel)
        .join(LibraryText, LibraryLevel.text_id == LibraryText.id)
        .where(LibraryText.version_id.in_(version_ids))
        .order_by(LibraryLevel.level)
    ).all()


def count_uses(session: Session, jurisdiction_id: UUID) -> dict[UUID, int]:
    """Return in how many goals each indicator is used."""
    rows = session.execute(
        select(LibraryVersion.library_id, func.count(Indicator.goal_id.distinct()))
        .join(Indicator, Indicator.library_version_id == LibraryVersion.id)
        .where(LibraryVersion.jurisdiction_id == jurisdiction_id)
        .group_by(LibraryVersion.library_id)
    )
    return dict(rows.all())


class Use(NamedTuple):
    """A goal that uses an indicator, and the number of the definition."""

    goal_id: UUID
    goal_code: str
    goal_title: str
    district_number: int
    district_name: str
    year: int
    number: int
    stage: PlanStage


def get_uses(session: Session, library_id: UUID) -> list[Use]:
    """Return the goals that use an indicator: the newest year first, districts in their order."""
    rows = session.execute(
        select(
            Goal.id,
            Goal.code,
            Goal.title,
            District.number,
            District.name,
            Plan.year,
            LibraryVersion.number,
            Plan.stage,
        )
        .select_from(Indicator)
        .join(LibraryVersion, Indicator.library_version_id == LibraryVersion.id)
        .join(Goal, Indicator.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(LibraryVersion.library_id == library_id)
        .distinct()
        .order_by(Plan.year.desc(), District.number, Goal.code)
    )
    return [Use(*row) for row in rows]


def get_demands(session: Session, catalogue_id: UUID) -> dict[str, UUID]:
    """Return the demands of an edition of the catalogue by code; headlines are none."""
    rows = session.execute(
        select(Theme.code, Theme.id).where(
            Theme.catalogue_id == catalogue_id, Theme.parent_id.is_not(None)
        )
    )
    return dict(rows.all())


def get_all_demands(session: Session, jurisdiction_id: UUID) -> dict[UUID, str]:
    """Return the codes of demands by id, whatever their edition."""
    rows = session.execute(
        select(Theme.id, Theme.code).where(
            Theme.jurisdiction_id == jurisdiction_id, Theme.parent_id.is_not(None)
        )
    )
    return dict(rows.all())
