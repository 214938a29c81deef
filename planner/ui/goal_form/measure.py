"""An indicator and its targets as the fields of the form hold them, and back.

Fields are named by the indicator's identifier, those of a target by its revision too, such as
`0198...-4f.0.baseline`; a quarter of the path is `0198...-4f.0.path.2026-Q1`.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from uuid import UUID

from planner.domain.goal import PERCENT_PER, PERCENT_UNIT
from planner.domain.progress.counted import counted_value
from planner.domain.progress.steps import Ground
from planner.domain.quarters import Quarter, first_due_quarter, quarter_of, quarters_of
from schemas.errors import N_, RuleError
from schemas.goal import GoalSetting
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.vocabulary import Accumulation, Direction, Frequency, IndicatorKind, Language

from ..fields import Values
from ..language import _, current_language
from ..number import write_number
from .reader import Reader

STRAIGHT, EVEN, OWN, SEASON = "straight", "even", "own", "season"
"""How the quarters between baseline and target are filled."""
TYPED_LINES = (OWN, SEASON)
"""Ways whose quarters are fields: even steps follow from start and target."""

_TEXTS = ("name", "definition", "unit", "numerator", "denominator", "source")
_NUMBERS = ("baseline", "target", "low", "high", "margin")
COUNTS = ("baseline_numerator", "baseline_denominator", "target_numerator", "target_denominator")
COUNTED, FILLED = "counted", "filled"
"""Whether start and target are given by counts; by which way the quarters were filled last."""
PATH, KEPT = "path", "kept"
"""Steps of the quarters, and own ones that stood there before the seasonal way was chosen."""
LINK = "library_version_id"
"""The field that holds the definition of the library; empty for own words."""
_STAND_IN = "?"
"""Makes a blank indicator whole for a moment."""

RUBRIC_DIRECTIONS = (Direction.INCREASE, Direction.MAINTAIN_ABOVE)
LEVELS_AT_FIRST = 3
ADDING_UP = {IndicatorKind.COUNT, IndicatorKind.PERCENT, IndicatorKind.RATE}
"""Kinds whose quarters may be added up; a length of time or a score never is."""


def field_of(indicator_id: str, name: str, revision: int | None = None) -> str:
    """Return the name of a field of an indicator, or of one of its targets."""
    return f"{indicator_id}.{name}" if revision is None else f"{indicator_id}.{revision}.{name}"


def is_number_of_indicator(name: str) -> bool:
    """Say whether a field holds a number of a target."""
    match name.split("."):
        case [_, _, field]:
            return field in (*_NUMBERS, *COUNTS)
        case [_, _, field, _]:
            return field == PATH
    return False


def blank_indicator(indicator_id: UUID, setting: GoalSetting) -> Values:
    """Return the fields of an indicator that nothing was typed into."""
    return typed_indicator(
        IndicatorIn(
            id=indicator_id,
            kind=IndicatorKind.COUNT,
            name=_STAND_IN,
            direction=Direction.INCREASE,
            language=current_language(),
        ),
        setting,
    ) | {field_of(str(indicator_id), "name"): ""}


def is_untouched(values: Values, indicator_id: str) -> bool:
    """Say whether nothing was written into an indicator, so that it is none."""
    held = field_of(indicator_id, "")
    fresh = values[f"{held}kind"] == IndicatorKind.COUNT.value and not values[f"{held}agreed"]
    texts = (*_TEXTS, *(f"0.{name}" for name in (*_NUMBERS, "baseline_on", "baseline_source")))
    return fresh and not any(values.get(f"{held}{name}") for name in texts)


def typed_indicator(indicator: IndicatorIn, setting: GoalSetting) -> Values:
    """Return the fields of an indicator as it stands."""
    first = quarters_of(setting.year)[0]
    blank = TargetIn(from_year=first.year, from_quarter=first.number)
    targets = indicator.targets or (blank,)
    levels = {level.level: level.description for level in indicator.levels}
    held: Values = {name: getattr(indicator, name) for name in _TEXTS}
    held |= {
        "kind": indicator.kind.value,
        "direction": (indicator.direction or Direction.INCREASE).value,
        "accumulation": indicator.accumulation.value,
        "frequency": indicator.frequency.value if indicator.frequency else None,
        "language": indicator.language.value,
        "required": indicator.required,
        LINK: str(indicator.library_version_id) if indicator.library_version_id else None,
        "continues_id": str(indicator.continues_id or ""),
        "per": str(indicator.per),
        "decimals": str(indicator.decimals),
        "level_count": str(max(levels, default=LEVELS_AT_FIRST)),
        "revisions": len(targets),
        "agreed": len(indicator.targets),
        **{f"level.{level}": description for level, description in levels.items()},
    }
    for target in targets:
        held |= {f"{target.revision}.{name}": value for name, value in _typed(target).items()}
    return {field_of(str(indicator.id), name): value for name, value in held.items()}


def next_revision(values: Values, indicator_id: str, since: Quarter) -> Values:
    """Return the fields of a further change of the target: as it is asked now, from a quarter on.

    What is asked for the quarters before stays with the target before.
    """
    last = values[field_of(indicator_id, "revisions")] - 1
    held = field_of(indicator_id, "", last)
    copied = {
        field_of(indicator_id, name.removeprefix(held), last + 1): value
        for name, value in values.items()
        if name.startswith(held) and not _is_before(name, since)
    }
    fresh = {"from": str(since), "reason": "", "agreed_by": "", "agreed_on": None}
    return {
        **copied,
        **{field_of(indicator_id, name, last + 1): value for name, value in fresh.items()},
        field_of(indicator_id, "revisions"): last + 2,
    }


def goal_quarters(values: Values, setting: GoalSetting) -> tuple[Quarter, ...]:
    """Return the quarters a goal reports on, those of the plan's year while it has no dates."""
    start, due = (Reader(values, lenient=True).day(name) for name in ("start_on", "due_on"))
    if start is None or due is None or start >= due:
        return quarters_of(setting.year)
    last = quarter_of(due, setting.fiscal_start_month)
    each = min(first_due_quarter(start, setting.fiscal_start_month), last)
    quarters = [each]
    while quarters[-1] < last:
        quarters.append(quarters[-1].next())
    return tuple(quarters)


