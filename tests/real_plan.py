"""A district's plan of realistic size, made up, as plain data: what every way in must hold.

Whoever enters `REAL_PLAN`, through the pages or from a file, ends with a plan for which
`as_stored` returns the same data. `build_around` writes what the plan names but doesn't make:
people, partners, beats, demands. Everything is in English; numbers are `Decimal`, days are dates.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from planner.services import goal as goal_service
from planner.services import plan as plan_service
from planner.services.work import Work, new_id
from schemas.goal import GoalIn, GoalRow, GoalThemeIn
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.plan import PlanIn, PriorityIn, PriorityRow
from schemas.vocabulary import (
    Accumulation,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    PartnerKind,
    PlaceKind,
    PriorityKind,
    PrioritySource,
    ProblemType,
    Role,
    Stance,
)

from . import factories as make
from .real_words import ENGAGEMENT_WORDS, HOUSES_WORDS, ROBBERY_WORDS, SaraWords

YEAR = 2027


@dataclass(frozen=True)
class RealIndicator:
    """An indicator with its first target; `path` has a value for each quarter of the year.

    Without a path and with `straight_line`, the straight line was chosen knowingly. Coded voices
    have no direction, source or target. `levels` are the described levels of a rubric.
    """

    kind: IndicatorKind
    name: str
    definition: str
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    direction: Direction | None = None
    accumulation: Accumulation = Accumulation.LEVEL
    required: bool = True
    decimals: int = 0
    source: str = ""
    frequency: Frequency | None = None
    levels: tuple[str, ...] = ()
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str = ""
    target: Decimal | None = None
    straight_line: bool = False
    path: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class RealTie:
    """A tie to a demand: its code in the catalogue, or the code of the local demand, and why."""

    demand: str
    why: str


@dataclass(frozen=True)
class RealGoal:
    """A goal by its fields; people and partners by name, beats by number."""

    title: str
    action: str
    population: str
    place: PlaceKind
    owner: str
    caps_owner: str
    partners: frozenset[str]
    resources: str
    start_on: date
    due_on: date
    review_on: date
    ties: frozenset[RealTie]
    indicators: tuple[RealIndicator, ...]
    beats: frozenset[str] = frozenset()
    area_name: str = ""
    resource_people: int | None = None
    resource_hours: Decimal | None = None
    resource_money: Decimal | None = None
    ambition_reason: str = ""


@dataclass(frozen=True)
class RealPriority:
    """A priority with its texts and its goals."""

    kind: PriorityKind
    title: str
    problem_type: ProblemType | None
    sources: frozenset[PrioritySource]
    cites_evidence: bool
    words: SaraWords
    goals: tuple[RealGoal, ...]


@dataclass(frozen=True)
class RealPlan:
    """A district's plan for a year."""

    year: int
    priorities: tuple[RealPriority, ...]


@dataclass(frozen=True)
class Person:
    """Somebody whom the plan names."""

    name: str
    unit: str
    role: Role
    email: str


PEOPLE = (
    Person("Odile Farrow", "District 7, first watch", Role.DISTRICT_STAFF, "odile@example.org"),
    Person("Ruben Castellan", "District 7, second watch", Role.DISTRICT_STAFF, "ruben@example.org"),
    Person(
        "Halina Wrobel", "District 7, community policing", Role.DISTRICT_STAFF, "halina@example.org"
    ),
)
PARTNERS = {
    "Halsted Corner Merchants": PartnerKind.BUSINESS,
    "Lantern House Ministry": PartnerKind.FAITH,
    "Made-Up High School": PartnerKind.SCHOOL,
    "Porch Light Block Clubs": PartnerKind.NEIGHBOURHOOD,
}
BEATS = ("0711", "0712", "0713", "0722")
DEMANDS = {
    "RESPONSE-04": "Officers should arrive soon after an urgent call.",
    "FOLLOWUP-01": "Fewer questions should be left without an answer.",
    "FOLLOWUP-03": "People should hear what came of what they reported.",
    "VISIBLE-03": "Officers should walk the beat and be seen.",
    "RELATIONS-01": "Officers and residents should meet when nothing is wrong.",
    "PARTNERS-02": "Community groups should work with the district all year.",
}
LOCAL_DEMAND = "LD-07-1"
LOCAL_STATEMENT = "People should get from the station to their door with everything they carry."
LOCAL_CITATION = "Community conversation of 14 October 2026, tables 2 and 5: 23 of 38 people"

