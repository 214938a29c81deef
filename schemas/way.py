"""A plan's way: reviews, answers, signatures, amendments and the year's account, in and out."""

from datetime import date, datetime
from uuid import UUID

from .change import FieldRow
from .message import Message
from .shape import RequiredWords, Shape, Version, Words
from .vocabulary import (
    Language,
    PlanMove,
    PlanStage,
    ReportingState,
    ReviewSays,
    Role,
    SignatureAct,
    Status,
)


class ReasonIn(Shape):
    """Why headquarters returns a plan: one reason, of one goal or of the plan as a whole."""

    text: RequiredWords
    goal_id: UUID | None = None


class MoveIn(Shape):
    """A step of a plan, as its form hands it in.

    `seen_version` is the plan's, `seen_digest` tells the edition of its priorities and goals that
    its writer saw: empty where the step does not speak of them.
    """

    plan_id: UUID
    seen_version: Version
    seen_digest: str = ""
    reason: Words = ""
    reasons: tuple[ReasonIn, ...] = ()
    language: Language


class ReviewIn(MoveIn):
    """Opens a community review: the last day for answers, and who else was asked, in words."""

    closes_on: date
    invited: Words = ""


class WindowIn(Shape):
    """Moves the last day of an open community review."""

    review_id: UUID
    seen_version: Version
    closes_on: date


class AnswerIn(Shape):
    """What one person who was asked says of a plan."""

    id: UUID
    review_id: UUID
    seen_version: Version
    seen_digest: str
    says: ReviewSays
    words: Words = ""
    language: Language


class SignatureIn(Shape):
    """A signature for one post, or the refusal of it, of the very edition that was read."""

    plan_id: UUID
    post: Role
    act: SignatureAct
    seen_digest: str
    reason: Words = ""
    language: Language


class YearEndIn(MoveIn):
    """The account at the end of the year, with which a plan is closed."""

    reached: RequiredWords
    missed: Words = ""
    learned: RequiredWords


class OptionRow(Shape):
    """A step that the reader may take from here, or why it is not open yet."""

    move: PlanMove
    why: Message | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be taken now."""
        return self.why is None


class MoveRow(Shape):
    """A step that was taken."""

    move: PlanMove
    made_on: date
    made_by: str | None
    reason: str


class ReturnRow(Shape):
    """One reason for which headquarters returned the plan; `goal_code` where it is of one goal."""

    text: str
    goal_id: UUID | None
    goal_code: str | None
    made_on: date
    made_by: str | None


class AnswerRow(Shape):
    """What somebody answered; `outdated` when the plan changed after it."""

    member_id: UUID
    name: str
    role: Role
    says: ReviewSays
    words: str
    language: Language
    answered_on: date
    late: bool
    outdated: bool
    version: int


class InvitedRow(Shape):
    """Somebody who was asked, by role; the name is left out where the reader may not know it."""

    role: Role
    name: str | None
    answered: bool


class ReviewRow(Shape):
    """A community review; `is_open` until its last day has passed or somebody ended it."""

    id: UUID
    number: int
    version: int
    opened_on: date
    closes_on: date
    ended_on: date | None
    is_open: bool
    invited: str
    members: tuple[InvitedRow, ...]
    answers: tuple[AnswerRow, ...]


class SignatureRow(Shape):
    """A signature or a refusal; `acting_for` names the commander that a delegate stands in for."""

    post: Role
    act: SignatureAct
    name: str | None
    acting_for: str | None
    reason: str
    acted_on: date
    edition: int
    outdated: bool


class WhyRow(Shape):
    """One save of a part that was amended: who, when and why."""

    at: datetime
    who: str | None
    why: str


class AmendmentRow(Shape):
    """A priority or goal that is not as it was signed; `added` where it was not there then."""

    entity: str
    entity_id: UUID
    code: str
    title: str
    added: bool
    saves: tuple[WhyRow, ...]
    fields: tuple[FieldRow, ...]
    erased: bool


class EditionRow(Shape):
    """A numbered state of a plan's priorities and goals, and the day it was adopted, if known."""

    id: UUID
    number: int
    adopted: bool
    adopted_on: date | None


class YearGoalRow(Shape):
    """How one goal stood when its plan was closed."""

    goal_id: UUID
    code: str
    title: str
    status: Status | None
    state: ReportingState


class YearEndRow(Shape):
    """The account with which a plan was closed."""

    reached: str
    missed: str
    learned: str
    closed_on: date
    closed_by: str | None
    goals: tuple[YearGoalRow, ...]


class WayRow(Shape):
    """How far a plan has come, and what this reader can do next."""

    plan_id: UUID
    today: date
    version: int
    stage: PlanStage
    digest: str
    """Tells the edition that is shown, so that a form can say which one its writer saw."""
    since: date | None
    options: tuple[OptionRow, ...]
    my_post: Role | None
    """The post for which the reader can sign what is shown now."""
    may_answer: bool
    my_answer: AnswerRow | None
    accepted: bool
    reviews: tuple[ReviewRow, ...]
    returned: tuple[ReturnRow, ...]
    """Reasons that wait for the next hand-in."""
    returned_before: tuple[ReturnRow, ...]
    moves: tuple[MoveRow, ...]
    signatures: tuple[SignatureRow, ...]
    unsigned: tuple[Role, ...]
    """Posts that somebody holds who has not decided about the plan as it stands."""
    edition: EditionRow | None
    """The edition that is shown, once somebody spoke of it."""
    signed: EditionRow | None
    """The edition that was adopted last."""
    amendments: tuple[AmendmentRow, ...]
    year_end: YearEndRow | None

    @property
    def is_signed(self) -> bool:
        """Whether the plan is in force as it was signed, so that a change needs a reason."""
        return self.stage is PlanStage.ADOPTED and self.signed is not None


class PartRow(Shape):
    """A priority or goal as it stood in an edition; without fields where its words were erased."""

    entity: str
    code: str
    title: str
    fields: tuple[FieldRow, ...]


class SignedRow(Shape):
    """An edition to read: the plan as it was signed."""

    edition: EditionRow
    parts: tuple[PartRow, ...]


class OpenMoveRow(Shape):
    """Something that waits on a plan's way: for whom, since when."""

    plan_id: UUID
    year: int
    stage: PlanStage
    move: PlanMove
    post: Role | None
    """Whose signature is waited for, where it is one."""
    since: date | None
    amendments: int
