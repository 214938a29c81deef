"""The words of the planner as enums; values are what the database, files and addresses carry."""

from enum import StrEnum


class Language(StrEnum):
    """Languages the planner speaks; values are catalogue folder names."""

    EN = "en"
    ES = "es"
    PL = "pl"
    ZH_HANS = "zh_Hans"


class DistrictKind(StrEnum):
    """Where a plan applies: a police district, or headquarters."""

    DISTRICT = "district"
    HEADQUARTERS = "headquarters"


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


class Role(StrEnum):
    """What a member is, by district and date."""

    COMMANDER = "commander"
    DELEGATE = "delegate"
    DISTRICT_STAFF = "district_staff"
    DAC_CHAIR = "dac_chair"
    DAC_MEMBER = "dac_member"
    PARTNER = "partner"
    COUNCIL_MEMBER = "council_member"
    CPAP_MEMBER = "cpap_member"
    COMMISSIONER = "commissioner"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class LinkPurpose(StrEnum):
    """What a link that was handed out is good for."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105  (a word of the vocabulary)


class EntryWay(StrEnum):
    """How a member signed in."""

    PASSWORD = "password"  # noqa: S105
    LINK = "link"
    SINGLE_SIGN_ON = "single_sign_on"


class SignOnRefusal(StrEnum):
    """Why somebody whom the provider of single sign-on knows is not let in."""

    UNVERIFIED = "unverified"
    NO_ROLE = "no_role"
    DISABLED = "disabled"
    TAKEN = "taken"


class PartnerKind(StrEnum):
    """What kind of group a partner is."""

    FAITH = "faith"
    SCHOOL = "school"
    BUSINESS = "business"
    SERVICE = "service"
    NEIGHBOURHOOD = "neighbourhood"
    HEALTH = "health"
    OTHER = "other"


class PlanStage(StrEnum):
    """The way of a plan through its year."""

    DRAFTING = "drafting"
    COMMUNITY_REVIEW = "community_review"
    HEADQUARTERS_REVIEW = "headquarters_review"
    ADOPTED = "adopted"
    CLOSED = "closed"


class PlanMove(StrEnum):
    """A step that a plan takes on its way."""

    OPEN_REVIEW = "open_review"
    END_REVIEW = "end_review"
    HAND_IN = "hand_in"
    WITHDRAW = "withdraw"
    RETURN = "return"
    ACCEPT = "accept"
    SIGN = "sign"
    ADOPT = "adopt"
    CLOSE = "close"
    REOPEN = "reopen"


class ReviewSays(StrEnum):
    """What somebody who was asked says of a plan."""

    AGREES = "agrees"
    WISH = "wish"
    DISAGREES = "disagrees"


class SignatureAct(StrEnum):
    """What whoever holds a post did with a plan that waits for signatures."""

    SIGNED = "signed"
    REFUSED = "refused"


class PriorityKind(StrEnum):
    """A problem to solve, in SARA form, or a way to engage."""

    PROBLEM = "problem"
    ENGAGEMENT = "engagement"


class ProblemType(StrEnum):
    """The type of a problem-solving priority on the district's form."""

    VIOLENT_CRIME = "violent_crime"
    PROPERTY_CRIME = "property_crime"
    QUALITY_OF_LIFE = "quality_of_life"


class PrioritySource(StrEnum):
    """What a priority is drawn from; the district's form lets tick all that apply."""

    CALLS_FOR_SERVICE = "calls_for_service"
    COMMUNITY_CONVERSATIONS = "community_conversations"
    DAC_MEETINGS = "dac_meetings"
    RESIDENT_SURVEY = "resident_survey"
    CRIME_DATA = "crime_data"
    COMMUNITY_INTERACTIONS = "community_interactions"
    BEAT_MEETINGS = "beat_meetings"
    OTHER = "other"


