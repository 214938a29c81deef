"""The jurisdiction, its districts and beats, members with their roles, and partners."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints

from schemas.vocabulary import DistrictKind, Language, PartnerKind, Role

from ..cells import Code, Day, Line, Number, Whole, YesNo, whole
from .base import Record


class JurisdictionRecord(Record):
    """The city or county; the file has one row."""

    key: ClassVar = ("code",)

    code: Code
    name: Line
    made_up: YesNo
    time_zone: Annotated[str, StringConstraints(max_length=64)]
    holiday_country: Annotated[str, StringConstraints(max_length=2)]
    holiday_subdivision: Annotated[str, StringConstraints(max_length=8)] = ""
    fiscal_start_month: Annotated[int, BeforeValidator(whole), Field(ge=1, le=12)] = 1
    due_days: Whole = 21
    on_track_limit: Number = Decimal("0.10")
    at_risk_limit: Number = Decimal("0.40")


class DistrictRecord(Record):
    """A police district, or headquarters with the number 0."""

    key: ClassVar = ("number",)

    number: Whole
    name: Line
    kind: DistrictKind = DistrictKind.DISTRICT
    area: Whole | None = None
    tile_row: Whole | None = None
    tile_col: Whole | None = None
    council_member_listed: YesNo = False


class BeatRecord(Record):
    """A beat of a district."""

    key: ClassVar = ("number",)

    district: Whole
    number: Annotated[str, StringConstraints(max_length=8)]


class MemberRecord(Record):
    """A person who works with the planner."""

    key: ClassVar = ("code",)

    code: Code
    name: Line
    unit: Line = ""
    preferred_language: Language = Language.EN
    name_is_public: YesNo = False
    active: YesNo = True


class MemberRoleRecord(Record):
    """What a member is, where, from when to when."""

    key: ClassVar = ("member", "role", "district", "starts_on")

    member: Code
    role: Role
    district: Whole | None = None
    delegate_of: Code | None = None
    starts_on: Day
    ends_on: Day | None = None


class PartnerRecord(Record):
    """A community group of a district."""

    key: ClassVar = ("code",)

    code: Code
    district: Whole
    kind: PartnerKind
    name: Line
