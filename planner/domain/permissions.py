"""Who may do what, where and when: one table, and the one function that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from schemas.errors import N_
from schemas.vocabulary import ActorKind, Language, Role


class Action(StrEnum):
    """What a use case needs leave for."""

    THEME_READ = "theme_read"
    PLAN_READ = "plan_read"
    PLAN_EDIT = "plan_edit"
    PLAN_MOVE = "plan_move"
    PLAN_ANSWER = "plan_answer"
    PLAN_SIGN = "plan_sign"
    PLAN_REVIEW = "plan_review"
    PLAN_CLOSE = "plan_close"
    GOAL_READ = "goal_read"
    GOAL_EDIT = "goal_edit"
    LIBRARY_PROPOSE = "library_propose"
    LIBRARY_KEEP = "library_keep"
    PROGRESS_READ = "progress_read"
    PROGRESS_RECORD = "progress_record"
    VOICE_READ = "voice_read"
    VOICE_READ_ORIGINAL = "voice_read_original"
    VOICE_ENTER = "voice_enter"
    VOICE_APPROVE = "voice_approve"
    VOICE_ANSWER = "voice_answer"
    RELATION_CHOOSE = "relation_choose"
    COMMITMENT_READ = "commitment_read"
    COMMITMENT_KEEP = "commitment_keep"
    HANDOVER_READ = "handover_read"
    HANDOVER_WRITE = "handover_write"
    BOARD_READ = "board_read"
    CHANGE_READ = "change_read"
    AUDIT_READ = "audit_read"
    EXPORT = "export"
    EVIDENCE_ADD = "evidence_add"
    EVIDENCE_READ = "evidence_read"
    DRAFT_KEEP = "draft_keep"
    READ_MARK = "read_mark"
    SIGN_IN = "sign_in"
    ACCOUNT_READ = "account_read"
    ACCOUNT_KEEP = "account_keep"
    PEOPLE_KEEP = "people_keep"
    IMPORT = "import"
    OPERATE = "operate"


ACTION_WORDS: Mapping[Action, str] = MappingProxyType(
    {
        Action.THEME_READ: N_("See what respondents asked for"),
        Action.PLAN_READ: N_("See a plan"),
        Action.PLAN_EDIT: N_("Write a plan and its priorities"),
        Action.PLAN_MOVE: N_("Ask the community about a plan, and hand it in or take it back"),
        Action.PLAN_ANSWER: N_("Say in its review what they think of a plan"),
        Action.PLAN_SIGN: N_("Sign a plan, or say why not"),
        Action.PLAN_REVIEW: N_(
            "Accept or return a plan, adopt it without a signature, and open a closed one again"
        ),
        Action.PLAN_CLOSE: N_("Close a plan with the account of its year"),
        Action.GOAL_READ: N_("See a goal"),
        Action.GOAL_EDIT: N_("Write a goal"),
        Action.LIBRARY_PROPOSE: N_("Propose an indicator to the library"),
        Action.LIBRARY_KEEP: N_("Keep the library of indicators in order"),
        Action.PROGRESS_READ: N_("See a quarter"),
        Action.PROGRESS_RECORD: N_("Record a quarter"),
        Action.VOICE_READ: N_("Read voices whose wording was approved"),
        Action.VOICE_READ_ORIGINAL: N_("Read voices as they were entered"),
        Action.VOICE_ENTER: N_("Enter engagements and voices"),
        Action.VOICE_APPROVE: N_("Approve the wording of a voice"),
        Action.VOICE_ANSWER: N_("Answer one question with a one-time link"),
        Action.RELATION_CHOOSE: N_("Say what numbers and voices mean together"),
        Action.COMMITMENT_READ: N_("See what was promised and what came of it"),
        Action.COMMITMENT_KEEP: N_("Write down what was promised and what came of it"),
        Action.HANDOVER_READ: N_("See what is handed over when a command changes"),
        Action.HANDOVER_WRITE: N_("Hand a command over or take it over"),
        Action.BOARD_READ: N_("See the board"),
        Action.CHANGE_READ: N_("See who changed what"),
        Action.AUDIT_READ: N_("Search all changes, and see each in full"),
        Action.EXPORT: N_("Download what they see as a file"),
        Action.EVIDENCE_ADD: N_("Add evidence of a step, and take it away"),
        Action.EVIDENCE_READ: N_("Open evidence of a step"),
        Action.DRAFT_KEEP: N_("Keep own drafts"),
        Action.READ_MARK: N_("Mark a hint as read"),
        Action.SIGN_IN: N_("Sign in, and set a password with a link that was sent"),
        Action.ACCOUNT_READ: N_("See own roles"),
        Action.ACCOUNT_KEEP: N_(
            "Change own name, language, password and second step, and end own sessions"
        ),
        Action.PEOPLE_KEEP: N_(
            "Invite people, give them roles, disable them, and turn their second step off"
        ),
        Action.IMPORT: N_("Import files"),
        Action.OPERATE: N_("Run the planner's own chores"),
    }
)


class Reach(StrEnum):
    """How far a role's leave goes."""

    OWN = "own"
    """In the district of the role; a role without a district has none of its own."""
    ANYWHERE = "anywhere"


