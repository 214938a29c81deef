"""Where a plan can be started from: a file, last year's goals, goals of other districts."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID

import streamlit as st

from planner.domain.intake import BEGINNINGS, VOICES
from planner.exchange.plan_file import make_template
from planner.i18n import own_name
from planner.services import intake, theme
from planner.services.work import Work
from schemas.account import DistrictRow
from schemas.errors import N_, NotFoundError, PlannerError
from schemas.intake import PlanDraft, Precedent
from schemas.vocabulary import Language

from ..choice import asked, choose, pick, switch
from ..export import WORKBOOK, offer_file
from ..fields import Fields
from ..goal.told import in_my_language
from ..language import _, current_language, say, word
from ..link import goal_link
from ..message import show_error
from ..place import district_name
from ..session import later_work, open_work
from ..standing import standing_badge, way_text
from ..text import plain
from .form import keep_draft

_SEPARATOR = " · "
ANY = ""


class Way(StrEnum):
    """Where the makings come from."""

    FILE = "file"
    LAST_YEAR = "last_year"
    ELSEWHERE = "elsewhere"
    THEME = "theme"


_WAYS = {
    Way.FILE: N_("A file"),
    Way.LAST_YEAR: N_("Last year's plan"),
    Way.ELSEWHERE: N_("Other districts"),
    Way.THEME: N_("A theme"),
}


def draw_sources(fields: Fields, district: DistrictRow, year: int) -> None:
    """Offer the ways to begin, and take what one of them brings."""
    st.markdown(_("Nothing is written before you have seen what it would make."))
    way = pick(asked("from"), list(Way), Way.FILE)
    switch(_("Where from"), "from", list(Way), way, lambda each: say(_WAYS[each]))
    draw: dict[Way, Callable[[], PlanDraft | None]] = {
        Way.FILE: lambda: _draw_file(district, year),
        Way.LAST_YEAR: lambda: _draw_last_year(fields, district, year),
        Way.ELSEWHERE: lambda: _draw_elsewhere(fields, district, year),
        Way.THEME: lambda: _draw_theme(district, year),
    }
    try:
        draft = draw[way]()
        if draft is None:
            return
        keep_draft(fields, draft)
    except PlannerError as error:
        show_error(error)
        return
    st.rerun()


def _draw_file(district: DistrictRow, year: int) -> PlanDraft | None:
    """Offer the workbook to fill in, and take a filled-in one or a Word form."""
    st.subheader(_("1. Download the workbook"))
    st.markdown(
        _("It has sheets for priorities, goals, indicators and quarters, and says how it works.")
    )
    language = current_language()
    offer_file(
        _("Download the workbook"),
        _maker(district.id, language),
        f"plan-{district.number}-{year}.xlsx",
        "plan_workbook",
        0,
        mime=WORKBOOK,
    )
    st.subheader(_("2. Upload what you have"))
    st.markdown(
        _(
            "The filled-in workbook (.xlsx), or the district's own form in Word (.docx): at most"
            " {limit} MB, without formulas, macros and password.",
            limit=intake.LARGEST // 2**20,
        )
    )
    languages = {each.value: own_name(each) for each in Language}
    spoken = st.selectbox(
        _("Language of these texts"),
        list(languages),
        index=list(languages).index(language.value),
        format_func=languages.__getitem__,
        key="intake:language",
    )
    file = st.file_uploader(
        _("Workbook or Word form"),
        type=list(intake.ENDINGS),
        max_upload_size=intake.LARGEST // 2**20,
        key="intake:file",
    )
    if not st.button(_("Read the file"), type="primary", disabled=file is None) or file is None:
        return None
    return intake.read_file(file.getvalue(), file.name, Language(spoken), year)


def _maker(district_id: UUID, language: Language) -> Callable[[], bytes]:
    """Return what makes the workbook, in a thread that knows of no browser."""
    open_later = later_work()

    def make() -> bytes:
        with open_later() as work:
            names = intake.get_names(work, district_id, language)
        return make_template(language, names)

    return make


def _draw_last_year(fields: Fields, district: DistrictRow, year: int) -> PlanDraft | None:
    """List the goals of the plan before, with what came of each."""
    with open_work() as work:
        found = intake.get_precedents(work, district.id, year, current_language())
    if not found:
        st.info(_("There is no earlier plan of this district to begin from."))
        return None
    st.markdown(
        _(
            "Goals of {year}. What you tick is carried over with its people and partners; it starts"
            " from the last value, its dates move on, and the new target stays open.",
            year=found[0].goal.year,
        )
    )
    return _draw_ticks(fields, found, district, year)


def _draw_elsewhere(fields: Fields, district: DistrictRow, year: int) -> PlanDraft | None:
    """Look for goals of other districts, with what came of each."""
    with open_work() as work:
        headlines = _headlines(work)
    code = pick(asked("theme"), [ANY, *headlines], ANY)
    choose(
        _("Theme"),
        "theme",
        [ANY, *headlines],
        code,
        lambda each: headlines[each] if each else _("All themes"),
    )
    words = st.text_input(_("Words in the title"), key="intake:words", max_chars=100) or ""
    with open_work() as work:
        found = intake.find_precedents(work, district.id, year, words, code, current_language())
    if not found:
        st.info(_("No goal of another district fits. Try fewer words, or another theme."))
        return None
    st.markdown(
        _(
            "What you tick is copied with credit, without its people, partners, places and numbers:"
            " those are yours to fill in."
        )
    )
    return _draw_ticks(fields, found, district, year)


def _draw_theme(district: DistrictRow, year: int) -> PlanDraft | None:
    """Offer a priority and a goal to begin with for each headline theme."""
    with open_work() as work:
        headlines = {code: told for code, told in _headlines(work).items() if code in BEGINNINGS}
    if not headlines:
        st.info(_("There are no themes yet: ask an administrator to import them."))
        return None
    code = pick(asked("theme"), list(headlines), next(iter(headlines)))
    choose(_("Theme"), "theme", list(headlines), code, headlines.__getitem__)
    begun = BEGINNINGS[code]
    with st.container(border=True):
        st.markdown(f"**{plain(say(begun.priority))}**")
        told = [say(begun.goal), say(begun.action), say(begun.measure), say(VOICES)]
        st.caption(plain("\n".join(told)))
    st.markdown(_("People, places, numbers and reasons are yours to fill in."))
    if not st.button(_("Begin with this"), type="primary"):
        return None
    with open_work() as work:
        return intake.get_beginning(work, district.id, year, code, current_language())


def _headlines(work: Work) -> dict[str, str]:
    try:
        rows = theme.get_headlines(work, current_language())
    except NotFoundError:
        return {}
    return {row.code: row.statement for row in rows}


def _draw_ticks(
    fields: Fields, found: Sequence[Precedent], district: DistrictRow, year: int
) -> PlanDraft | None:
    """List goals to tick; return the draft of those that are ticked once it is asked for."""
    ticked = [one.goal.id for one in found if _draw_precedent(fields, one, district)]
    fields.keep()
    if not st.button(_("Copy what is ticked"), type="primary", disabled=not ticked):
        return None
    with open_work() as work:
        return intake.get_copy(work, district.id, year, ticked, current_language())


def _draw_precedent(fields: Fields, one: Precedent, district: DistrictRow) -> bool:
    title = in_my_language(one.goal.title, one.goal.translations, "title")
    with st.container(border=True):
        ticked = fields.tick(f"take:{one.goal.id}", plain(title))
        way = way_text(one.standing)
        st.markdown(" ".join(filter(None, [standing_badge(one.standing), plain(way)])))
        around = [
            *([district_name(one.district)] if one.district.id != district.id else []),
            str(one.goal.year),
            one.goal.priority_title,
            *one.theme_codes,
        ]
        st.caption(plain(_SEPARATOR.join(around)))
        if one.relation is not None:
            said = filter(None, [word(one.relation), one.rationale])
            st.caption(plain(": ".join(said)))
        goal_link(one.goal.id, one.goal.code)
    return ticked