def open_quarters(
    values: Values, indicator_id: str, revision: int, setting: GoalSetting
) -> tuple[Quarter, ...]:
    """Return the quarters that a target may set a value for: from where it applies to the end."""
    since = Quarter.parse(values[field_of(indicator_id, "from", revision)])
    return tuple(each for each in goal_quarters(values, setting) if each >= since)


def is_settled(indicator_id: str, setting: GoalSetting) -> bool:
    """Say whether values are recorded, so that what they are measured in stays."""
    return UUID(indicator_id) in setting.measured_ids


def is_open(values: Values, indicator_id: str, revision: int, setting: GoalSetting) -> bool:
    """Say whether a target may still be written: the last one, unless values stand against it."""
    last = values[field_of(indicator_id, "revisions")] - 1
    agreed = revision < values[field_of(indicator_id, "agreed")]
    return revision == last and not (agreed and is_settled(indicator_id, setting))


def indicator_of(
    values: Values, indicator_id: str, place: int, setting: GoalSetting, *, lenient: bool
) -> IndicatorIn:
    """Return an indicator that is typed, without what its kind has no use for.

    Raises RuleError, with the field in `where`, for a missing name or an unreadable number.
    """
    read = Reader(values, lenient, field_of(indicator_id, ""), f"indicators[{place}].")
    read.need(read.text("name"), N_("Name the indicator before you save it."), "name")
    kind = IndicatorKind(read.text("kind"))
    direction = _direction(read, kind)
    ground = _ground(read, kind, direction, setting) if direction else None
    return IndicatorIn(
        id=UUID(indicator_id),
        kind=kind,
        direction=direction,
        accumulation=_accumulation(read, kind),
        required=values[field_of(indicator_id, "required")],
        library_version_id=read.word(LINK, UUID),
        continues_id=read.word("continues_id", UUID),
        per=_per(read, kind),
        decimals=int(read.text("decimals")),
        frequency=read.word("frequency", Frequency),
        levels=_levels(read) if kind is IndicatorKind.RUBRIC else (),
        targets=_targets(read, indicator_id, ground, setting) if ground else (),
        language=Language(read.text("language")),
        **_texts(read, kind),
    )


