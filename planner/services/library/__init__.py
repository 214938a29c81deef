"""The library of indicators: found, proposed by districts, kept in order by reviewers."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from db.queries import library as query
from db.queries import plan as plan_query
from db.queries import theme as theme_query
from db.tables import LibraryIndicator, LibraryVersion
from planner.domain.library import DECIDED, OPEN, check_definition, next_code
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError
from schemas.library import (
    DecisionIn,
    EntryRow,
    HeldRow,
    LibraryIn,
    LibraryRow,
    MergedRow,
    MergeIn,
    ProposalIn,
)
from schemas.vocabulary import Language, LibraryState

from ..save import require, save_row
from ..work import Work, new_id, use_case
from .merge import move_goals
from .rows import (
    compare,
    definition_rows,
    entry_row,
    library_rows,
    load_definitions,
    translates,
)
from .write import Following, body_of, own_of, write_sets, write_translation, write_version

NO_ENTRY = N_("This indicator of the library is not there any more.")
_SAY_WHY = N_("Say why, so that whoever wrote it can follow.")


@use_case(Action.THEME_READ)
def get_library(work: Work, language: Language) -> tuple[LibraryRow, ...]:
    """Return all indicators of the library by code, each with the definition that counts now.

    Where there are no words in the language, they are in the one they were written in.
    """
    entries = query.get_entries(work.session, work.jurisdiction_id)
    return tuple(library_rows(work.session, work.jurisdiction_id, entries, language))


@use_case(Action.THEME_READ)
def get_entry(work: Work, code: str, language: Language) -> EntryRow:
    """Return an indicator of the library with all its definitions and where it is used.

    Raises NotFoundError.
    """
    found = query.find_entry(work.session, work.jurisdiction_id, code)
    if found is None:
        raise NotFoundError(NO_ENTRY)
    (row,) = library_rows(work.session, work.jurisdiction_id, [found], language)
    return entry_row(work.session, row, language)


@use_case(Action.THEME_READ)
def get_held(work: Work, version_ids: Collection[UUID], language: Language) -> dict[UUID, HeldRow]:
    """Return definitions that indicators of goals hold, each with a newer one if there is one."""
    session = work.session
    held = query.get_versions_by_id(session, work.jurisdiction_id, version_ids)
    library_ids = {entry.id for _, entry in held}
    newest: dict[UUID, LibraryVersion] = {}
    for version in query.get_versions(session, library_ids):
        newest.setdefault(version.library_id, version)
    versions = {version.id: version for version, _ in held}
    versions |= {version.id: version for version in newest.values()}
    rows = definition_rows(session, list(versions.values()), language)
    known = load_definitions(session, list(versions.values()))
    found = {}
    for version, entry in held:
        last = newest[entry.id]
        newer = rows[last.id].model_copy(update={"changed": compare(known, version, last)})
        found[version.id] = HeldRow(
            code=entry.code,
            held=rows[version.id],
            newer=newer if last.number > version.number else None,
        )
    return found


@use_case(Action.THEME_READ)
def get_demand_codes(work: Work) -> dict[UUID, str]:
    """Return the codes of all demands by id, those of earlier editions too."""
    return query.get_all_demands(work.session, work.jurisdiction_id)


@use_case(Action.LIBRARY_PROPOSE, scope=lambda _work, entry: entry.district_id)
def propose_indicator(work: Work, entry: ProposalIn) -> EntryRow:
    """Propose an indicator, or propose it anew after it was sent back.

    Raises RuleError, with the field in `where`, for a definition that two districts would count
    apart, and StaleError when it was saved meanwhile.
    """
    held = _find_held(work, entry.id, entry.seen_version)
    if held is None:
        district = plan_query.find_district(work.session, work.jurisdiction_id, entry.district_id)
        if district is None:
            raise NotFoundError(N_("There is no such district."))
        own = {"district_id": district.id, "code": _new_code(work, f"P{district.number:02}")}
    else:
        # Another district's is not there for this one.
        if held.district_id != entry.district_id:
            raise NotFoundError(NO_ENTRY)
        require(
            held.state in OPEN or held.version != entry.seen_version,
            N_("This indicator is in use. A reviewer keeps it from here on."),
        )
        own = {"district_id": held.district_id, "code": held.code}
    own |= {"state": LibraryState.PROPOSED, "merged_into_id": None, "note": ""}
    return _save(work, entry, own, "propose_indicator")


@use_case(Action.LIBRARY_KEEP)
def save_entry(work: Work, entry: LibraryIn) -> EntryRow:
    """Write an indicator of the library; a definition that is in use gets a new version.

    Words in another language than the definition's own are a translation, and make none.

    A new one is in use at once; a proposed one stays proposed, its first definition rewritten.
    Raises RuleError, with the field in `where`, and StaleError when it was saved meanwhile.
    """
    held = _find_held(work, entry.id, entry.seen_version)
    if held is None:
        code = _new_code(work, "LIB")
        own: dict[str, Any] = {
            "code": code,
            "state": LibraryState.ACCEPTED,
            "district_id": None,
            "merged_into_id": None,
            "note": "",
        }
    else:
        require(
            held.state is not LibraryState.MERGED,
            N_("This indicator was merged into another. Change that one."),
        )
        own = own_of(held)
    return _save(work, entry, own, "save_entry")


@use_case(Action.LIBRARY_KEEP)
def decide_entry(work: Work, decision: DecisionIn) -> EntryRow:
    """Accept an indicator, send it back, take it out of use, or bring it back into use.

    Raises RuleError when it does not stand where that can be decided, or has no reason where one
    is due, and StaleError when it was saved meanwhile.
    """
    held = _require_held(work, decision.id)
    require(
        held.version != decision.seen_version or decision.state in DECIDED[held.state],
        N_("This can't be decided about an indicator that stands where this one does."),
        where="state",
    )
    accepts = decision.state is LibraryState.ACCEPTED
    require(accepts or decision.reason, _SAY_WHY, where="reason")
    own = own_of(held) | {"state": decision.state, "note": decision.reason}
    _save_own(work, held, decision.seen_version, own, "decide_entry", decision.reason)
    return get_entry(work, own["code"], work.actor.language)


@use_case(Action.LIBRARY_KEEP)
def merge_entry(work: Work, merge: MergeIn) -> MergedRow:
    """Let an indicator go up in another, and have goals count by that one where it is the same.

    It is the same where kind, unit, direction and how quarters fit together agree; other goals,
    and those of closed plans, keep their own words. Raises RuleError and StaleError.
    """
    held, into = _require_held(work, merge.id), _require_held(work, merge.into_id)
    require(held.id != into.id, N_("Choose another indicator to merge it into."), where="into_id")
    require(
        into.state is LibraryState.ACCEPTED,
        N_("Choose an indicator that is in use to merge it into."),
        where="into_id",
    )
    require(
        held.version != merge.seen_version or held.state is not LibraryState.MERGED,
        N_("This indicator was merged into another. Change that one."),
    )
    require(merge.reason, _SAY_WHY, where="reason")
    own = own_of(held) | {
        "state": LibraryState.MERGED,
        "merged_into_id": into.id,
        "note": merge.reason,
    }
    _save_own(work, held, merge.seen_version, own, "merge_entry", merge.reason)
    return move_goals(work, held.id, into, merge.reason)


def _find_held(work: Work, library_id: UUID, seen_version: int) -> LibraryIndicator | None:
    """Return the indicator that a form is about, None for a new one; others wait their turn."""
    query.lock_library(work.session, work.jurisdiction_id)
    held = query.find_by_id(work.session, work.jurisdiction_id, library_id)
    if held is None and seen_version > 0:
        raise NotFoundError(NO_ENTRY)
    return held


def _require_held(work: Work, library_id: UUID) -> LibraryIndicator:
    held = _find_held(work, library_id, 1)
    if held is None:
        raise NotFoundError(NO_ENTRY)
    return held


def _new_code(work: Work, stem: str) -> str:
    return next_code(stem, query.get_codes(work.session, work.jurisdiction_id))


def _save(work: Work, entry: LibraryIn, own: dict[str, Any], action: str) -> EntryRow:
    """Save an indicator whole; the definition makes a new version where the old one is in use."""
    check_definition(entry.definition)
    theme_ids = _theme_ids(work, entry)
    following = _following(work, entry, own["state"])
    sets = (entry.theme_codes, entry.answerable_at)
    saved = save_row(
        work,
        LibraryIndicator,
        entry.id,
        entry.seen_version,
        own,
        action=action,
        body=body_of(own, sets, following),
        why=entry.reason,
    )
    if not saved.repeated:
        if following.is_new:
            write_version(work.session, work.jurisdiction_id, entry, following)
        elif following.is_translated:
            write_translation(work.session, work.jurisdiction_id, following.id, entry.definition)
        write_sets(work.session, work.jurisdiction_id, entry, theme_ids)
    return get_entry(work, own["code"], entry.definition.language)


def _theme_ids(work: Work, entry: LibraryIn) -> dict[str, UUID]:
    catalogue = theme_query.find_newest_catalogue(work.session, work.jurisdiction_id)
    known = query.get_demands(work.session, catalogue.id) if catalogue else {}
    require(
        entry.theme_codes <= known.keys(),
        N_("A demand is not in the catalogue."),
        where="theme_codes",
    )
    return known


def _following(work: Work, entry: LibraryIn, state: LibraryState) -> Following:
    """Return the definition that a save leaves as the newest.

    Words in other languages stay while nothing of the definition changes. Words in a language that
    is not the definition's own translate it, as long as they count the same.
    """
    definition = entry.definition
    fresh = {definition.language: definition}
    newest = next(iter(query.get_versions(work.session, [entry.id])), None)
    if newest is None:
        return Following(new_id(), 1, work.today, "", definition.language, fresh, is_new=True)
    texts = load_definitions(work.session, [newest])[newest.id]
    dated = (newest.number, newest.valid_from, newest.reason)
    if definition in texts.values():
        return Following(newest.id, *dated, newest.language, texts, is_new=False)
    if translates(definition, texts[newest.language], newest.language):
        told = {**texts, definition.language: definition}
        return Following(newest.id, *dated, newest.language, told, is_new=False, is_translated=True)
    if state in OPEN:
        return Following(newest.id, *dated, definition.language, fresh, is_new=True)
    require(entry.reason, N_("Say why the definition changes."), where="reason")
    number = newest.number + 1
    return Following(
        new_id(), number, work.today, entry.reason, definition.language, fresh, is_new=True
    )


def _save_own(  # noqa: PLR0913, PLR0917
    work: Work,
    held: LibraryIndicator,
    seen_version: int,
    own: dict[str, Any],
    action: str,
    why: str,
) -> None:
    """Save what a reviewer decided about an indicator, which says nothing new of how it counts."""
    newest = query.get_versions(work.session, [held.id])[0]
    if own["state"] is LibraryState.ACCEPTED and held.state in OPEN:
        newest.valid_from = work.today
        work.session.flush()
    texts = load_definitions(work.session, [newest])[newest.id]
    dated = (newest.number, newest.valid_from, newest.reason)
    sets = (
        {code for _, code in query.get_theme_codes(work.session, [held.id])},
        {place for _, place in query.get_answerable(work.session, [held.id])},
    )
    save_row(
        work,
        LibraryIndicator,
        held.id,
        seen_version,
        own,
        action=action,
        body=body_of(own, sets, Following(newest.id, *dated, newest.language, texts, is_new=False)),
        why=why,
    )
