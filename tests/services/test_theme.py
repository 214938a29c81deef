"""Themes: what respondents asked for, what answers it, and what a district itself heard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import theme
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, StaleError
from schemas.theme import CatalogueRow, LocalDemandIn, ThemeRow
from schemas.vocabulary import AnswerableAt, Language, RespondentGroup, Role, Stance
from tests import factories as make


@dataclass
class City:
    """A city whose catalogue has one headline with one demand."""

    session: Session
    row: t.Jurisdiction
    catalogue: t.ThemeCatalogue = field(init=False)
    headline: t.Theme = field(init=False)
    demand: t.Theme = field(init=False)
    district: t.District = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = make.make_catalogue(self.session, self.row)
        self.headline = make.make_theme(self.session, self.catalogue, code="RESPONSE")
        self.demand = make.make_theme(
            self.session, self.catalogue, self.headline, code="RESPONSE-04"
        )
        self.district = make.make_district(self.session, self.row, number=7, name="Englewood")

    def work(self, role: Role = Role.COMMISSIONER, **fields: Any) -> Work:
        member = make.make_member(self.session, self.row, role, fields.pop("district", None))
        return make.work_for(self.session, member, **fields)

    def goal(self, year: int = 2026, district: t.District | None = None) -> t.Goal:
        plan = make.make_plan(self.session, district or self.district, year=year)
        return make.make_goal(self.session, make.make_priority(self.session, plan))

    def read(self, language: Language = Language.EN, **fields: Any) -> CatalogueRow:
        return theme.get_catalogue(self.work(**fields), language)

    def read_demand(self, language: Language = Language.EN, **fields: Any) -> ThemeRow:
        (headline,) = self.read(language, **fields).headlines
        return headline.demands[0]


@pytest.fixture
def city(engine: Engine) -> Iterator[City]:
    with transaction(engine, write=True) as session:
        yield City(session, make.make_jurisdiction(session))


def test_without_a_catalogue_the_error_says_who_imports_one(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        member = make.make_member(session, make.make_jurisdiction(session), Role.COMMISSIONER)
        with pytest.raises(NotFoundError, match="ask an administrator"):
            theme.get_catalogue(make.work_for(session, member), Language.EN)


def test_only_the_newest_edition_of_the_own_jurisdiction_is_read(city: City) -> None:
    newer = make.make_catalogue(city.session, city.row, edition=2, source="Second report")
    make.make_theme(city.session, newer, code="NEW")
    elsewhere = make.make_jurisdiction(city.session)
    make.make_catalogue(city.session, elsewhere, edition=9, source="Elsewhere")
    found = city.read()
    assert (found.edition, found.source) == (2, "Second report")
    assert [headline.code for headline in found.headlines] == ["NEW"]


def test_a_text_missing_in_the_language_is_given_in_english(city: City) -> None:
    make.make_theme_text(city.session, city.headline, statement="Timely response")
    make.make_theme_text(
        city.session, city.headline, language=Language.ES, statement="Respuesta a tiempo"
    )
    make.make_theme_text(city.session, city.demand, statement="Answer faster.", answered_by="Mins")
    (headline,) = city.read(Language.ES).headlines
    assert headline.statement == "Respuesta a tiempo"
    assert headline.demands[0].statement == "Answer faster."
    assert headline.demands[0].answered_by == "Mins"


def test_themes_to_choose_from_are_the_same_without_what_answers_them(city: City) -> None:
    make.make_theme_text(city.session, city.demand, statement="Answer faster.")
    make.make_theme_answerable(city.session, city.demand)
    make.make_goal_theme(city.session, city.goal(), city.demand)
    (whole,), (light,) = city.read().headlines, theme.get_headlines(city.work(), Language.EN)
    assert (light.code, light.demands[0].statement) == (whole.code, "Answer faster.")
    assert light.demands[0].id == whole.demands[0].id
    assert (light.demands[0].goals, light.demands[0].answerable_at) == ((), ())


def test_a_theme_without_any_text_shows_its_code(city: City) -> None:
    assert city.read_demand().statement == "RESPONSE-04"


@pytest.mark.parametrize("reviewed", [True, False])
def test_the_catalogue_is_reviewed_when_every_text_shown_is(city: City, reviewed: bool) -> None:
    make.make_theme_text(city.session, city.headline, reviewed=True)
    make.make_theme_text(city.session, city.demand, reviewed=reviewed)
    make.make_theme_text(city.session, city.demand, language=Language.PL, reviewed=False)
    assert city.read().reviewed is reviewed


def test_groups_stay_pooled_with_their_part_of_the_report(city: City) -> None:
    make.make_theme_citation(
        city.session, city.demand, respondent_group=RespondentGroup.EXTERNAL, report_part=4
    )
    make.make_theme_citation(city.session, city.demand)
    said = [(one.group, one.report_part) for one in city.read_demand().citations]
    assert said == [(RespondentGroup.ALL, 2), (RespondentGroup.EXTERNAL, 4)]


def test_places_that_can_answer_come_in_the_order_of_the_vocabulary(city: City) -> None:
    make.make_theme_answerable(city.session, city.demand, AnswerableAt.HEADQUARTERS)
    make.make_theme_answerable(city.session, city.demand, AnswerableAt.DISTRICT)
    assert city.read_demand().answerable_at == (AnswerableAt.DISTRICT, AnswerableAt.HEADQUARTERS)


def test_goals_of_the_plan_year_answer_a_demand(city: City) -> None:
    goal = city.goal()
    make.make_goal_theme(city.session, goal, city.demand)
    make.make_goal_theme(city.session, city.goal(year=2025), city.demand)
    (answer,) = city.read_demand().goals
    assert answer.goal_id == goal.id
    assert (answer.district_number, answer.district_name) == (7, "Englewood")


def test_the_plan_year_follows_the_fiscal_year(city: City) -> None:
    city.row.fiscal_start_month = 7
    make.make_goal_theme(city.session, city.goal(year=2027), city.demand)
    assert city.read(today=date(2026, 6, 30)).year == 2026
    assert city.read(today=date(2026, 7, 1)).year == 2027
    assert len(city.read_demand(today=date(2026, 7, 1)).goals) == 1


def test_a_goal_tied_to_an_older_edition_answers_the_demand_with_the_same_code(city: City) -> None:
    make.make_goal_theme(city.session, city.goal(), city.demand)
    newer = make.make_catalogue(city.session, city.row, edition=2)
    headline = make.make_theme(city.session, newer, code="RESPONSE")
    make.make_theme(city.session, newer, headline, code="RESPONSE-04")
    assert len(city.read_demand().goals) == 1


def test_a_goal_that_answers_a_mapped_local_demand_answers_the_demand_once(city: City) -> None:
    goal = city.goal()
    local = make.make_local_demand(city.session, city.district, mapped_theme_id=city.demand.id)
    make.make_goal_theme(city.session, goal, local_demand_id=local.id)
    make.make_goal_theme(city.session, goal, city.demand)
    assert [answer.goal_id for answer in city.read_demand().goals] == [goal.id]


def heard(city: City, district: t.District, **code: Any) -> t.Voice:
    voice = make.make_voice(city.session, make.make_engagement(city.session, district))
    make.make_voice_theme(city.session, voice, **code)
    return voice


def test_voices_are_counted_by_demand_and_district(city: City) -> None:
    other = make.make_district(city.session, city.row, number=3)
    for district in (city.district, other, city.district):
        heard(city, district, theme_id=city.demand.id)
    elsewhere = make.make_jurisdiction(city.session)
    make.make_catalogue(city.session, elsewhere)
    found = [(one.district_number, one.voices) for one in city.read_demand().voiced]
    assert found == [(3, 1), (7, 2)]


def test_a_voice_on_a_mapped_local_demand_counts_once_for_the_catalogues(city: City) -> None:
    local = make.make_local_demand(city.session, city.district, mapped_theme_id=city.demand.id)
    make.make_voice_theme(
        city.session,
        heard(city, city.district, local_demand_id=local.id),
        theme_id=city.demand.id,
    )
    assert [one.voices for one in city.read_demand().voiced] == [1]


def entry(city: City, **fields: Any) -> LocalDemandIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "district_id": city.district.id,
        "seen_version": 0,
        "statement": "Fewer robberies on the way home from the train.",
        "citation": "Community conversation, 8 October 2025",
        "stance": Stance.LESS,
        "language": Language.EN,
    }
    return LocalDemandIn(**defaults | fields)


def test_local_demands_are_numbered_within_their_district(city: City) -> None:
    work = city.work(Role.DAC_CHAIR, district=city.district)
    make.make_local_demand(city.session, city.district, code="LOCAL-07-02")
    codes = [theme.save_local_demand(work, entry(city)).code for _ in range(2)]
    assert codes == ["LOCAL-07-03", "LOCAL-07-04"]
    assert [row.code for row in theme.get_local_demands(work, city.district.id)] == [
        "LOCAL-07-02",
        *codes,
    ]


def test_a_local_demand_saved_twice_is_there_once(city: City) -> None:
    work, one = city.work(Role.DAC_CHAIR, district=city.district), entry(city)
    assert theme.save_local_demand(work, one) == theme.save_local_demand(work, one)
    changes = city.session.scalars(select(t.Change).where(t.Change.entity_id == one.id)).all()
    assert len(changes) == 1


def test_a_correction_keeps_code_and_mapping(city: City) -> None:
    local = make.make_local_demand(city.session, city.district, mapped_theme_id=city.demand.id)
    work = city.work(Role.COMMANDER, district=city.district)
    saved = theme.save_local_demand(
        work, entry(city, id=local.id, seen_version=1, statement="Fewer thefts.")
    )
    assert (saved.statement, saved.seen_version) == ("Fewer thefts.", 2)
    assert (saved.code, saved.mapped_theme_code) == (local.code, "RESPONSE-04")


def test_a_local_demand_that_moved_on_is_not_overwritten(city: City) -> None:
    local = make.make_local_demand(city.session, city.district, version=2)
    work = city.work(Role.COMMANDER, district=city.district)
    with pytest.raises(StaleError):
        theme.save_local_demand(work, entry(city, id=local.id, seen_version=1))


def test_a_demand_of_another_district_cannot_be_taken_over(city: City) -> None:
    other = make.make_district(city.session, city.row, number=11)
    local = make.make_local_demand(city.session, other)
    work = city.work(Role.COMMANDER, district=city.district)
    with pytest.raises(NotFoundError):
        theme.save_local_demand(work, entry(city, id=local.id, seen_version=1))


def test_a_local_demand_comes_with_its_translation(city: City) -> None:
    local = make.make_local_demand(city.session, city.district)
    make.make_translation(city.session, local, "Menos robos.", field="statement")
    (row,) = theme.get_local_demands(city.work(), city.district.id, Language.ES)
    assert [(one.field, one.text) for one in row.translations] == [("statement", "Menos robos.")]
    assert theme.get_local_demands(city.work(), city.district.id)[0].translations == ()


def test_only_who_writes_the_plan_adds_local_demands(city: City) -> None:
    with pytest.raises(RefusedError):
        theme.save_local_demand(city.work(Role.COMMISSIONER), entry(city))


def test_a_district_of_another_jurisdiction_is_unknown(city: City) -> None:
    elsewhere = make.make_jurisdiction(city.session)
    district = make.make_district(city.session, elsewhere)
    work = city.work(Role.COMMANDER, district=district)
    with pytest.raises(NotFoundError):
        theme.save_local_demand(work, entry(city, district_id=district.id))
    assert theme.get_local_demands(work, district.id) == ()
