"""How the posts of a district are told: who holds them, who acts, and since when nobody does."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from planner.services.gather import gather
from schemas.post import HolderRow, PostRow, VacancyRow

from .language import _, listed, long_date, plural, word
from .place import place_name
from .text import plain


def draw_posts(posts: Sequence[PostRow]) -> None:
    """Draw one quiet line a post."""
    if posts:
        st.caption(plain("\n".join(map(say_post, posts))))


def say_post(post: PostRow) -> str:
    """Return a post in words: held by whom, or vacant; who acts, and what is announced."""
    role = word(post.role)
    parts = [
        _("{post}: {names}.", post=role, names=_names(post.holders))
        if post.holders
        else _say_vacant(post, role),
        *(
            [_("Acting for the commander: {names}.", names=_names(post.acting))]
            if post.acting
            else ()
        ),
        *([_say_coming(post.coming)] if post.coming else ()),
    ]
    return " ".join(parts)


def draw_vacancies(vacancies: Sequence[VacancyRow], today: date) -> None:
    """Warn of posts that are vacant or will be soon; the list opens on a click."""
    if not vacancies:
        return
    told = plural(
        "{count} post is vacant now or will be within 30 days.",
        "{count} posts are vacant now or will be within 30 days.",
        len(vacancies),
    )
    places = gather(
        (place_name(one.district_number, one.district_name), _say_vacancy(one, today))
        for one in vacancies
    )
    with st.expander(plain(told), icon=":material/warning:"):
        for place, posts in places.items():
            st.markdown(plain("\n".join([place, *posts])))


def _say_vacancy(row: VacancyRow, today: date) -> str:
    told = say_post(row.post)
    if row.vacant_from <= today:
        return told
    return f"{told} " + _("Vacant from {day} on.", day=long_date(row.vacant_from))


def _say_vacant(post: PostRow, role: str) -> str:
    if post.vacant_since is not None:
        return _("{post}: vacant since {day}.", post=role, day=long_date(post.vacant_since))
    return _("{post}: vacant.", post=role) if post.was_held else _("{post}: nobody yet.", post=role)


def _say_coming(coming: Sequence[HolderRow]) -> str:
    day = long_date(coming[0].starts_on)
    return _("From {day}: {names}.", day=day, names=listed(one.name for one in coming))


def _names(holders: Sequence[HolderRow]) -> str:
    return listed(map(_name, holders))


def _name(holder: HolderRow) -> str:
    if holder.ends_on is None:
        return holder.name
    return _("{name} until {day}", name=holder.name, day=long_date(holder.ends_on))
