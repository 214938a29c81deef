"""All tables; import a table from here or from its own room."""

from .account import Beat, District, Jurisdiction, Member, MemberRole, Partner
from .asking import Asked
from .base import Table, new_id
from .change import Anchor, Change, ChangeWords
from .commitment import Commitment
from .engagement import Attendance, Engagement, Question
from .goal import ActionStep, DismissedHint, Goal, GoalBeat, GoalPartner, GoalTheme
from .handover import HandoverMark, HandoverNote
from .identity import Identity
from .indicator import Indicator, QuarterlyTarget, RubricLevel, Target
from .library import (
    LibraryAnswerable,
    LibraryIndicator,
    LibraryLevel,
    LibraryText,
    LibraryTheme,
    LibraryVersion,
)
from .plan import Plan, Priority, PriorityDrawnFrom
from .progress import GoalStanding, Measurement, MonthlyValue
from .relation import Relation
from .second_factor import RecoveryCode, SecondFactor
from .sign_in import Account, EntryLink, Guess, WebSession
from .text import Translation
from .theme import (
    LocalDemand,
    Theme,
    ThemeAnswerable,
    ThemeCatalogue,
    ThemeCitation,
    ThemeText,
)
from .voice import Voice, VoiceTheme
from .way import (
    Edition,
    EditionPart,
    PlanReview,
    PlanStep,
    ReturnReason,
    ReviewAnswer,
    Signature,
    YearEnd,
    YearEndGoal,
)
from .work import Draft, Evidence, Job, ReadMark

__all__ = [
    "Account",
    "ActionStep",
    "Anchor",
    "Asked",
    "Attendance",
    "Beat",
    "Change",
    "ChangeWords",
    "Commitment",
    "DismissedHint",
    "District",
    "Draft",
    "Edition",
    "EditionPart",
    "Engagement",
    "EntryLink",
    "Evidence",
    "Goal",
    "GoalBeat",
    "GoalPartner",
    "GoalStanding",
    "GoalTheme",
    "Guess",
    "HandoverMark",
    "HandoverNote",
    "Identity",
    "Indicator",
    "Job",
    "Jurisdiction",
    "LibraryAnswerable",
    "LibraryIndicator",
    "LibraryLevel",
    "LibraryText",
    "LibraryTheme",
    "LibraryVersion",
    "LocalDemand",
    "Measurement",
    "Member",
    "MemberRole",
    "MonthlyValue",
    "Partner",
    "Plan",
    "PlanReview",
    "PlanStep",
    "Priority",
    "PriorityDrawnFrom",
    "QuarterlyTarget",
    "Question",
    "ReadMark",
    "RecoveryCode",
    "Relation",
    "ReturnReason",
    "ReviewAnswer",
    "RubricLevel",
    "SecondFactor",
    "Signature",
    "Table",
    "Target",
    "Theme",
    "ThemeAnswerable",
    "ThemeCatalogue",
    "ThemeCitation",
    "ThemeText",
    "Translation",
    "Voice",
    "VoiceTheme",
    "WebSession",
    "YearEnd",
    "YearEndGoal",
    "new_id",
]
