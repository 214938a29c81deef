"""Who somebody is and what they may be asked: roles, ways in, languages, places to work."""

from enum import StrEnum


class Language(StrEnum):
    """Languages the planner speaks; values are catalogue folder names."""

    EN = "en"
    ES = "es"
    PL = "pl"
    ZH_HANS = "zh_Hans"


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


class JobState(StrEnum):
    """Where a job stands in the lease table."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
