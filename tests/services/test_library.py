"""The library of indicators: proposed, decided, kept in versions, merged, and used by goals."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import goal, library
from planner.services.library.rows import load_definitions
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.goal import GoalIn
from schemas.indicator import IndicatorIn, RubricLevelIn
from schemas.library import DecisionIn, DefinitionIn, EntryRow, LibraryIn, MergeIn, ProposalIn
from schemas.vocabulary import (
    AnswerableAt,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    LibraryState,
    PlanStage,
    Role,
)
from tests import factories as make

EN, PL = Language.EN, Language.PL
WHY = "Two districts counted it differently"


def definition(**fields: Any) -> DefinitionIn:
    given: dict[str, Any] = {
        "name": "Minutes to answer",
        "definition": "From the call to the first car.",
        "kind": IndicatorKind.DURATION,
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "decimals": 1,
        "frequency": Frequency.QUARTERLY,
        "source": "Dispatch",
        "caveats": "Calls without a time are left out.",
        "language": EN,
    }
    return DefinitionIn(**given | fields)


def rubric(*levels: str, **fields: Any) -> DefinitionIn:
    described = [
        RubricLevelIn(level=place, description=each) for place, each in enumerate(levels, 1)
    ]
    given = {
        "kind": IndicatorKind.RUBRIC,
        "unit": "",
        "direction": Direction.INCREASE,
        "decimals": 0,
    }
    return definition(**{**given, "levels": tuple(described), **fields})


@dataclass
class Place:
    """A city with a demand, two districts, and a goal in the first one."""

    session: Session
    city: t.Jurisdiction
    demand: t.Theme = field(init=False)
    district: t.District = field(init=False)
    other: t.District = field(init=False)
    goal: t.Goal = field(init=False)
    plan: t.Plan = field(init=False)

    def __post_init__(self) -> None:
        catalogue = make.make_catalogue(self.session, self.city)
        headline = make.make_theme(self.session, catalogue, code="RESPONSE")
        self.demand = make.make_theme(self.session, catalogue, headline, code="RESPONSE-04")
        self.district = make.make_district(self.session, self.city, number=7, name="Englewood")
        self.other = make.make_district(self.session, self.city, number=8, name="Chicago Lawn")
        self.plan = make.make_plan(self.session, self.district)
        priority = make.make_priority(self.session, self.plan)
        self.goal = make.make_goal(self.session, priority, code="07-2026-1")

    def work(self, role: Role = Role.REVIEWER, district: t.District | None = None) -> Work:
        home = district or self.district
        return make.work_for(self.session, make.make_member(self.session, self.city, role, home))

    def entry(
        self,
        code: str = "RESPONSE-04.a",
        *levels: str,
        text: dict[str, Any] | None = None,
        **fields: Any,
    ) -> t.LibraryIndicator:
        of_version = {name: fields.pop(name) for name in ("kind", "direction") if name in fields}
        row = make.make_library_indicator(self.session, self.city, self.demand, code=code, **fields)
        version = make.make_library_version(self.session, row, **of_version)
        make.make_library_text(self.session, version, *levels, **(text or {}))
        return row

    def read(self, code: str = "RESPONSE-04.a", language: Language = EN) -> EntryRow:
        return library.get_entry(self.work(Role.COMMISSIONER), code, language)

    def form(self, row: t.LibraryIndicator, **fields: Any) -> LibraryIn:
        """Return an entry as its form would hand it in, unchanged but for the fields."""
        held = self.read(row.code)
        given: dict[str, Any] = {
            "id": row.id,
            "seen_version": held.version,
            "definition": held.newest.definition,
            "theme_codes": frozenset(held.theme_codes),
            "answerable_at": frozenset(held.answerable_at),
        }
        return LibraryIn(**given | fields)

    def proposal(self, **fields: Any) -> ProposalIn:
        given: dict[str, Any] = {
            "id": new_id(),
            "seen_version": 0,
            "district_id": self.district.id,
            "definition": definition(),
            "theme_codes": frozenset({"RESPONSE-04"}),
            "answerable_at": frozenset({AnswerableAt.DISTRICT}),
        }
        return ProposalIn(**given | fields)

    def propose(self, **fields: Any) -> EntryRow:
        return library.propose_indicator(self.work(Role.COMMANDER), self.proposal(**fields))

    def decide(self, row: EntryRow, state: LibraryState, reason: str = WHY) -> EntryRow:
        decision = DecisionIn(id=row.id, seen_version=row.version, state=state, reason=reason)
        return library.decide_entry(self.work(), decision)

    def measured(self, version_id: UUID | None, **fields: Any) -> GoalIn:
        """Return the goal as a form would hand it in, with one indicator that is linked."""
        given: dict[str, Any] = {
            **definition(**fields).model_dump(
                exclude={"caveats", "question", "coding", "per", "levels"}
            ),
            "id": new_id(),
            "library_version_id": version_id,
            "levels": definition(**fields).levels,
        }
        held = goal.get_goal(self.work(Role.COMMANDER), self.goal.id).goal
        return held.model_copy(update={"indicators": (IndicatorIn(**given),)})

    def use(self, row: t.LibraryIndicator, **fields: Any) -> IndicatorIn:
        version = self.session.scalars(
            select(t.LibraryVersion).where(t.LibraryVersion.library_id == row.id)
        ).first()
        assert version is not None
        return self.save(self.measured(version.id, **fields))

    def save(self, entry: GoalIn) -> IndicatorIn:
        return goal.save_goal(self.work(Role.COMMANDER), entry).goal.indicators[0]

    def indicator(self) -> IndicatorIn:
        return goal.get_goal(self.work(Role.COMMANDER), self.goal.id).goal.indicators[0]

    def changes(self) -> list[tuple[str, str, int, str]]:
        """Return (entity, action, version, why) of all changes, oldest first."""
        rows = self.session.execute(
            select(t.Change.entity, t.Change.action, t.Change.version, t.ChangeWords.body)
            .join(t.ChangeWords, t.ChangeWords.change_id == t.Change.id)
            .order_by(t.Change.id)
        )
        return [
            (entity, action, version, json.loads(body)["why"])
            for entity, action, version, body in rows
        ]


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        yield Place(session, make.make_jurisdiction(session))


# --- reading ------------------------------------------------------------------------------------


def test_an_indicator_reads_in_the_reader_s_language_or_in_its_own(place: Place) -> None:
    row = place.entry()
    version = place.session.scalars(select(t.LibraryVersion)).one()
    make.make_library_text(place.session, version, language=PL, name="Minuty", unit="minuty")
    assert place.read(language=PL).name == "Minuty"
    assert place.read(language=Language.ES).newest.definition.language is EN
    (listed,) = library.get_library(place.work(Role.COMMISSIONER), PL)
    assert (listed.id, listed.name, listed.theme_codes) == (row.id, "Minuty", ("RESPONSE-04",))
    assert listed.answerable_at == (AnswerableAt.DISTRICT,)


def test_an_unknown_indicator_is_not_there(place: Place) -> None:
    with pytest.raises(NotFoundError):
        place.read("RESPONSE-04.z")


def test_a_tie_holds_over_a_new_edition_of_the_catalogue(place: Place) -> None:
    row = place.entry()
    second = make.make_catalogue(place.session, place.city, edition=2)
    headline = make.make_theme(place.session, second, code="RESPONSE")
    fresh = make.make_theme(place.session, second, headline, code="RESPONSE-04")
    assert place.read().theme_codes == ("RESPONSE-04",)
    library.save_entry(place.work(), place.form(row))
    ties = place.session.scalars(select(t.LibraryTheme.theme_id)).all()
    assert ties == [fresh.id]
    codes = library.get_demand_codes(place.work())
    assert {codes[fresh.id], codes[place.demand.id]} == {"RESPONSE-04"}


# --- proposing and deciding ---------------------------------------------------------------------


def test_a_district_proposes_and_a_reviewer_puts_it_into_use(place: Place) -> None:
    proposed = place.propose()
    assert (proposed.code, proposed.state) == ("P07-1", LibraryState.PROPOSED)
    assert (proposed.district_number, proposed.theme_codes) == (7, ("RESPONSE-04",))
    accepted = place.decide(proposed, LibraryState.ACCEPTED, reason="")
    assert (accepted.state, accepted.version, accepted.newest.number) == (
        LibraryState.ACCEPTED,
        2,
        1,
    )
    assert accepted.newest.valid_from == make.TODAY
    assert place.changes() == [
        ("library_indicator", "propose_indicator", 1, ""),
        ("library_indicator", "decide_entry", 2, ""),
    ]


def test_two_proposals_of_a_district_get_codes_of_their_own(place: Place) -> None:
    assert [place.propose().code for _ in range(2)] == ["P07-1", "P07-2"]


def test_a_proposal_that_arrives_twice_counts_once(place: Place) -> None:
    entry = place.proposal()
    work = place.work(Role.COMMANDER)
    first = library.propose_indicator(work, entry)
    assert library.propose_indicator(work, entry) == first
    assert len(place.changes()) == 1


def test_what_was_sent_back_is_proposed_anew_without_a_new_version(place: Place) -> None:
    proposed = place.propose()
    returned = place.decide(proposed, LibraryState.RETURNED)
    assert (returned.state, returned.note) == (LibraryState.RETURNED, WHY)
    again = place.propose(
        id=returned.id,
        seen_version=returned.version,
        definition=definition(definition="From the call to arrival."),
    )
    assert (again.state, again.note, again.newest.number) == (LibraryState.PROPOSED, "", 1)
    assert again.newest.definition.definition == "From the call to arrival."
    assert again.code == proposed.code


def test_a_reviewer_edits_a_proposal_before_it_is_in_use(place: Place) -> None:
    proposed = place.propose()
    row = place.session.get_one(t.LibraryIndicator, proposed.id)
    levels = rubric("Nobody", "Somebody", "Everybody", name="How it felt")
    edited = library.save_entry(place.work(), place.form(row, definition=levels))
    assert (edited.state, edited.newest.number) == (LibraryState.PROPOSED, 1)
    assert [level.description for level in edited.newest.definition.levels] == [
        "Nobody",
        "Somebody",
        "Everybody",
    ]


def test_sending_back_and_taking_out_of_use_need_a_reason(place: Place) -> None:
    proposed = place.propose()
    with pytest.raises(RuleError) as refused:
        place.decide(proposed, LibraryState.RETURNED, reason="")
    assert refused.value.where == "reason"


def test_a_decision_must_fit_where_the_indicator_stands(place: Place) -> None:
    proposed = place.propose()
    with pytest.raises(RuleError) as refused:
        place.decide(proposed, LibraryState.RETIRED)
    assert refused.value.where == "state"


def test_what_is_out_of_use_comes_back(place: Place) -> None:
    place.entry()
    retired = place.decide(place.read(), LibraryState.RETIRED)
    back = place.decide(retired, LibraryState.ACCEPTED, reason="")
    assert (back.state, back.newest.valid_from) == (LibraryState.ACCEPTED, date(2026, 1, 1))


def test_two_reviewers_deciding_at_once_do_not_overwrite_each_other(place: Place) -> None:
    proposed = place.propose()
    place.decide(proposed, LibraryState.RETURNED)
    with pytest.raises(StaleError):
        place.decide(proposed, LibraryState.ACCEPTED)


def test_what_is_in_use_a_district_can_t_rewrite(place: Place) -> None:
    proposed = place.propose()
    accepted = place.decide(proposed, LibraryState.ACCEPTED)
    with pytest.raises(RuleError):
        place.propose(id=accepted.id, seen_version=accepted.version)


def test_another_district_s_proposal_is_not_there(place: Place) -> None:
    proposed = place.propose()
    entry = place.proposal(
        id=proposed.id, seen_version=proposed.version, district_id=place.other.id
    )
    with pytest.raises(NotFoundError):
        library.propose_indicator(place.work(Role.COMMANDER, place.other), entry)


def test_a_proposal_for_no_district_or_an_unknown_one_is_refused(place: Place) -> None:
    with pytest.raises(RefusedError):
        place.propose(district_id=place.other.id)
    with pytest.raises(NotFoundError):
        place.propose(seen_version=3)


def test_a_demand_that_is_not_in_the_catalogue_is_refused(place: Place) -> None:
    with pytest.raises(RuleError) as refused:
        place.propose(theme_codes=frozenset({"RESPONSE"}))
    assert refused.value.where == "theme_codes"


def test_a_definition_that_two_would_count_apart_is_refused(place: Place) -> None:
    with pytest.raises(RuleError) as refused:
        place.propose(definition=definition(unit=""))
    assert refused.value.where == "unit"


@pytest.mark.parametrize("role", [Role.COMMANDER, Role.DAC_CHAIR, Role.COMMISSIONER])
def test_only_reviewers_keep_the_library(place: Place, role: Role) -> None:
    row = place.entry()
    work, seen = place.work(role), place.read()
    other = place.entry("RESPONSE-04.b")
    acts = (
        lambda: library.save_entry(work, place.form(row)),
        lambda: library.decide_entry(
            work, DecisionIn(id=row.id, seen_version=1, state=LibraryState.RETIRED, reason=WHY)
        ),
        lambda: library.merge_entry(
            work, MergeIn(id=row.id, seen_version=seen.version, into_id=other.id, reason=WHY)
        ),
    )
    for act in acts:
        with pytest.raises(RefusedError):
            act()


# --- versions -----------------------------------------------------------------------------------


def test_a_changed_definition_makes_a_new_version_with_its_reason(place: Place) -> None:
    row = place.entry()
    changed = definition(definition="From the call to arrival.", unit="min")
    saved = library.save_entry(place.work(), place.form(row, definition=changed, reason=WHY))
    assert [version.number for version in saved.versions] == [2, 1]
    assert (saved.newest.reason, saved.versions[0].changed) == (WHY, ("definition", "unit"))
    assert saved.versions[1].definition.unit == "minutes"
    assert place.changes()[-1] == ("library_indicator", "save_entry", 2, WHY)


def test_a_definition_in_use_does_not_change_without_a_reason(place: Place) -> None:
    row = place.entry()
    with pytest.raises(RuleError) as refused:
        library.save_entry(place.work(), place.form(row, definition=definition(unit="min")))
    assert refused.value.where == "reason"


def test_other_demands_make_no_new_version_and_leave_other_languages(place: Place) -> None:
    row = place.entry()
    version = place.session.scalars(select(t.LibraryVersion)).one()
    make.make_library_text(place.session, version, language=PL, name="Minuty")
    saved = library.save_entry(
        place.work(), place.form(row, theme_codes=frozenset(), answerable_at=frozenset())
    )
    assert (saved.newest.number, saved.theme_codes, saved.answerable_at) == (1, (), ())
    assert place.read(language=PL).name == "Minuty"


def test_words_in_another_language_translate_it_without_a_new_version(place: Place) -> None:
    row = place.entry()
    for name in ("Minuty", "Minuty do przyjazdu"):
        polish = definition(name=name, definition="Od zgłoszenia.", language=PL)
        saved = library.save_entry(place.work(), place.form(row, definition=polish))
        assert (saved.newest.number, saved.name, saved.newest.own_language) == (1, name, EN)
    assert place.read().name == "Minutes to answer"
    assert [version for *_, version, _ in place.changes()] == [2, 3]


def test_levels_are_translated_with_their_rubric(place: Place) -> None:
    row = place.entry(
        "RESPONSE-04.c", "Low", "Middle", "High",
        kind=IndicatorKind.RUBRIC, direction=Direction.INCREASE, text={"unit": ""},
    )  # fmt: skip
    for last in ("Wysoko", "Najwyżej"):
        held = place.read(row.code).newest.definition
        polish = rubric("Nisko", "Średnio", last, language=PL, frequency=held.frequency)
        same = polish.model_copy(update={"decimals": held.decimals})
        library.save_entry(place.work(), place.form(row, definition=same))
    levels = place.read(row.code, PL).newest.definition.levels
    assert [level.description for level in levels] == ["Nisko", "Średnio", "Najwyżej"]
    assert place.read(row.code).newest.definition.levels[2].description == "High"


def test_other_counting_in_another_language_is_a_new_definition(place: Place) -> None:
    row = place.entry()
    polish = definition(name="Godziny", direction=Direction.INCREASE, language=PL)
    saved = library.save_entry(place.work(), place.form(row, definition=polish, reason=WHY))
    assert (saved.newest.number, saved.newest.own_language) == (2, PL)


def test_a_goal_keeps_its_words_when_their_translation_is_put_right(place: Place) -> None:
    row = place.entry()
    polish = definition(definition="Od zgłoszenia.", language=PL)
    library.save_entry(place.work(), place.form(row, definition=polish))
    place.use(row, definition="Od zgłoszenia.", language=PL)
    better = definition(definition="Od zgłoszenia do przyjazdu.", language=PL)
    library.save_entry(place.work(), place.form(row, definition=better))
    held = goal.get_goal(place.work(Role.COMMANDER), place.goal.id).goal
    again = place.save(held.model_copy(update={"title": "Answer sooner"}))
    assert (again.definition, again.from_library) == ("Od zgłoszenia.", True)


def test_a_save_that_somebody_else_was_before_is_stale(place: Place) -> None:
    row = place.entry()
    entry = place.form(row, definition=definition(unit="min"), reason=WHY)
    library.save_entry(place.work(), entry)
    with pytest.raises(StaleError):
        library.save_entry(place.work(), place.form(row, seen_version=1, theme_codes=frozenset()))


def test_a_reviewer_adds_an_indicator_that_is_in_use_at_once(place: Place) -> None:
    entry = LibraryIn(id=new_id(), seen_version=0, definition=definition())
    saved = library.save_entry(place.work(), entry)
    assert (saved.code, saved.state, saved.district_id) == ("LIB-1", LibraryState.ACCEPTED, None)


def test_what_went_up_in_another_is_not_kept_any_more(place: Place) -> None:
    row, other = place.entry(), place.entry("RESPONSE-04.b")
    merge = MergeIn(id=row.id, seen_version=1, into_id=other.id, reason=WHY)
    library.merge_entry(place.work(), merge)
    with pytest.raises(RuleError):
        library.save_entry(place.work(), place.form(row, theme_codes=frozenset()))


# --- goals --------------------------------------------------------------------------------------


def test_a_goal_takes_a_definition_and_keeps_it_when_it_changes(place: Place) -> None:
    row = place.entry()
    taken = place.use(row)
    assert taken.library_version_id
    assert taken.from_library
    library.save_entry(place.work(), place.form(row, definition=definition(unit="min"), reason=WHY))
    assert place.indicator() == taken
    held = library.get_held(place.work(), [taken.library_version_id], EN)
    found = held[taken.library_version_id]
    assert (found.code, found.held.number) == (row.code, 1)
    assert found.newer is not None
    assert (found.newer.number, found.newer.changed) == (2, ("unit",))
    (use,) = place.read().used_in
    assert (use.goal_code, use.district_number, use.number) == ("07-2026-1", 7, 1)
    assert place.read().uses == 1
    make.make_translation(place.session, place.goal, "Responder antes", field="title")
    assert place.read(language=Language.ES).used_in[0].goal_title == "Responder antes"


def test_the_newest_definition_has_no_newer_one(place: Place) -> None:
    taken = place.use(place.entry())
    assert taken.library_version_id
    held = library.get_held(place.work(), [taken.library_version_id], EN)
    assert held[taken.library_version_id].newer is None
    assert library.get_held(place.work(), [], EN) == {}


def test_a_goal_may_name_it_its_own_way_but_not_count_it_its_own_way(place: Place) -> None:
    row = place.entry()
    assert place.use(row, name="Minutes in beats 0712 and 0713").name.endswith("0713")
    with pytest.raises(RuleError) as refused:
        place.use(row, definition="However we like.")
    assert refused.value.where == "indicators[0].definition"


def test_a_rubric_is_taken_with_its_levels(place: Place) -> None:
    row = place.entry(
        "RESPONSE-04.c",
        "Nobody",
        "Somebody",
        "Everybody",
        kind=IndicatorKind.RUBRIC,
        direction=Direction.INCREASE,
        text={"unit": ""},
    )
    levels = rubric("Nobody", "Somebody", "Everybody").levels
    fields = {"kind": IndicatorKind.RUBRIC, "unit": "", "direction": Direction.INCREASE}
    assert place.use(row, levels=levels, **fields).from_library
    with pytest.raises(RuleError):
        place.use(row, levels=levels[:2], **fields)


def test_own_words_are_nobody_s_but_the_goal_s(place: Place) -> None:
    assert not place.save(place.measured(None, definition="However we like.")).from_library


def test_an_unknown_definition_or_one_out_of_use_is_not_taken(place: Place) -> None:
    row = place.entry()
    with pytest.raises(RuleError):
        place.save(place.measured(new_id()))
    place.decide(place.read(), LibraryState.RETIRED)
    with pytest.raises(RuleError) as refused:
        place.use(row)
    assert refused.value.where == "indicators[0].name"


def test_a_goal_keeps_what_goes_out_of_use_later(place: Place) -> None:
    row = place.entry()
    taken = place.use(row)
    place.decide(place.read(), LibraryState.RETIRED)
    held = goal.get_goal(place.work(Role.COMMANDER), place.goal.id).goal
    again = place.save(held.model_copy(update={"title": "Answer sooner"}))
    assert again.library_version_id == taken.library_version_id


def test_another_city_s_definition_is_unknown(place: Place) -> None:
    elsewhere = make.make_jurisdiction(place.session, code="elsewhere")
    row = make.make_library_indicator(place.session, elsewhere)
    version = make.make_library_version(place.session, row)
    make.make_library_text(place.session, version)
    with pytest.raises(RuleError):
        place.save(place.measured(version.id))
    with pytest.raises(NotFoundError):
        place.read(row.code)
    with pytest.raises(NotFoundError):
        library.decide_entry(
            place.work(),
            DecisionIn(id=row.id, seen_version=1, state=LibraryState.RETIRED, reason=WHY),
        )


# --- merging ------------------------------------------------------------------------------------


def merge(place: Place, row: t.LibraryIndicator, into: t.LibraryIndicator) -> Any:
    seen = place.read(row.code).version
    entry = MergeIn(id=row.id, seen_version=seen, into_id=into.id, reason=WHY)
    return library.merge_entry(place.work(), entry)


def test_goals_follow_a_merge_where_both_measure_the_same(place: Place) -> None:
    row = place.entry()
    into = place.entry("RESPONSE-04.b", text={"definition": "From the call to arrival."})
    before = place.use(row)
    merged = merge(place, row, into)
    assert (merged.moved, merged.kept, merged.differs) == (("07-2026-1",), (), ())
    after = place.indicator()
    assert after.definition == "From the call to arrival."
    assert after.name == before.name
    (use,) = place.read(into.code).used_in
    assert use.goal_id == place.goal.id
    gone = place.read(row.code)
    assert (gone.state, gone.merged_into, gone.used_in) == (LibraryState.MERGED, into.code, ())
    assert place.changes()[-2:] == [
        ("library_indicator", "merge_entry", 2, WHY),
        ("goal", "merge_entry", 3, WHY),
    ]


def test_a_goal_that_measures_otherwise_keeps_its_words_and_it_says_why(place: Place) -> None:
    row = place.entry()
    into = place.entry("RESPONSE-04.b", text={"unit": "hours"})
    before = place.use(row)
    merged = merge(place, row, into)
    assert (merged.moved, merged.kept, merged.differs) == ((), ("07-2026-1",), ("unit",))
    after = place.indicator()
    assert after == before.model_copy(update={"library_version_id": None})


def test_a_goal_in_a_language_that_the_other_lacks_keeps_its_words(place: Place) -> None:
    row, into = place.entry(), place.entry("RESPONSE-04.b")
    version = place.session.scalars(
        select(t.LibraryVersion).where(t.LibraryVersion.library_id == row.id)
    ).one()
    make.make_library_text(place.session, version, language=PL)
    place.save(place.measured(version.id, language=PL))
    assert merge(place, row, into).kept == ("07-2026-1",)


def test_goals_of_a_closed_plan_stay_as_they_are(place: Place) -> None:
    row, into = place.entry(), place.entry("RESPONSE-04.b")
    before = place.use(row)
    place.plan.stage, place.plan.unsigned_reason = PlanStage.CLOSED, "Nobody signed"
    place.session.flush()
    merged = merge(place, row, into)
    assert (merged.moved, merged.kept) == ((), ())
    assert place.indicator() == before


def test_other_indicators_of_a_goal_are_left_alone_by_a_merge(place: Place) -> None:
    row, into = place.entry(), place.entry("RESPONSE-04.b")
    place.use(row)
    held = goal.get_goal(place.work(Role.COMMANDER), place.goal.id).goal
    own = held.indicators[0].model_copy(update={"id": new_id(), "library_version_id": None})
    place.save(held.model_copy(update={"indicators": (*held.indicators, own)}))
    merge(place, row, into)
    after = goal.get_goal(place.work(Role.COMMANDER), place.goal.id).goal.indicators
    assert [bool(one.library_version_id) for one in after] == [True, False]


@pytest.mark.parametrize("into", ["itself", "proposed", "nothing"])
def test_a_merge_needs_another_indicator_that_is_in_use(place: Place, into: str) -> None:
    row = place.entry()
    ids = {"itself": row.id, "proposed": place.propose().id, "nothing": new_id()}
    entry = MergeIn(id=row.id, seen_version=1, into_id=ids[into], reason=WHY)
    with pytest.raises((RuleError, NotFoundError)):
        library.merge_entry(place.work(), entry)


def test_a_merge_needs_a_reason_and_happens_once(place: Place) -> None:
    row, into = place.entry(), place.entry("RESPONSE-04.b")
    entry = MergeIn(id=row.id, seen_version=1, into_id=into.id)
    with pytest.raises(RuleError):
        library.merge_entry(place.work(), entry)
    merge(place, row, into)
    with pytest.raises(RuleError):
        merge(place, row, into)


def test_words_are_loaded_by_version_and_language(place: Place) -> None:
    place.entry()
    (version,) = place.session.scalars(select(t.LibraryVersion)).all()
    known = load_definitions(place.session, [version])
    assert known == {version.id: {EN: definition()}}