_FIRST, _LAST, _REVIEW = date(2027, 1, 4), date(2027, 12, 31), date(2027, 10, 15)
_BEFORE = date(2026, 9, 30)


def _numbers(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


_ROBBERIES = RealIndicator(
    kind=IndicatorKind.COUNT,
    name="Robberies within two blocks of the three stations",
    definition="Robberies reported within two blocks of a station's doors, by quarter.",
    unit="robberies",
    direction=Direction.DECREASE,
    accumulation=Accumulation.SUM,
    source="Crime records of the district (made up)",
    frequency=Frequency.MONTHLY,
    baseline=Decimal(84),
    baseline_on=_BEFORE,
    baseline_source="Crime records, October 2025 to September 2026 (made up)",
    target=Decimal(64),
    path=_numbers("17", "16", "15", "16"),
)
_WAY_HOME = RealIndicator(
    kind=IndicatorKind.CODED_VOICES,
    name="What riders say about the way home",
    definition="Voices from beat meetings and from the stations, coded with the local demand.",
    required=False,
)
_PATROL = RealIndicator(
    kind=IndicatorKind.COUNT,
    name="Hours of foot patrol at the stations after dark",
    definition="Hours logged on foot between 18:00 and 24:00 at the three stations, by quarter.",
    unit="hours",
    direction=Direction.INCREASE,
    accumulation=Accumulation.SUM,
    source="Patrol log (made up)",
    frequency=Frequency.QUARTERLY,
    baseline=Decimal(210),
    baseline_on=_BEFORE,
    baseline_source="Patrol log, October 2025 to September 2026 (made up)",
    target=Decimal(960),
    straight_line=True,
)
_SEEN = RealIndicator(
    kind=IndicatorKind.RUBRIC,
    name="Whether shopkeepers know the officers of their beat",
    definition="Two members of the advisory council ask twelve shops each quarter and agree on one"
    " level.",
    direction=Direction.INCREASE,
    source="Round of twelve shops (made up)",
    frequency=Frequency.QUARTERLY,
    levels=(
        "Fewer than four of the twelve shops can name an officer.",
        "Four to eight shops can name an officer, and half of those have a number to call.",
        "Nine shops or more can name an officer, and all of those have a number to call.",
    ),
    baseline=Decimal(1),
    baseline_on=date(2026, 10, 20),
    baseline_source="First round of twelve shops, October 2026 (made up)",
    target=Decimal(3),
    path=_numbers("1", "2", "2", "3"),
)
_BOARDED = RealIndicator(
    kind=IndicatorKind.PERCENT,
    name="Open vacant houses that are boarded within ten days of a report",
    definition="Of all reports of an open vacant house, those where it was closed within ten days.",
    unit="%",
    numerator="Houses closed within ten days",
    denominator="Reports of an open vacant house",
    direction=Direction.INCREASE,
    decimals=1,
    source="Service requests and walk-by list (made up)",
    frequency=Frequency.MONTHLY,
    baseline=Decimal("31.5"),
    baseline_on=_BEFORE,
    baseline_source="Service requests, third quarter of 2026 (made up)",
    target=Decimal(70),
    path=_numbers("40", "52.5", "62", "70"),
)
_NEIGHBOURS = RealIndicator(
    kind=IndicatorKind.CODED_VOICES,
    name="What neighbours of vacant houses say",
    definition="Voices of block clubs about empty houses, coded with follow-up.",
    required=False,
)
_MINUTES = RealIndicator(
    kind=IndicatorKind.DURATION,
    name="Median minutes to answer a call about somebody in a vacant house",
    definition="Half of these calls in the quarter were answered within this many minutes.",
    unit="minutes",
    direction=Direction.DECREASE,
    decimals=1,
    source="Dispatch records (made up)",
    frequency=Frequency.MONTHLY,
    baseline=Decimal("26.4"),
    baseline_on=_BEFORE,
    baseline_source="Dispatch records, third quarter of 2026 (made up)",
    target=Decimal(18),
    path=_numbers("25", "22.5", "20", "18"),
)
_CALLED_BACK = RealIndicator(
    kind=IndicatorKind.RUBRIC,
    name="How well callers are told what came of it",
    definition="Ten callers a quarter are called by the advisory council, which agrees on a level.",
    direction=Direction.INCREASE,
    source="Ten calls by the advisory council (made up)",
    frequency=Frequency.QUARTERLY,
    levels=(
        "Most callers heard nothing.",
        "Most callers heard that somebody came.",
        "Most callers heard what was found and what happens next.",
    ),
    baseline=Decimal(1),
    baseline_on=date(2026, 10, 27),
    baseline_source="Ten calls in October 2026 (made up)",
    target=Decimal(3),
    path=_numbers("1", "2", "2", "3"),
)
_ANSWERED = RealIndicator(
    kind=IndicatorKind.PERCENT,
    name="Questions of beat meetings answered at the next one",
    definition="Of all questions noted at a beat meeting, those answered in public at the next.",
    unit="%",
    numerator="Questions answered at the next meeting",
    denominator="Questions noted",
    direction=Direction.INCREASE,
    source="Minutes of the beat meetings (made up)",
    frequency=Frequency.QUARTERLY,
    baseline=Decimal(22),
    baseline_on=_BEFORE,
    baseline_source="Minutes of nine meetings, 2026 (made up)",
    target=Decimal(80),
    path=_numbers("35", "50", "65", "80"),
)
_MEETING_WORDS = RealIndicator(
    kind=IndicatorKind.CODED_VOICES,
    name="What people at beat meetings say about answers",
    definition="Voices from beat meetings that are coded with follow-up.",
    required=False,
)
_SHARED_HOURS = RealIndicator(
    kind=IndicatorKind.COUNT,
    name="Evenings that officers and pupils plan together",
    definition="Evenings held with at least two officers of the beat and ten pupils.",
    unit="evenings",
    direction=Direction.INCREASE,
    accumulation=Accumulation.TO_DATE,
    source="Calendar of the community policing office (made up)",
    frequency=Frequency.QUARTERLY,
    baseline=Decimal(3),
    baseline_on=date(2026, 6, 30),
    baseline_source="Calendar, school year 2025 to 2026 (made up)",
    target=Decimal(14),
    path=_numbers("3", "7", "9", "14"),
)
_PUPILS = RealIndicator(
    kind=IndicatorKind.CODED_VOICES,
    name="What pupils say about officers they know",
    definition="Voices from the evenings, coded with relations; nobody's name is noted.",
)

_FEWER_ROBBERIES = RealGoal(
    title="Fewer robberies on the way from the stations",
    action="Walk the two blocks around each station in pairs from 18:00 to 24:00, four nights a"
    " week, and light the three underpasses with the merchants.",
    population="Riders who leave the three stations after 18:00, about 5,200 a night",
    place=PlaceKind.BEATS,
    beats=frozenset({"0711", "0712"}),
    owner="Ruben Castellan",
    caps_owner="Halina Wrobel",
    partners=frozenset({"Halsted Corner Merchants"}),
    resources="Two pairs on foot four nights a week; lamps are paid for by the merchants.",
    resource_people=4,
    resource_hours=Decimal(3840),
    resource_money=Decimal("18500.5"),
    ambition_reason="The last three years brought a fall of six at most; nobody walked then, and"
    " two of the underpasses had no light.",
    start_on=_FIRST,
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {
            RealTie(LOCAL_DEMAND, "It is the way home that 23 of 38 people named first."),
            RealTie("VISIBLE-03", "People asked for officers on foot where they change trains."),
        }
    ),
    indicators=(_ROBBERIES, _WAY_HOME),
)
_FOOT_PATROL = RealGoal(
    title="Officers on foot whom shopkeepers know",
    action="Give each station two officers for the whole year, on foot after dark.",
    population="The 41 shops within two blocks of a station",
    place=PlaceKind.AREA,
    area_name="Two blocks around the three stations",
    owner="Ruben Castellan",
    caps_owner="Halina Wrobel",
    partners=frozenset({"Halsted Corner Merchants", "Lantern House Ministry"}),
    resources="Six officers who stay with one station; no extra money.",
    resource_people=6,
    resource_hours=Decimal(960),
    start_on=_FIRST,
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {RealTie("VISIBLE-03", "Seen and known are two things; people asked for both.")}
    ),
    indicators=(_PATROL, _SEEN),
)
_CLOSED_HOUSES = RealGoal(
    title="Close open vacant houses within ten days",
    action="Walk each block once a month with its club, report every open house the same day, and"
    " ring the owner of record.",
    population="Vacant houses on the walk-by list, 212 in September 2026",
    place=PlaceKind.BEATS,
    beats=frozenset({"0713", "0722"}),
    owner="Halina Wrobel",
    caps_owner="Ruben Castellan",
    partners=frozenset({"Porch Light Block Clubs"}),
    resources="One officer and two volunteers a block, once a month; boards from the city.",
    resource_people=9,
    resource_hours=Decimal(648),
    resource_money=Decimal(4200),
    ambition_reason="One block tried it in summer 2026 and came to 74 percent.",
    start_on=_FIRST,
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {RealTie("FOLLOWUP-03", "A house that is reported again and again is the complaint.")}
    ),
    indicators=(_BOARDED, _NEIGHBOURS),
)
_FASTER_ANSWERS = RealGoal(
    title="Come faster when somebody is in a vacant house",
    action="Send these calls to the beat car first and call every caller back within three days.",
    population="Calls about people in vacant houses, about 95 a quarter",
    place=PlaceKind.DISTRICT,
    owner="Odile Farrow",
    caps_owner="Halina Wrobel",
    partners=frozenset({"Porch Light Block Clubs"}),
    resources="A change of the dispatch list; two hours a week for calling back.",
    resource_people=2,
    resource_hours=Decimal("104.5"),
    start_on=date(2027, 2, 1),
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {
            RealTie("RESPONSE-04", "These calls wait longest of all urgent ones."),
            RealTie("FOLLOWUP-03", "Nobody was called back in 2026."),
        }
    ),
    indicators=(_MINUTES, _CALLED_BACK),
)
_ANSWERS_AT_MEETINGS = RealGoal(
    title="Answer at the next meeting what was asked at the last",
    action="Note each question, name who answers it, and open the next meeting with the answers.",
    population="People who come to the nine beat meetings, about 260 a quarter",
    place=PlaceKind.DISTRICT,
    owner="Halina Wrobel",
    caps_owner="Odile Farrow",
    partners=frozenset({"Lantern House Ministry"}),
    resources="Three hours after each meeting; the ministry's hall is free.",
    resource_people=3,
    resource_hours=Decimal(324),
    start_on=_FIRST,
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {RealTie("FOLLOWUP-01", "People stop coming when their question was not heard.")}
    ),
    indicators=(_ANSWERED, _MEETING_WORDS),
)
_EVENINGS = RealGoal(
    title="Pupils and officers who meet when nothing is wrong",
    action="Plan one evening a month with pupils: they choose what is done, officers come along.",
    population="Pupils of the high school, about 640",
    place=PlaceKind.DISTRICT,
    owner="Halina Wrobel",
    caps_owner="Ruben Castellan",
    partners=frozenset({"Made-Up High School"}),
    resources="Two officers an evening; food from the school's budget.",
    resource_people=4,
    resource_hours=Decimal(168),
    resource_money=Decimal(2800),
    start_on=_FIRST,
    due_on=_LAST,
    review_on=_REVIEW,
    ties=frozenset(
        {
            RealTie(
                "RELATIONS-01", "Pupils asked to meet officers at other times than after a fight."
            ),
            RealTie("PARTNERS-02", "The school is asked to plan, not only to host."),
        }
    ),
    indicators=(_SHARED_HOURS, _PUPILS),
)

