"""All tables; import a table from here or from its own room."""

from .account import Beat, District, Jurisdiction, Member, MemberRole, Partner
from .asking import Asked
from .base import Table, new_id
from .change import Anchor, Change, ChangeWords
from .commitment import Commitment
from .engagement import Attendance, Engagement, Question
from .goal import ActionStep, Goal, GoalBeat, GoalPartner, GoalTheme
from .handover import HandoverMark, HandoverNote
from .identity import Identity
from .indicator import Indicator, QuarterlyTarget, RubricLevel, Target
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
    "District",
    "Draft",
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
    "LocalDemand",
    "Measurement",
    "Member",
    "MemberRole",
    "MonthlyValue",
    "Partner",
    "Plan",
    "Priority",
    "PriorityDrawnFrom",
    "QuarterlyTarget",
    "Question",
    "ReadMark",
    "RecoveryCode",
    "Relation",
    "RubricLevel",
    "SecondFactor",
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
    "new_id",
]
