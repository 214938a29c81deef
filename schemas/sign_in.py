"""What people hand in to come in, and what they are told of accounts, links and sessions."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import Field

from .shape import Line, Required, Shape, Version
from .vocabulary import EntryWay, Language, LinkPurpose, Role


class Ticket(Shape):
    """What a browser shows to be let in: the digest of its token, and how long sessions last.

    `idle` is how long a session lasts without a sign of life, `most` how long at the most.
    """

    token_digest: str
    idle: timedelta
    most: timedelta


class Visitor(Shape):
    """Who tries to sign in, as the door sees them; both keys are digests.

    `account_key` stands for the account that is tried, known or not, `address_key` for the
    network address.
    """

    account_key: str
    address_key: str


class LinkRow(Shape):
    """A link that is still good: whose password it sets, and why."""

    id: UUID
    member_id: UUID
    purpose: LinkPurpose
    email: str
    name: str
    language: Language
    expires_at: datetime


class SessionRow(Shape):
    """One of a member's own sessions; `here` is the one that asks."""

    id: UUID
    way: EntryWay
    browser: str
    began_at: datetime
    seen_at: datetime
    here: bool


class GrantRow(Shape):
    """A role of a person, given by hand or by the provider; `holds` says whether it counts today.

    A delegate's counts only while the member they stand in for commands the district.
    """

    role: Role
    district_id: UUID | None
    district_number: int | None
    district_name: str | None
    delegate_of_id: UUID | None
    starts_on: date
    ends_on: date | None
    holds: bool
    from_provider: bool = False


class PersonRow(Shape):
    """A member as administrators see them; `is_me` is the one who looks.

    By an identity they come in with single sign-on.
    """

    id: UUID
    version: int
    name: str
    unit: str
    email: str
    language: Language
    active: bool
    has_password: bool
    has_identity: bool
    has_second_step: bool
    is_me: bool
    last_seen_at: datetime | None
    link: LinkRow | None
    grants: tuple[GrantRow, ...]


class GrantIn(Shape):
    """A role to hold: where (no district: in the whole jurisdiction), from when to when."""

    role: Role
    district_id: UUID | None
    delegate_of_id: UUID | None = None
    starts_on: date
    ends_on: date | None


class PersonIn(Shape):
    """A member as an administrator writes them; the version is the one they saw."""

    id: UUID
    seen_version: Version
    name: Required
    unit: Line = ""
    email: Line = ""
    language: Language = Language.EN
    active: bool = True
    grants: tuple[GrantIn, ...] = Field(default=(), max_length=50)


class ProfileRow(Shape):
    """What people said about themselves, and what they sign in as."""

    version: Version
    name: str
    language: Language
    email: str


class ProfileIn(Shape):
    """What people say about themselves."""

    seen_version: Version
    name: Required
    language: Language


class FounderIn(Shape):
    """The first administrator of an installation."""

    email: Line
    name: Required