def ground_of(values: Values, indicator_id: str, setting: GoalSetting) -> Ground | None:
    """Return what the targets of an indicator stand on, or None for one without targets."""
    read = Reader(values, lenient=True, prefix=field_of(indicator_id, ""))
    kind = IndicatorKind(read.text("kind"))
    direction = _direction(read, kind)
    return _ground(read, kind, direction, setting) if direction else None


def _ground(
    read: Reader, kind: IndicatorKind, direction: Direction, setting: GoalSetting
) -> Ground:
    start, due = (Reader(read.values, lenient=True).day(name) for name in ("start_on", "due_on"))
    if start is None or due is None or start >= due:
        start, due = setting.first_day, setting.last_day
    return Ground(
        kind=kind,
        direction=direction,
        accumulation=_accumulation(read, kind),
        decimals=int(read.text("decimals")),
        per=_per(read, kind),
        start=start,
        due=due,
        fiscal_start_month=setting.fiscal_start_month,
    )


def _per(read: Reader, kind: IndicatorKind) -> int:
    return int(read.text("per")) if kind is IndicatorKind.RATE else PERCENT_PER


def _typed(target: TargetIn) -> Values:
    language = current_language()
    own = STRAIGHT if target.straight_line else OWN if target.path else None
    return {
        "from": str(Quarter(target.from_year, target.from_quarter)),
        **{name: write_number(getattr(target, name), language) for name in (*_NUMBERS, *COUNTS)},
        COUNTED: any(getattr(target, name) is not None for name in COUNTS),
        FILLED: own,
        "baseline_on": target.baseline_on.isoformat() if target.baseline_on else None,
        "agreed_on": target.agreed_on.isoformat() if target.agreed_on else None,
        "baseline_source": target.baseline_source,
        "reason": target.reason,
        "agreed_by": target.agreed_by,
        "line": own,
        **{
            f"{PATH}.{Quarter(point.year, point.quarter)}": write_number(point.value, language)
            for point in target.path
        },
    }


def _is_before(name: str, since: Quarter) -> bool:
    _, dot, quarter = name.partition(f".{PATH}.")
    return bool(dot) and Quarter.parse(quarter) < since


def _direction(read: Reader, kind: IndicatorKind) -> Direction | None:
    if kind is IndicatorKind.CODED_VOICES:
        return None
    direction = Direction(read.text("direction"))
    if kind is IndicatorKind.RUBRIC and direction not in RUBRIC_DIRECTIONS:
        return Direction.INCREASE
    return direction


def _accumulation(read: Reader, kind: IndicatorKind) -> Accumulation:
    return Accumulation(read.text("accumulation")) if kind in ADDING_UP else Accumulation.LEVEL


def _texts(read: Reader, kind: IndicatorKind) -> dict[str, str]:
    """Return the texts that a kind has; the unit of a percentage is given."""
    texts = {name: read.text(name) for name in _TEXTS}
    texts["name"] = texts["name"] or _("The new indicator")
    if kind.is_qualitative:
        texts["unit"] = ""
    if not kind.is_ratio:
        texts["numerator"] = texts["denominator"] = ""
    return texts | {"unit": PERCENT_UNIT} if kind is IndicatorKind.PERCENT else texts


def _levels(read: Reader) -> tuple[RubricLevelIn, ...]:
    return tuple(
        RubricLevelIn(level=level, description=read.text(f"level.{level}"))
        for level in range(1, int(read.text("level_count")) + 1)
    )


