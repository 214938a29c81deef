"""What the fields of a goal can name: people, partners, beats and demands."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from planner.domain.permissions import Action
from planner.services import account, theme
from planner.services.work import Work
from schemas.account import BeatRow, MemberRow, PartnerRow
from schemas.errors import NotFoundError
from schemas.theme import CatalogueRow, LocalDemandRow
from schemas.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of a goal can name."""

    beats: Sequence[BeatRow]
    partners: Sequence[PartnerRow]
    members: Sequence[MemberRow]
    catalogue: CatalogueRow | None
    local_demands: Sequence[LocalDemandRow]
    may_add_demand: bool

    @property
    def names(self) -> dict[str, str]:
        """What is shown for each identifier that a field can hold."""
        return {
            **{str(member.id): member.name for member in self.members},
            **{str(partner.id): partner.name for partner in self.partners},
            **{str(beat.id): beat.number for beat in self.beats},
        }


def load_choices(work: Work, district_id: UUID, language: Language) -> Choices:
    """Return what the fields of a district's goals can name; without a catalogue, no themes."""
    try:
        catalogue = theme.get_catalogue(work, language)
    except NotFoundError:
        catalogue = None
    return Choices(
        beats=account.get_beats(work, district_id),
        partners=account.get_partners(work, district_id),
        members=account.get_members(work),
        catalogue=catalogue,
        local_demands=theme.get_local_demands(work, district_id, language),
        may_add_demand=work.may(Action.PLAN_EDIT, district_id),
    )