REAL_PLAN = RealPlan(
    year=YEAR,
    priorities=(
        RealPriority(
            kind=PriorityKind.PROBLEM,
            title="Robberies on the way home from the stations",
            problem_type=ProblemType.VIOLENT_CRIME,
            sources=frozenset(
                {
                    PrioritySource.CRIME_DATA,
                    PrioritySource.COMMUNITY_CONVERSATIONS,
                    PrioritySource.DAC_MEETINGS,
                    PrioritySource.BEAT_MEETINGS,
                }
            ),
            cites_evidence=True,
            words=ROBBERY_WORDS,
            goals=(_FEWER_ROBBERIES, _FOOT_PATROL),
        ),
        RealPriority(
            kind=PriorityKind.PROBLEM,
            title="Vacant houses that stand open",
            problem_type=ProblemType.QUALITY_OF_LIFE,
            sources=frozenset(
                {
                    PrioritySource.CALLS_FOR_SERVICE,
                    PrioritySource.COMMUNITY_INTERACTIONS,
                    PrioritySource.BEAT_MEETINGS,
                }
            ),
            cites_evidence=True,
            words=HOUSES_WORDS,
            goals=(_CLOSED_HOUSES, _FASTER_ANSWERS),
        ),
        RealPriority(
            kind=PriorityKind.ENGAGEMENT,
            title="Meetings that lead somewhere",
            problem_type=None,
            sources=frozenset(
                {PrioritySource.COMMUNITY_CONVERSATIONS, PrioritySource.RESIDENT_SURVEY}
            ),
            cites_evidence=True,
            words=ENGAGEMENT_WORDS,
            goals=(_ANSWERS_AT_MEETINGS, _EVENINGS),
        ),
    ),
)


