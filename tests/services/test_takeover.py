"""Nobody takes another district's row by naming a home of their own beside it, or the reverse.

A form says which row it is about and where that belongs; the permission must hold for both.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

import planner.services
from db import tables as t
from db.engine import transaction
from planner.services import commitment, engagement, goal, handover, library, plan, theme, voice
from planner.services.door import begin
from planner.services.goal import step
from planner.services.work import USE_CASES, Work
from schemas.commitment import CommitmentIn
from schemas.engagement import EngagementIn
from schemas.errors import PlannerError
from schemas.goal import GoalIn, StepIn
from schemas.handover import NoteIn
from schemas.library import DefinitionIn, ProposalIn
from schemas.plan import PriorityIn
from schemas.theme import LocalDemandIn
from schemas.vocabulary import (
    Consent,
    EngagementKind,
    IndicatorKind,
    Language,
    LibraryState,
    PriorityKind,
    Role,
    Stance,
)
from schemas.voice import VoiceIn
from tests import factories as make
from tests.city import build_city


@dataclass(frozen=True)
class Estate:
    """What one district has: an id of each, and its commander."""

    district: UUID
    commander: UUID
    plan: UUID
    priority: UUID
    goal: UUID
    step: UUID
    meeting: UUID
    voice: UUID
    promise: UUID
    demand: UUID
    proposal: UUID
    note: UUID


@pytest.fixture
def estates(engine: Engine) -> tuple[Estate, Estate]:
    """Two districts with the same things each: the one that is tried on, and the one who tries."""
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        theirs = rows.get_one(t.District, city.district)
        mine = rows.get_one(t.District, city.other_district)
        return settle(rows, theirs), settle(rows, mine)


def settle(rows: Session, district: t.District) -> Estate:
    jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
    commander = make.make_member(rows, jurisdiction, Role.COMMANDER, district)
    held = make.make_plan(rows, district, year=2027)
    priority = make.make_priority(rows, held)
    aim = make.make_goal(rows, priority)
    done = t.ActionStep(
        id=t.new_id(),
        jurisdiction_id=jurisdiction.id,
        goal_id=aim.id,
        position=1,
        what="Call back",
        language=Language.EN,
    )
    make.add(rows, done)
    meeting = make.make_engagement(rows, district)
    proposal = make.make_library_indicator(
        rows, jurisdiction, state=LibraryState.PROPOSED, district_id=district.id
    )
    make.make_library_text(rows, make.make_library_version(rows, proposal))
    return Estate(
        district.id,
        commander.id,
        held.id,
        priority.id,
        aim.id,
        done.id,
        meeting.id,
        make.make_voice(rows, meeting).id,
        make.make_commitment(rows, district).id,
        make.make_local_demand(rows, district).id,
        proposal.id,
        leave_note(rows, commander, district).id,
    )


def leave_note(rows: Session, commander: t.Member, district: t.District) -> t.HandoverNote:
    """Let somebody else take over from the commander, who leaves them a note."""
    led = {"role": Role.COMMANDER, "district_id": district.id}
    ends = update(t.MemberRole).filter_by(**led)
    rows.execute(ends.values(ends_on=CHANGE - timedelta(days=1)))
    jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
    comes = make.make_member(rows, jurisdiction)
    make.make_role(rows, comes, Role.COMMANDER, district, starts_on=CHANGE)
    note: t.HandoverNote = make.add(
        rows,
        t.HandoverNote(
            jurisdiction_id=jurisdiction.id,
            district_id=district.id,
            commander_id=commander.id,
            began_on=date(2025, 1, 1),
            note="Ask Officer Lee.",
            language=Language.EN,
            written_by_id=commander.id,
            written_at=make.NOW,
        ),
    )
    return note


CHANGE = date(2026, 12, 1)
EN = Language.EN
FAKE = "Taken over"
Save = Callable[[Work, Any], object]

FORMS: dict[str, tuple[Save, Callable[[Estate, Estate], Any]]] = {
    "goal.save_goal": (
        goal.save_goal,
        lambda row, home: GoalIn(
            id=row.goal, priority_id=home.priority, seen_version=1, title=FAKE, language=EN
        ),
    ),
    "step.save_step": (
        step.save_step,
        lambda row, home: StepIn(
            id=row.step, goal_id=home.goal, seen_version=1, what=FAKE, language=EN
        ),
    ),
    "plan.save_priority": (
        plan.save_priority,
        lambda row, home: PriorityIn(
            id=row.priority,
            plan_id=home.plan,
            seen_version=1,
            kind=PriorityKind.ENGAGEMENT,
            title=FAKE,
            language=EN,
        ),
    ),
    "engagement.save_engagement": (
        engagement.save_engagement,
        lambda row, home: EngagementIn(
            id=row.meeting,
            district_id=home.district,
            seen_version=1,
            kind=EngagementKind.BEAT_MEETING,
            held_on=date(2026, 8, 12),
            title=FAKE,
            language=EN,
        ),
    ),
    "voice.save_voice": (
        voice.save_voice,
        lambda row, home: VoiceIn(
            id=row.voice,
            engagement_id=home.meeting,
            seen_version=1,
            text=FAKE,
            language=EN,
            consent=Consent.PUBLIC,
        ),
    ),
    "commitment.save_commitment": (
        commitment.save_commitment,
        lambda row, home: CommitmentIn(
            id=row.promise,
            district_id=home.district,
            seen_version=1,
            you_said=FAKE,
            we_will=FAKE,
            promised_on=date(2026, 8, 12),
            review_on=date(2026, 12, 1),
            language=EN,
        ),
    ),
    "theme.save_local_demand": (
        theme.save_local_demand,
        lambda row, home: LocalDemandIn(
            id=row.demand,
            district_id=home.district,
            seen_version=1,
            statement=FAKE,
            citation=FAKE,
            stance=Stance.LESS,
            language=EN,
        ),
    ),
    "library.propose_indicator": (
        library.propose_indicator,
        lambda row, home: ProposalIn(
            id=row.proposal,
            district_id=home.district,
            seen_version=1,
            definition=DefinitionIn(
                name=FAKE,
                definition=FAKE,
                kind=IndicatorKind.CODED_VOICES,
                question=FAKE,
                language=EN,
            ),
        ),
    ),
    "handover.save_note": (
        handover.save_note,
        lambda row, home: NoteIn(
            id=row.note,
            district_id=home.district,
            changes_on=CHANGE,
            seen_version=1,
            note=FAKE,
            language=EN,
        ),
    ),
}
"""Each form that names a row and where it belongs: how it is saved, and a row in a home."""

APART = {
    "plan.start_plan": "has no row yet, and its home is all it names",
    "record.record_progress": "finds its home by the indicator it names",
    "relation.choose_relation": "has one row for a goal and quarter, found by them",
    "evidence.add_evidence": "only adds",
    "evidence.add_link": "only adds",
    "draft.keep_draft": "is found by who keeps it",
    "library.save_entry": "is for reviewers, who keep the whole library",
    "people.save_person": "is for administrators, who reach everywhere",
    "session.save_profile": "is found by who saves it",
    "take.import_tables": "is for the planner itself",
}


def content(engine: Engine) -> dict[str, list[str]]:
    """Return all rows but the history, which notes what was tried."""
    with transaction(engine) as rows:
        return {
            table.name: sorted(map(repr, rows.execute(select(table)).all()))
            for table in t.Table.metadata.sorted_tables
            if not table.name.startswith("change")
        }


def try_it(engine: Engine, name: str, row: Estate, home: Estate, who: Estate) -> None:
    save, fill = FORMS[name]
    with begin(engine, who.commander, write=True, today=make.TODAY) as work:
        save(work, fill(row, home))


@pytest.mark.parametrize("name", FORMS)
def test_the_own_row_at_home_is_saved(
    engine: Engine, estates: tuple[Estate, Estate], name: str
) -> None:
    _theirs, mine = estates
    before = content(engine)
    try_it(engine, name, mine, mine, mine)
    assert content(engine) != before


@pytest.mark.parametrize("name", FORMS)
def test_another_districts_row_is_not_taken_home(
    engine: Engine, estates: tuple[Estate, Estate], name: str
) -> None:
    theirs, mine = estates
    before = content(engine)
    with pytest.raises(PlannerError):
        try_it(engine, name, theirs, mine, mine)
    assert content(engine) == before


@pytest.mark.parametrize("name", FORMS)
def test_the_own_row_is_not_pushed_onto_another_district(
    engine: Engine, estates: tuple[Estate, Estate], name: str
) -> None:
    theirs, mine = estates
    before = content(engine)
    with pytest.raises(PlannerError):
        try_it(engine, name, mine, theirs, mine)
    assert content(engine) == before


@pytest.mark.parametrize("name", FORMS)
def test_another_districts_row_is_not_rewritten_where_it_is(
    engine: Engine, estates: tuple[Estate, Estate], name: str
) -> None:
    theirs, mine = estates
    before = content(engine)
    with pytest.raises(PlannerError):
        try_it(engine, name, theirs, theirs, mine)
    assert content(engine) == before


def test_every_form_is_tried_or_named_with_a_reason() -> None:
    for module in pkgutil.walk_packages(planner.services.__path__, "planner.services."):
        importlib.import_module(module.name)
    saving = ("propose_", "save_", "start_", "record_", "choose_", "add_", "keep_", "import_")
    forms = {name for name in USE_CASES if name.partition(".")[2].startswith(saving)}
    assert forms == FORMS.keys() | APART.keys()
