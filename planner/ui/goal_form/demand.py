"""The demand a goal answers: chosen by searching, with what people here said on it beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.services import demand, theme, voice_page
from planner.ui.cached import Reads
from planner.ui.demand.form import draw_demand_form, form_name
from schemas.account import DistrictRow
from schemas.goal import GoalSetting
from schemas.theme import AnsweringGoal, HeadlineRow, LocalDemandIn, LocalDemandRow, ThemeRow
from schemas.vocabulary import AnswerableAt, DistrictKind, Language
from schemas.voice import VoiceFilter, VoicePage

from ..fields import Fields
from ..goal.parts import HINTS, LABELS
from ..heard import draw_nobody, draw_quotes, most_voiced, voiced_here
from ..language import _, plural, say, word
from ..link import goal_link, voices_link
from ..place import district_name
from ..saving import save_form
from ..text import plain
from ..typed import end_typing
from .choices import Choices
from .typed import local_key, theme_key

_THEMES = "themes"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a district knows of one demand: its words, what was said, and which goals answer it.

    `of_theme` says that nobody spoke of the demand itself, and the voices are on its whole theme.
    """

    key: str
    code: str
    statement: str
    citation: str
    voices: VoicePage
    of_theme: str
    goals: tuple[AnsweringGoal, ...]


def load_heard(
    reads: Reads, setting: GoalSetting, choices: Choices, keys: Sequence[str], language: Language
) -> list[Heard]:
    """Return what is known in the goal's district of each demand that is chosen."""
    local = {local_key(one.id): one for one in choices.local_demands}
    of_report = {
        theme_key(one.id): (headline, one)
        for headline in _headlines(choices)
        for one in headline.demands
    }
    heard = []
    for key in keys:
        if key in local:
            heard.append(_heard_of_local(reads, setting.district.id, local[key], language))
        elif key in of_report:
            heard.append(_heard_of_report(reads, setting.district, *of_report[key], language))
    return heard


def _heard_of_local(
    reads: Reads, district_id: UUID, one: LocalDemandRow, language: Language
) -> Heard:
    return Heard(
        key=local_key(one.id),
        code=one.code,
        statement=one.statement,
        citation=one.citation,
        voices=_voices(reads, district_id, one.code, language),
        of_theme="",
        goals=reads.get(demand.get_demand, one.code, language).goals,
    )


def _heard_of_report(
    reads: Reads, district: DistrictRow, headline: HeadlineRow, one: ThemeRow, language: Language
) -> Heard:
    voices, of_theme = _voices(reads, district.id, one.code, language), ""
    if not voices.fitting:
        on_theme = _voices(reads, district.id, headline.code, language)
        if on_theme.fitting:
            voices, of_theme = on_theme, headline.statement
    return Heard(
        key=theme_key(one.id),
        code=one.code,
        statement=one.statement,
        citation="",
        voices=voices,
        of_theme=of_theme,
        goals=tuple(each for each in one.goals if each.district_number == district.number),
    )


def _voices(reads: Reads, district_id: UUID, code: str, language: Language) -> VoicePage:
    wanted = VoiceFilter(code=code)
    return reads.get(voice_page.get_voice_page, district_id, wanted, language=language)


def demand_labels(setting: GoalSetting, choices: Choices) -> dict[str, str]:
    """Return the demands by key: the district's own, then the most voiced here, then the rest.

    Their theme stands in the label too, so that typing a word of it finds them all.
    """
    here = setting.district.number
    at = _answers_at(setting)
    of_report = [(headline, one) for headline in _headlines(choices) for one in headline.demands]
    in_turn = sorted(
        of_report, key=lambda pair: (-voiced_here(pair[1], here), at not in pair[1].answerable_at)
    )
    return {
        local_key(one.id): _(
            "{code}: {statement} (your own)", code=one.code, statement=one.statement
        )
        for one in choices.local_demands
    } | {theme_key(one.id): _label(headline, one, at, here) for headline, one in in_turn}


def _headlines(choices: Choices) -> Sequence[HeadlineRow]:
    return choices.catalogue.headlines if choices.catalogue else ()


def _answers_at(setting: GoalSetting) -> AnswerableAt:
    headquarters = setting.district.kind is DistrictKind.HEADQUARTERS
    return AnswerableAt.HEADQUARTERS if headquarters else AnswerableAt.DISTRICT


def _label(headline: HeadlineRow, one: ThemeRow, at: AnswerableAt, here: int) -> str:
    told = f"{one.code} · {word(one.stance)}: {one.statement}"
    count = voiced_here(one, here)
    more = [
        headline.statement,
        *([plural("{count} voice here", "{count} voices here", count)] if count else []),
        *([] if at in one.answerable_at else [_("not answerable here alone")]),
    ]
    return _("{demand} ({more})", demand=told, more="; ".join(more))


