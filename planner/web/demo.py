"""The demo's first page: choose which of the sample people to be. Works without JavaScript."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.domain.permissions import SYSTEM
from planner.i18n import translator, word_of
from planner.services.account import get_members
from planner.services.door import begin
from planner.ui.session import MEMBER_COOKIE, get_engine, get_settings
from schemas.account import MemberRow, RoleRow
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import Language, Role

from .cookie import keep_language, safe_address, set_cookie, text_of
from .language import pick_language
from .template import render


class Person(NamedTuple):
    """One button: who, and where."""

    id: UUID
    name: str
    place: str


class Group(NamedTuple):
    """The people of one role, by district."""

    role: Role
    name: str
    people: tuple[Person, ...]


async def show_members(request: Request) -> Response:
    """Show who can be chosen."""
    return await _page(request, request.query_params.get("next", ""))


async def choose_member(request: Request) -> Response:
    """Remember who was chosen, and lead on to the page asked for."""
    form = await request.form(max_files=0)
    members = await run_in_threadpool(_read_members)
    chosen = next((one for one in members if str(one.id) == form.get("member")), None)
    if chosen is None:
        return await _page(
            request, text_of(form, "next"), N_("Choose a person from the list."), 400
        )
    response = RedirectResponse(safe_address(text_of(form, "next")), 303)
    set_cookie(response, MEMBER_COOKIE, str(chosen.id))
    keep_language(response, text_of(form, "language") or chosen.preferred_language)
    return response


def group_members(members: Sequence[MemberRow], language: Language) -> list[Group]:
    """Group people by the first role they hold, each group in the order of districts."""
    translate = translator(language)
    placed = sorted(
        ((_first_role(one), one) for one in members if one.roles),
        key=lambda pair: (list(Role).index(pair[0].role), pair[0].district_number or 0),
    )
    return [
        Group(
            role,
            translate(word_of(role)),
            tuple(Person(one.id, one.name, _place(held, language)) for held, one in pairs),
        )
        for role, pairs in groupby(placed, key=lambda pair: pair[0].role)
    ]


async def _page(request: Request, after: str, error: str = "", status: int = 200) -> Response:
    language = pick_language(request)
    members = await run_in_threadpool(_read_members)
    response = render(
        "enter.html",
        language,
        status,
        groups=group_members(members, language),
        next=safe_address(after),
        error=error,
    )
    if "language" in request.query_params:
        keep_language(response, language)
    return response


def _read_members() -> tuple[MemberRow, ...]:
    try:
        with begin(get_engine(), actor=SYSTEM, today=get_settings().today) as work:
            return get_members(work)
    except NotFoundError:
        # A database without a jurisdiction has nobody in it either.
        return ()


def _first_role(member: MemberRow) -> RoleRow:
    return min(member.roles, key=lambda held: list(Role).index(held.role))


def _place(held: RoleRow, language: Language) -> str:
    if not held.district_number:
        return held.district_name or ""
    return translator(language)(
        N_("District {number} {name}"), number=held.district_number, name=held.district_name
    )
