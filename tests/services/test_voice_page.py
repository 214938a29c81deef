"""Voices many at a time: filtered, in pages, and of one demand from everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import voice_page
from planner.services.voice_page import MOST_QUOTES, SIZE
from planner.services.work import Work, new_id
from schemas.vocabulary import Consent, Language, Role, Valence
from schemas.voice import DemandVoices, VoiceFilter, VoicePage
from tests import factories as make


@dataclass
class Place:
    """A district with two meetings, and a demand people spoke of."""

    session: Session
    city: t.Jurisdiction
    district: t.District
    early: t.Engagement
    late: t.Engagement
    demand: t.Theme

    def works(self, role: Role = Role.COMMISSIONER) -> Work:
        return make.work_for(
            self.session, make.make_member(self.session, self.city, role, self.district)
        )

    def heard(self, at: t.Engagement | None = None, **fields: Any) -> t.Voice:
        row = make.make_voice(self.session, at or self.early, **fields)
        make.make_voice_theme(self.session, row, theme_id=self.demand.id)
        return row

    def approved(self, at: t.Engagement | None = None, **fields: Any) -> t.Voice:
        by = make.make_member(self.session, self.city)
        return self.heard(at, approved_by_id=by.id, approved_at=make.NOW, **fields)

    def page(self, number: int = 1, role: Role = Role.COMMISSIONER, **wanted: Any) -> VoicePage:
        return voice_page.get_voice_page(
            self.works(role), self.district.id, VoiceFilter(**wanted), number
        )

    def spoken(self, code: str = "RESPONSE-04") -> DemandVoices:
        return voice_page.get_demand_voices(self.works(Role.DAC_CHAIR), code)


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue, code="RESPONSE")
        yield Place(
            session,
            city,
            district,
            make.make_engagement(session, district, held_on=date(2026, 5, 1)),
            make.make_engagement(session, district, held_on=date(2026, 8, 1)),
            make.make_theme(session, catalogue, headline, code="RESPONSE-04"),
        )


def test_a_district_without_voices_has_one_empty_page(place: Place) -> None:
    found = place.page()
    assert (found.total, found.fitting, found.page, found.pages, found.rows) == (0, 0, 1, 1, ())
    assert (found.codes, found.languages) == ((), ())


def test_the_latest_meeting_comes_first_and_pages_never_overlap(place: Place) -> None:
    old = [place.heard().id for _ in range(SIZE)]
    new = [place.heard(place.late).id for _ in range(SIZE)]
    first, second = place.page(1), place.page(2)
    assert {row.id for row in first.rows} == set(new)
    assert {row.id for row in second.rows} == set(old)
    assert (first.pages, first.total) == (2, 2 * SIZE)


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (2, 2), (99, 2)])
def test_a_page_that_is_not_there_gives_the_nearest(place: Place, asked: int, given: int) -> None:
    for _ in range(SIZE + 1):
        place.heard()
    assert place.page(asked).page == given


def test_filters_narrow_the_rows_and_not_the_totals(place: Place) -> None:
    place.approved(language=Language.ES)
    place.heard()
    place.heard(place.late, consent=Consent.COUNTED_ONLY)
    other = make.make_voice(place.session, place.late, language=Language.PL)
    fitting = {
        "all": place.page().fitting,
        "theme": place.page(code="RESPONSE-04").fitting,
        "headline": place.page(code="RESPONSE").fitting,
        "nowhere": place.page(code="NOWHERE").fitting,
        "meeting": place.page(engagement_id=place.late.id).fitting,
        "language": place.page(language=Language.ES).fitting,
        "waiting": place.page(waiting=True).fitting,
        "both": place.page(waiting=True, engagement_id=place.late.id).fitting,
    }
    assert fitting == {
        "all": 4,
        "theme": 3,
        "headline": 3,
        "nowhere": 0,
        "meeting": 2,
        "language": 1,
        "waiting": 2,
        "both": 1,
    }
    found = place.page(language=Language.PL)
    assert [row.id for row in found.rows] == [other.id]
    assert (found.total, found.meetings, found.waiting) == (4, 2, 2)
    assert found.codes == ("RESPONSE-04",)
    assert found.languages == (Language.EN, Language.ES, Language.PL)


def test_a_voice_on_a_mapped_local_demand_is_found_under_the_demand(place: Place) -> None:
    local = make.make_local_demand(
        place.session, place.district, code="LOCAL-07-01", mapped_theme_id=place.demand.id
    )
    row = make.make_voice(place.session, place.early)
    make.make_voice_theme(place.session, row, local_demand_id=local.id)
    for code in ("RESPONSE-04", "RESPONSE", "LOCAL-07-01"):
        assert [one.id for one in place.page(code=code).rows] == [row.id]
    assert place.page().codes == ("LOCAL-07-01",)


def test_another_districts_voices_are_not_here(place: Place) -> None:
    other = make.make_district(place.session, place.city, number=11)
    there = place.heard(make.make_engagement(place.session, other))
    assert place.page().total == 0
    assert voice_page.find_voice(place.works(), place.district.id, there.id) is None
    assert voice_page.find_voice(place.works(), place.district.id, new_id()) is None


def test_words_are_withheld_from_who_may_not_read_them(place: Place) -> None:
    row = place.heard(text="Waiting.")
    assert place.page().rows[0].text is None
    assert place.page(role=Role.DAC_CHAIR).rows[0].text == "Waiting."
    found = voice_page.find_voice(place.works(Role.DAC_CHAIR), place.district.id, row.id)
    assert found is not None
    assert found.text == "Waiting."


def test_a_demand_is_counted_by_district_valence_and_reason(place: Place) -> None:
    other = make.make_district(place.session, place.city, number=3, name="Grand Crossing")
    place.approved(valence=Valence.COMPLAINT)
    place.heard(valence=Valence.COMPLAINT)
    place.heard(place.late, consent=Consent.COUNTED_ONLY)
    place.approved(make.make_engagement(place.session, other), valence=Valence.PRAISE)
    found = place.spoken()
    assert (found.count, found.meetings) == (4, 3)
    assert (found.counted_only, found.unapproved, len(found.quotes)) == (1, 1, 2)
    counts = [(one.district_number, one.count, one.by_valence) for one in found.places]
    assert counts == [
        (3, 1, ((Valence.PRAISE, 1),)),
        (7, 3, ((Valence.COMPLAINT, 2), (None, 1))),
    ]


def test_quotes_of_a_demand_are_those_every_member_may_read(place: Place) -> None:
    place.heard(text="Waiting.")
    place.approved(text="Counted.", consent=Consent.COUNTED_ONLY)
    quoted = place.approved(text="Said.", consent=Consent.QUOTE_ALLOWED)
    assert [row.id for row in place.spoken().quotes] == [quoted.id]


def test_the_newest_quotes_are_enough_to_leaf_through(place: Place) -> None:
    for _ in range(MOST_QUOTES):
        place.approved(place.late)
    place.approved(place.early, text="Long ago.")
    found = place.spoken()
    assert len(found.quotes) == MOST_QUOTES
    assert found.count == MOST_QUOTES + 1
    assert all(row.text != "Long ago." for row in found.quotes)


def test_a_demand_nobody_spoke_of_is_empty(place: Place) -> None:
    found = place.spoken("NOWHERE")
    assert (found.count, found.meetings, found.places, found.quotes) == (0, 0, (), ())
