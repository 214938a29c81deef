"""Plans from files: the same plan as by hand, reviewed first, written whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import intake
from planner.services.work import Work
from schemas.intake import IntakeChoice, IntakeIn, IntakeReview, PlanDraft
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.exchange.plan_files import fill, read, saved
from tests.real_plan import REAL_PLAN, YEAR, as_stored, build_around

MAKE, REPLACE, SKIP = IntakeChoice.MAKE, IntakeChoice.REPLACE, IntakeChoice.SKIP


@dataclass
class Place:
    """A district with all that the real plan names, and somebody who may write its plan."""

    session: Session
    district: t.District
    work: Work

    def review(self, draft: PlanDraft) -> IntakeReview:
        return intake.preview_intake(self.work, self.district.id, YEAR, draft)

    def entry(self, draft: PlanDraft, choice: IntakeChoice = MAKE, **fields: Any) -> IntakeIn:
        drafts = [*draft.priorities, *(each for one in draft.priorities for each in one.goals)]
        values: dict[str, Any] = {"choices": {each.id: choice for each in drafts}}
        return IntakeIn(district_id=self.district.id, year=YEAR, draft=draft, **values | fields)

    def count(self, table: type[t.Table]) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        build_around(session, district)
        commander = make.make_member(session, city, Role.COMMANDER, district)
        yield Place(session, district, make.work_for(session, commander))


@pytest.fixture(scope="module")
def filled() -> bytes:
    return saved(fill(REAL_PLAN))


def test_a_spreadsheet_makes_the_plan_that_is_typed(place: Place, filled: bytes) -> None:
    done = intake.write_intake(place.work, place.entry(read(filled)))
    assert (done.priorities, done.goals) == (3, 6)
    assert as_stored(place.work, done.plan_id) == REAL_PLAN


def test_it_makes_the_same_plan_in_every_language(place: Place) -> None:
    draft = read(saved(fill(REAL_PLAN, Language.PL)), Language.PL)
    done = intake.write_intake(place.work, place.entry(draft))
    assert as_stored(place.work, done.plan_id) == REAL_PLAN
