"""What numbers and voices mean together."""

from typing import ClassVar

from schemas.vocabulary import Language, RelationKind

from ..cells import Code, QuarterCell, Text
from .base import Record


class RelationRecord(Record):
    """The meaning a person chose for a goal and quarter."""

    key: ClassVar = ("goal", "quarter")

    goal: Code
    quarter: QuarterCell
    kind: RelationKind
    rationale: Text = ""
    chosen_by: Code | None = None
    language: Language = Language.EN
