"""What a plan can begin with for each headline theme: a priority and a goal with blanks to fill.

Each names a demand under its theme, what could be done and how it could be measured. People,
places, numbers and reasons are the district's own, and stay open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from schemas.errors import N_
from schemas.vocabulary import (
    Accumulation,
    Direction,
    IndicatorKind,
    PriorityKind,
    ProblemType,
)

VOICES = N_("What people say about it")
"""The second measure of each: what is heard beside the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A priority and a goal to begin with; texts are messages, `demand` is a code."""

    demand: str
    kind: PriorityKind = PriorityKind.ENGAGEMENT
    priority: str
    goal: str
    action: str
    population: str
    measure: str
    measured_as: IndicatorKind = IndicatorKind.COUNT
    unit: str = ""
    counted: str = ""
    out_of: str = ""
    direction: Direction = Direction.INCREASE

    @property
    def problem_type(self) -> ProblemType | None:
        """What a problem of a theme is: themes speak of how police work, not of crimes."""
        return ProblemType.QUALITY_OF_LIFE if self.kind is PriorityKind.PROBLEM else None

    @property
    def accumulation(self) -> Accumulation:
        """Counts of a quarter add up over the year; everything else stands as it is."""
        is_count = self.measured_as is IndicatorKind.COUNT
        return Accumulation.SUM if is_count else Accumulation.LEVEL


BEGINNINGS: Mapping[str, Beginning] = MappingProxyType(
    {
        "RESPECT": Beginning(
            demand="RESPECT-01",
            priority=N_("Meetings with police that stay calm"),
            goal=N_("Raise the respect score of the resident survey"),
            action=N_("Talk through three real encounters at each roll call, once a month."),
            population=N_("Residents who answer the survey in the district"),
            measure=N_("Respect score of the resident survey"),
            measured_as=IndicatorKind.INDEX,
            unit=N_("of 10"),
        ),
        "PROCESS": Beginning(
            demand="PROCESS-05",
            priority=N_("Community policing as everybody's work"),
            goal=N_("Give action steps to officers outside the community policing office"),
            action=N_("Name an owner on each watch for one action step a quarter."),
            population=N_("Action steps of the district's plan"),
            measure=N_("Action steps owned outside the community policing office"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("Action steps owned on a watch"),
            out_of=N_("Action steps of the plan"),
        ),
        "FOLLOWUP": Beginning(
            demand="FOLLOWUP-03",
            kind=PriorityKind.PROBLEM,
            priority=N_("Reports and questions that nobody answers"),
            goal=N_("Tell people what came of what they reported"),
            action=N_("Call back within fourteen days, and note what was said."),
            population=N_("People who left a number with a report or a question"),
            measure=N_("People who were told within fourteen days"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("People told within fourteen days"),
            out_of=N_("People who left a number"),
        ),
        "STOPS": Beginning(
            demand="STOPS-01",
            kind=PriorityKind.PROBLEM,
            priority=N_("Traffic stops that cost trust"),
            goal=N_("Make fewer traffic stops that end without a finding"),
            action=N_("Review stops by place and reason each month, and drop what finds nothing."),
            population=N_("Drivers who are stopped in the district"),
            measure=N_("Traffic stops"),
            unit=N_("stops"),
            direction=Direction.DECREASE,
        ),
        "BEAT": Beginning(
            demand="BEAT-02",
            priority=N_("Officers who stay with their beat"),
            goal=N_("Have a beat's calls answered by its own officers"),
            action=N_("Keep beat officers on their beat, and swap cars only for urgent calls."),
            population=N_("Calls from the beats named"),
            measure=N_("Calls answered by the beat's own officer"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("Calls answered by the beat's own officer"),
            out_of=N_("Calls from the beat"),
        ),
        "VISIBLE": Beginning(
            demand="VISIBLE-03",
            priority=N_("Officers who are seen"),
            goal=N_("Walk and ride more hours on the beats that asked for it"),
            action=N_("Plan foot and bicycle patrols each week at the hours people named."),
            population=N_("Residents and shops of the beats named"),
            measure=N_("Hours on foot and by bicycle"),
            unit=N_("hours"),
        ),
        "RELATIONS": Beginning(
            demand="RELATIONS-02",
            priority=N_("Ties that hold when things are calm"),
            goal=N_("Hold events that deal with a problem people named"),
            action=N_("Plan each event with residents around one priority of this plan."),
            population=N_("Residents and officers who come to an event"),
            measure=N_("Events planned with residents around a priority"),
            unit=N_("events"),
        ),
        "FAIRNESS": Beginning(
            demand="FAIRNESS-01",
            priority=N_("The same treatment for everybody"),
            goal=N_("Raise trust where it is lowest"),
            action=N_(
                "Meet the groups that trust police least, and change one practice they name."
            ),
            population=N_("Residents of the areas where trust is lowest"),
            measure=N_("Trust score of the resident survey"),
            measured_as=IndicatorKind.INDEX,
            unit=N_("of 10"),
        ),
        "RESPONSE": Beginning(
            demand="RESPONSE-04",
            kind=PriorityKind.PROBLEM,
            priority=N_("Urgent calls that wait too long"),
            goal=N_("Answer urgent calls sooner on the beats named"),
            action=N_("Keep one car of each watch free for urgent calls on these beats."),
            population=N_("Urgent calls from the beats named"),
            measure=N_("Median minutes to answer an urgent call"),
            measured_as=IndicatorKind.DURATION,
            unit=N_("minutes"),
            direction=Direction.DECREASE,
        ),
        "PARTNERS": Beginning(
            demand="PARTNERS-02",
            priority=N_("Partners who are met all year"),
            goal=N_("Meet each partner every quarter, with a task on both sides"),
            action=N_("Set a date with each partner, and note who does what until the next one."),
            population=N_("Partners of the district"),
            measure=N_("Meetings with partners"),
            unit=N_("meetings"),
        ),
        "OPENDATA": Beginning(
            demand="OPENDATA-03",
            priority=N_("Numbers that people can use"),
            goal=N_("Show the plan's numbers with what people say beside them"),
            action=N_("Bring one page of numbers and voices to each beat meeting."),
            population=N_("Beat meetings of the district"),
            measure=N_("Beat meetings that saw numbers and voices side by side"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("Beat meetings that saw them"),
            out_of=N_("Beat meetings"),
        ),
        "TRAINING": Beginning(
            demand="TRAINING-03",
            priority=N_("Officers trained for community policing"),
            goal=N_("Have officers complete the course in community policing"),
            action=N_("Reserve places for each watch, and release people for the course."),
            population=N_("Officers who work with the community"),
            measure=N_("Officers who completed the course"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("Officers who completed the course"),
            out_of=N_("Officers assigned"),
        ),
        "RESOURCES": Beginning(
            demand="RESOURCES-01",
            priority=N_("Help that people are led to"),
            goal=N_("Lead people to the service that can help them"),
            action=N_("Carry the resource guide, make the call together, and ask a week later."),
            population=N_("People who need a service more than the police"),
            measure=N_("Referrals that reached the service"),
            measured_as=IndicatorKind.PERCENT,
            counted=N_("Referrals that reached the service"),
            out_of=N_("Referrals made"),
        ),
    }
)
"""By the code of the headline theme."""
