"""Voices: the speaker's consent and the reader's role decide who reads the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services import voice
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.vocabulary import Consent, Language, Role, Valence
from schemas.voice import VoiceIn, VoiceRow, VoiceSummary
from tests import factories as make

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@dataclass
class Place:
    """A district with a meeting, two demands under one headline, and a goal tied to one."""

    session: Session
    district: t.District
    engagement: t.Engagement
    headline: t.Theme
    demand: t.Theme
    other: t.Theme
    goal: t.Goal

    def works(self, role: Role = Role.DAC_CHAIR, *, away: bool = False) -> Work:
        city = self.session.get_one(t.Jurisdiction, self.district.jurisdiction_id)
        district = make.make_district(self.session, city) if away else self.district
        return make.work_for(self.session, make.make_member(self.session, city, role, district))

    def entry(self, **fields: Any) -> VoiceIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "engagement_id": self.engagement.id,
            "text": "Nobody called back.",
            "language": Language.EN,
            "consent": Consent.PUBLIC,
            "theme_ids": {self.demand.id},
        }
        return VoiceIn(**defaults | fields)

    def heard(self, **fields: Any) -> t.Voice:
        theme = fields.pop("theme", self.demand)
        row = make.make_voice(self.session, fields.pop("at", self.engagement), **fields)
        make.make_voice_theme(self.session, row, theme_id=theme.id)
        return row

    def approved(self, **fields: Any) -> t.Voice:
        by = self.works().actor.member_id
        return self.heard(approved_by_id=by, approved_at=make.NOW, **fields)


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue, code="RESPONSE")
        demand = make.make_theme(session, catalogue, headline, code="RESPONSE-04")
        goal = make.make_goal(
            session, make.make_priority(session, make.make_plan(session, district))
        )
        make.make_goal_theme(session, goal, demand)
        yield Place(
            session,
            district,
            make.make_engagement(session, district, held_on=date(2026, 8, 12)),
            headline,
            demand,
            make.make_theme(session, catalogue, headline, code="RESPONSE-05"),
            goal,
        )


def read(work: Work, place: Place, **how: Any) -> list[VoiceRow]:
    return list(voice.get_voices(work, place.district.id, **how))


def words(work: Work, place: Place) -> list[str | None]:
    return [row.text for row in read(work, place)]


# --- entering ----------------------------------------------------------------------------------


def test_a_voice_comes_back_as_it_was_entered_and_coded(place: Place) -> None:
    work = place.works()
    local = make.make_local_demand(place.session, place.district, code="LOCAL-07-01")
    typed = place.entry(valence=Valence.COMPLAINT, local_demand_ids={local.id})
    assert voice.save_voice(work, typed) == 1
    (row,) = read(work, place)
    assert (row.text, row.valence, row.approved) == (typed.text, Valence.COMPLAINT, False)
    assert row.theme_codes == ("LOCAL-07-01", "RESPONSE-04")
    codes = place.session.scalars(select(t.VoiceTheme)).all()
    assert {code.coded_by_id for code in codes} == {work.actor.member_id}


def test_a_partner_enters_but_a_commissioner_does_not(place: Place) -> None:
    voice.save_voice(place.works(Role.PARTNER), place.entry())
    with pytest.raises(RefusedError):
        voice.save_voice(place.works(Role.COMMISSIONER), place.entry())
    with pytest.raises(RefusedError):
        voice.save_voice(place.works(Role.PARTNER, away=True), place.entry())


def test_whoever_may_not_read_the_original_may_not_correct_it(place: Place) -> None:
    work, typed = place.works(Role.PARTNER), place.entry()
    voice.save_voice(work, typed)
    assert voice.save_voice(work, typed) == 1, "the same save twice is no correction"
    with pytest.raises(RefusedError):
        voice.save_voice(work, typed.model_copy(update={"seen_version": 1, "text": "Other."}))


def test_a_correction_changes_the_codes_and_keeps_who_found_the_one_that_stays(
    place: Place,
) -> None:
    first, second = place.works(), place.works(Role.COMMANDER)
    typed = place.entry(theme_ids={place.demand.id, place.headline.id})
    voice.save_voice(first, typed)
    changed = {"seen_version": 1, "theme_ids": frozenset({place.demand.id, place.other.id})}
    assert voice.save_voice(second, typed.model_copy(update=changed)) == 2
    codes = place.session.execute(select(t.VoiceTheme.theme_id, t.VoiceTheme.coded_by_id)).all()
    assert dict(list(codes)) == {
        place.demand.id: first.actor.member_id,
        place.other.id: second.actor.member_id,
    }


def test_whoever_comes_second_is_told(place: Place) -> None:
    work, typed = place.works(), place.entry()
    voice.save_voice(work, typed)
    voice.save_voice(work, typed.model_copy(update={"seen_version": 1, "text": "A"}))
    with pytest.raises(StaleError):
        voice.save_voice(work, typed.model_copy(update={"seen_version": 1, "text": "B"}))
    assert words(work, place) == ["A"]


def test_a_meeting_to_come_has_no_voices_yet(place: Place) -> None:
    planned = make.make_engagement(place.session, place.district, held_on=date(2026, 12, 1))
    with pytest.raises(RuleError) as wrong:
        voice.save_voice(place.works(), place.entry(engagement_id=planned.id))
    assert wrong.value.where == "engagement_id"


def test_a_voice_stays_with_the_district_that_heard_it(place: Place) -> None:
    elsewhere = make.make_district(place.session, place.works().jurisdiction)
    away = make.make_engagement(place.session, elsewhere)
    said = place.heard()
    moved = place.entry(id=said.id, engagement_id=away.id, seen_version=1)
    with pytest.raises(RuleError):
        voice.save_voice(make.work_for(place.session), moved)


def test_another_districts_local_demand_codes_nothing_here(place: Place) -> None:
    elsewhere = make.make_district(place.session, place.works().jurisdiction)
    local = make.make_local_demand(place.session, elsewhere)
    with pytest.raises(RuleError) as wrong:
        voice.save_voice(place.works(), place.entry(local_demand_ids={local.id}))
    assert wrong.value.where == "theme_ids"


def test_a_voice_needs_a_meeting_that_is_there(place: Place) -> None:
    with pytest.raises(NotFoundError):
        voice.save_voice(place.works(), place.entry(engagement_id=new_id()))


# --- approving ---------------------------------------------------------------------------------


def test_wording_is_approved_once_and_by_a_person(place: Place) -> None:
    work, said = place.works(), place.heard()
    assert [voice.approve_voice(work, said.id, 1) for _ in range(2)] == [2, 2]
    (row,) = read(work, place)
    assert (row.approved, row.version) == (True, 2)
    with pytest.raises(RuleError):
        voice.approve_voice(work, said.id, 2)
    with pytest.raises(RuleError):
        voice.approve_voice(make.work_for(place.session), place.heard().id, 1)


def test_police_do_not_approve_what_leaves_the_district(place: Place) -> None:
    with pytest.raises(RefusedError):
        voice.approve_voice(place.works(Role.COMMANDER), place.heard().id, 1)


def test_what_may_only_be_counted_has_no_wording_to_approve(place: Place) -> None:
    said = place.heard(consent=Consent.COUNTED_ONLY)
    with pytest.raises(RuleError):
        voice.approve_voice(place.works(), said.id, 1)


def test_approval_is_refused_when_the_words_moved_on(place: Place) -> None:
    work, typed = place.works(), place.entry()
    voice.save_voice(work, typed)
    voice.save_voice(work, typed.model_copy(update={"seen_version": 1, "text": "Other."}))
    with pytest.raises(StaleError):
        voice.approve_voice(work, typed.id, 1)


@pytest.mark.parametrize(
    ("change", "approved"),
    [
        ({"valence": Valence.MIXED}, True),
        ({"text": "Other."}, False),
        ({"language": Language.ES}, False),
        ({"consent": Consent.QUOTE_ALLOWED}, False),
    ],
)
def test_new_words_or_consent_take_the_approval_away(
    place: Place, change: dict[str, Any], approved: bool
) -> None:
    work, typed = place.works(), place.entry()
    voice.save_voice(work, typed)
    voice.approve_voice(work, typed.id, 1)
    voice.save_voice(work, typed.model_copy(update={"seen_version": 2, **change}))
    assert [row.approved for row in read(work, place)] == [approved]


def test_a_voice_that_is_not_there_is_not_approved(place: Place) -> None:
    with pytest.raises(NotFoundError):
        voice.approve_voice(place.works(), new_id(), 1)


# --- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize("consent", [Consent.PUBLIC, Consent.QUOTE_ALLOWED])
def test_approved_wording_is_read_by_every_member(place: Place, consent: Consent) -> None:
    place.approved(text="Approved.", consent=consent)
    assert words(place.works(Role.COMMISSIONER), place) == ["Approved."]
    assert words(place.works(Role.COMMANDER, away=True), place) == ["Approved."]


@pytest.mark.parametrize("consent", list(Consent))
def test_other_words_are_read_where_they_were_heard_only(place: Place, consent: Consent) -> None:
    place.heard(text="Original.", consent=consent)
    for role in (Role.COMMANDER, Role.DISTRICT_STAFF, Role.DAC_MEMBER, Role.REVIEWER):
        assert words(place.works(role), place) == ["Original."]
    for role in (Role.PARTNER, Role.COUNCIL_MEMBER, Role.COMMISSIONER, Role.ADMINISTRATOR):
        assert words(place.works(role), place) == [None]
    assert words(place.works(Role.COMMANDER, away=True), place) == [None]


def test_an_approval_by_mistake_never_opens_what_may_only_be_counted(place: Place) -> None:
    place.approved(consent=Consent.COUNTED_ONLY)
    assert words(place.works(Role.COMMISSIONER), place) == [None]


@pytest.mark.parametrize("code", ["RESPONSE-04", "RESPONSE"])
def test_a_theme_finds_its_voices_and_a_headline_those_of_its_demands(
    place: Place, code: str
) -> None:
    here = place.heard()
    other = place.heard(theme=place.other)
    found = {row.id for row in read(place.works(), place, theme_code=code)}
    assert found == ({here.id} if code == "RESPONSE-04" else {here.id, other.id})


def test_a_local_demand_finds_its_voices(place: Place) -> None:
    local = make.make_local_demand(place.session, place.district, code="LOCAL-07-01")
    place.heard()
    said = make.make_voice(place.session, place.engagement)
    make.make_voice_theme(place.session, said, local_demand_id=local.id)
    rows = read(place.works(), place, theme_code="LOCAL-07-01")
    assert [row.id for row in rows] == [said.id]


def test_a_translation_stands_beside_the_original(place: Place) -> None:
    said = place.heard(text="Nobody called back.")
    make.make_translation(place.session, said, "Nadie devolvió la llamada.")
    (row,) = read(place.works(), place, language=Language.ES)
    assert (row.text, row.translated) == (said.text, "Nadie devolvió la llamada.")
    assert (row.translated_by, row.translation_is_old) == ("Ada Rivera", False)
    assert [row.translated for row in read(place.works(), place)] == [None]


def test_a_translation_is_marked_when_the_original_moved_on(place: Place) -> None:
    said = place.heard(text="Nobody called back.")
    make.make_translation(place.session, said, "Nadie.", original_digest="before")
    (row,) = read(place.works(), place, language=Language.ES)
    assert row.translation_is_old


def test_a_translation_of_withheld_words_is_withheld(place: Place) -> None:
    make.make_translation(place.session, place.heard(), "Nadie devolvió la llamada.")
    (row,) = read(place.works(Role.COMMISSIONER), place, language=Language.ES)
    assert (row.text, row.translated, row.translated_by) == (None, None, "")


# --- counted for goals -------------------------------------------------------------------------


def summary(place: Place, quarter: Quarter = Q3, role: Role = Role.DAC_CHAIR) -> VoiceSummary:
    found = voice.get_voice_summaries(place.works(role), [place.goal.id], [Q2, quarter])
    return found[place.goal.id][quarter]


def test_a_goal_hears_voices_of_its_demand_in_their_quarter(place: Place) -> None:
    earlier = make.make_engagement(place.session, place.district, held_on=date(2026, 6, 30))
    first_day = make.make_engagement(place.session, place.district, held_on=date(2026, 7, 1))
    last_day = make.make_engagement(place.session, place.district, held_on=date(2026, 9, 30))
    later = make.make_engagement(place.session, place.district, held_on=date(2026, 10, 1))
    for meeting in (earlier, first_day, last_day, last_day, later):
        place.heard(at=meeting)
    found = summary(place)
    assert (found.count, found.meetings) == (3, 2)
    assert summary(place, Q2).count == 1


def test_other_demands_and_other_districts_are_not_heard(place: Place) -> None:
    elsewhere = make.make_district(place.session, place.works().jurisdiction)
    place.heard(theme=place.other)
    place.heard(at=make.make_engagement(place.session, elsewhere))
    assert summary(place).count == 0


def test_a_voice_of_two_tied_demands_counts_once(place: Place) -> None:
    local = make.make_local_demand(place.session, place.district, code="LOCAL-07-01")
    tie = t.GoalTheme(
        jurisdiction_id=place.goal.jurisdiction_id, goal_id=place.goal.id, local_demand_id=local.id
    )
    make.add(place.session, tie)
    make.make_voice_theme(place.session, place.heard(), local_demand_id=local.id)
    found = summary(place)
    assert (found.count, found.by_theme) == (1, (("LOCAL-07-01", 1), ("RESPONSE-04", 1)))


def test_a_voice_speaks_for_every_goal_tied_to_it(place: Place) -> None:
    priority = place.session.get_one(t.Priority, place.goal.priority_id)
    second = make.make_goal(place.session, priority)
    make.make_goal_theme(place.session, second, place.demand)
    place.heard()
    both = [place.goal.id, second.id]
    found = voice.get_voice_summaries(place.works(), both, [Q3])
    assert [found[one][Q3].count for one in both] == [1, 1]


def test_counts_tell_what_people_expressed_in_a_fixed_order(place: Place) -> None:
    for valence in (None, Valence.COMPLAINT, Valence.PRAISE, Valence.COMPLAINT):
        place.heard(valence=valence)
    expected = ((Valence.PRAISE, 1), (Valence.COMPLAINT, 2), (None, 1))
    assert summary(place).by_valence == expected


def test_withheld_words_are_counted_by_reason_and_never_quoted(place: Place) -> None:
    place.approved(text="Approved.")
    place.heard(text="Original.")
    place.heard(consent=Consent.COUNTED_ONLY)
    found = summary(place, role=Role.COMMISSIONER)
    assert [quote.text for quote in found.quotes] == ["Approved."]
    counts = (found.count, found.withheld, found.unapproved, found.counted_only)
    assert counts == (3, 2, 1, 1)


def test_a_fiscal_year_moves_the_quarters(place: Place) -> None:
    city = place.session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
    city.fiscal_start_month = 7
    place.session.flush()
    place.heard()
    found = voice.get_voice_summaries(place.works(), [place.goal.id], [Quarter(2027, 1), Q3])
    assert [found[place.goal.id][one].count for one in (Quarter(2027, 1), Q3)] == [1, 0]


def test_no_quarters_ask_for_nothing(place: Place) -> None:
    assert voice.get_voice_summaries(place.works(), [place.goal.id], []) == {place.goal.id: {}}
