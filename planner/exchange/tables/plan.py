"""Plans of districts, and their priorities."""

from typing import ClassVar

from schemas.vocabulary import Language, PlanStage, PriorityKind, PrioritySource, ProblemType

from ..cells import Code, Line, Place, SetOf, Text, Whole, Year, YesNo
from .base import Record


class PlanRecord(Record):
    """One district, one year."""

    key: ClassVar = ("district", "year")

    district: Whole
    year: Year
    stage: PlanStage = PlanStage.DRAFTING
    commander_signed_by: Code | None = None
    dac_chair_signed_by: Code | None = None
    unsigned_reason: Text = ""


class PriorityRecord(Record):
    """A problem to solve in SARA form, or a way to engage."""

    key: ClassVar = ("district", "year", "position")

    district: Whole
    year: Year
    position: Place
    kind: PriorityKind
    problem_type: ProblemType | None = None
    title: Line
    sources: SetOf[PrioritySource] = ()
    cites_evidence: YesNo = False
    rationale: Text = ""
    who_is_affected: Text = ""
    how_it_happens: Text = ""
    where_and_when: Text = ""
    response: Text = ""
    assessment: Text = ""
    language: Language = Language.EN
