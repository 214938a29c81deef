"""A headline theme's beginning as the draft of a plan, in the reader's language."""

from planner.domain.intake import BEGINNINGS, VOICES, Beginning
from planner.domain.quarters import quarter_dates, quarters_of
from planner.i18n import Translator, translator
from schemas.errors import N_, NotFoundError
from schemas.indicator import IndicatorIn
from schemas.intake import GoalDraft, IntakeSource, PlanDraft, PriorityDraft, TieDraft
from schemas.vocabulary import IndicatorKind, Language

from ..work import new_id

_PERCENT = "%"


def begin_with(theme: str, year: int, fiscal_start_month: int, language: Language) -> PlanDraft:
    """Return a priority and a goal for a headline theme. Raises NotFoundError."""
    if theme not in BEGINNINGS:
        raise NotFoundError(N_("There is no beginning for this theme."))
    begun, say = BEGINNINGS[theme], translator(language)
    first, *_between, last = quarters_of(year)
    goal = GoalDraft(
        id=new_id(),
        title=say(begun.goal),
        action=say(begun.action),
        population=say(begun.population),
        ties=(TieDraft(demand=begun.demand),),
        start_on=quarter_dates(first, fiscal_start_month)[0],
        due_on=quarter_dates(last, fiscal_start_month)[1],
        indicators=(_measure(begun, say), _voices(say)),
    )
    priority = PriorityDraft(
        id=new_id(),
        kind=begun.kind,
        problem_type=begun.problem_type,
        title=say(begun.priority),
        goals=(goal,),
    )
    return PlanDraft(
        id=new_id(), source=IntakeSource.THEME, language=language, priorities=(priority,)
    )


def _measure(begun: Beginning, say: Translator) -> IndicatorIn:
    is_percent = begun.measured_as is IndicatorKind.PERCENT
    return IndicatorIn(
        id=new_id(),
        kind=begun.measured_as,
        name=say(begun.measure),
        unit=_PERCENT if is_percent else say(begun.unit),
        numerator=say(begun.counted),
        denominator=say(begun.out_of),
        direction=begun.direction,
        accumulation=begun.accumulation,
        decimals=0 if begun.measured_as is IndicatorKind.COUNT else 1,
        language=say.language,
    )


def _voices(say: Translator) -> IndicatorIn:
    return IndicatorIn(
        id=new_id(),
        kind=IndicatorKind.CODED_VOICES,
        name=say(VOICES),
        required=False,
        language=say.language,
    )
