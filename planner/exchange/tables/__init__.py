"""One record for each file: its columns, which of them may be left out, and what a cell holds.

`docs/import.md` says the same in words.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .account import (
    BeatRecord,
    DistrictRecord,
    JurisdictionRecord,
    MemberRecord,
    MemberRoleRecord,
    PartnerRecord,
)
from .base import Record
from .commitment import CommitmentRecord
from .engagement import AttendanceRecord, EngagementRecord, QuestionRecord
from .goal import ActionStepRecord, GoalRecord, GoalThemeRecord
from .indicator import IndicatorRecord, QuarterlyTargetRecord, RubricLevelRecord, TargetRecord
from .library import LibraryLevelRecord, LibraryRecord, LibraryTextRecord, LibraryVersionRecord
from .plan import PlanRecord, PriorityRecord
from .progress import MeasurementRecord, MonthlyValueRecord
from .relation import RelationRecord
from .text import Translated, TranslationRecord
from .theme import LocalDemandRecord, ThemeCatalogueRecord, ThemeRecord, ThemeTextRecord
from .voice import VoiceRecord, VoiceThemeRecord
from .way import PlanReviewRecord, PlanStepRecord, ReviewAnswerRecord

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "jurisdiction": JurisdictionRecord,
        "districts": DistrictRecord,
        "beats": BeatRecord,
        "members": MemberRecord,
        "member_roles": MemberRoleRecord,
        "partners": PartnerRecord,
        "theme_catalogue": ThemeCatalogueRecord,
        "themes": ThemeRecord,
        "theme_texts": ThemeTextRecord,
        "library": LibraryRecord,
        "library_versions": LibraryVersionRecord,
        "library_texts": LibraryTextRecord,
        "library_levels": LibraryLevelRecord,
        "local_demands": LocalDemandRecord,
        "plans": PlanRecord,
        "priorities": PriorityRecord,
        "goals": GoalRecord,
        "goal_themes": GoalThemeRecord,
        "indicators": IndicatorRecord,
        "rubric_levels": RubricLevelRecord,
        "targets": TargetRecord,
        "quarterly_targets": QuarterlyTargetRecord,
        "action_steps": ActionStepRecord,
        "measurements": MeasurementRecord,
        "monthly_values": MonthlyValueRecord,
        "engagements": EngagementRecord,
        "attendance": AttendanceRecord,
        "questions": QuestionRecord,
        "voices": VoiceRecord,
        "voice_themes": VoiceThemeRecord,
        "relations": RelationRecord,
        "commitments": CommitmentRecord,
        "plan_steps": PlanStepRecord,
        "plan_reviews": PlanReviewRecord,
        "review_answers": ReviewAnswerRecord,
        "translations": TranslationRecord,
    }
)
"""The record of each file, by the file's name without its ending, in the order of import."""

__all__ = [
    "RECORDS",
    "ActionStepRecord",
    "AttendanceRecord",
    "BeatRecord",
    "CommitmentRecord",
    "DistrictRecord",
    "EngagementRecord",
    "GoalRecord",
    "GoalThemeRecord",
    "IndicatorRecord",
    "JurisdictionRecord",
    "LibraryLevelRecord",
    "LibraryRecord",
    "LibraryTextRecord",
    "LibraryVersionRecord",
    "LocalDemandRecord",
    "MeasurementRecord",
    "MemberRecord",
    "MemberRoleRecord",
    "MonthlyValueRecord",
    "PartnerRecord",
    "PlanRecord",
    "PlanReviewRecord",
    "PlanStepRecord",
    "PriorityRecord",
    "QuarterlyTargetRecord",
    "QuestionRecord",
    "Record",
    "RelationRecord",
    "ReviewAnswerRecord",
    "RubricLevelRecord",
    "TargetRecord",
    "ThemeCatalogueRecord",
    "ThemeRecord",
    "ThemeTextRecord",
    "Translated",
    "TranslationRecord",
    "VoiceRecord",
    "VoiceThemeRecord",
]