_OWN_TEAM = (Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF)
_OWN_DAC = (Role.DAC_CHAIR, Role.DAC_MEMBER)
_EVERYBODY = tuple(Role)


def _table(own: tuple[Role, ...] = (), anywhere: tuple[Role, ...] = ()) -> Mapping[Role, Reach]:
    leave = dict.fromkeys(own, Reach.OWN) | dict.fromkeys(anywhere, Reach.ANYWHERE)
    return MappingProxyType(leave)


# Every member reads every district's plan and progress: respondents asked for one board that all
# advisory bodies share (PROCESS-06). Original voices stay in the district that heard them.
RULES: Mapping[Action, Mapping[Role, Reach]] = MappingProxyType(
    {
        Action.THEME_READ: _table(anywhere=_EVERYBODY),
        Action.PLAN_READ: _table(anywhere=_EVERYBODY),
        Action.PLAN_EDIT: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.REVIEWER)),
        Action.PLAN_MOVE: _table(own=(*_OWN_TEAM, Role.DAC_CHAIR, Role.REVIEWER)),
        Action.PLAN_ANSWER: _table(
            own=(*_OWN_DAC, Role.PARTNER, Role.COUNCIL_MEMBER), anywhere=(Role.CPAP_MEMBER,)
        ),
        Action.PLAN_SIGN: _table(own=(Role.COMMANDER, Role.DELEGATE, Role.DAC_CHAIR)),
        Action.PLAN_REVIEW: _table(anywhere=(Role.REVIEWER,)),
        Action.PLAN_CLOSE: _table(own=(*_OWN_TEAM, Role.REVIEWER)),
        Action.GOAL_READ: _table(anywhere=_EVERYBODY),
        Action.GOAL_EDIT: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.PARTNER, Role.REVIEWER)),
        Action.LIBRARY_PROPOSE: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.PARTNER, Role.REVIEWER)),
        Action.LIBRARY_KEEP: _table(anywhere=(Role.REVIEWER,)),
        Action.PROGRESS_READ: _table(anywhere=_EVERYBODY),
        Action.PROGRESS_RECORD: _table(own=(*_OWN_TEAM, Role.REVIEWER)),
        Action.VOICE_READ: _table(anywhere=_EVERYBODY),
        Action.VOICE_READ_ORIGINAL: _table(own=(*_OWN_TEAM, *_OWN_DAC), anywhere=(Role.REVIEWER,)),
        Action.VOICE_ENTER: _table(
            own=(*_OWN_TEAM, *_OWN_DAC, Role.PARTNER, Role.COUNCIL_MEMBER, Role.REVIEWER),
            anywhere=(Role.CPAP_MEMBER,),
        ),
        # Not police: the wording that leaves a district is approved by a person of the community.
        Action.VOICE_APPROVE: _table(own=_OWN_DAC, anywhere=(Role.REVIEWER,)),
        # Not for members: what they heard, they enter.
        Action.VOICE_ANSWER: _table(),
        Action.RELATION_CHOOSE: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.REVIEWER)),
        Action.COMMITMENT_READ: _table(anywhere=_EVERYBODY),
        Action.COMMITMENT_KEEP: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.REVIEWER)),
        # What a commander leaves for the next one names people and worries: never for all.
        Action.HANDOVER_READ: _table(own=(*_OWN_TEAM, Role.DAC_CHAIR), anywhere=(Role.REVIEWER,)),
        Action.HANDOVER_WRITE: _table(own=_OWN_TEAM, anywhere=(Role.REVIEWER,)),
        Action.BOARD_READ: _table(anywhere=_EVERYBODY),
        Action.CHANGE_READ: _table(anywhere=_EVERYBODY),
        Action.AUDIT_READ: _table(anywhere=(Role.ADMINISTRATOR,)),
        # What a page shows may leave as a file; which pages somebody sees is decided elsewhere.
        Action.EXPORT: _table(anywhere=_EVERYBODY),
        Action.EVIDENCE_ADD: _table(own=(*_OWN_TEAM, *_OWN_DAC, Role.PARTNER, Role.REVIEWER)),
        # A file may name people: who only follows progress sees that there is one, and how many.
        Action.EVIDENCE_READ: _table(
            own=(*_OWN_TEAM, *_OWN_DAC, Role.PARTNER), anywhere=(Role.REVIEWER,)
        ),
        Action.DRAFT_KEEP: _table(anywhere=_EVERYBODY),
        Action.READ_MARK: _table(anywhere=_EVERYBODY),
        Action.SIGN_IN: _table(),
        Action.ACCOUNT_READ: _table(anywhere=_EVERYBODY),
        Action.ACCOUNT_KEEP: _table(anywhere=_EVERYBODY),
        Action.PEOPLE_KEEP: _table(anywhere=(Role.ADMINISTRATOR,)),
        Action.IMPORT: _table(anywhere=(Role.ADMINISTRATOR, Role.REVIEWER)),
        Action.OPERATE: _table(anywhere=(Role.ADMINISTRATOR,)),
    }
)


