"""Who holds the posts of a district, and which are vacant now or soon."""

from uuid import UUID

from db.queries import role as query
from db.tables import District
from planner.domain.permissions import Action
from planner.domain.post import POSTS, SOON, Post, Term, read_post, vacant_from
from schemas.errors import N_, NotFoundError
from schemas.post import HolderRow, PostRow, VacancyRow
from schemas.vocabulary import DistrictKind, Role

from ..gather import gather
from ..grant import read_grants
from ..work import Work, use_case

_ROLES = (*POSTS, Role.DELEGATE)


def _of_district(_work: Work, district_id: UUID) -> UUID:
    return district_id


@use_case(Action.PLAN_READ, scope=_of_district)
def get_posts(work: Work, district_id: UUID) -> tuple[PostRow, ...]:
    """Return how the posts of a district stand today; headquarters has none."""
    district = work.session.get(District, district_id)
    if district is None or district.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This district is not known."))
    if district.kind is DistrictKind.HEADQUARTERS:
        return ()
    terms = _terms(work, district_id).get(district_id, ())
    return tuple(_row(read_post(role, terms, work.today)) for role in POSTS)


@use_case(Action.PEOPLE_KEEP)
def get_vacancies(work: Work) -> tuple[VacancyRow, ...]:
    """Return the posts that are vacant today or will be soon, by district."""
    terms, last = _terms(work), work.today + SOON
    return tuple(
        VacancyRow(
            district_number=district.number,
            district_name=district.name,
            post=_row(read_post(role, held, work.today)),
            vacant_from=day,
        )
        for district in query.districts(work.session, work.jurisdiction_id)
        for held in [terms.get(district.id, ())]
        for role in POSTS
        if (day := vacant_from(role, held, work.today, last)) is not None
    )


def _terms(work: Work, district_id: UUID | None = None) -> dict[UUID | None, tuple[Term, ...]]:
    found = query.terms(work.session, work.jurisdiction_id, _ROLES, district_id)
    grants = read_grants(work.session, [one.role for one in found])
    return gather(
        (grant.district_id, Term(one.member.name, grant, one.member.active))
        for one, grant in zip(found, grants, strict=True)
    )


def _row(post: Post) -> PostRow:
    return PostRow(
        role=post.role,
        holders=tuple(map(_holder, post.holders)),
        acting=tuple(map(_holder, post.acting)),
        vacant_since=post.vacant_since,
        was_held=post.was_held,
        coming=tuple(map(_holder, post.coming)),
    )


def _holder(term: Term) -> HolderRow:
    return HolderRow(name=term.name, starts_on=term.grant.starts_on, ends_on=term.grant.ends_on)
