"""The first administrator of an installation, made where the planner is installed."""

from db.queries import sign_in as query
from planner.domain.account import read_email
from planner.domain.permissions import Action
from schemas.sign_in import FounderIn, GrantIn, LinkRow, PersonIn
from schemas.vocabulary import Role

from ..work import Work, new_id, use_case
from .link import make_link
from .people import save_person


@use_case(Action.OPERATE)
def found_administrator(work: Work, entry: FounderIn) -> LinkRow:
    """Make an administrator and return the link they set their password with.

    Somebody who has this mail address already gets a new link, and keeps the roles they have.
    """
    email = read_email(entry.email)
    known = query.find_known(work.session, email)
    if known is not None and known.member.active:
        return make_link(work, known.member.id)
    member_id = new_id()
    save_person(
        work,
        PersonIn(
            id=member_id,
            seen_version=0,
            name=entry.name,
            email=email,
            language=work.actor.language,
            grants=(
                GrantIn(
                    role=Role.ADMINISTRATOR,
                    district_id=None,
                    starts_on=work.today,
                    ends_on=None,
                ),
            ),
        ),
    )
    return make_link(work, member_id)