OPEN = frozenset({Action.SIGN_IN, Action.VOICE_ANSWER})
"""What nobody signed in may do; a door lets them do only the one it is for."""
WITHOUT_A_ROLE = frozenset({Action.ACCOUNT_KEEP})
"""What a member may do who holds no role: whoever lost the last one still has to sign out."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of a member: where (no district: no district of its own), from when to when.

    A delegate's carries the commands of the member they stand in for, and holds only on their days.
    """

    role: Role
    district_id: UUID | None
    starts_on: date
    ends_on: date | None = None
    commands: tuple["Grant", ...] = ()

    def holds(self, today: date) -> bool:
        """Say whether the role is held on a day; the last day still counts."""
        dated = self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
        return dated and (self.role is not Role.DELEGATE or self._stands(today))

    def _stands(self, today: date) -> bool:
        """Say whether the member that a delegate stands in for holds the command there."""
        return any(
            one.role is Role.COMMANDER and one.district_id == self.district_id and one.holds(today)
            for one in self.commands
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; with `only`, they may do nothing but what it names."""

    kind: ActorKind
    member_id: UUID | None = None
    name: str = ""
    language: Language = Language.EN
    grants: tuple[Grant, ...] = ()
    only: frozenset[Action] | None = None

    def roles(self, today: date) -> tuple[Role, ...]:
        """Return the roles held today, each once, in the vocabulary's order."""
        held = {grant.role for grant in self.grants if grant.holds(today)}
        return tuple(role for role in Role if role in held)

    def districts(self, today: date) -> tuple[UUID, ...]:
        """Return the districts of the roles held today, in the order of the grants."""
        held = (g.district_id for g in self.grants if g.holds(today) and g.district_id)
        return tuple(dict.fromkeys(held))


SYSTEM = Actor(ActorKind.SYSTEM)
ANONYMOUS = Actor(ActorKind.ANONYMOUS)


def decide(actor: Actor, action: Action, district_id: UUID | None, today: date) -> bool:
    """Say whether the actor may do this in a district (None: in no district in particular).

    The planner itself may do everything; nobody signed in may sign in, or answer what they were
    asked.
    """
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.only is not None and action not in actor.only:
        return False
    if actor.kind is ActorKind.ANONYMOUS:
        return action in OPEN
    if action in WITHOUT_A_ROLE:
        return True
    return any(
        _reaches(RULES[action].get(grant.role), grant, district_id)
        for grant in actor.grants
        if grant.holds(today)
    )


def _reaches(reach: Reach | None, grant: Grant, district_id: UUID | None) -> bool:
    if reach is Reach.ANYWHERE:
        return True
    return reach is Reach.OWN and district_id is not None and grant.district_id == district_id
