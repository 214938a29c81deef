"""What respondents asked for, which goals answer it, and demands from a district itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from db.queries import plan as plan_query
from db.queries import theme as query
from db.tables import LocalDemand, Theme, ThemeCatalogue, ThemeText
from planner.domain.permissions import Action
from planner.domain.quarters import quarter_of
from schemas.errors import N_, NotFoundError
from schemas.theme import (
    AnsweringGoal,
    CatalogueRow,
    CitationRow,
    HeadlineRow,
    LocalDemandIn,
    LocalDemandRow,
    ThemeRow,
    VoicedAt,
)
from schemas.vocabulary import AnswerableAt, Language

from .gather import gather
from .rows import answering_goals, local_demand_rows
from .save import save_row
from .work import Work, use_case


@use_case(Action.THEME_READ)
def get_catalogue(work: Work, language: Language) -> CatalogueRow:
    """Return the newest edition, with the goals of the current plan year and the voices so far.

    A text that is not there in the language is given in English. Raises NotFoundError when the
    jurisdiction has no catalogue yet.
    """
    catalogue = _get_newest(work)
    year = quarter_of(work.today, work.jurisdiction.fiscal_start_month).year
    hanging = _get_hanging(work, catalogue.id, language, year)
    return CatalogueRow(
        source=catalogue.source,
        edition=catalogue.edition,
        reviewed=all(text.reviewed for text in hanging.texts.values()),
        year=year,
        headlines=_headlines(work, catalogue, hanging),
    )


@use_case(Action.THEME_READ)
def get_headlines(work: Work, language: Language) -> tuple[HeadlineRow, ...]:
    """Return the same themes to choose from: their words alone, without what answers them."""
    catalogue = _get_newest(work)
    texts = _get_texts(work, catalogue.id, language)
    return _headlines(work, catalogue, _Hanging(texts))


def _get_newest(work: Work) -> ThemeCatalogue:
    catalogue = query.find_newest_catalogue(work.session, work.jurisdiction_id)
    if catalogue is None:
        raise NotFoundError(N_("There are no themes yet: ask an administrator to import them."))
    return catalogue


def _headlines(
    work: Work, catalogue: ThemeCatalogue, hanging: "_Hanging"
) -> tuple[HeadlineRow, ...]:
    themes = query.get_themes(work.session, catalogue.id)
    demands = gather((theme.parent_id, theme) for theme in themes)
    return tuple(
        HeadlineRow(
            id=headline.id,
            code=headline.code,
            statement=hanging.statement(headline),
            demands=tuple(hanging.row(demand) for demand in demands.get(headline.id, ())),
        )
        for headline in demands.get(None, ())
    )


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs from a catalogue's themes: by their id what was said, by their code answers."""

    texts: Mapping[UUID, ThemeText]
    citations: Mapping[UUID, tuple[CitationRow, ...]] = field(default_factory=dict)
    answerable: Mapping[UUID, tuple[AnswerableAt, ...]] = field(default_factory=dict)
    goals: Mapping[str, tuple[AnsweringGoal, ...]] = field(default_factory=dict)
    voiced: Mapping[str, tuple[VoicedAt, ...]] = field(default_factory=dict)

    def statement(self, theme: Theme) -> str:
        text = self.texts.get(theme.id)
        return text.statement if text else theme.code

    def row(self, theme: Theme) -> ThemeRow:
        text, held = self.texts.get(theme.id), set(self.answerable.get(theme.id, ()))
        return ThemeRow.model_validate(
            {
                "id": theme.id,
                "code": theme.code,
                "stance": theme.stance,
                "statement": self.statement(theme),
                "answered_by": text.answered_by if text else "",
                "citations": self.citations.get(theme.id, ()),
                "answerable_at": tuple(place for place in AnswerableAt if place in held),
                "goals": self.goals.get(theme.code, ()),
                "voiced": self.voiced.get(theme.code, ()),
            }
        )


def _get_hanging(work: Work, catalogue_id: UUID, language: Language, year: int) -> _Hanging:
    session, jurisdiction_id = work.session, work.jurisdiction_id
    return _Hanging(
        texts=_get_texts(work, catalogue_id, language),
        citations=gather(
            (row.theme_id, CitationRow(group=row.respondent_group, report_part=row.report_part))
            for row in query.get_citations(session, catalogue_id)
        ),
        answerable=gather(query.get_answerable(session, catalogue_id)),
        goals=gather(
            answering_goals(
                work, query.get_answering_goals(session, jurisdiction_id, year), language
            )
        ),
        voiced=gather(
            (theme_code, VoicedAt(district_number=number, voices=voices))
            for theme_code, number, voices in query.count_voices(session, jurisdiction_id)
        ),
    )


def _get_texts(work: Work, catalogue_id: UUID, language: Language) -> dict[UUID, ThemeText]:
    texts = query.get_texts(work.session, catalogue_id, {language, Language.EN})
    in_turn = sorted(texts, key=lambda text: text.language is language)
    return {text.theme_id: text for text in in_turn}


@use_case(Action.THEME_READ)
def get_local_demands(
    work: Work, district_id: UUID, language: Language | None = None
) -> tuple[LocalDemandRow, ...]:
    """Return what a district's own conversations asked for, by code."""
    rows = query.get_local_demands(work.session, work.jurisdiction_id, district_id)
    return local_demand_rows(work, rows, language)


@use_case(Action.PLAN_EDIT, scope=lambda _work, entry: entry.district_id)
def save_local_demand(work: Work, entry: LocalDemandIn) -> LocalDemandRow:
    """Save a demand of a district's own; a new one gets the district's next code.

    What a reviewer mapped it to stays. Raises StaleError when it was saved meanwhile, and
    NotFoundError when the district has no such demand.
    """
    # Two new demands at once would get the same code, so they wait for each other.
    district = plan_query.find_district(
        work.session, work.jurisdiction_id, entry.district_id, lock=True
    )
    if district is None:
        raise NotFoundError(N_("There is no such district."))
    held = query.get_local_demands(work.session, work.jurisdiction_id, district.id)
    demand = next((demand for demand, *_ in held if demand.id == entry.id), None)
    if demand is None and entry.seen_version > 0:
        raise NotFoundError(N_("This demand is not there any more."))
    taken = {demand.code for demand, *_ in held}
    code = demand.code if demand else _next_code(district.number, taken)
    values = entry.model_dump(exclude={"id", "seen_version"}) | {
        "code": code,
        "mapped_theme_id": demand.mapped_theme_id if demand else None,
    }
    save_row(
        work,
        LocalDemand,
        entry.id,
        entry.seen_version,
        values,
        action="save_local_demand",
        body=values,
    )
    saved = get_local_demands(work, district.id)
    return next(row for row in saved if row.id == entry.id)


def _next_code(district_number: int, taken: set[str]) -> str:
    tries = (f"LOCAL-{district_number:02}-{place:02}" for place in count(len(taken) + 1))
    return next(code for code in tries if code not in taken)
