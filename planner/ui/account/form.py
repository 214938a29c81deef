"""The form of a person: name, mail address, and roles with where and from when to when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.fields import Fields
from planner.ui.form import form_id
from planner.ui.language import _, current_language, word
from planner.ui.place import place_name
from schemas.account import DistrictRow
from schemas.errors import N_, RuleError
from schemas.sign_in import GrantIn, GrantRow, PersonIn, PersonRow
from schemas.vocabulary import Language, Role

NEW = "new"
WHOLE_CITY = "all"
MOST_ROLES = 12


def form_name(row: PersonRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"person:{row.id}" if row else "new person"


def close_person_form(row: PersonRow | None) -> None:
    """Forget the form and its draft, and lead back to the list."""
    _fields(row, date.min).close()
    keep(person=None)


def draw_person_form(
    row: PersonRow | None,
    people: Sequence[PersonRow],
    districts: Sequence[DistrictRow],
    today: date,
) -> PersonIn | None:
    """Draw the form of a person, or of a new one; return what is to be saved, or None."""
    fields = _fields(row, today)
    with st.container(border=True):
        st.header(_("Edit person") if row else _("Add a person"))
        fields.text("name", _("Name"))
        fields.text("email", _("Mail address"))
        fields.text("unit", _("Unit or group"))
        fields.choose(
            "language", _("Language"), {one.value: own_name(one) for one in Language}, required=True
        )
        st.subheader(_("Roles"))
        _draw_roles(fields, people, districts, today)
        if row and len(_by_hand(row)) < len(row.grants):
            st.caption(
                _("Roles from single sign-on are given and taken away there, not in this form.")
            )
        if row:
            fields.tick("disabled", _("Disabled: can't come in, and is signed out everywhere"))
        fields.keep()
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{fields.form}:save")
            st.button(
                _("Discard"), key=f"{fields.form}:discard", on_click=close_person_form, args=(row,)
            )
    if not wanted:
        return None
    return _entry(fields, row.id if row else form_id(fields.form))


def _fields(row: PersonRow | None, today: date) -> Fields:
    saved = _saved(row) if row else _blank(today)
    return Fields(form_name(row), row.version if row else 0, saved, lambda _name: False)


def _blank(today: date) -> dict[str, Any]:
    words = dict.fromkeys(("name", "email", "unit"), "")
    first = {"role0": None, "district0": WHOLE_CITY, "delegate0": None}
    days = {"starts0": today.isoformat(), "ends0": None}
    return words | first | days | {"language": current_language().value, "roles": 1}


def _saved(row: PersonRow) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": row.name,
        "email": row.email,
        "unit": row.unit,
        "language": row.language.value,
        "disabled": not row.active,
        "roles": len(_by_hand(row)),
    }
    for number, grant in enumerate(_by_hand(row)):
        values |= {
            f"role{number}": grant.role.value,
            f"district{number}": str(grant.district_id) if grant.district_id else WHOLE_CITY,
            f"delegate{number}": str(grant.delegate_of_id) if grant.delegate_of_id else None,
            f"starts{number}": grant.starts_on.isoformat(),
            f"ends{number}": grant.ends_on.isoformat() if grant.ends_on else None,
        }
    return values


def _by_hand(row: PersonRow) -> list[GrantRow]:
    return [grant for grant in row.grants if not grant.from_provider]


def _draw_roles(
    fields: Fields, people: Sequence[PersonRow], districts: Sequence[DistrictRow], today: date
) -> None:
    places = {WHOLE_CITY: _("The whole city")} | {
        str(one.id): place_name(one.number, one.name) for one in districts
    }
    names = {str(one.id): one.name for one in people if one.active}
    st.caption(
        _("Leave a role empty to take it away. The last day still counts; without one it stays.")
    )
    for number in range(fields.values["roles"]):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            role = fields.choose(f"role{number}", _("Role"), {one.value: word(one) for one in Role})
            fields.choose(f"district{number}", _("Where"), places, required=True)
            if role == Role.DELEGATE:
                fields.choose(f"delegate{number}", _("Stands in for"), names, keeps=True)
            fields.day(f"starts{number}", _("First day"))
            fields.day(f"ends{number}", _("Last day"))
            st.button(
                _("Take away"),
                key=f"{fields.form}:drop{number}",
                type="tertiary",
                icon=":material/close:",
                on_click=_drop_role,
                args=(fields, number),
            )
    if fields.values["roles"] < MOST_ROLES:
        st.button(
            _("Add a role"),
            key=f"{fields.form}:add",
            type="tertiary",
            icon=":material/add:",
            on_click=_add_role,
            args=(fields.values, today),
        )


def _drop_role(fields: Fields, number: int) -> None:
    name = f"role{number}"
    fields.values[name] = None
    st.session_state[f"{fields.form}:{name}"] = None


def _add_role(values: dict[str, Any], today: date) -> None:
    number = values["roles"]
    values |= {f"district{number}": WHOLE_CITY, f"starts{number}": today.isoformat()}
    values["roles"] = number + 1


def _entry(fields: Fields, row_id: UUID) -> PersonIn:
    values = fields.values
    if not values["name"].strip():
        raise RuleError(N_("Give the person a name before you save."), where="name")
    return PersonIn(
        id=row_id,
        seen_version=fields.open.seen_version,
        name=values["name"],
        unit=values["unit"],
        email=values["email"],
        language=Language(values["language"]),
        active=not values.get("disabled"),
        grants=tuple(_grants(values)),
    )


def _grants(values: Mapping[str, Any]) -> Iterator[GrantIn]:
    for number in range(values["roles"]):
        role = values.get(f"role{number}")
        if role is None:
            continue
        starts, ends = values.get(f"starts{number}"), values.get(f"ends{number}")
        if not starts:
            raise RuleError(N_("Say from which day on each role is held."), where="grants")
        place, delegate = values.get(f"district{number}"), values.get(f"delegate{number}")
        yield GrantIn(
            role=Role(role),
            district_id=None if place in {None, WHOLE_CITY} else UUID(place),
            delegate_of_id=UUID(delegate) if delegate and role == Role.DELEGATE else None,
            starts_on=date.fromisoformat(starts),
            ends_on=date.fromisoformat(ends) if ends else None,
        )
