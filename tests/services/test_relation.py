"""What numbers and voices mean together is said by a person, and only where there are voices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services import relation
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.relation import RelationIn
from schemas.vocabulary import Language, RelationKind, ReportingState, Role, Status
from tests import factories as make

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in range(1, 5))


@dataclass
class Place:
    """A district with a measured goal, and one voice about it in the third quarter."""

    session: Session
    district: t.District
    goal: t.Goal
    voice: t.Voice

    def works(self, role: Role = Role.DAC_CHAIR, *, away: bool = False, name: str = "Ada") -> Work:
        city = self.session.get_one(t.Jurisdiction, self.district.jurisdiction_id)
        district = make.make_district(self.session, city) if away else self.district
        member = make.make_member(self.session, city, role, district, name=name)
        return make.work_for(self.session, member)

    def entry(self, **fields: Any) -> RelationIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "goal_id": self.goal.id,
            "year": 2026,
            "quarter": 3,
            "seen_version": 0,
            "kind": RelationKind.DISCORD,
            "rationale": "Faster on paper, not felt on the block.",
            "language": Language.EN,
        }
        return RelationIn(**defaults | fields)


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        catalogue = make.make_catalogue(session, city)
        demand = make.make_theme(session, catalogue, make.make_theme(session, catalogue))
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(session, priority)
        make.make_goal_theme(session, goal, demand)
        make.make_target(session, make.make_indicator(session, goal), straight_line=True)
        said = make.make_voice(session, make.make_engagement(session, district))
        make.make_voice_theme(session, said, theme_id=demand.id)
        yield Place(session, district, goal, said)


def test_a_person_says_what_they_mean_together(place: Place) -> None:
    work = place.works(name="Ada Rivera")
    typed = place.entry()
    assert relation.choose_relation(work, typed) == 1
    row = relation.get_relations(work, [place.goal.id], [Q3])[place.goal.id][Q3]
    assert (row.kind, row.rationale, row.seen_version) == (typed.kind, typed.rationale, 1)
    assert row.chosen_by == "Ada Rivera"


def test_relations_of_other_quarters_are_left_out(place: Place) -> None:
    relation.choose_relation(place.works(), place.entry())
    found = relation.get_relations(place.works(), [place.goal.id], [Q2, Quarter(2025, 3)])
    assert found == {place.goal.id: {}}


@pytest.mark.parametrize("kind", [RelationKind.CONFIRM, RelationKind.EXPAND, RelationKind.DISCORD])
def test_a_judgement_needs_its_rationale(place: Place, kind: RelationKind) -> None:
    with pytest.raises(RuleError) as wrong:
        relation.choose_relation(place.works(), place.entry(kind=kind, rationale="  "))
    assert wrong.value.where == "rationale"


def test_no_voices_is_refused_where_there_are_some(place: Place) -> None:
    with pytest.raises(RuleError) as wrong:
        relation.choose_relation(place.works(), place.entry(kind=RelationKind.NO_VOICES))
    assert (wrong.value.where, wrong.value.params["count"]) == ("kind", 1)


def test_no_voices_needs_no_rationale(place: Place) -> None:
    typed = place.entry(quarter=2, kind=RelationKind.NO_VOICES, rationale="")
    assert relation.choose_relation(place.works(), typed) == 1


def test_silence_neither_agrees_nor_disagrees(place: Place) -> None:
    with pytest.raises(RuleError) as wrong:
        relation.choose_relation(place.works(), place.entry(quarter=2))
    assert wrong.value.where == "kind"


def test_a_quarter_that_has_not_begun_means_nothing_yet(place: Place) -> None:
    typed = place.entry(year=2027, quarter=1, kind=RelationKind.NO_VOICES)
    with pytest.raises(RuleError) as wrong:
        relation.choose_relation(place.works(), typed)
    assert wrong.value.where == "quarter"


def test_the_same_choice_twice_is_one(place: Place) -> None:
    work, typed = place.works(), place.entry()
    assert [relation.choose_relation(work, typed) for _ in range(2)] == [1, 1]
    assert len(place.session.scalars(select(t.Relation)).all()) == 1


def test_a_second_new_choice_for_the_quarter_is_told_of_the_first(place: Place) -> None:
    relation.choose_relation(place.works(name="Ada"), place.entry())
    with pytest.raises(StaleError) as stale:
        relation.choose_relation(place.works(), place.entry(kind=RelationKind.CONFIRM))
    assert (stale.value.current, stale.value.params["who"]) == (1, "Ada")


def test_a_choice_changes_with_the_version_that_was_seen(place: Place) -> None:
    work, typed = place.works(), place.entry()
    relation.choose_relation(work, typed)
    changed = typed.model_copy(update={"seen_version": 1, "kind": RelationKind.EXPAND})
    assert relation.choose_relation(work, changed) == 2
    with pytest.raises(StaleError):
        relation.choose_relation(work, typed.model_copy(update={"seen_version": 1}))


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COMMISSIONER, Role.COUNCIL_MEMBER])
def test_who_has_no_say_in_the_plan_does_not_choose(place: Place, role: Role) -> None:
    with pytest.raises(RefusedError):
        relation.choose_relation(place.works(role), place.entry())


def test_another_districts_commander_does_not_choose(place: Place) -> None:
    with pytest.raises(RefusedError):
        relation.choose_relation(place.works(Role.COMMANDER, away=True), place.entry())


def test_a_goal_that_is_not_there_has_no_relation(place: Place) -> None:
    with pytest.raises(NotFoundError):
        relation.choose_relation(place.works(), place.entry(goal_id=new_id()))


def test_side_by_side_reads_across_the_quarter_with_the_latest_on_top(place: Place) -> None:
    indicator = place.session.scalars(select(t.Indicator)).one()
    make.make_measurement(place.session, indicator, 3, value=Decimal("8.5"))
    relation.choose_relation(place.works(), place.entry())
    sheet = relation.get_side_by_side(place.works(Role.COMMISSIONER), place.goal.id, Q3)
    assert [(row.year, row.quarter) for row in sheet.quarters] == [(2026, 3), (2026, 2), (2026, 1)]
    latest, before, _ = sheet.quarters
    assert latest.standing.status is Status.ON_TRACK
    assert latest.relation is not None
    assert latest.relation.kind is RelationKind.DISCORD
    assert (latest.voices.count, latest.voices.withheld) == (1, 1)
    assert before.standing.state is ReportingState.LATE
    assert (before.relation, before.voices.count) == (None, 0)


@pytest.mark.parametrize(
    ("start", "due", "upto", "expected"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), Q2, [Q1, Q2]),
        (date(2026, 2, 20), date(2026, 12, 31), Q3, [Q2, Q3]),
        (date(2026, 1, 1), date(2026, 6, 30), Q4, [Q1, Q2]),
        (date(2026, 7, 1), date(2026, 12, 31), Q2, []),
        (None, None, Q2, [Q1, Q2]),
    ],
    ids=["to the one asked for", "from the first due", "to the due date", "too early", "undated"],
)
def test_a_goal_has_the_quarters_it_is_due_for(
    place: Place, start: date | None, due: date | None, upto: Quarter, expected: list[Quarter]
) -> None:
    place.goal.start_on, place.goal.due_on = start, due
    place.session.flush()
    sheet = relation.get_side_by_side(place.works(), place.goal.id, upto)
    assert [Quarter(row.year, row.quarter) for row in sheet.quarters] == expected[::-1]


def test_the_meetings_of_a_quarter_tell_how_many_spoke_of_the_goal(place: Place) -> None:
    make.make_engagement(place.session, place.district, held_on=date(2026, 9, 30))
    make.make_engagement(place.session, place.district, held_on=date(2026, 10, 1))
    away = make.make_district(place.session, place.session.scalars(select(t.Jurisdiction)).one())
    make.make_engagement(place.session, away, held_on=date(2026, 9, 1))
    latest, before, _ = relation.get_side_by_side(place.works(), place.goal.id, Q3).quarters
    assert [(row.held_on, row.voices) for row in latest.meetings] == [
        (date(2026, 8, 12), 1),
        (date(2026, 9, 30), 0),
    ]
    assert before.meetings == ()


def test_ties_that_nobody_spoke_of_are_named_and_each_demand_is_worded(place: Place) -> None:
    silent = make.make_local_demand(place.session, place.district, code="LD-7-1")
    make.make_goal_theme(place.session, place.goal, local_demand_id=silent.id)
    theme = place.session.scalars(select(t.Theme).where(t.Theme.parent_id.is_not(None))).one()
    make.make_theme_text(place.session, theme, statement="Come sooner.")
    make.make_theme_text(place.session, theme, language=Language.ES, statement="Vengan antes.")
    sheet = relation.get_side_by_side(place.works(), place.goal.id, Q3, language=Language.ES)
    assert sheet.quarters[0].unheard == ("LD-7-1",)
    assert set(sheet.quarters[1].unheard) == {theme.code, "LD-7-1"}
    assert sheet.statements == {theme.code: "Vengan antes.", "LD-7-1": silent.statement}
    polish = relation.get_side_by_side(place.works(), place.goal.id, Q3, language=Language.PL)
    assert polish.statements[theme.code] == "Come sooner."


def test_a_rationale_comes_with_its_translation_and_whether_it_is_old(place: Place) -> None:
    row = make.make_relation(place.session, place.goal, 3, rationale="Not felt on the block.")
    make.make_translation(place.session, row, "No se nota.", field="rationale")
    assert _translation(place, Language.ES) == ("No se nota.", False)
    row.rationale = "Felt on the block."
    place.session.flush()
    assert _translation(place, Language.ES) == ("No se nota.", True)
    assert _translation(place, Language.PL) is None


def _translation(place: Place, language: Language) -> tuple[str, bool] | None:
    found = relation.get_relations(place.works(), [place.goal.id], [Q3], language=language)
    held = found[place.goal.id][Q3].translation
    return None if held is None else (held.text, held.is_old)


def test_goals_to_pick_stand_as_in_the_last_quarter_they_had(place: Place) -> None:
    indicator = place.session.scalars(select(t.Indicator)).one()
    make.make_measurement(place.session, indicator, 3, value=Decimal("8.5"))
    relation.choose_relation(place.works(), place.entry())
    (found,) = relation.get_glimpses(place.works(Role.COMMISSIONER), place.district.id)
    assert (found.goal.id, found.standing.quarter) == (place.goal.id, 3)
    assert found.standing.status is Status.ON_TRACK
    assert found.relation is not None
    assert found.relation.kind is RelationKind.DISCORD


def test_a_goal_of_an_earlier_year_stands_as_at_that_years_end(place: Place) -> None:
    plan = make.make_plan(place.session, place.district, year=2025)
    past = make.make_goal(place.session, make.make_priority(place.session, plan))
    found = relation.get_glimpses(place.works(), place.district.id)
    standing = next(one.standing for one in found if one.goal.id == past.id)
    assert (standing.year, standing.quarter) == (2025, 4)
