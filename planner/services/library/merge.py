"""What a merge in the library does to the goals that used what went up in another."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from db.queries import goal as goal_query
from db.queries import library as query
from db.tables import Goal, LibraryIndicator, LibraryVersion
from planner.domain.library import differing, linked
from schemas.goal import GoalIn
from schemas.indicator import IndicatorIn
from schemas.library import DefinitionIn, MergedRow
from schemas.vocabulary import Language, PlanStage

from .. import indicator
from ..goal.rows import COLUMNS, Held, load
from ..goal.write import body_of
from ..save import save_row
from ..work import Work
from .rows import in_language, load_definitions

Texts = Mapping[Language, DefinitionIn]


def move_goals(work: Work, merged_id: UUID, into: LibraryIndicator, why: str) -> MergedRow:
    """Have goals count by the other definition where it is the same; others keep their words.

    Goals of closed plans stay as they are.
    """
    versions = {row.id: row for row in query.get_versions(work.session, [merged_id])}
    newest = query.get_versions(work.session, [into.id])[0]
    known = load_definitions(work.session, [*versions.values(), newest])
    differs = _differs(known[newest.id], newest, known, versions)
    moved: list[str] = []
    kept: list[str] = []
    uses = {use.goal_id: use for use in query.get_uses(work.session, merged_id)}
    running = [each for each, use in uses.items() if use.stage is not PlanStage.CLOSED]
    for held in _locked(work, running):
        entry = _counting_anew(held.entry, newest.id, known[newest.id], differs)
        _save(work, held, entry, why)
        as_the_other = any(one.library_version_id == newest.id for one in entry.indicators)
        (moved if as_the_other else kept).append(held.row.code)
    return MergedRow(
        moved=tuple(sorted(moved)),
        kept=tuple(sorted(kept)),
        differs=differs.get(next(iter(versions)), ()),
    )


def _differs(
    target: Texts,
    newest: LibraryVersion,
    known: Mapping[UUID, Texts],
    versions: Mapping[UUID, LibraryVersion],
) -> dict[UUID, tuple[str, ...]]:
    """Return what keeps each version from being the same as the other indicator's newest."""
    found = {}
    for version_id, version in versions.items():
        shared = [each for each in known[version_id] if each in target]
        language = next(iter(shared), version.language)
        found[version_id] = differing(
            in_language(known[version_id], language, version.language),
            in_language(target, language, newest.language),
        )
    return found


def _locked(work: Work, goal_ids: Iterable[UUID]) -> list[Held]:
    ids = sorted(goal_ids)
    for goal_id in ids:
        goal_query.hold_goal(work.session, goal_id)
    return list(load(work.session, work.jurisdiction, ids).values())


def _counting_anew(
    entry: GoalIn,
    newest_id: UUID,
    target: Texts,
    differs: Mapping[UUID, tuple[str, ...]],
) -> GoalIn:
    def anew(one: IndicatorIn) -> IndicatorIn:
        if one.library_version_id is None or one.library_version_id not in differs:
            return one
        words = target.get(one.language)
        if words is None or differs[one.library_version_id]:
            return one.model_copy(update={"library_version_id": None})
        return linked(one, words).model_copy(update={"library_version_id": newest_id})

    return entry.model_copy(update={"indicators": tuple(map(anew, entry.indicators))})


def _save(work: Work, held: Held, entry: GoalIn, why: str) -> None:
    code, position = held.row.code, held.row.position
    numbered = indicator.number(code, held.indicators, entry)
    save_row(
        work,
        Goal,
        entry.id,
        entry.seen_version,
        entry.model_dump(include=COLUMNS),
        action="merge_entry",
        body=body_of(entry, code, position, numbered),
        why=why,
    )
    indicator.write(work.session, work.jurisdiction_id, entry, numbered)