def _targets(
    read: Reader, indicator_id: str, ground: Ground, setting: GoalSetting
) -> tuple[TargetIn, ...]:
    found: list[TargetIn] = []
    for revision in range(read.values[field_of(indicator_id, "revisions")]):
        within = read.within(f"{revision}.", "")
        if is_open(read.values, indicator_id, revision, setting):
            quarters = open_quarters(read.values, indicator_id, revision, setting)
            before = found[-1] if found else None
            found.append(_open_target(within, revision, ground, before, quarters))
        else:
            numbers = (*_NUMBERS, *COUNTS)
            found.append(_target(within, revision, numbers, _written_quarters(within)))
    return tuple(found) if len(found) > 1 or not _is_blank(found[0]) else ()


def _open_target(
    read: Reader,
    revision: int,
    ground: Ground,
    before: TargetIn | None,
    quarters: tuple[Quarter, ...],
) -> TargetIn:
    """Return a target that may still be written, with the steps that its way asks for."""
    line = read.text("line") if has_path(ground.direction) else ""
    numbers = _asked(ground.kind, ground.direction)
    typed = quarters if line in TYPED_LINES else ()
    target = _target(read, revision, numbers, typed)
    if ground.kind.is_ratio and read.values.get(f"{read.prefix}{COUNTED}"):
        target = target.model_copy(update=_counted(read, ground, numbers))
    steps = {Quarter(at.year, at.quarter): at.value for at in target.path}
    with suppress(RuleError):  # What is missing is said beside the field.
        if line == EVEN:
            steps = ground.course(before, target, quarters).even()
        if steps:
            steps = ground.kept(before, Quarter(target.from_year, target.from_quarter)) | steps
    return target.model_copy(update={"path": _path_of(steps)})


def _counted(read: Reader, ground: Ground, numbers: Iterable[str]) -> dict[str, Decimal | None]:
    """Return the counts that are typed, and what baseline and target are by them."""
    found: dict[str, Decimal | None] = {}
    for name in ("baseline", "target"):
        if name not in numbers:
            continue
        part, whole = (read.number(f"{name}_{each}") for each in ("numerator", "denominator"))
        found |= {f"{name}_numerator": part, f"{name}_denominator": whole}
        if part is not None and whole is not None and whole > 0:
            found[name] = counted_value(part, whole, ground.per, ground.decimals)
    return found


def _path_of(steps: Mapping[Quarter, Decimal]) -> tuple[QuarterlyTargetIn, ...]:
    return tuple(
        QuarterlyTargetIn(year=each.year, quarter=each.number, value=value)
        for each, value in steps.items()
    )


def _asked(kind: IndicatorKind, direction: Direction) -> tuple[str, ...]:
    """Return the numbers that a target of a kind and direction is made of."""
    if direction is Direction.IN_RANGE:
        return ("baseline", "low", "high", "margin")
    holds = not direction.has_movement and kind is not IndicatorKind.RUBRIC
    return ("baseline", "target", "margin") if holds else ("baseline", "target")


def has_path(direction: Direction) -> bool:
    """Say whether a target asks for another value in each quarter."""
    return direction.has_movement


def _target(
    read: Reader, revision: int, numbers: Iterable[str], quarters: Iterable[Quarter]
) -> TargetIn:
    since = Quarter.parse(read.text("from"))
    points = {each: read.number(f"{PATH}.{each}", PATH) for each in quarters}
    return TargetIn(
        revision=revision,
        from_year=since.year,
        from_quarter=since.number,
        baseline_on=read.day("baseline_on"),
        baseline_source=read.text("baseline_source"),
        straight_line=read.text("line") == STRAIGHT,
        reason=read.text("reason"),
        agreed_by=read.text("agreed_by"),
        agreed_on=read.day("agreed_on"),
        path=_path_of({each: value for each, value in points.items() if value is not None}),
        **{name: read.number(name) for name in numbers},
    )


def _written_quarters(read: Reader) -> list[Quarter]:
    beginning = f"{read.prefix}{PATH}."
    return sorted(
        Quarter.parse(name.removeprefix(beginning))
        for name in read.values
        if name.startswith(beginning)
    )


def _is_blank(target: TargetIn) -> bool:
    blank = TargetIn(from_year=target.from_year, from_quarter=target.from_quarter)
    return target == blank
