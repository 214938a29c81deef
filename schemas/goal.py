"""Goals, as they enter and leave the services."""

from datetime import date
from uuid import UUID

from .account import DistrictRow
from .indicator import IndicatorIn, IndicatorRow
from .message import Message
from .shape import Line, Measured, Required, Shape, Version, Words
from .text import TranslatedField
from .vocabulary import Language, PartnerKind, PlaceKind, PlanStage, Role


class GoalThemeIn(Shape):
    """The tie to a theme of the catalogue or to a local demand, and why the goal answers it."""

    theme_id: UUID | None = None
    local_demand_id: UUID | None = None
    why: Words = ""
    language: Language


class GoalIn(Shape):
    """A goal as its form hands it in; the whole aggregate, so that one version covers it."""

    id: UUID
    priority_id: UUID
    seen_version: Version
    title: Required
    action: Words = ""
    population: Line = ""
    place: PlaceKind = PlaceKind.DISTRICT
    beat_ids: frozenset[UUID] = frozenset()
    area_name: Line = ""
    owner_role: Role | None = None
    owner_id: UUID | None = None
    caps_owner_id: UUID | None = None
    partner_ids: frozenset[UUID] = frozenset()
    partner_kind: PartnerKind | None = None
    resources: Words = ""
    resource_people: int | None = None
    resource_hours: Measured | None = None
    resource_money: Measured | None = None
    ambition_reason: Words = ""
    start_on: date | None = None
    due_on: date | None = None
    horizon_reason: Words = ""
    review_on: date | None = None
    polished: Words = ""
    """The goal's sentence in words of one's own, in place of the one made of the fields."""
    polished_for: Words = ""
    """The facts it was polished for, as `domain/sentence` writes them; the planner keeps them."""
    copied_from_id: UUID | None = None
    language: Language
    themes: tuple[GoalThemeIn, ...] = ()
    indicators: tuple[IndicatorIn, ...] = ()


class TieRow(Shape):
    """A tie as it reads: the demand's words, its code, and why."""

    theme_id: UUID | None
    local_demand_id: UUID | None
    code: str
    statement: str
    why: str


class MovedOn(Shape):
    """A fact that a polished sentence speaks of and that is another now, as it was and is."""

    field: str
    before: str
    after: str


class SentenceRow(Shape):
    """A goal in one sentence: made of its fields, and in polished words where somebody wrote them.

    Readers see the polished words only while nothing they speak of has `moved_on`.
    """

    composed: Message
    aim: Message
    """What the composed one says of numbers and days alone, for lists."""
    polished: str = ""
    language: Language
    moved_on: tuple[MovedOn, ...] = ()


class FindingRow(Shape):
    """One rule of the SMART check: what it found and the field to go to."""

    rule: str
    letter: str
    points: int
    required: bool
    message: Message
    field: str


class StepIn(Shape):
    """An action step as its form hands it in; a named owner or, in words, who does it."""

    id: UUID
    goal_id: UUID
    seen_version: Version
    what: Required
    who: Line = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None
    language: Language


class StepRow(StepIn):
    """An action step under a goal; `overdue` where it is not done and its day has passed."""

    position: int
    owner_name: str | None
    overdue: bool
    evidence: int = 0
    """How many files and links prove it."""
    translations: tuple[TranslatedField, ...] = ()


class GoalRow(Shape):
    """A goal as it stands, with what the SMART check says of it."""

    goal: GoalIn
    """The fields as an editor would hand them in, with the version as it stands."""
    code: str
    district: DistrictRow
    plan_id: UUID
    year: int
    priority_title: str
    owner_name: str | None
    owner_unit: str
    caps_owner_name: str | None
    partner_names: tuple[str, ...]
    beat_numbers: tuple[str, ...]
    ties: tuple[TieRow, ...]
    indicators: tuple[IndicatorRow, ...]
    findings: tuple[FindingRow, ...]
    stage: PlanStage
    sentence: SentenceRow
    translations: tuple[TranslatedField, ...] = ()
    priority_translations: tuple[TranslatedField, ...] = ()


class GoalTitle(Shape):
    """A goal to pick from a list."""

    id: UUID
    code: str
    title: str
    language: Language
    translations: tuple[TranslatedField, ...] = ()
    year: int
    priority_title: str


class GoalOutline(Shape):
    """What a goal asks for and what it still needs, in short."""

    start_on: date | None
    due_on: date | None
    indicators: tuple[IndicatorRow, ...]
    missing: tuple[str, ...]
    """What the required SMART rules read that have nothing yet: marked messages, in their order."""
    has_partner: bool
    sentence: SentenceRow


class GoalSetting(Shape):
    """What surrounds the form of a goal: its priority, plan and district, and what is settled.

    `measured_ids` are indicators with recorded values, whose first target stays as agreed.
    """

    priority_id: UUID
    priority_title: str
    plan_id: UUID
    year: int
    district: DistrictRow
    first_day: date
    last_day: date
    fiscal_start_month: int
    today: date
    time_zone: str
    may_edit: bool
    measured_ids: frozenset[UUID]