def draw_demand(
    fields: Fields,
    setting: GoalSetting,
    choices: Choices,
    heard: Sequence[Heard],
    goal_id: UUID,
) -> None:
    """Draw the choice of demands, and beside it what people here said on them."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _draw_choice(fields, setting, choices)
    with right:
        if heard:
            _draw_heard(heard, setting, goal_id)
        else:
            _draw_most_voiced(fields, setting, choices)


def _draw_choice(fields: Fields, setting: GoalSetting, choices: Choices) -> None:
    theme_code = _draw_filter(fields, choices)
    labels = shown = demand_labels(setting, choices)
    if theme_code:
        of_theme = {
            theme_key(one.id)
            for headline in _headlines(choices)
            if headline.code == theme_code
            for one in headline.demands
        }
        chosen = set(fields.values[_THEMES])
        shown = {key: says for key, says in labels.items() if key in of_theme | chosen}
    fields.choose_many(_THEMES, say(LABELS[_THEMES]), shown, hint=say(HINTS[_THEMES]))
    for key in fields.values[_THEMES]:
        st.caption(plain(labels.get(key, key)))
    if choices.may_add_demand:
        _draw_new(fields, setting)


def _draw_filter(fields: Fields, choices: Choices) -> str | None:
    """Offer to look among the demands of one theme alone."""
    names = {headline.code: headline.statement for headline in _headlines(choices)}
    chosen: str | None = st.selectbox(
        _("Look only among one theme"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("All themes"),
        key=f"look:{fields.form}:theme",
    )
    return chosen


def _draw_new(fields: Fields, setting: GoalSetting) -> None:
    """Offer to write down on the spot what people here asked for."""
    name = f"adding:{fields.form}"
    form = form_name(setting.district.id, None)

    def close(_form: str) -> None:
        end_typing(form)
        st.session_state.pop(name, None)

    def take(entry: LocalDemandIn) -> None:
        close(form)
        fields.put(_THEMES, [*fields.values[_THEMES], local_key(entry.id)])
        fields.keep_now()

    if not st.session_state.get(name):
        st.button(
            _("Add what people here asked for"),
            key=f"do:{fields.form}:demand",
            icon=":material/add:",
            type="tertiary",
            on_click=st.session_state.__setitem__,
            args=(name, True),
        )
        return
    save_form(
        lambda: draw_demand_form(setting.district.id, None, close),
        theme.save_local_demand,
        take,
        _("Saved, and chosen for this goal."),
    )


def _draw_most_voiced(fields: Fields, setting: GoalSetting, choices: Choices) -> None:
    title = plain(_("Most voiced in {place}", place=district_name(setting.district)))
    if _on_a_phone():
        with st.expander(title):
            _offer_most_voiced(fields, setting, choices)
    else:
        st.markdown(f"**{title}**")
        _offer_most_voiced(fields, setting, choices)


def _offer_most_voiced(fields: Fields, setting: GoalSetting, choices: Choices) -> None:
    """Offer to take one of the demands most people here spoke of."""
    found = most_voiced(_headlines(choices), setting.district.number)
    if not found:
        draw_nobody()
    for one, count in found:
        with st.container(gap="xxsmall"):
            st.markdown(plain(one.statement))
            with st.container(horizontal=True, vertical_alignment="center"):
                told = plural("{count} voice here", "{count} voices here", count)
                st.caption(told, width="content")
                st.button(
                    _("Take {code}", code=one.code),
                    key=f"do:{fields.form}:take:{one.code}",
                    type="tertiary",
                    on_click=_take,
                    args=(fields, theme_key(one.id)),
                )


def _take(fields: Fields, key: str) -> None:
    fields.put(_THEMES, [*fields.values[_THEMES], key])


def _draw_heard(heard: Sequence[Heard], setting: GoalSetting, goal_id: UUID) -> None:
    """Draw the voices on each chosen demand; on a phone they are folded below the choice."""
    for place, one in enumerate(heard):
        count = plural("{count} voice here", "{count} voices here", one.voices.fitting)
        label = plain(_("{code}: {voices}", code=one.code, voices=count))
        with st.expander(label, expanded=not place and not _on_a_phone()):
            _draw_one(one, setting, goal_id)


def _draw_one(one: Heard, setting: GoalSetting, goal_id: UUID) -> None:
    if one.citation:
        st.caption(plain(_("Asked for in: {where}", where=one.citation)))
    if one.of_theme:
        told = _("Nobody spoke of just this. On “{theme}” people said:", theme=one.of_theme)
        st.caption(plain(told))
    draw_quotes(one.voices)
    if one.voices.fitting:
        voices_link(_("All voices on it"), setting.district.number, one.code)
    others = [each for each in one.goals if each.goal_id != goal_id]
    if others:
        st.caption(_("Goals here that answer it already:"))
    for each in others:
        with st.container(gap=None):
            st.markdown(plain(each.goal_title))
            goal_link(each.goal_id, each.goal_code)


def _on_a_phone() -> bool:
    """Say whether the browser names itself one of a phone, where beside means below."""
    headers: Mapping[str, str] = st.context.headers
    return "Mobi" in (headers.get("User-Agent") or "")