def build_around(session: Session, district: t.District) -> None:
    """Write what the plan names in a district: people, partners, beats, demands.

    Rows that are there already, such as a theme or a beat, stay as they are.
    """
    city = session.get_one(t.Jurisdiction, district.jurisdiction_id)
    for person in PEOPLE:
        member = make.make_member(
            session, city, person.role, district, name=person.name, unit=person.unit
        )
        make.make_account(session, member, email=person.email)
    for name, kind in PARTNERS.items():
        make.make_partner(session, district, name=name, kind=kind)
    held = set(session.scalars(select(t.Beat.number).where(t.Beat.district_id == district.id)))
    for number in sorted(set(BEATS) - held):
        make.make_beat(session, district, number=number)
    make.make_local_demand(
        session,
        district,
        code=LOCAL_DEMAND,
        statement=LOCAL_STATEMENT,
        citation=LOCAL_CITATION,
        stance=Stance.LESS,
    )
    _build_demands(session, city)


def _build_demands(session: Session, city: t.Jurisdiction) -> None:
    of_city = t.Theme.jurisdiction_id == city.id
    held = {row.code: row for row in session.scalars(select(t.Theme).where(of_city))}
    first = select(t.ThemeCatalogue).where(t.ThemeCatalogue.jurisdiction_id == city.id)
    catalogue = session.scalars(first).first() or make.make_catalogue(session, city)
    for code, statement in DEMANDS.items():
        stem = code.partition("-")[0]
        if stem not in held:
            held[stem] = make.make_theme(session, catalogue, code=stem)
            make.make_theme_text(session, held[stem], statement=stem.title())
        if code not in held:
            held[code] = make.make_theme(session, catalogue, held[stem], code=code)
            make.make_theme_text(session, held[code], statement=statement)
            make.make_theme_answerable(session, held[code])


