"""The part of the Voices page about people's words: filtered, leafed through, approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.i18n import find_language, own_name
from planner.services import engagement, theme, voice, voice_page
from planner.services.work import Work
from planner.ui.address import find_id, keep
from planner.ui.choice import asked, asked_page, choose, leaf, open_button, pick
from planner.ui.engagement import engagement_name
from planner.ui.language import _, current_language, plural
from planner.ui.message import keep_message, show_error
from planner.ui.place import district_name
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.engagement import EngagementRow
from schemas.errors import PlannerError
from schemas.theme import HeadlineRow
from schemas.vocabulary import Language
from schemas.voice import VoiceFilter, VoiceIn, VoicePage, VoiceRow

from .form import NEW, Demand, close_voice_form, demands_of, draw_voice_form, form_name
from .words import draw_voice, say_voices

ALL, WAITING = "all", "waiting"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the part shows: a page of voices, and what they can be coded with and come from."""

    wanted: VoiceFilter
    page: VoicePage
    held: Sequence[EngagementRow]
    """Meetings that were held, which a voice can come from."""
    demands: Mapping[str, Demand]
    headlines: Sequence[HeadlineRow]
    opened: VoiceRow | None
    may_enter: bool
    may_edit: bool
    may_approve: bool


def show_voices(district: DistrictRow) -> None:
    """Draw a district's voices, with the form for who enters them."""
    try:
        with open_work() as work:
            loaded = _load(work, district)
    except PlannerError as error:
        show_error(error)
        return
    st.markdown(f"**{plain(say_voices(loaded.page, district_name(district)))}**")
    is_new = asked("voice") == NEW
    if (loaded.may_edit and loaded.opened) or (loaded.may_enter and is_new):
        _edit(district.id, loaded)
    elif loaded.may_enter:
        open_button(_("Enter a voice"), "voice", NEW, add=True)
    _draw_filter(loaded)
    _draw_page(loaded)


def _load(work: Work, district: DistrictRow) -> Loaded:
    language = current_language()
    held = [
        row for row in engagement.get_engagements(work, district.id) if row.held_on <= work.today
    ]
    wanted = _asked_filter(held)
    may_enter = work.may(Action.VOICE_ENTER, district.id)
    may_edit = may_enter and work.may(Action.VOICE_READ_ORIGINAL, district.id)
    voice_id = find_id("voice") if may_edit else None
    opened = voice_page.find_voice(work, district.id, voice_id) if voice_id else None
    headlines = theme.get_headlines(work, language)
    return Loaded(
        wanted,
        voice_page.get_voice_page(work, district.id, wanted, asked_page(), language=language),
        held,
        demands_of(headlines, theme.get_local_demands(work, district.id, language)),
        headlines,
        opened,
        may_enter,
        may_edit,
        work.may(Action.VOICE_APPROVE, district.id),
    )


def _asked_filter(held: Sequence[EngagementRow]) -> VoiceFilter:
    meeting = find_id("heard")
    return VoiceFilter(
        code=asked("theme"),
        engagement_id=meeting if meeting in {row.id for row in held} else None,
        language=find_language(asked("spoken")),
        waiting=asked("show") == WAITING,
    )


def _draw_filter(loaded: Loaded) -> None:
    """Offer to show voices of one theme, meeting or language, or those that wait for approval."""
    wanted, page = loaded.wanted, loaded.page
    themes = {"": _("All themes")} | _theme_names(loaded)
    heard = [row for row in loaded.held if row.voices]
    meetings = {"": _("All meetings")} | {str(row.id): engagement_name(row) for row in heard}
    spoken = [one for one in Language if one in {*page.languages, wanted.language}]
    languages = {"": _("All languages")} | {one.value: own_name(one) for one in spoken}
    kinds = {ALL: _("All voices"), WAITING: _("Waiting for approval")}
    with st.container(horizontal=True):
        _choose(_("Theme"), "theme", themes, wanted.code)
        _choose(_("Meeting"), "heard", meetings, str(wanted.engagement_id or ""))
        _choose(_("Language"), "spoken", languages, wanted.language or "")
        _choose(_("Show"), "show", kinds, WAITING if wanted.waiting else ALL)


def _choose(label: str, name: str, options: Mapping[str, str], chosen: str) -> None:
    choose(label, name, list(options), pick(chosen, list(options), ""), options.__getitem__)


def _theme_names(loaded: Loaded) -> dict[str, str]:
    """Return what can be chosen, by code: the demands people spoke of, below their theme."""
    used = {*loaded.page.codes, loaded.wanted.code}
    names: dict[str, str] = {}
    for headline in loaded.headlines:
        spoken = [one for one in headline.demands if one.code in used]
        if spoken or headline.code in used:
            names[headline.code] = headline.statement
        names |= {one.code: f"{one.code} {one.statement}" for one in spoken}
    others = sorted(used - names.keys() - {""})
    return names | {code: _theme_name(code, loaded.demands) for code in others}


def _theme_name(code: str, demands: Mapping[str, Demand]) -> str:
    return f"{code} {demands[code].statement}" if code in demands else code


def _draw_page(loaded: Loaded) -> None:
    page = loaded.page
    if not page.rows:
        _draw_none(page)
        return
    if page.fitting < page.total:
        st.caption(plural("{count} voice fits.", "{count} voices fit.", page.fitting))
    names = {code: one.statement for code, one in loaded.demands.items()}
    for row in page.rows:
        if draw_voice(row, names, may_approve=loaded.may_approve, may_edit=loaded.may_edit):
            _approve(row)
    leaf(page.pages, page.page)


def _draw_none(page: VoicePage) -> None:
    if page.total:
        st.info(_("No voice fits this choice. Choose another theme, or show all voices."))
    else:
        st.info(_("No voices here yet. Enter a meeting, then what people said there."))


def _approve(row: VoiceRow) -> None:
    """Approve the wording of a voice as it was shown."""
    try:
        with open_work(write=True) as work:
            voice.approve_voice(work, row.id, row.version)
    except PlannerError as error:
        show_error(error)
        return
    keep_message("success", _("The wording is approved."))
    st.rerun()


def _edit(district_id: UUID, loaded: Loaded) -> None:
    """Draw the form of a voice; save it when it is asked for, or say why not below it."""
    row = loaded.opened

    def close(entry: VoiceIn) -> None:
        close_voice_form(form_name(district_id, row))
        if row is None:
            # The next voice was mostly heard at the same meeting, so the form comes back with it.
            keep(voice=NEW, heard=entry.engagement_id)

    save_form(
        lambda: draw_voice_form(district_id, row, loaded.held, loaded.demands),
        voice.save_voice,
        close,
        _("Saved."),
    )