class IndicatorKind(StrEnum):
    """What an indicator is made of; the last two are qualitative."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    DURATION = "duration"
    INDEX = "index"
    RUBRIC = "rubric"
    CODED_VOICES = "coded_voices"

    @property
    def is_qualitative(self) -> bool:
        """Whether people's words, not numbers, are the measure."""
        return self in {IndicatorKind.RUBRIC, IndicatorKind.CODED_VOICES}

    @property
    def is_ratio(self) -> bool:
        """Whether values come as a numerator and a denominator."""
        return self in {IndicatorKind.PERCENT, IndicatorKind.RATE}


class Direction(StrEnum):
    """Which way an indicator should go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN_ABOVE = "maintain_above"
    MAINTAIN_BELOW = "maintain_below"
    IN_RANGE = "in_range"

    @property
    def has_movement(self) -> bool:
        """Whether a movement from baseline to target is asked."""
        return self in {Direction.INCREASE, Direction.DECREASE}


class Accumulation(StrEnum):
    """How quarters of one indicator add up."""

    LEVEL = "level"
    SUM = "sum"
    TO_DATE = "to_date"


class Frequency(StrEnum):
    """How often the source of an indicator reports."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class LibraryState(StrEnum):
    """Where an indicator of the library stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    MERGED = "merged"
    RETIRED = "retired"


class ReportingState(StrEnum):
    """Where a quarter's value stands. Zero is a value; missing is never zero."""

    NOT_DUE = "not_due"
    DUE = "due"
    LATE = "late"
    SOURCE_NOT_PUBLISHED = "source_not_published"
    REPORTED = "reported"
    NOT_APPLICABLE = "not_applicable"
    UNABLE_TO_ASSESS = "unable_to_assess"


RECORDABLE_STATES = (
    ReportingState.REPORTED,
    ReportingState.SOURCE_NOT_PUBLISHED,
    ReportingState.NOT_APPLICABLE,
    ReportingState.UNABLE_TO_ASSESS,
)
"""States a person records; the others follow from the calendar."""


class Status(StrEnum):
    """How a value compares with the point where the plan says we should be."""

    WORSE_THAN_BASELINE = "worse_than_baseline"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    REACHED = "reached"
    MET = "met"
    NOT_MET = "not_met"


STATUS_ORDER = (
    Status.WORSE_THAN_BASELINE,
    Status.NOT_MET,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.ON_TRACK,
    Status.REACHED,
    Status.MET,
)
"""From what needs attention most to what needs it least."""


class Ambition(StrEnum):
    """How the change that a target asks for compares with what the indicator did before."""

    NOT_JUDGED = "not_judged"
    NO_CHANGE = "no_change"
    USUAL = "usual"
    SEEN = "seen"
    UNSEEN = "unseen"


class HintKind(StrEnum):
    """What a hint on a goal's words is about."""

    NO_NUMBER = "no_number"
    VAGUE_VERB = "vague_verb"
    TWO_GOALS = "two_goals"
    COUNTS_ACTIVITY = "counts_activity"
    OTHER_YEAR = "other_year"
    OTHER_TARGET = "other_target"
    VAGUE_CHECK = "vague_check"


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


class HandoverSide(StrEnum):
    """What the two sides of a change of command say: handed over, and taken over."""

    GIVEN = "given"
    TAKEN = "taken"


class DueKind(StrEnum):
    """What falls due in the first months of a new command."""

    QUARTER = "quarter"
    STEP = "step"
    GOAL_REVIEW = "goal_review"
    GOAL_END = "goal_end"
    PROMISE = "promise"
    CONVERSATION = "conversation"
    TERM_END = "term_end"


class WaitingKind(StrEnum):
    """What somebody else is waiting for when a command changes."""

    PLAN = "plan"
    VOICES = "voices"
    QUESTIONS = "questions"
    RELATIONS = "relations"


class OwnedAs(StrEnum):
    """How a person is responsible for something."""

    OWNER = "owner"
    CAPS_OWNER = "caps_owner"
    STEP = "step"


class ActorKind(StrEnum):
    """Who acts: a member, nobody signed in, or the planner itself."""

    MEMBER = "member"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"


class PlaceKind(StrEnum):
    """How precisely a goal says where it applies."""

    DISTRICT = "district"
    BEATS = "beats"
    AREA = "area"


class JobState(StrEnum):
    """Where a job stands in the lease table."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