def save_real_plan(work: Work, district_id: UUID, plan: RealPlan = REAL_PLAN) -> UUID:
    """Save the plan through the services, in a district that `build_around` was called for."""
    started = plan_service.start_plan(work, PlanIn(district_id=district_id, year=plan.year))
    ids = _Ids(work, district_id)
    for priority in plan.priorities:
        entry = PriorityIn(
            id=new_id(),
            plan_id=started.id,
            seen_version=0,
            kind=priority.kind,
            problem_type=priority.problem_type,
            title=priority.title,
            sources=priority.sources,
            cites_evidence=priority.cites_evidence,
            **vars(priority.words),
            language=Language.EN,
        )
        plan_service.save_priority(work, entry)
        for goal in priority.goals:
            goal_service.save_goal(work, ids.goal_in(goal, entry.id))
    return started.id


class _Ids:
    """Finds what a district's goals name by its words."""

    def __init__(self, work: Work, district_id: UUID) -> None:
        def held(table: type[t.Table], name: str, *where: Any) -> dict[str, UUID]:
            rows = work.session.scalars(select(table).where(*where)).all()
            return {getattr(row, name): row.id for row in rows}

        self.members = held(t.Member, "name")
        self.partners = held(t.Partner, "name", t.Partner.district_id == district_id)
        self.beats = held(t.Beat, "number", t.Beat.district_id == district_id)
        self.themes = held(t.Theme, "code")
        self.local = held(t.LocalDemand, "code", t.LocalDemand.district_id == district_id)

    def goal_in(self, goal: RealGoal, priority_id: UUID) -> GoalIn:
        return GoalIn(
            id=new_id(),
            priority_id=priority_id,
            seen_version=0,
            **{name: getattr(goal, name) for name in _OF_GOAL},
            owner_id=self.members[goal.owner],
            caps_owner_id=self.members[goal.caps_owner],
            partner_ids=frozenset(self.partners[name] for name in goal.partners),
            beat_ids=frozenset(self.beats[number] for number in goal.beats),
            language=Language.EN,
            themes=tuple(self._tie_in(tie) for tie in sorted(goal.ties, key=attrgetter("demand"))),
            indicators=tuple(map(_indicator_in, goal.indicators)),
        )

    def _tie_in(self, tie: RealTie) -> GoalThemeIn:
        return GoalThemeIn(
            theme_id=self.themes.get(tie.demand),
            local_demand_id=self.local.get(tie.demand),
            why=tie.why,
            language=Language.EN,
        )


