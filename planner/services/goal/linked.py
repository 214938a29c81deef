"""The tie of a goal's indicators to the library: counted as it says, and nothing out of use."""

from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import library as query
from planner.domain.library import check_linked, counts_alike
from schemas.errors import N_
from schemas.goal import GoalIn
from schemas.vocabulary import LibraryState

from ..library.rows import load_definitions
from ..save import require


def check_library(
    session: Session, jurisdiction_id: UUID, entry: GoalIn, held: GoalIn | None
) -> None:
    """Raise RuleError where an indicator names a definition that it is not counted by.

    A definition that is not in use may stay where it was before, and is not taken anew. Words that
    stay are not looked at again: their translation may have been put right since.
    """
    wanted = {one.library_version_id for one in entry.indicators} - {None}
    if not wanted:
        return
    before = {one.id: one for one in held.indicators} if held else {}
    found = {
        version.id: (version, owner)
        for version, owner in query.get_versions_by_id(
            session, jurisdiction_id, [each for each in wanted if each]
        )
    }
    known = load_definitions(session, [version for version, _ in found.values()])
    for place, one in enumerate(entry.indicators):
        if one.library_version_id is None:
            continue
        at = found.get(one.library_version_id)
        was = before.get(one.id)
        stays = was is not None and was.library_version_id == one.library_version_id
        require(
            at and (stays or at[1].state is LibraryState.ACCEPTED),
            N_("“{indicator}”: this definition is not in use in the library any more."),
            where=f"indicators[{place}].name",
            indicator=one.name,
        )
        if not (was and stays and counts_alike(one, was)):
            check_linked(one, place, known[one.library_version_id].values())
