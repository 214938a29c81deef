"""The form that enters a voice: words, consent, what they express, and their themes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.choice import asked
from planner.ui.engagement import engagement_name
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say, word
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from schemas.engagement import EngagementRow
from schemas.errors import N_, RuleError
from schemas.shape import LONG
from schemas.theme import HeadlineRow, LocalDemandRow
from schemas.vocabulary import Consent, Language, Valence
from schemas.voice import VoiceIn, VoiceRow

LABELS = {
    "engagement": N_("Meeting it was heard at"),
    "text": N_("What was said, in the speaker's own words and language"),
    "language": N_("Language of these words"),
    "consent": N_("What the speaker allowed"),
    "valence": N_("What it expresses, in your judgement"),
    "themes": N_("Themes it touches"),
}

NEW = "new"
"""What the address carries in place of an identifier while a voice is being added."""

_KINDS = {"language": Language, "consent": Consent, "valence": Valence}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a voice can be coded with: a theme, or a local demand of the district."""

    statement: str
    theme_id: UUID | None = None
    local_demand_id: UUID | None = None


def demands_of(
    headlines: Iterable[HeadlineRow], local: Iterable[LocalDemandRow]
) -> dict[str, Demand]:
    """Return by code what voices of a district can be coded with, its own demands first."""
    own = {row.code: Demand(row.statement, local_demand_id=row.id) for row in local}
    return own | {
        demand.code: Demand(demand.statement, theme_id=demand.id)
        for headline in headlines
        for demand in headline.demands
    }


def form_name(district_id: UUID, row: VoiceRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"voice:{row.id}" if row else f"new voice:{district_id}"


def close_voice_form(form: str) -> None:
    """Forget the form and its draft, and take it out of the address."""
    end_typing(form)
    keep(voice=None)


def draw_voice_form(
    district_id: UUID,
    row: VoiceRow | None,
    held: Sequence[EngagementRow],
    demands: Mapping[str, Demand],
) -> VoiceIn | None:
    """Draw the form of a voice, or of a new one; return what is to be saved, or None.

    `held` are the meetings that a voice can come from. Raises RuleError, naming the field, for
    what is missing.
    """
    meetings = {one.code: one for one in held}
    form, saved = form_name(district_id, row), _saved_values(row, meetings)
    version = row.version if row else 0
    typing = begin_typing(form, version, saved, _KINDS)
    with st.container(border=True):
        st.header(_("Edit voice") if row else _("Enter a voice"))
        show_meanwhile(form, typing, version, saved, LABELS)
        if not held:
            st.info(_("Enter the meeting first: a voice belongs to the meeting it was heard at."))
        _draw_fields(form, meetings, demands)
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            st.button(_("Discard"), key=f"{form}:discard", on_click=close_voice_form, args=(form,))
    if not wanted:
        return None
    _check(values)
    theme_ids, local_demand_ids = _coded(values["themes"], row, demands)
    return VoiceIn(
        id=row.id if row else form_id(form),
        engagement_id=meetings[values["engagement"]].id,
        seen_version=typing.seen_version,
        text=values["text"],
        language=values["language"],
        consent=values["consent"],
        valence=values["valence"],
        theme_ids=theme_ids,
        local_demand_ids=local_demand_ids,
    )


def _saved_values(row: VoiceRow | None, meetings: Mapping[str, EngagementRow]) -> Values:
    if row is None:
        last = asked("heard")
        return {
            "engagement": _code_of(last, meetings),
            "text": "",
            "language": current_language(),
            "consent": None,
            "valence": None,
            "themes": [],
        }
    return {
        "engagement": _code_of(str(row.engagement_id), meetings),
        "text": row.text or "",
        "language": row.language,
        "consent": row.consent,
        "valence": row.valence,
        "themes": list(row.theme_codes),
    }


def _code_of(engagement_id: str, meetings: Mapping[str, EngagementRow]) -> str | None:
    return next((code for code, one in meetings.items() if str(one.id) == engagement_id), None)


def _draw_fields(
    form: str, meetings: Mapping[str, EngagementRow], demands: Mapping[str, Demand]
) -> None:
    def key(field: str) -> str:
        return key_of(form, field)

    # A draft may name a meeting or a theme that is not there any more.
    if st.session_state[key("engagement")] not in meetings:
        st.session_state[key("engagement")] = None
    held = st.session_state[key("themes")]
    st.session_state[key("themes")] = [code for code in held if code in demands]

    st.selectbox(
        say(LABELS["engagement"]),
        list(meetings),
        index=None,
        format_func=lambda code: engagement_name(meetings[code]),
        placeholder=_("Choose a meeting"),
        key=key("engagement"),
    )
    st.warning(
        _(
            "Leave out who the speaker is, their immigration status, anybody's health, and what"
            " belongs to an open case."
        ),
        icon=":material/privacy_tip:",
    )
    st.text_area(say(LABELS["text"]), max_chars=LONG, key=key("text"))
    st.selectbox(say(LABELS["language"]), list(Language), format_func=own_name, key=key("language"))
    st.radio(
        say(LABELS["consent"]), list(Consent), index=None, format_func=word, key=key("consent")
    )
    st.segmented_control(
        say(LABELS["valence"]), list(Valence), format_func=word, key=key("valence")
    )
    st.multiselect(
        say(LABELS["themes"]),
        list(demands),
        format_func=lambda code: f"{code} {demands[code].statement}",
        placeholder=_("Type to search the themes"),
        filter_mode="contains",
        select_all=False,
        key=key("themes"),
    )


def _check(values: Values) -> None:
    if values["engagement"] is None:
        raise RuleError(N_("Choose the meeting it was heard at."), where="engagement")
    if not (values["text"] or "").strip():
        raise RuleError(N_("Write down what was said before you save it."), where="text")
    if values["consent"] is None:
        raise RuleError(N_("Say what the speaker allowed."), where="consent")


def _coded(
    codes: Iterable[str], row: VoiceRow | None, demands: Mapping[str, Demand]
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return the ids of the chosen themes and local demands.

    Those the form doesn't offer, such as themes of an older edition, stay as they were.
    """
    chosen, offered = [demands[code] for code in codes], demands.values()
    themes = frozenset(one.theme_id for one in chosen if one.theme_id)
    local = frozenset(one.local_demand_id for one in chosen if one.local_demand_id)
    if row is not None:
        themes |= row.theme_ids - {one.theme_id for one in offered}
        local |= row.local_demand_ids - {one.local_demand_id for one in offered}
    return themes, local
