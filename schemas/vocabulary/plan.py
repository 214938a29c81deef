"""Plans, their way, priorities and places."""

from enum import StrEnum


class DistrictKind(StrEnum):
    """Where a plan applies: a police district, or headquarters."""

    DISTRICT = "district"
    HEADQUARTERS = "headquarters"


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


class PlaceKind(StrEnum):
    """How precisely a goal says where it applies."""

    DISTRICT = "district"
    BEATS = "beats"
    AREA = "area"
