"""The library of indicators, as it enters and leaves the services."""

from datetime import date
from uuid import UUID

from .indicator import RubricLevelIn
from .shape import Line, Required, RequiredWords, Shape, Version, Words
from .vocabulary import (
    Accumulation,
    AnswerableAt,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    LibraryState,
)


class DefinitionIn(Shape):
    """How an indicator is counted, in one language.

    `question` and `coding` belong to what people say: what to ask, and how to code the answers.
    """

    name: Required
    definition: RequiredWords
    kind: IndicatorKind
    unit: Line = ""
    numerator: Line = ""
    denominator: Line = ""
    per: int = 100
    decimals: int = 0
    direction: Direction | None = None
    accumulation: Accumulation = Accumulation.LEVEL
    source: Line = ""
    frequency: Frequency | None = None
    caveats: Words = ""
    question: Words = ""
    coding: Words = ""
    levels: tuple[RubricLevelIn, ...] = ()
    language: Language


class LibraryIn(Shape):
    """An indicator of the library as its form hands it in.

    `reason` says why a definition that is in use changes.
    """

    id: UUID
    seen_version: Version
    definition: DefinitionIn
    theme_codes: frozenset[str] = frozenset()
    answerable_at: frozenset[AnswerableAt] = frozenset()
    reason: Words = ""


class ProposalIn(LibraryIn):
    """An indicator that a district proposes."""

    district_id: UUID


class DecisionIn(Shape):
    """What a reviewer decides about an indicator, and why."""

    id: UUID
    seen_version: Version
    state: LibraryState
    reason: Words = ""


class MergeIn(Shape):
    """An indicator of the library that goes up in another, and why."""

    id: UUID
    seen_version: Version
    into_id: UUID
    reason: Words = ""


class DefinitionRow(Shape):
    """A definition from a day on; `changed` names what differs from the one before."""

    id: UUID
    number: int
    valid_from: date
    reason: str
    own_language: Language
    """The one it was written in; words in others translate it."""
    definition: DefinitionIn
    """In the reader's language, or in its own."""
    changed: tuple[str, ...] = ()


class LibraryRow(Shape):
    """An indicator of the library with the definition that counts now."""

    id: UUID
    code: str
    version: int
    state: LibraryState
    theme_codes: tuple[str, ...]
    answerable_at: tuple[AnswerableAt, ...]
    newest: DefinitionRow
    uses: int
    """In how many goals it is used."""
    district_id: UUID | None
    district_number: int | None
    district_name: str
    note: str
    merged_into: str | None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.newest.definition.name


class UseRow(Shape):
    """A goal that is measured by an indicator of the library, and by which definition."""

    goal_id: UUID
    goal_code: str
    goal_title: str
    district_number: int
    district_name: str
    year: int
    number: int


class EntryRow(LibraryRow):
    """An indicator of the library whole: its definitions, the newest first, and its uses."""

    versions: tuple[DefinitionRow, ...]
    used_in: tuple[UseRow, ...]


class HeldRow(Shape):
    """The definition that an indicator of a goal holds, and the newer one where there is one."""

    code: str
    held: DefinitionRow
    newer: DefinitionRow | None
    """With what changed since the definition that is held; None where it is the newest."""


class MergedRow(Shape):
    """What came of a merge: goals that count by the other definition now, and those that don't."""

    moved: tuple[str, ...]
    kept: tuple[str, ...]
    differs: tuple[str, ...]
    """The fields that keep the two from being the same."""