def _indicator_in(indicator: RealIndicator) -> IndicatorIn:
    target = TargetIn(
        from_year=YEAR,
        from_quarter=1,
        **{name: getattr(indicator, name) for name in _OF_TARGET},
        path=tuple(
            QuarterlyTargetIn(year=YEAR, quarter=quarter, value=value)
            for quarter, value in enumerate(indicator.path, 1)
        ),
    )
    return IndicatorIn(
        id=new_id(),
        **{name: getattr(indicator, name) for name in _OF_INDICATOR},
        levels=tuple(
            RubricLevelIn(level=level, description=words)
            for level, words in enumerate(indicator.levels, 1)
        ),
        targets=() if indicator.kind is IndicatorKind.CODED_VOICES else (target,),
        language=Language.EN,
    )


def as_stored(work: Work, plan_id: UUID) -> RealPlan:
    """Return a stored plan as plain data, without identifiers, versions and codes of its own."""
    found = plan_service.get_plan(work, plan_id, Language.EN)
    return RealPlan(found.year, tuple(_priority(work, each) for each in found.priorities))


def _priority(work: Work, row: PriorityRow) -> RealPriority:
    words = SaraWords(**{name: getattr(row, name) for name in SaraWords.__dataclass_fields__})
    goals = [goal_service.get_goal(work, each.id, Language.EN) for each in row.goals]
    return RealPriority(
        kind=row.kind,
        title=row.title,
        problem_type=row.problem_type,
        sources=row.sources,
        cites_evidence=row.cites_evidence,
        words=words,
        goals=tuple(map(_goal, goals)),
    )


_OF_GOAL = (
    "title",
    "action",
    "population",
    "place",
    "area_name",
    "resources",
    "resource_people",
    "resource_hours",
    "resource_money",
    "ambition_reason",
    "start_on",
    "due_on",
    "review_on",
)


def _goal(row: GoalRow) -> RealGoal:
    return RealGoal(
        **{name: getattr(row.goal, name) for name in _OF_GOAL},
        owner=row.owner_name or "",
        caps_owner=row.caps_owner_name or "",
        partners=frozenset(row.partner_names),
        beats=frozenset(row.beat_numbers),
        ties=frozenset(RealTie(tie.code, tie.why) for tie in row.ties),
        indicators=tuple(map(_indicator, row.indicators)),
    )


_OF_INDICATOR = (
    "kind",
    "name",
    "definition",
    "unit",
    "numerator",
    "denominator",
    "direction",
    "accumulation",
    "required",
    "decimals",
    "source",
    "frequency",
)
_OF_TARGET = ("baseline", "baseline_on", "baseline_source", "target", "straight_line")


def _indicator(row: IndicatorIn) -> RealIndicator:
    target = row.targets[0] if row.targets else None
    return RealIndicator(
        **{name: getattr(row, name) for name in _OF_INDICATOR},
        levels=tuple(each.description for each in row.levels),
        **{name: getattr(target, name) for name in _OF_TARGET if target},
        path=tuple(point.value for point in target.path) if target else (),
    )
