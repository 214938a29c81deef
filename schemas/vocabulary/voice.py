"""What people said, what they asked for, and what was promised."""

from enum import StrEnum


class Stance(StrEnum):
    """How a respondent put a demand."""

    LESS = "less"
    OBSERVED = "observed"
    MORE = "more"
    IMPROVE = "improve"


class RespondentGroup(StrEnum):
    """Who said it, as pooled by the report: never attribute finer."""

    ALL = "ALL"
    ADVISORY = "ADV"
    EXTERNAL = "EXT"


class AnswerableAt(StrEnum):
    """Who can answer a demand."""

    DISTRICT = "district"
    HEADQUARTERS = "headquarters"
    OTHER = "other"


class EngagementKind(StrEnum):
    """What sort of meeting people spoke at."""

    BEAT_MEETING = "beat_meeting"
    COMMUNITY_CONVERSATION = "community_conversation"
    FOCUS_GROUP = "focus_group"
    DAC_MEETING = "dac_meeting"
    SURVEY = "survey"
    EVENT = "event"
    OTHER = "other"


class Consent(StrEnum):
    """What the speaker allowed."""

    PUBLIC = "public"
    QUOTE_ALLOWED = "quote_allowed"
    COUNTED_ONLY = "counted_only"


class AskedState(StrEnum):
    """What became of a question that somebody without an account was asked by a link."""

    WAITING = "waiting"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Valence(StrEnum):
    """What a person says a voice expresses; never computed."""

    PRAISE = "praise"
    MIXED = "mixed"
    COMPLAINT = "complaint"
    NEITHER = "neither"


class RelationKind(StrEnum):
    """What numbers and voices mean together, chosen by a person."""

    CONFIRM = "confirm"
    EXPAND = "expand"
    DISCORD = "discord"
    NO_VOICES = "no_voices"


class Outcome(StrEnum):
    """What came of a commitment, as a person says; open until somebody says it."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    WILL_NOT_DO = "will_not_do"
