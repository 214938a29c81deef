"""The form of a goal: six fields first, then the rest in parts that say what they miss."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from planner.domain.quarters import local_day
from planner.i18n import own_name
from planner.services.amend import REASON
from schemas.account import MemberRow
from schemas.errors import PlannerError
from schemas.goal import FindingRow, GoalIn, GoalSetting
from schemas.vocabulary import Language, PartnerKind, PlaceKind, Role

from ..fields import MINE, Fields
from ..goal.parts import HINTS, LABELS, TITLES, Part
from ..goal.say import say_finding
from ..language import _, listed, long_date, plural, say, word
from ..message import show_error
from ..navigation import page_of
from ..place import district_name
from ..text import plain
from .choices import Choices
from .demand import demand_labels, draw_demand
from .found import Found
from .go import part_in
from .indicator import draw_first, draw_indicators
from .typed import why_of

_SEPARATOR = " · "


def draw_head(setting: GoalSetting, title: str) -> None:
    """Say what is being written, and for which priority."""
    around = [district_name(setting.district), str(setting.year), setting.priority_title]
    st.title(_("Goal"))
    st.header(plain(title) or _("New goal"))
    st.caption(plain(_SEPARATOR.join(around)))


def draw_restored(fields: Fields, setting: GoalSetting) -> None:
    """Say that what was typed earlier is back."""
    if fields.open.restored_at:
        day = long_date(local_day(fields.open.restored_at, setting.time_zone))
        st.info(_("Restored what you typed on {day} and did not save.", day=day))


def draw_stale(fields: Fields, load: Callable[[], None]) -> None:
    """Say who saved meanwhile and what; nothing typed is lost, and theirs can be loaded."""
    if not fields.open.stale:
        return
    who, changed = fields.open.stale
    names = [say(LABELS[name]) for name in changed if name in LABELS]
    with st.container(border=True):
        st.markdown(
            plain(
                _(
                    "{who} saved this goal while you were writing. Changed: {fields}.",
                    who=who,
                    fields=listed(names),
                )
            )
        )
        st.caption(
            _("Yours is still here and is kept. Load theirs, and find your own text below it.")
        )
        st.button(_("Load theirs"), key=f"do:{fields.form}:load", type="primary", on_click=load)


def draw_stale_again(fields: Fields) -> None:
    """Say below the buttons too that it was not saved: on a long form the top is out of sight."""
    if fields.open.stale:
        who, _changed = fields.open.stale
        told = _(
            "{who} saved this while you were writing. Nothing of yours is lost: it is still here.",
            who=plain(who),
        )
        st.warning(told, title=_("Somebody saved this before you"))


def draw_mine(fields: Fields) -> None:
    """Show one's own text after somebody else's was loaded, ready to copy."""
    mine = fields.values.get(MINE)
    if not mine:
        return
    with st.expander(_("What you had typed"), expanded=True, icon=":material/content_copy:"):
        st.code(mine, language=None, wrap_lines=True)
        st.button(
            _("I don't need it any more"),
            key=f"do:{fields.form}:mine",
            on_click=fields.values.pop,
            args=(MINE,),
        )


def draw_six(
    fields: Fields,
    setting: GoalSetting,
    choices: Choices,
    found: Found,
    saved: GoalIn | None,
) -> DeltaGenerator:
    """Draw the six that come first: what was asked for, what is done, how much by when.

    Returns the place beside them, for what is said of them.
    """
    st.subheader(say(TITLES[Part.FIRST]))
    draw_demand(fields, setting, choices, found.heard, UUID(fields.values["id"]))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _words(fields, "action")
        _text(fields, "title")
        draw_first(fields, setting, found.offer, saved.indicators if saved else ())
        _day(fields, "due_on")
    return right


def draw_rest(
    fields: Fields,
    setting: GoalSetting,
    choices: Choices,
    found: Found,
    saved: GoalIn | None,
) -> None:
    """Draw the rest in parts that are folded, each with what it still misses.

    What is folded is not drawn, and costs nothing; its fields keep what was typed.
    """
    indicators = saved.indicators if saved else ()
    draw: Mapping[Part, Callable[[], None]] = {
        Part.ASKED: lambda: _draw_asked(fields, setting, choices),
        Part.DONE: lambda: _draw_done(fields, choices),
        Part.WHO: lambda: _draw_who(fields, choices),
        Part.MEASURED: lambda: draw_indicators(fields, setting, found.offer, indicators),
        Part.TAKES: lambda: _draw_takes(fields),
        Part.WHEN: lambda: _draw_when(fields, setting),
    }
    missing = _missing(found.checked.findings)
    st.subheader(_("The rest: ○ marks what is required"))
    for part, draw_fields in draw.items():
        with st.container(gap="xsmall"):
            key = f"part:{fields.form}:{part}"
            with st.expander(say(TITLES[part]), key=key, on_change="rerun") as folded:
                if folded.open:
                    draw_fields()
            _draw_gaps([one for one in missing if part_in(one.field, fields.values) is part])


def _missing(findings: Sequence[FindingRow]) -> list[FindingRow]:
    return [one for one in findings if one.required and not one.points]


def _draw_gaps(missing: Sequence[FindingRow]) -> None:
    """Name what is missing in one part of the form."""
    if missing:
        mark = ":material/radio_button_unchecked:"
        st.caption("  \n".join(f"{mark} {plain(say_finding(one))}" for one in missing))


def draw_missing(findings: Sequence[FindingRow]) -> None:
    """Count what is missing."""
    missing = _missing(findings)
    if missing:
        st.markdown(
            plain(
                plural(
                    "{count} required thing is still missing. You can save now and go on later.",
                    "{count} required things are still missing. You can save now and go on later.",
                    len(missing),
                )
            )
        )
    else:
        st.markdown(_("Nothing that is required is missing."))


def draw_buttons(fields: Fields, discard: Callable[[], None]) -> bool:
    """Draw what saves and what discards; return whether to save."""
    with st.container(horizontal=True):
        wanted = st.button(_("Save"), type="primary", key=f"do:{fields.form}:save")
        st.button(_("Discard"), key=f"do:{fields.form}:discard", on_click=discard)
    return wanted


def show_where(error: PlannerError, fields: Fields) -> None:
    """Say what is wrong, and in which part of the form."""
    show_error(error)
    if error.where and error.where != REASON:
        part = say(TITLES[part_in(error.where, fields.values)])
        st.caption(plain(_("Look in: {part}", part=part)))


def _text(fields: Fields, name: str) -> str:
    return fields.text(name, say(LABELS[name]), hint=say(HINTS.get(name, "")))


def _words(fields: Fields, name: str) -> str:
    return fields.words(name, say(LABELS[name]), hint=say(HINTS.get(name, "")))


def _day(fields: Fields, name: str) -> date | None:
    return fields.day(name, say(LABELS[name]), hint=say(HINTS.get(name, "")))


def _choose(
    fields: Fields,
    name: str,
    options: Mapping[str, str],
    *,
    required: bool = False,
    keeps: bool = False,
) -> str | None:
    label, hint = say(LABELS[name]), say(HINTS.get(name, ""))
    return fields.choose(name, label, options, required=required, keeps=keeps, hint=hint)


def _choose_many(fields: Fields, name: str, options: Mapping[str, str]) -> list[str]:
    return fields.choose_many(name, say(LABELS[name]), options, hint=say(HINTS.get(name, "")))


def _draw_asked(fields: Fields, setting: GoalSetting, choices: Choices) -> None:
    labels = demand_labels(setting, choices) if fields.values["themes"] else {}
    for key in fields.values["themes"]:
        st.markdown(plain(labels.get(key, key)))
        fields.words(why_of(key), say(LABELS["why"]), hint=say(HINTS["why"]))
    if not fields.values["themes"]:
        st.caption(_("Choose a demand above first."))
    st.page_link(
        page_of("plan"),
        label=_("What the priority is drawn from is ticked in the plan"),
        icon=":material/assignment:",
        query_params={
            "district": str(setting.district.number),
            "year": str(setting.year),
            "priority": str(setting.priority_id),
        },
    )


def _draw_done(fields: Fields, choices: Choices) -> None:
    _text(fields, "population")
    places = {place.value: word(place) for place in PlaceKind}
    place = _choose(fields, "place", places, required=True)
    if place == PlaceKind.BEATS:
        beats = {str(beat.id): beat.number for beat in choices.beats}
        _choose_many(fields, "beat_ids", beats)
    if place == PlaceKind.AREA:
        _text(fields, "area_name")
    names = {language.value: own_name(language) for language in Language}
    _choose(fields, "language", names, required=True)


def _draw_who(fields: Fields, choices: Choices) -> None:
    members = {str(member.id): _say_member(member) for member in choices.members}
    owner = _choose(fields, "owner_id", members, keeps=True)
    if owner is None:
        _choose(fields, "owner_role", {role.value: word(role) for role in Role})
    _choose(fields, "caps_owner_id", members, keeps=True)
    partners = {
        str(partner.id): f"{partner.name} ({word(partner.kind)})" for partner in choices.partners
    }
    if not _choose_many(fields, "partner_ids", partners):
        _choose(fields, "partner_kind", {kind.value: word(kind) for kind in PartnerKind})


def _say_member(member: MemberRow) -> str:
    roles = listed(dict.fromkeys(word(held.role) for held in member.roles))
    return _SEPARATOR.join(filter(None, [member.name, member.unit, roles]))


def _draw_takes(fields: Fields) -> None:
    _words(fields, "resources")
    with st.container(horizontal=True):
        for name in ("resource_people", "resource_hours", "resource_money"):
            fields.number(name, say(LABELS[name]), hint=say(HINTS[name]))
    _words(fields, "ambition_reason")


def _draw_when(fields: Fields, setting: GoalSetting) -> None:
    with st.container(horizontal=True):
        _day(fields, "start_on")
        _day(fields, "review_on")
    due = fields.values["due_on"]
    if due and not setting.first_day <= date.fromisoformat(due) <= setting.last_day:
        _words(fields, "horizon_reason")
