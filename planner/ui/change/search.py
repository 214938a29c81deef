"""What is looked for among the changes; the address holds it, so that every search has a link."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import streamlit as st

from planner.i18n.changes import DONE, KINDS
from planner.i18n.history import NOBODY, PLANNER
from planner.ui.address import find_id, keep
from planner.ui.choice import PAGE, asked, choose, pick
from planner.ui.language import _, say
from schemas.change import ChangeMark, ChangeQuery, PersonName
from schemas.vocabulary import ActorKind

SINCE, UNTIL, WHO, KIND, DID, TEXT = "since", "until", "who", "kind", "did", "find"
LONGEST = 300
_FIRST, _LAST = date(2000, 1, 1), date(2200, 12, 31)


def read_query() -> ChangeQuery:
    """Return what the address asks for; what can't be read is not asked for."""
    return ChangeQuery(
        since=_day(SINCE),
        until=_day(UNTIL),
        member_id=find_id(WHO),
        actor_kind=pick(asked(WHO), [ActorKind.SYSTEM, ActorKind.ANONYMOUS], None),
        entity=pick(asked(KIND), list(KINDS), ""),
        action=pick(asked(DID), list(DONE), ""),
        text=asked(TEXT)[:LONGEST],
    )


def read_mark() -> ChangeMark | None:
    """Return after which change the page goes on that the address asks for, or None."""
    at, _sign, change_id = asked(PAGE).partition("_")
    try:
        mark = ChangeMark(at=datetime.fromisoformat(at), id=UUID(change_id))
    except ValueError:
        return None
    return mark if mark.at.tzinfo else None


def write_mark(mark: ChangeMark) -> str:
    """Return what the address carries for the page after a change."""
    return f"{mark.at.isoformat()}_{mark.id}"


def draw_search(people: Sequence[PersonName], query: ChangeQuery) -> None:
    """Offer days, person, kind of thing, what was done, and words of the thing's name."""
    with st.container(horizontal=True):
        _draw_day(_("From"), SINCE, query.since)
        _draw_day(_("To"), UNTIL, query.until)
        _draw_people(people)
        kinds = {"": _("All kinds")} | _sorted(KINDS)
        choose(_("Kind of thing"), KIND, list(kinds), query.entity, kinds.__getitem__)
        done = {"": _("Everything")} | _sorted(DONE)
        choose(_("What was done"), DID, list(done), query.action, done.__getitem__)
        _draw_text(query.text)


def _sorted(messages: Mapping[str, str]) -> dict[str, str]:
    said = {name: say(message) for name, message in messages.items()}
    return dict(sorted(said.items(), key=lambda pair: pair[1].casefold()))


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(asked(name))
    except ValueError:
        return None
    return day if _FIRST <= day <= _LAST else None


def _draw_day(label: str, name: str, day: date | None) -> None:
    key = f"changes:{name}"
    st.session_state[key] = day
    st.date_input(
        label,
        key=key,
        format="YYYY-MM-DD",
        min_value=_FIRST,
        max_value=_LAST,
        on_change=_take,
        args=(name, key),
    )


def _draw_people(people: Sequence[PersonName]) -> None:
    names = {
        "": _("Everybody"),
        ActorKind.SYSTEM.value: say(PLANNER),
        ActorKind.ANONYMOUS.value: say(NOBODY),
        **{str(one.id): _person(one) for one in people},
    }
    choose(_("Who did it"), WHO, list(names), pick(asked(WHO), list(names), ""), names.__getitem__)


def _person(one: PersonName) -> str:
    return one.name if one.active else _("{name} (disabled)", name=one.name)


def _draw_text(text: str) -> None:
    key = f"changes:{TEXT}"
    st.session_state[key] = text
    st.text_input(
        _("Words in its name"), key=key, max_chars=LONGEST, on_change=_take, args=(TEXT, key)
    )


def _take(name: str, key: str) -> None:
    # Another search begins with its newest changes.
    keep(**{PAGE: None, name: st.session_state[key]})
