"""The facts that the SMART check reads, gathered from a goal and what surrounds it."""

from planner.domain import smart
from planner.domain.quarters import Quarter, first_due_quarter, quarter_dates, quarter_of
from planner.domain.smart.hints import says_whom
from schemas.goal import FindingRow, GoalIn, GoalThemeIn
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import PlaceKind

from .achievable import is_beyond
from .around import Around
from .past import Past, Pasts
from .place import Place


def find_findings(
    entry: GoalIn, place: Place, around: Around, pasts: Pasts
) -> tuple[FindingRow, ...]:
    """Return what the SMART check says of a goal, saved or not."""
    return tuple(
        FindingRow(
            rule=finding.rule,
            letter=finding.letter,
            points=finding.points,
            required=finding.required,
            message=finding.message,
            field=finding.field,
        )
        for finding in smart.check(_goal_facts(entry, place, around, pasts))
    )


def _goal_facts(entry: GoalIn, place: Place, around: Around, pasts: Pasts) -> smart.GoalFacts:
    owner = around.members.get(entry.owner_id) if entry.owner_id else None
    evidence = place.priority.cites_evidence
    ties = tuple(_tie_facts(tie, place, around) for tie in entry.themes)
    return smart.GoalFacts(
        plan_first_day=quarter_dates(place.quarters[0], place.fiscal_start_month)[0],
        plan_last_day=quarter_dates(place.quarters[-1], place.fiscal_start_month)[1],
        owner_name=owner.name if owner else "",
        owner_unit=owner.unit if owner else "",
        owner_open_goals=len({*around.open_goals.get(owner.id, ()), entry.id}) if owner else None,
        population_countable=says_whom(entry.population, entry.language),
        place_names=_place_names(entry, around),
        indicators=tuple(
            _indicator_facts(indicator, entry, place, around, pasts.get(indicator.id))
            for indicator in entry.indicators
        ),
        ties=ties,
        sources=frozenset(around.sources.get(entry.priority_id, ())),
        # Whoever wrote the priority says that it cites one or the other.
        cites_numbers=evidence,
        cites_conversation=evidence or any(tie.local and tie.cited for tie in ties),
        partner_names=tuple(
            around.partners[each].name for each in entry.partner_ids if each in around.partners
        ),
        **{name: getattr(entry, name) for name in _AS_THEY_ARE},
    )


_AS_THEY_ARE = (
    "action",
    "owner_role",
    "population",
    "place",
    "resources",
    "resource_people",
    "resource_hours",
    "resource_money",
    "ambition_reason",
    "partner_kind",
    "start_on",
    "due_on",
    "horizon_reason",
    "review_on",
)


def _place_names(entry: GoalIn, around: Around) -> tuple[str, ...]:
    if entry.place is PlaceKind.AREA:
        return (entry.area_name,) if entry.area_name else ()
    return tuple(around.beats[each].number for each in entry.beat_ids if each in around.beats)


def _tie_facts(tie: GoalThemeIn, place: Place, around: Around) -> smart.TieFacts:
    if tie.theme_id:
        here = place.answers_at in around.answerable.get(tie.theme_id, ())
        return smart.TieFacts(why=tie.why, answerable_here=here)
    demand = around.local_demand(tie)
    # A district's own conversations ask the district itself.
    return smart.TieFacts(
        why=tie.why, answerable_here=True, local=True, cited=bool(demand and demand.citation)
    )


_OF_INDICATOR = (
    "kind",
    "name",
    "from_library",
    "definition",
    "unit",
    "numerator",
    "denominator",
    "direction",
    "source",
    "frequency",
)
_OF_TARGET = (
    "baseline",
    "baseline_on",
    "baseline_source",
    "target",
    "low",
    "high",
    "margin",
    "straight_line",
)


def _indicator_facts(
    indicator: IndicatorIn, entry: GoalIn, place: Place, around: Around, past: Past | None
) -> smart.IndicatorFacts:
    asked = indicator.targets[-1] if indicator.targets else None
    return smart.IndicatorFacts(
        **{name: getattr(indicator, name) for name in _OF_INDICATOR},
        **{name: getattr(asked, name) for name in _OF_TARGET if asked},
        past_points=past.own.series() if past and asked else (),
        change_unseen=past is not None and is_beyond(indicator, entry, place, past),
        own_path=_covers(asked, entry, place),
        levels_described=bool(indicator.levels)
        and all(level.description for level in indicator.levels),
        engagement_planned=entry.priority_id in around.heard,
    )


def _covers(asked: TargetIn | None, entry: GoalIn, place: Place) -> bool:
    """Say whether the path has a value for every quarter from the first due to the last."""
    if asked is None or entry.start_on is None or entry.due_on is None:
        return False
    month = place.fiscal_start_month
    last = quarter_of(entry.due_on, month)
    each = max(
        min(first_due_quarter(entry.start_on, month), last),
        Quarter(asked.from_year, asked.from_quarter),
    )
    own = {Quarter(point.year, point.quarter) for point in asked.path}
    while each <= last:
        if each not in own:
            return False
        each = each.next()
    return bool(own)
