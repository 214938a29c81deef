"""What a plan answers and leaves out, as it leaves the services."""

from datetime import date
from uuid import UUID

from .shape import Shape


class GapRow(Shape):
    """A demand that could be answered here and has no goal, and how many voices it has lately."""

    code: str
    statement: str
    voices: int
    priority_id: UUID | None
    """Where a goal for it would fit best: a priority whose goals answer the same theme."""


class AimRow(Shape):
    """A goal of the plan, in short."""

    id: UUID
    code: str
    title: str


class LoadRow(Shape):
    """Somebody who owns more open goals than anybody can look after; all districts count."""

    name: str
    open_goals: int


class AvoidedRow(Shape):
    """A headline theme that no plan of the year answers, in any district."""

    code: str
    statement: str


class CoverageRow(Shape):
    """What a district's plan answers of what was asked for, and what it leaves out."""

    year: int
    since: date
    until: date
    """Between these days, both included, a voice counts as heard lately."""
    headlines: int
    covered: int
    """How many of the headline themes have a goal here."""
    demands: int
    """Demands that can be answered here, the district's own that nobody mapped among them."""
    gaps: tuple[GapRow, ...]
    """Those without a goal here, with most voices first."""
    goals: int
    unvoiced: tuple[AimRow, ...]
    avoided: tuple[AvoidedRow, ...]
    overloaded: tuple[LoadRow, ...]
    without_owner: tuple[AimRow, ...]
    without_partner: tuple[AimRow, ...]
    without_words: tuple[AimRow, ...]
