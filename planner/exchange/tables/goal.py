"""Goals, their ties to what was asked for, and the steps towards them."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from schemas.vocabulary import Language, PartnerKind, PlaceKind, Role

from ..cells import Code, Day, Line, Number, Place, SetOf, Text, Whole, Year
from .base import Record


class GoalRecord(Record):
    """A goal under a priority, which is named by its district, year and place."""

    key: ClassVar = ("code",)

    code: Code
    district: Whole
    year: Year
    priority: Place
    position: Place
    title: Line
    action: Text = ""
    population: Line = ""
    place: PlaceKind = PlaceKind.DISTRICT
    beats: SetOf[Annotated[str, StringConstraints(max_length=8)]] = ()
    area_name: Line = ""
    owner_role: Role | None = None
    owner: Code | None = None
    caps_owner: Code | None = None
    partners: SetOf[Code] = ()
    partner_kind: PartnerKind | None = None
    resources: Text = ""
    resource_people: Whole | None = None
    resource_hours: Number | None = None
    resource_money: Number | None = None
    ambition_reason: Text = ""
    start_on: Day | None = None
    due_on: Day | None = None
    horizon_reason: Text = ""
    review_on: Day | None = None
    polished: Text = ""
    copied_from: Code | None = None
    language: Language = Language.EN


class GoalThemeRecord(Record):
    """A tie of a goal to a theme or to a local demand."""

    key: ClassVar = ("goal", "theme", "local_demand")

    goal: Code
    theme: Code | None = None
    local_demand: Code | None = None
    why: Text = ""
    language: Language = Language.EN


class ActionStepRecord(Record):
    """What is to be done under a goal, by whom and by when, and the day it was done."""

    key: ClassVar = ("goal", "position")

    goal: Code
    position: Place
    what: Line
    who: Line = ""
    owner: Code | None = None
    due_on: Day | None = None
    done_on: Day | None = None
    language: Language = Language.EN
