"""The form of a goal, in six parts named by what they ask, with what is missing beside each."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from planner.domain.quarters import local_day
from planner.i18n import own_name
from planner.services.amend import REASON
from schemas.account import MemberRow
from schemas.errors import PlannerError
from schemas.goal import FindingRow, GoalIn, GoalSetting
from schemas.theme import ThemeRow
from schemas.vocabulary import AnswerableAt, DistrictKind, Language, PartnerKind, PlaceKind, Role

from ..fields import MINE, Fields
from ..language import _, long_date, plural, say, word
from ..message import show_error
from ..navigation import page_of
from ..place import district_name
from ..text import plain
from .choices import Choices
from .indicator import draw_indicators
from .parts import LABELS, TITLES, Part, part_of
from .say import say_finding, say_place_in_form
from .typed import local_key, theme_key, why_of

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
                    fields=", ".join(names),
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


def draw_parts(
    fields: Fields, setting: GoalSetting, choices: Choices, saved: GoalIn | None
) -> Mapping[Part, DeltaGenerator]:
    """Draw the six parts; return for each the place to say what is missing."""
    draw: Mapping[Part, Callable[[], None]] = {
        Part.ASKED: lambda: _draw_asked(fields, setting, choices),
        Part.DONE: lambda: _draw_done(fields, choices),
        Part.WHO: lambda: _draw_who(fields, choices),
        Part.MEASURED: lambda: draw_indicators(fields, setting, saved.indicators if saved else ()),
        Part.TAKES: lambda: _draw_takes(fields),
        Part.WHEN: lambda: _draw_when(fields, setting),
    }
    places = {}
    for part, draw_fields in draw.items():
        with st.expander(
            say(TITLES[part]),
            expanded=saved is None and part is Part.ASKED,
            key=f"part:{fields.form}:{part}",
        ):
            draw_fields()
        places[part] = st.container(gap="xsmall")
    return places


def draw_missing(places: Mapping[Part, DeltaGenerator], findings: Sequence[FindingRow]) -> None:
    """Name what is missing beside each part, and count it."""
    missing = [one for one in findings if one.required and not one.points]
    for finding in missing:
        with places[part_of(finding.field)]:
            st.caption(f":material/radio_button_unchecked: {plain(say_finding(finding))}")
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


def show_where(error: PlannerError) -> None:
    """Say what is wrong, and in which part of the form."""
    show_error(error)
    if error.where and error.where != REASON:
        st.caption(plain(_("Look in: {part}", part=say_place_in_form(error.where))))


def _draw_asked(fields: Fields, setting: GoalSetting, choices: Choices) -> None:
    demands = _demands(setting, choices)
    chosen = fields.choose_many("themes", say(LABELS["themes"]), demands)
    for key in chosen:
        st.markdown(plain(demands.get(key, key)))
        fields.words(why_of(key), say(LABELS["why"]))
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


def _demands(setting: GoalSetting, choices: Choices) -> dict[str, str]:
    """Return the demands by key: the district's own first, then those it can answer."""
    own = {
        local_key(demand.id): f"{demand.code} · {demand.statement}"
        for demand in choices.local_demands
    }
    headlines = choices.catalogue.headlines if choices.catalogue else ()
    demands = [demand for headline in headlines for demand in headline.demands]
    is_headquarters = setting.district.kind is DistrictKind.HEADQUARTERS
    here = AnswerableAt.HEADQUARTERS if is_headquarters else AnswerableAt.DISTRICT
    in_turn = sorted(demands, key=lambda demand: here not in demand.answerable_at)
    return own | {theme_key(each.id): _say_demand(each, here) for each in in_turn}


def _say_demand(demand: ThemeRow, here: AnswerableAt) -> str:
    told = f"{demand.code} · {word(demand.stance)}: {demand.statement}"
    if here in demand.answerable_at:
        return told
    return _("{demand} (not answerable here alone)", demand=told)


def _draw_done(fields: Fields, choices: Choices) -> None:
    fields.text("title", say(LABELS["title"]))
    fields.words("action", say(LABELS["action"]))
    fields.text("population", say(LABELS["population"]))
    places = {place.value: word(place) for place in PlaceKind}
    place = fields.choose("place", say(LABELS["place"]), places, required=True)
    if place == PlaceKind.BEATS:
        beats = {str(beat.id): beat.number for beat in choices.beats}
        fields.choose_many("beat_ids", say(LABELS["beat_ids"]), beats)
    if place == PlaceKind.AREA:
        fields.text("area_name", say(LABELS["area_name"]))
    names = {language.value: own_name(language) for language in Language}
    fields.choose("language", say(LABELS["language"]), names, required=True)


def _draw_who(fields: Fields, choices: Choices) -> None:
    members = {str(member.id): _say_member(member) for member in choices.members}
    owner = fields.choose("owner_id", say(LABELS["owner_id"]), members, keeps=True)
    if owner is None:
        roles = {role.value: word(role) for role in Role}
        fields.choose("owner_role", say(LABELS["owner_role"]), roles)
    fields.choose("caps_owner_id", say(LABELS["caps_owner_id"]), members, keeps=True)
    partners = {
        str(partner.id): f"{partner.name} ({word(partner.kind)})" for partner in choices.partners
    }
    named = fields.choose_many("partner_ids", say(LABELS["partner_ids"]), partners)
    if not named:
        kinds = {kind.value: word(kind) for kind in PartnerKind}
        fields.choose("partner_kind", say(LABELS["partner_kind"]), kinds)


def _say_member(member: MemberRow) -> str:
    roles = ", ".join(dict.fromkeys(word(held.role) for held in member.roles))
    return _SEPARATOR.join(filter(None, [member.name, member.unit, roles]))


def _draw_takes(fields: Fields) -> None:
    fields.words("resources", say(LABELS["resources"]))
    with st.container(horizontal=True):
        for name in ("resource_people", "resource_hours", "resource_money"):
            fields.number(name, say(LABELS[name]))
    fields.words("ambition_reason", say(LABELS["ambition_reason"]))


def _draw_when(fields: Fields, setting: GoalSetting) -> None:
    with st.container(horizontal=True):
        fields.day("start_on", say(LABELS["start_on"]))
        due = fields.day("due_on", say(LABELS["due_on"]))
        fields.day("review_on", say(LABELS["review_on"]))
    if due and not setting.first_day <= due <= setting.last_day:
        fields.words("horizon_reason", say(LABELS["horizon_reason"]))
