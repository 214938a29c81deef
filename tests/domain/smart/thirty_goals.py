# ruff: noqa: RUF001  (Chinese has punctuation of its own)
"""Thirty goals as districts and councils write them, with what the SMART check has to say of each.

The points were decided by hand from the table of rules. A reason is that of the table for the
points, unless `reasons` gives another; `hints` are pairs of kind and field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from planner.domain.smart import GoalFacts, IndicatorFacts, TieFacts
from schemas.vocabulary import (
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    PartnerKind,
    PlaceKind,
    PrioritySource,
    Role,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@dataclass(frozen=True)
class Case:
    """One goal: its sentence and fields, and what is expected of the check."""

    name: str
    language: Language
    title: str
    facts: GoalFacts
    points: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    hints: frozenset[tuple[str, str]] = frozenset()
    assessment: str = ""


def goal(**given: Any) -> GoalFacts:
    return GoalFacts(**{"plan_first_day": FIRST, "plan_last_day": LAST} | given)


def count(name: str, **given: Any) -> IndicatorFacts:
    base = {"kind": IndicatorKind.COUNT, "direction": Direction.DECREASE}
    return IndicatorFacts(**base | {"name": name} | given)


def share(name: str, **given: Any) -> IndicatorFacts:
    base = {"kind": IndicatorKind.PERCENT, "unit": "%", "direction": Direction.INCREASE}
    return IndicatorFacts(**base | {"name": name} | given)


def voices(name: str, *, planned: bool = False) -> IndicatorFacts:
    return IndicatorFacts(kind=IndicatorKind.CODED_VOICES, name=name, engagement_planned=planned)


def past(*values: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


NOT_DIVIDED = "It is no percentage or rate, so nothing is divided."
NO_NUMBER = "Choose at least one measure that is a number."
NAME_PERSON = "Name the person, so that open goals can be counted."
WITH_REASON = "The target goes beyond anything seen so far, and says why."
MAYBE_CHANCE = "The target asks for no more than the usual range: it may be chance."
NEEDS_START = "Give the value you start from, to compare the target."
SAME_VALUE = "The value to reach is where you start. Ask for a change, or to hold."
HOLDS = "The same value holds in every quarter."
NEEDS_MARGIN = "Say how far outside is still only a risk."
HAS_MARGIN = "It says what to hold, and how far outside is a risk."
CITE = "Cite the conversation that the local demand comes from."
STAYS = "It asks to stay in a range, not to change."
GIVE_RANGE = "Give the lowest value that is fine, and a higher one."

TIED = (TieFacts(why="They asked for it", answerable_here=True),)
BARE_TIE = (TieFacts(answerable_here=True),)
CALLS = frozenset({PrioritySource.CALLS_FOR_SERVICE})
TALKS = frozenset({PrioritySource.COMMUNITY_CONVERSATIONS})

ENGLISH = (
    Case(
        "a second car in the evening",
        Language.EN,
        "Cut the median wait for a priority-1 call in beats 0712 and 0713 from 11.2 to 8.0"
        " minutes by December 31, 2026",
        goal(
            action="Put a second car on the evening watch in 0712 and 0713",
            owner_role=Role.DISTRICT_STAFF,
            owner_name="Sgt. Alvarez",
            owner_unit="Watch 3",
            owner_open_goals=3,
            population="Priority-1 callers in beats 0712 and 0713",
            place=PlaceKind.BEATS,
            place_names=("0712", "0713"),
            indicators=(
                IndicatorFacts(
                    kind=IndicatorKind.DURATION,
                    name="Median minutes to answer a priority-1 call",
                    from_library=True,
                    definition="From the call to the first car on the scene",
                    unit="minutes",
                    direction=Direction.DECREASE,
                    baseline=Decimal("11.2"),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="OEMC",
                    target=Decimal("8.0"),
                    source="OEMC",
                    frequency=Frequency.MONTHLY,
                    past_points=past("11.4", "12", "10.9", "11.8", "11.2", "11.6", "10.8", "11.2"),
                    own_path=True,
                ),
                voices("What callers say about the wait", planned=True),
            ),
            resources="One more car, 4 pm to midnight",
            resource_hours=Decimal(640),
            ambition_reason="District 9 went from 12 to 8 within a year once it had a second car",
            ties=TIED,
            sources=CALLS,
            cites_numbers=True,
            partner_kind=PartnerKind.NEIGHBOURHOOD,
            partner_names=("63rd St. block club",),
            start_on=date(2026, 1, 5),
            due_on=LAST,
            review_on=date(2027, 1, 20),
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=2,1 M2=1 M3=2 M4=2 M5=2 M6=2 A1=2 A2=2 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED, "A2": WITH_REASON},
    ),
    Case(
        "improve relationships",
        Language.EN,
        "Improve relationships between police and young people",
        goal(
            action="Work with schools and churches to build trust",
            owner_role=Role.DISTRICT_STAFF,
            population="Youth",
            place=PlaceKind.DISTRICT,
            ties=BARE_TIE,
            sources=TALKS,
        ),
        "S1=2 S2=1 S3=1 S4=1 M1=0 M6=0 A1=0 A3=1 R1=1 R2=1 R3=0 T1=0 T3=0",
        {"M1": NO_NUMBER, "A3": NAME_PERSON},
        frozenset({("vague_verb", "title"), ("vague_check", "assessment")}),
        "We will monitor progress and adjust as needed",
    ),
    Case(
        "robberies and patrols",
        Language.EN,
        "Reduce robberies on 63rd St and increase foot patrols",
        goal(
            action="Foot patrols at the Green Line stops Thu-Sat evenings; talk to shop owners",
            owner_name="Lt. Brooks",
            owner_unit="Tactical",
            owner_open_goals=7,
            population="Riders at the Green Line stops on 63rd",
            place=PlaceKind.AREA,
            place_names=("63rd St from Ashland to Halsted",),
            indicators=(
                count(
                    "Robberies",
                    unit="robberies",
                    baseline=Decimal(120),
                    baseline_on=date(2025, 12, 31),
                    target=Decimal(100),
                    source="Crime portal",
                    frequency=Frequency.MONTHLY,
                    past_points=past("131", "118", "140"),
                    straight_line=True,
                ),
            ),
            resources="overtime",
            ties=BARE_TIE,
            sources=frozenset({PrioritySource.CRIME_DATA}),
            cites_numbers=True,
            partner_kind=PartnerKind.BUSINESS,
            start_on=date(2026, 2, 1),
            due_on=LAST,
            review_on=date(2026, 6, 30),
        ),
        "S1=1 S2=2 S3=2 S4=2 M1=1 M2=1 M3=1 M4=2 M5=2 M6=0 A1=1 A2=1 A3=1 R1=1 R2=2 R3=1"
        " T1=2 T2=1 T3=1",
        {"M2": NOT_DIVIDED},
        frozenset({("two_goals", "title")}),
    ),
    Case(
        "twelve events",
        Language.EN,
        "Hold 12 youth events at the park district field houses",
        goal(
            action="One event a month, with the park district",
            owner_name="Ofc. Lee",
            population="Kids 10 to 17 who come to the Gage Park and Marquette field houses",
            place=PlaceKind.AREA,
            place_names=("Gage Park, Marquette Park",),
            indicators=(
                count(
                    "Youth events held",
                    unit="events",
                    direction=Direction.INCREASE,
                    baseline=Decimal(5),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="CAPS office log",
                    target=Decimal(12),
                    source="CAPS office log",
                    frequency=Frequency.QUARTERLY,
                    own_path=True,
                ),
                voices("What the kids say"),
            ),
            resource_people=2,
            ties=TIED,
            sources=TALKS,
            cites_conversation=True,
            partner_kind=PartnerKind.OTHER,
            partner_names=("Chicago Park District",),
            start_on=FIRST,
            due_on=LAST,
            review_on=date(2026, 12, 1),
        ),
        "S1=2 S2=1 S3=2 S4=2 M1=1,1 M2=1 M3=2 M4=2 M5=2 M6=1 A1=2 A2=1 A3=1 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED, "A3": NAME_PERSON},
        frozenset({("counts_activity", "title")}),
    ),
    Case(
        "car break-ins",
        Language.EN,
        "less car break ins around the hospital lots by summer",
        goal(
            action="extra patrols + flyers on windshields",
            owner_role=Role.COMMANDER,
            population="people who park there",
            place=PlaceKind.AREA,
            place_names=("hospital lots on 51st",),
            indicators=(
                count("car break ins", baseline=Decimal(48), target=Decimal(36), source="our data"),
            ),
            ties=(TieFacts(why="came up at the beat mtg", answerable_here=True, local=True),),
            start_on=date(2026, 3, 1),
        ),
        "S1=2 S2=1 S3=2 S4=2 M1=1 M2=1 M3=1 M4=2 M5=1 M6=0 A1=0 A2=1 A3=1 R1=0 R2=0 R3=0"
        " T1=0 T2=0 T3=0",
        {"M2": NOT_DIVIDED, "A3": NAME_PERSON, "R1": CITE},
    ),
    Case(
        "alley lights, copied from last year",
        Language.EN,
        "Get 80% of alley-light requests closed within 14 days by December 31, 2025",
        goal(
            action="Walk the alleys with the ward office and file 311 tickets on the spot",
            owner_name="Ofc. Nowak",
            owner_unit="CAPS",
            owner_open_goals=2,
            population="311 alley-light requests in the district",
            place=PlaceKind.DISTRICT,
            indicators=(
                share(
                    "Alley lights fixed in 14 days",
                    numerator="Requests closed within 14 days",
                    baseline=Decimal(61),
                    baseline_on=date(2025, 9, 30),
                    baseline_source="311 portal",
                    target=Decimal(80),
                    source="311 portal",
                    frequency=Frequency.YEARLY,
                    past_points=past("55", "58", "63", "60", "57", "61"),
                ),
                voices("What neighbors say about the alleys", planned=True),
            ),
            resources="CAPS officers, ward staff",
            ties=TIED,
            sources=frozenset({PrioritySource.BEAT_MEETINGS, PrioritySource.OTHER}),
            partner_kind=PartnerKind.SERVICE,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=2 S3=2 S4=1 M1=1,1 M2=1 M3=2 M4=2 M5=1 M6=2 A1=1 A2=0 A3=2 R1=2 R2=1 R3=1"
        " T1=2 T2=0 T3=0",
        {},
        frozenset({("other_year", "title")}),
    ),
    Case(
        "call-backs, with an old number in the sentence",
        Language.EN,
        "Bring call-backs after domestic calls from 40% to 75%",
        goal(
            action="Assign every domestic case to a detective for a call back within 7 days",
            owner_name="Det. Sgt. Malone",
            owner_unit="Area 1",
            owner_open_goals=5,
            population="People who called about a domestic incident",
            place=PlaceKind.DISTRICT,
            indicators=(
                share(
                    "Domestic callers called back",
                    from_library=True,
                    definition="Called back within seven days",
                    numerator="Called back",
                    denominator="Domestic calls with a report",
                    baseline=Decimal(40),
                    target=Decimal(70),
                    source="Case log",
                    frequency=Frequency.QUARTERLY,
                    past_points=past("40", "52", "38", "75", "41", "44"),
                    straight_line=True,
                ),
                IndicatorFacts(
                    kind=IndicatorKind.RUBRIC,
                    name="How call-backs are done",
                    direction=Direction.INCREASE,
                    baseline=Decimal(1),
                    target=Decimal(3),
                    source="Supervisor review",
                    straight_line=True,
                ),
            ),
            resource_people=3,
            ties=TIED,
            sources=CALLS,
            partner_names=("Family Rescue",),
            start_on=date(2026, 4, 1),
            due_on=date(2027, 3, 31),
            review_on=date(2027, 6, 30),
        ),
        "S1=2 S2=2 S3=2 S4=1 M1=2,1 M2=2 M3=1,1 M4=2,2 M5=2,1 M6=1 A1=2 A2=2,1 A3=2 R1=2 R2=1"
        " R3=2 T1=1 T2=1,1 T3=2",
        {"A2.0": MAYBE_CHANCE},
        frozenset({("other_target", "title")}),
    ),
    Case(
        "support local businesses",
        Language.EN,
        "Support local businesses",
        goal(
            action="Support staff will call each shop owner once a month",
            population="Businesses on 79th between Halsted and Racine",
            place=PlaceKind.AREA,
            indicators=(count("Calls to shop owners", direction=None, source=""),),
            sources=frozenset({PrioritySource.COMMUNITY_INTERACTIONS}),
            ties=(TieFacts(),),
            partner_kind=PartnerKind.BUSINESS,
            due_on=LAST,
        ),
        "S1=2 S2=0 S3=2 S4=0 M1=1 M2=1 M3=0 M4=0 M5=0 M6=0 A1=0 A3=0 R1=1 R2=1 R3=1 T1=0 T2=0 T3=0",
        {"M2": NOT_DIVIDED},
        frozenset({("vague_verb", "title")}),
    ),
    Case(
        "keep complaints answered",
        Language.EN,
        "Keep the share of complaints answered in 30 days at 90% or more",
        goal(
            action="Review open complaints every Monday",
            owner_name="Capt. Ortiz",
            owner_unit="Administration",
            owner_open_goals=6,
            population="Residents",
            place=PlaceKind.DISTRICT,
            indicators=(
                share(
                    "Complaints answered in 30 days",
                    direction=Direction.MAINTAIN_ABOVE,
                    numerator="Answered in 30 days",
                    denominator="Complaints",
                    target=Decimal(90),
                    source="Complaint log",
                    frequency=Frequency.MONTHLY,
                    past_points=past("93", "95", "92", "94", "91"),
                ),
                count("Complaints open longer", direction=Direction.IN_RANGE, low=Decimal(5)),
            ),
            resources="none",
            ties=(TieFacts(why="the report asks for answers", answerable_here=False),),
            sources=frozenset({PrioritySource.RESIDENT_SURVEY}),
            cites_numbers=True,
            start_on=FIRST,
            due_on=LAST,
            review_on=date(2027, 3, 31),
        ),
        "S1=2 S2=2 S3=1 S4=1 M1=1,1 M2=2,1 M3=0,0 M4=1,0 M5=2,0 M6=0 A1=1 A2=2 A3=1 R1=1 R2=2"
        " R3=0 T1=2 T2=2,2 T3=2",
        {
            "M2.1": NOT_DIVIDED,
            "M4.0": NEEDS_MARGIN,
            "M4.1": GIVE_RANGE,
            "A2": MAYBE_CHANCE,
            "T2": HOLDS,
        },
    ),
)

SPANISH = (
    Case(
        "robos a comercios",
        Language.ES,
        "Reducir de 62 a 45 los robos a comercios de la calle 26 antes del 31 de diciembre de 2026",
        goal(
            action="Patrullas a pie de jueves a sábado, de 5 a 9 de la noche",
            owner_name="Sgto. Ruiz",
            owner_unit="Turno 3",
            owner_open_goals=1,
            population="Comercios de la calle 26 entre Kedzie y Kostner",
            place=PlaceKind.AREA,
            place_names=("Calle 26",),
            indicators=(
                count(
                    "Robos a comercios",
                    from_library=True,
                    definition="Robos en locales comerciales",
                    unit="robos",
                    baseline=Decimal(62),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="Datos de delitos",
                    target=Decimal(45),
                    source="Datos de delitos",
                    frequency=Frequency.QUARTERLY,
                    past_points=past("70", "66", "71", "64", "62"),
                    own_path=True,
                ),
                voices("Lo que dicen los comerciantes", planned=True),
            ),
            resource_hours=Decimal(300),
            ties=TIED,
            sources=TALKS,
            cites_conversation=True,
            partner_names=("Cámara de Comercio de La Villita",),
            start_on=date(2026, 1, 10),
            due_on=LAST,
            review_on=date(2027, 1, 15),
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=2,1 M2=1 M3=2 M4=2 M5=2 M6=2 A1=2 A2=0 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED},
    ),
    Case(
        "mejorar la confianza",
        Language.ES,
        "Mejorar la confianza de la comunidad en la policía",
        goal(
            action="Fortalecer los lazos con los vecinos",
            population="La comunidad",
            place=PlaceKind.DISTRICT,
            indicators=(voices("Lo que dice la gente"),),
        ),
        "S1=2 S2=0 S3=1 S4=1 M1=0,1 M6=1 A1=0 A3=0 R1=0 R2=0 R3=0 T1=0 T3=0",
        {"M1.0": NO_NUMBER},
        frozenset({("vague_verb", "title"), ("vague_verb", "action")}),
        "Encuesta a 200 vecinos en mayo y en noviembre",
    ),
    Case(
        "autos y juntas",
        Language.ES,
        "Reducir los robos de autos y aumentar la participación en las juntas de beat",
        goal(
            action="Repartir bloqueadores de volante y además invitar a los dueños a las juntas",
            owner_role=Role.DISTRICT_STAFF,
            population="Dueños de autos Kia y Hyundai",
            place=PlaceKind.BEATS,
            place_names=("1012",),
            indicators=(
                count(
                    "Robos de autos",
                    unit="robos",
                    baseline=Decimal(210),
                    target=Decimal(210),
                    source="Datos de delitos",
                    frequency=Frequency.MONTHLY,
                ),
                count("Asistentes", unit="personas", direction=Direction.INCREASE),
            ),
            resource_money=Decimal(5000),
            ties=BARE_TIE,
            sources=frozenset({PrioritySource.CRIME_DATA}),
            start_on=date(2026, 5, 1),
            due_on=date(2026, 4, 1),
        ),
        "S1=1 S2=1 S3=2 S4=2 M1=1,1 M2=1,1 M3=1,0 M4=0,0 M5=2,0 M6=0 A1=2 A3=1 R1=1 R2=1 R3=0"
        " T1=0 T2=0,0 T3=0",
        {"M2": NOT_DIVIDED, "M4.0": SAME_VALUE, "A3": NAME_PERSON},
        frozenset({("two_goals", "title")}),
    ),
    Case(
        "cuatro talleres",
        Language.ES,
        "Promover 4 talleres de seguridad para dueños de negocios de La Villita",
        goal(
            action="un taller cada trimestre en la biblioteca",
            owner_name="Of. Peña",
            owner_unit="CAPS",
            owner_open_goals=4,
            population="Dueños de negocios de La Villita",
            place=PlaceKind.AREA,
            place_names=("La Villita",),
            indicators=(
                count(
                    "Talleres",
                    unit="talleres",
                    direction=Direction.INCREASE,
                    target=Decimal(4),
                    source="Lista de asistencia",
                    frequency=Frequency.QUARTERLY,
                    straight_line=True,
                ),
            ),
            resource_people=1,
            ties=TIED,
            sources=TALKS,
            partner_kind=PartnerKind.BUSINESS,
            start_on=FIRST,
            due_on=LAST,
            review_on=LAST,
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=1 M2=1 M3=0 M4=1 M5=2 M6=0 A1=2 A2=1 A3=2 R1=2 R2=1 R3=1"
        " T1=2 T2=1 T3=2",
        {"M2": NOT_DIVIDED, "M4": NEEDS_START},
    ),
    Case(
        "caminar de noche",
        Language.ES,
        "Que la gente se sienta más segura al caminar de noche por la calle Dieciocho",
        goal(
            action="Pedir a la ciudad luces nuevas en los callejones",
            population="Quienes caminan de noche por la Dieciocho",
            place=PlaceKind.AREA,
            place_names=("Calle Dieciocho",),
            indicators=(
                IndicatorFacts(
                    kind=IndicatorKind.INDEX,
                    name="Sentimiento de seguridad",
                    unit="puntos",
                    direction=Direction.INCREASE,
                    baseline=Decimal(58),
                    baseline_on=date(2025, 10, 1),
                ),
            ),
            ties=(TieFacts(why="Lo pidieron en octubre", answerable_here=False),),
            sources=TALKS,
            cites_conversation=True,
            partner_names=("Parroquia San Procopio",),
        ),
        "S1=2 S2=0 S3=2 S4=2 M1=1 M2=1 M3=1 M4=0 M5=0 M6=0 A1=0 A3=0 R1=1 R2=2 R3=2 T1=0 T2=0 T3=0",
        {"M2": NOT_DIVIDED},
        frozenset({("no_number", "title")}),
    ),
    Case(
        "apoyar a víctimas",
        Language.ES,
        "Apoyar a víctimas de violencia doméstica",
        goal(
            action="Llamar a cada víctima dentro de 7 días y ofrecerle una cita con la intercesora",
            owner_role=Role.DELEGATE,
            population="Víctimas de violencia doméstica con reporte",
            place=PlaceKind.DISTRICT,
            indicators=(
                share(
                    "Víctimas llamadas",
                    denominator="Víctimas con reporte",
                    baseline=Decimal(0),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="Aún no se hacía",
                    target=Decimal(90),
                    source="Registro de llamadas",
                    frequency=Frequency.QUARTERLY,
                ),
            ),
            resources="La intercesora de la corte",
            ties=TIED,
            sources=CALLS,
            cites_numbers=True,
            start_on=date(2026, 1, 1),
            due_on=date(2027, 6, 30),
            horizon_reason="La corte asigna a la intercesora apenas en julio",
        ),
        "S1=2 S2=1 S3=2 S4=1 M1=1 M2=0 M3=2 M4=2 M5=2 M6=0 A1=1 A2=1 A3=1 R1=2 R2=2 R3=0"
        " T1=2 T2=0 T3=0",
        {"A3": NAME_PERSON},
        frozenset({("vague_verb", "title")}),
    ),
    Case(
        "motocicletas",
        Language.ES,
        "reducir a la mitad las quejas por motos en el distrito",
        goal(
            action="operativos los fines de semana en Cermak",
            owner_name="Tte. Vega",
            owner_unit="Tránsito",
            owner_open_goals=2,
            population="gente",
            place=PlaceKind.BEATS,
            indicators=(
                count(
                    "Quejas por motos",
                    baseline=Decimal(300),
                    baseline_on=date(2025, 12, 31),
                    target=Decimal(150),
                    source="311",
                    frequency=Frequency.MONTHLY,
                    past_points=past("310", "290", "305", "150", "300"),
                    straight_line=True,
                ),
                voices("Lo que dicen en las juntas", planned=True),
            ),
            resource_hours=Decimal(0),
            ties=BARE_TIE,
            sources=CALLS,
            partner_kind=PartnerKind.OTHER,
            start_on=FIRST,
            due_on=date(2026, 9, 30),
            review_on=date(2026, 1, 15),
        ),
        "S1=2 S2=2 S3=1 S4=0 M1=1,1 M2=1 M3=1 M4=2 M5=2 M6=2 A1=0 A2=2 A3=2 R1=1 R2=1 R3=1"
        " T1=2 T2=1 T3=1",
        {"M2": NOT_DIVIDED, "A2": MAYBE_CHANCE},
    ),
)

POLISH = (
    Case(
        "czas dojazdu",
        Language.PL,
        "Skrócić medianę czasu dojazdu do zgłoszeń priorytetu 1 z 11,2 do 8,0 minut"
        " do 31 grudnia 2026 r.",
        goal(
            action="Drugi radiowóz na zmianie wieczornej w beatach 1612 i 1613",
            owner_name="Sierż. Kowalska",
            owner_unit="Zmiana 3",
            owner_open_goals=2,
            population="Osoby dzwoniące z priorytetem 1",
            place=PlaceKind.BEATS,
            place_names=("1612", "1613"),
            indicators=(
                IndicatorFacts(
                    kind=IndicatorKind.DURATION,
                    name="Mediana czasu dojazdu",
                    unit="min",
                    from_library=True,
                    direction=Direction.DECREASE,
                    baseline=Decimal("11.2"),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="dyspozytornia",
                    target=Decimal("8.0"),
                    source="dyspozytornia",
                    frequency=Frequency.HALF_YEARLY,
                    past_points=past("11", "12", "8", "12", "11", "11", "11", "11"),
                    own_path=True,
                ),
                voices("Co mówią dzwoniący"),
            ),
            resources="jeden radiowóz",
            ties=TIED,
            sources=CALLS,
            cites_numbers=True,
            partner_names=("Zrzeszenie Polonii",),
            start_on=date(2026, 1, 5),
            due_on=LAST,
            review_on=date(2027, 1, 10),
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=1,1 M2=1 M3=2 M4=2 M5=1 M6=1 A1=1 A2=2 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED, "A2": MAYBE_CHANCE},
    ),
    Case(
        "poprawa bezpieczeństwa",
        Language.PL,
        "Poprawa bezpieczeństwa mieszkańców",
        goal(
            action="Wspieranie inicjatyw sąsiedzkich",
            owner_role=Role.COMMANDER,
            population="Mieszkańcy",
            place=PlaceKind.DISTRICT,
            sources=frozenset({PrioritySource.OTHER}),
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=1 S3=1 S4=1 M1=0 M6=0 A1=0 A3=1 R1=0 R2=1 R3=0 T1=2 T3=0",
        {"M1": NO_NUMBER, "A3": NAME_PERSON},
        frozenset({("vague_verb", "title"), ("vague_verb", "action")}),
    ),
    Case(
        "włamania i zaufanie",
        Language.PL,
        "Zmniejszyć liczbę włamań do garaży oraz zwiększyć zaufanie sąsiadów",
        goal(
            action="Patrole w alejkach, a także rozmowy z dozorcami",
            owner_name="Post. Wójcik",
            owner_unit="CAPS",
            owner_open_goals=9,
            population="Właściciele garaży na Portage Park",
            place=PlaceKind.AREA,
            place_names=("Portage Park",),
            indicators=(
                count(
                    "Włamania do garaży",
                    unit="włamania",
                    direction=Direction.DECREASE,
                    baseline=Decimal(80),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="portal danych",
                    target=Decimal(95),
                    source="portal danych",
                    frequency=Frequency.QUARTERLY,
                    past_points=past("90", "85", "88", "80", "82", "95"),
                    straight_line=True,
                ),
            ),
            ties=BARE_TIE,
            sources=frozenset({PrioritySource.CRIME_DATA}),
            start_on=date(2026, 1, 1),
            due_on=date(2026, 12, 15),
            review_on=date(2026, 12, 31),
        ),
        "S1=1 S2=2 S3=2 S4=2 M1=1 M2=1 M3=2 M4=1 M5=2 M6=0 A1=0 A2=2 A3=1 R1=1 R2=1 R3=0"
        " T1=2 T2=1 T3=2",
        {"M2": NOT_DIVIDED, "A2": MAYBE_CHANCE},
        frozenset({("two_goals", "title")}),
    ),
    Case(
        "kontakt z seniorami",
        Language.PL,
        "zadbać o lepszy kontakt z seniorami",
        goal(
            action="dyżur dzielnicowego w klubie seniora w każdy wtorek",
            owner_name="Post. Lis",
            owner_unit="CAPS",
            owner_open_goals=1,
            population="seniorzy z klubu przy Belmont",
            place=PlaceKind.BEATS,
            place_names=("2511",),
            indicators=(
                IndicatorFacts(
                    kind=IndicatorKind.RUBRIC,
                    name="Kontakt z seniorami",
                    direction=Direction.MAINTAIN_ABOVE,
                    target=Decimal(3),
                    source="ocena klubu",
                    levels_described=True,
                ),
            ),
            resource_hours=Decimal(104),
            ties=(TieFacts(why="prosili o to", answerable_here=True, local=True, cited=True),),
            sources=frozenset({PrioritySource.BEAT_MEETINGS}),
            cites_conversation=True,
            partner_names=("Klub seniora",),
            start_on=date(2026, 2, 1),
            due_on=LAST,
            review_on=date(2026, 11, 30),
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=0,1 M3=0 M4=2 M5=1 M6=2 A1=2 A2=1 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M1.0": NO_NUMBER, "T2": HOLDS},
        frozenset({("vague_verb", "title")}),
    ),
    Case(
        "dzikie wysypiska",
        Language.PL,
        "Co najmniej 60 proc. zgłoszeń dzikich wysypisk zamkniętych w 10 dni",
        goal(
            action="Cotygodniowy objazd z wydziałem oczyszczania",
            owner_name="Post. Lis",
            population="Zgłoszenia 311 o dzikich wysypiskach",
            place=PlaceKind.DISTRICT,
            indicators=(
                share(
                    "Zamknięte w 10 dni",
                    numerator="zamknięte w 10 dni",
                    denominator="zgłoszenia",
                    baseline=Decimal(38),
                    target=Decimal(60),
                    source="311",
                    frequency=Frequency.MONTHLY,
                    past_points=past("30", "35", "38", "33", "36", "38"),
                    own_path=True,
                ),
                voices("Co mówią na zebraniach", planned=True),
            ),
            resource_people=2,
            ambition_reason="od marca wydział ma drugą ekipę",
            ties=(TieFacts(why="śmieci wracają w każdej rozmowie", answerable_here=False),),
            sources=CALLS,
            cites_numbers=True,
            partner_kind=PartnerKind.SERVICE,
            start_on=date(2026, 3, 1),
            due_on=LAST,
            review_on=date(2027, 1, 31),
        ),
        "S1=2 S2=1 S3=2 S4=1 M1=1,1 M2=2 M3=1 M4=2 M5=2 M6=2 A1=2 A2=2 A3=1 R1=1 R2=2 R3=1"
        " T1=2 T2=2 T3=2",
        {"A2": WITH_REASON, "A3": NAME_PERSON},
    ),
    Case(
        "sześć spotkań",
        Language.PL,
        "Przeprowadzić 6 spotkań z właścicielami sklepów",
        goal(
            action="jedno spotkanie co dwa miesiące",
            owner_role=Role.DISTRICT_STAFF,
            population="sklepy przy Milwaukee Ave",
            place=PlaceKind.AREA,
            place_names=("Milwaukee Ave",),
            indicators=(
                count(
                    "Spotkania",
                    unit="spotkania",
                    direction=Direction.INCREASE,
                    baseline=Decimal(0),
                    baseline_on=date(2026, 1, 1),
                    target=Decimal(6),
                    source="",
                    own_path=True,
                ),
            ),
            sources=frozenset({PrioritySource.DAC_MEETINGS}),
            ties=BARE_TIE,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=1 S3=2 S4=2 M1=1 M2=1 M3=1 M4=2 M5=0 M6=0 A1=0 A2=1 A3=1 R1=1 R2=1 R3=0"
        " T1=2 T2=2 T3=0",
        {"M2": NOT_DIVIDED, "A3": NAME_PERSON},
        frozenset({("counts_activity", "title")}),
    ),
    Case(
        "patrole piesze",
        Language.PL,
        "Wzmocnić patrole piesze o 20 godzin tygodniowo na Milwaukee Ave",
        goal(
            action="przesunąć dwie osoby z patrolu zmotoryzowanego",
            owner_name="Kpt. Zając",
            owner_unit="Zmiana 2",
            owner_open_goals=5,
            population="wszyscy",
            place=PlaceKind.AREA,
            place_names=("Milwaukee Ave od Diversey do Belmont",),
            indicators=(
                count(
                    "Godziny patroli pieszych",
                    unit="godziny",
                    direction=Direction.INCREASE,
                    baseline=Decimal(520),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="grafik",
                    target=Decimal(1560),
                    source="grafik",
                    frequency=Frequency.QUARTERLY,
                    straight_line=True,
                ),
                voices("Co mówią sklepikarze", planned=True),
            ),
            resource_people=2,
            ties=TIED,
            sources=TALKS,
            cites_conversation=True,
            partner_kind=PartnerKind.BUSINESS,
            start_on=FIRST,
            due_on=LAST,
            review_on=date(2026, 10, 1),
        ),
        "S1=2 S2=2 S3=1 S4=2 M1=1,1 M2=1 M3=2 M4=2 M5=2 M6=2 A1=2 A2=1 A3=2 R1=2 R2=2 R3=1"
        " T1=2 T2=1 T3=2",
        {"M2": NOT_DIVIDED},
    ),
)

CHINESE = (
    Case(
        "商铺盗窃",
        Language.ZH_HANS,
        "到2026年12月31日，将0912和0913巡逻区的商铺盗窃从每年62起降至45起",
        goal(
            action="每周四至周六傍晚安排双人步行巡逻",
            owner_name="陈警长",
            owner_unit="三班",
            owner_open_goals=2,
            population="永活街沿街商铺",
            place=PlaceKind.BEATS,
            place_names=("0912", "0913"),
            indicators=(
                count(
                    "商铺盗窃",
                    from_library=True,
                    definition="沿街商铺内的盗窃案",
                    unit="起",
                    baseline=Decimal(62),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="犯罪数据",
                    target=Decimal(45),
                    source="犯罪数据",
                    frequency=Frequency.QUARTERLY,
                    past_points=past("80", "44", "75", "60", "62", "70"),
                    own_path=True,
                ),
                voices("店主怎么说", planned=True),
            ),
            resource_hours=Decimal(400),
            ties=TIED,
            sources=frozenset({PrioritySource.CRIME_DATA, PrioritySource.BEAT_MEETINGS}),
            cites_numbers=True,
            partner_names=("华埠商会",),
            start_on=date(2026, 1, 5),
            due_on=LAST,
            review_on=date(2027, 1, 10),
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=2,1 M2=1 M3=2 M4=2 M5=2 M6=2 A1=2 A2=2 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED, "A2": MAYBE_CHANCE},
    ),
    Case(
        "警民沟通",
        Language.ZH_HANS,
        "加强警民沟通",
        goal(
            action="加强与社区组织的联系",
            owner_role=Role.COMMANDER,
            population="居民",
            place=PlaceKind.DISTRICT,
            resources="现有人员",
            ties=BARE_TIE,
        ),
        "S1=2 S2=1 S3=1 S4=1 M1=0 M6=0 A1=1 A3=1 R1=1 R2=0 R3=0 T1=0 T3=0",
        {"M1": NO_NUMBER, "A3": NAME_PERSON},
        frozenset({("vague_verb", "title"), ("vague_verb", "action")}),
    ),
    Case(
        "抢劫与满意度",
        Language.ZH_HANS,
        "减少唐人街的抢劫案，并提高居民满意度",
        goal(
            action="增加便衣巡逻，并且每季度开一次居民座谈会",
            owner_name="李警官",
            owner_unit="便衣组",
            owner_open_goals=3,
            population="唐人街的居民和店主",
            place=PlaceKind.AREA,
            place_names=("唐人街",),
            indicators=(
                count(
                    "抢劫案",
                    unit="起",
                    baseline=Decimal(40),
                    baseline_on=date(2025, 12, 31),
                    target=Decimal(30),
                    source="犯罪数据",
                    frequency=Frequency.MONTHLY,
                    straight_line=True,
                ),
            ),
            ties=BARE_TIE,
            sources=TALKS,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=1 S2=2 S3=2 S4=2 M1=1 M2=1 M3=1 M4=2 M5=2 M6=0 A1=0 A2=1 A3=2 R1=1 R2=1 R3=0"
        " T1=2 T2=1 T3=0",
        {"M2": NOT_DIVIDED},
        frozenset({("two_goals", "title")}),
    ),
    Case(
        "更放心",
        Language.ZH_HANS,
        "改善社区治安，让大家更放心",
        goal(
            action="装摄像头",
            population="大家",
            place=PlaceKind.DISTRICT,
            indicators=(
                IndicatorFacts(
                    kind=IndicatorKind.INDEX,
                    name="安全感",
                    direction=Direction.IN_RANGE,
                    low=Decimal(60),
                    high=Decimal(70),
                    margin=Decimal(3),
                    source="居民调查",
                    frequency=Frequency.MONTHLY,
                ),
            ),
            resource_money=Decimal(12000),
            ties=TIED,
            sources=frozenset({PrioritySource.RESIDENT_SURVEY}),
            cites_numbers=True,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=0 S3=1 S4=1 M1=1 M2=1 M3=0 M4=2 M5=2 M6=0 A1=2 A2=2 A3=0 R1=2 R2=2 R3=0"
        " T1=2 T2=2 T3=0",
        {"M2": NOT_DIVIDED, "M4": HAS_MARGIN, "A2": STAYS, "T2": HOLDS},
        frozenset({("vague_verb", "title")}),
    ),
    Case(
        "反诈骗讲座",
        Language.ZH_HANS,
        "举办12场反诈骗讲座",
        goal(
            action="每月一场，与老人中心合办",
            owner_name="黄警官",
            owner_unit="社区警务组",
            owner_open_goals=2,
            population="讲粤语的长者",
            place=PlaceKind.AREA,
            place_names=("唐人街老人中心",),
            indicators=(
                count(
                    "讲座场次",
                    unit="场",
                    direction=Direction.INCREASE,
                    baseline=Decimal(4),
                    baseline_on=date(2025, 12, 31),
                    baseline_source="活动记录",
                    target=Decimal(12),
                    source="活动记录",
                    frequency=Frequency.QUARTERLY,
                    own_path=True,
                ),
                voices("长者怎么说", planned=True),
            ),
            resource_people=2,
            ties=TIED,
            sources=TALKS,
            cites_conversation=True,
            partner_names=("老人中心",),
            start_on=FIRST,
            due_on=LAST,
            review_on=LAST,
        ),
        "S1=2 S2=2 S3=2 S4=2 M1=1,1 M2=1 M3=2 M4=2 M5=2 M6=2 A1=2 A2=1 A3=2 R1=2 R2=2 R3=2"
        " T1=2 T2=2 T3=2",
        {"M2": NOT_DIVIDED},
        frozenset({("counts_activity", "title")}),
    ),
    Case(
        "夜间步行巡逻",
        Language.ZH_HANS,
        "在永活街一带增加夜间步行巡逻，每周至少十小时",
        goal(
            action="每晚抽调两名警员",
            owner_name="吴警官",
            population="夜间下班的店员",
            place=PlaceKind.AREA,
            place_names=("永活街",),
            indicators=(count("夜间步行巡逻小时数", unit="小时", direction=Direction.INCREASE),),
            partner_kind=PartnerKind.BUSINESS,
            ties=BARE_TIE,
            sources=TALKS,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=1 S3=2 S4=2 M1=1 M2=1 M3=0 M4=0 M5=0 M6=0 A1=0 A3=1 R1=1 R2=1 R3=1 T1=2 T2=0 T3=0",
        {"M2": NOT_DIVIDED, "A3": NAME_PERSON},
    ),
    Case(
        "报案翻译",
        Language.ZH_HANS,
        "让讲粤语和普通话的长者报案时都能得到翻译",
        goal(
            action="与翻译热线签约",
            owner_role=Role.DISTRICT_STAFF,
            population="讲粤语和普通话的长者",
            place=PlaceKind.DISTRICT,
            indicators=(
                share("得到翻译的报案", numerator="得到翻译的报案", denominator="需要翻译的报案"),
            ),
            ties=TIED,
            sources=TALKS,
            cites_conversation=True,
            start_on=FIRST,
            due_on=LAST,
        ),
        "S1=2 S2=1 S3=2 S4=1 M1=1 M2=2 M3=0 M4=0 M5=0 M6=0 A1=0 A3=1 R1=2 R2=2 R3=0 T1=2 T2=0 T3=0",
        {"A3": NAME_PERSON},
        frozenset({("no_number", "title")}),
    ),
)

CASES = (*ENGLISH, *SPANISH, *POLISH, *CHINESE)
