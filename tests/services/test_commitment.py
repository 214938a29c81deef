"""Commitments: what a district promised, who may write it down, and what comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.services import commitment
from planner.services.work import Work, new_id
from schemas.commitment import CommitmentIn
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.vocabulary import Language, Outcome, Role
from tests import factories as make

MAY = RULES[Action.COMMITMENT_KEEP]
ANSWERED = {"outcome": Outcome.DONE, "outcome_on": date(2026, 11, 1)}


@dataclass
class Place:
    """Two districts of one city, and in the first what a promise can answer."""

    session: Session
    city: t.Jurisdiction
    district: t.District
    other: t.District
    meeting: t.Engagement
    catalogue: t.ThemeCatalogue
    headline: t.Theme
    demand: t.Theme
    local: t.LocalDemand
    goal: t.Goal

    def works(self, role: Role = Role.DAC_CHAIR, *, away: bool = False) -> Work:
        district = self.other if away else self.district
        member = make.make_member(self.session, self.city, role, district)
        return make.work_for(self.session, member)

    def entry(self, **fields: Any) -> CommitmentIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "district_id": self.district.id,
            "seen_version": 0,
            "you_said": "Nobody calls back.",
            "we_will": "Call back within fourteen days.",
            "promised_on": date(2026, 8, 12),
            "review_on": date(2026, 12, 1),
            "language": Language.EN,
        }
        return CommitmentIn(**defaults | fields)

    def promised(self, **fields: Any) -> t.Commitment:
        return make.make_commitment(self.session, fields.pop("by", self.district), **fields)

    def codes(self, **which: Any) -> list[str]:
        return [row.code for row in commitment.get_commitments(self.works(), **which)]


def make_goal(session: Session, district: t.District) -> t.Goal:
    plan = make.make_plan(session, district)
    return make.make_goal(session, make.make_priority(session, plan), title="Call back")


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue, code="FOLLOWUP")
        yield Place(
            session,
            city,
            district,
            make.make_district(session, city, number=11, name="Harrison"),
            make.make_engagement(session, district, title="At the chapel"),
            catalogue,
            headline,
            make.make_theme(session, catalogue, headline, code="FOLLOWUP-01"),
            make.make_local_demand(session, district, code="LOCAL-07-01"),
            make_goal(session, district),
        )


# --- keeping -----------------------------------------------------------------------------------


def test_a_promise_comes_back_with_what_it_answers(place: Place) -> None:
    entry = place.entry(
        engagement_id=place.meeting.id, goal_id=place.goal.id, theme_id=place.demand.id
    )
    assert commitment.save_commitment(place.works(), entry).version == 1
    (row,) = commitment.get_commitments(place.works(Role.COMMISSIONER))
    assert row.model_dump(include=set(CommitmentIn.model_fields)) == entry.model_dump() | {
        "seen_version": 1
    }
    assert row.code.startswith("C-20260812-")
    assert (row.district_number, row.district_name) == (7, "Englewood")
    assert (row.demand_code, row.goal_title, row.engagement_title) == (
        "FOLLOWUP-01",
        "Call back",
        "At the chapel",
    )


def test_an_answer_moves_the_version_on_and_keeps_the_code(place: Place) -> None:
    entry, work = place.entry(), place.works()
    commitment.save_commitment(work, entry)
    (before,) = place.codes()
    answer = entry.model_copy(update=ANSWERED | {"seen_version": 1})
    assert commitment.save_commitment(work, answer).version == 2
    (row,) = commitment.get_commitments(work)
    assert (row.code, row.outcome, row.outcome_on) == (before, Outcome.DONE, date(2026, 11, 1))


def test_the_same_save_twice_is_one_promise_with_one_change(place: Place) -> None:
    entry, work = place.entry(), place.works()
    first, second = (commitment.save_commitment(work, entry) for _ in range(2))
    assert (first.repeated, second.repeated) == (False, True)
    changes = place.session.scalars(select(t.Change).where(t.Change.entity_id == entry.id)).all()
    assert [change.action for change in changes] == ["save_commitment"]


def test_whoever_comes_second_is_told(place: Place) -> None:
    entry, work = place.entry(), place.works()
    commitment.save_commitment(work, entry)
    commitment.save_commitment(work, entry.model_copy(update=ANSWERED | {"seen_version": 1}))
    late = entry.model_copy(update={"seen_version": 1, "we_will": "Call back."})
    with pytest.raises(StaleError) as error:
        commitment.save_commitment(work, late)
    assert error.value.current == 2


def test_a_promise_that_is_not_there_is_not_answered(place: Place) -> None:
    with pytest.raises(NotFoundError):
        commitment.save_commitment(place.works(), place.entry(seen_version=3))


@pytest.mark.parametrize("role", [role for role in Role if role in MAY])
def test_who_may_keeps_promises_of_the_own_district_only(place: Place, role: Role) -> None:
    commitment.save_commitment(place.works(role), place.entry())
    with pytest.raises(RefusedError):
        commitment.save_commitment(place.works(role, away=True), place.entry())


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY])
def test_who_may_not_is_refused_and_still_reads(place: Place, role: Role) -> None:
    place.promised()
    with pytest.raises(RefusedError):
        commitment.save_commitment(place.works(role), place.entry())
    assert len(commitment.get_commitments(place.works(role))) == 1


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"promised_on": date(2026, 11, 21)}, "promised_on"),
        ({"review_on": date(2026, 8, 11)}, "review_on"),
        ({"outcome": Outcome.DONE}, "outcome_on"),
        ({"outcome_on": date(2026, 11, 1)}, "outcome_on"),
        (ANSWERED | {"outcome_on": date(2026, 8, 11)}, "outcome_on"),
        (ANSWERED | {"outcome_on": date(2026, 11, 21)}, "outcome_on"),
        (ANSWERED | {"outcome": Outcome.PARTLY}, "outcome_reason"),
        (ANSWERED | {"outcome": Outcome.NOT_DONE, "outcome_reason": " "}, "outcome_reason"),
        (ANSWERED | {"outcome": Outcome.WILL_NOT_DO}, "outcome_reason"),
    ],
)
def test_days_and_reasons_are_asked_for(place: Place, wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(RuleError) as error:
        commitment.save_commitment(place.works(), place.entry(**wrong))
    assert error.value.where == where


def test_the_first_and_the_last_day_still_count(place: Place) -> None:
    day = make.TODAY
    entry = place.entry(
        promised_on=day, review_on=day, outcome=Outcome.WILL_NOT_DO, outcome_on=day
    ).model_copy(update={"outcome_reason": "The lamps belong to the railway."})
    commitment.save_commitment(place.works(), entry)
    assert len(place.codes()) == 1


def test_a_promise_answers_one_demand(place: Place) -> None:
    both = place.entry(theme_id=place.demand.id, local_demand_id=place.local.id)
    with pytest.raises(RuleError, match="one demand"):
        commitment.save_commitment(place.works(), both)


@pytest.mark.parametrize("field", ["engagement_id", "goal_id", "local_demand_id", "theme_id"])
def test_what_a_promise_answers_belongs_to_its_district_and_city(place: Place, field: str) -> None:
    elsewhere = make.make_jurisdiction(place.session)
    foreign = {
        "engagement_id": make.make_engagement(place.session, place.other),
        "goal_id": make_goal(place.session, place.other),
        "local_demand_id": make.make_local_demand(place.session, place.other),
        "theme_id": make.make_theme(place.session, make.make_catalogue(place.session, elsewhere)),
    }
    for wrong in (foreign[field].id, new_id()):
        with pytest.raises(RuleError):
            commitment.save_commitment(place.works(), place.entry(**{field: wrong}))


def test_a_promise_stays_with_the_district_that_made_it(place: Place) -> None:
    held = place.promised()
    moved = place.entry(id=held.id, district_id=place.other.id, seen_version=1)
    with pytest.raises(RuleError):
        commitment.save_commitment(place.works(away=True), moved)


def test_a_district_of_another_city_is_not_known(place: Place) -> None:
    elsewhere = make.make_district(place.session, make.make_jurisdiction(place.session))
    member = make.make_member(place.session, place.city, Role.COMMANDER, elsewhere)
    with pytest.raises(NotFoundError):
        commitment.save_commitment(
            make.work_for(place.session, member), place.entry(district_id=elsewhere.id)
        )


# --- reading -----------------------------------------------------------------------------------


def test_overdue_comes_first_then_open_then_answered_latest_first(place: Place) -> None:
    place.promised(code="open later", review_on=date(2026, 12, 20))
    place.promised(code="answered long ago", outcome=Outcome.DONE, outcome_on=date(2026, 9, 1))
    place.promised(code="overdue", review_on=date(2026, 11, 19))
    place.promised(code="overdue longest", review_on=date(2026, 10, 1))
    place.promised(code="due today", review_on=make.TODAY)
    place.promised(
        code="answered late", **ANSWERED, review_on=date(2026, 9, 1), promised_on=date(2026, 8, 1)
    )
    assert place.codes() == [
        "overdue longest",
        "overdue",
        "due today",
        "open later",
        "answered late",
        "answered long ago",
    ]
    overdue = {row.code for row in commitment.get_commitments(place.works()) if row.overdue}
    assert overdue == {"overdue", "overdue longest"}


def test_promises_are_found_by_district_goal_and_demand(place: Place) -> None:
    place.promised(code="plain")
    place.promised(code="goal", goal_id=place.goal.id)
    place.promised(code="demand", theme_id=place.demand.id)
    place.promised(code="local", local_demand_id=place.local.id)
    place.promised(code="elsewhere", by=place.other, theme_id=place.demand.id)
    assert set(place.codes(district_id=place.other.id)) == {"elsewhere"}
    assert place.codes(goal_id=place.goal.id) == ["goal"]
    assert set(place.codes(code="FOLLOWUP-01")) == {"demand", "elsewhere"}
    assert set(place.codes(code="FOLLOWUP")) == {"demand", "elsewhere"}
    assert place.codes(code="LOCAL-07-01") == ["local"]
    assert place.codes(code="NOWHERE") == []


def test_one_made_on_a_mapped_local_demand_counts_for_the_catalogues(place: Place) -> None:
    place.local.mapped_theme_id = place.demand.id
    place.promised(code="local", local_demand_id=place.local.id)
    assert place.codes(code="FOLLOWUP-01") == ["local"]


def test_one_made_on_a_goal_that_answers_the_demand_counts_as_made_on_it_too(
    place: Place,
) -> None:
    other = make.make_theme(place.session, place.catalogue, place.headline, code="FOLLOWUP-02")
    for tie in ({"theme": place.demand}, {"theme": None, "local_demand_id": place.local.id}):
        make.make_goal_theme(place.session, place.goal, **tie)
    tied = {"goal_id": place.goal.id}
    place.promised(code="goal only", **tied)
    place.promised(code="another demand", **tied, theme_id=other.id)
    place.promised(code="both", **tied, theme_id=place.demand.id)
    place.promised(code="another goal", goal_id=make_goal(place.session, place.other).id)
    all_of_it = ["another demand", "both", "goal only"]
    for code in ("FOLLOWUP-01", "FOLLOWUP", "LOCAL-07-01"):
        assert sorted(place.codes(code=code)) == all_of_it
    assert place.codes(code="FOLLOWUP-02") == ["another demand"]


def test_another_citys_promises_are_not_read(place: Place) -> None:
    make.make_commitment(
        place.session, make.make_district(place.session, make.make_jurisdiction(place.session))
    )
    assert place.codes() == []


def test_translations_stand_beside_the_original_and_are_marked_when_it_moved_on(
    place: Place,
) -> None:
    row = place.promised()
    make.make_translation(place.session, row, "Llamar.", field="we_will")
    make.make_translation(
        place.session, row, "Nadie llama.", field="you_said", original_digest="before"
    )
    found = {
        language: commitment.get_commitments(place.works(), language=language)[0].translations
        for language in (Language.ES, Language.PL)
    }
    assert [(one.field, one.text, one.is_old) for one in found[Language.ES]] == [
        ("we_will", "Llamar.", False),
        ("you_said", "Nadie llama.", True),
    ]
    assert found[Language.PL] == ()
