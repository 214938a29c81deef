"""What people write comes back letter by letter, however long, in whatever script."""

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from planner.domain.quarters import Quarter
from planner.services import progress
from planner.services.door import begin
from planner.services.work import new_id
from schemas.progress import ProgressIn
from schemas.shape import LONG
from schemas.vocabulary import Language, ReportingState, Role
from tests import factories as make
from tests.city import build_city

ODD = (
    "<script>alert(1)</script> **bold** [x](javascript:1) $x$ :red[a] 🙂👩🏽"
    " مرحبا بالعالم 巡逻区 =1+1 \\ '"
)
WORDS = [ODD, ODD * 80, "é" * LONG, "🙂" * LONG]


def entry(indicator_id: object, words: str) -> ProgressIn:
    return ProgressIn.model_validate(
        {
            "id": new_id(),
            "indicator_id": indicator_id,
            "year": 2026,
            "quarter": 3,
            "seen_version": 0,
            "state": ReportingState.UNABLE_TO_ASSESS,
            "reason": words,
            "note": words,
            "language": Language.EN,
        }
    )


@pytest.mark.parametrize("words", WORDS, ids=["odd", "odd and long", "accents", "emoji"])
def test_words_come_back_as_they_were_written(engine: Engine, words: str) -> None:
    city = build_city(engine)
    with begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY) as work:
        progress.record_progress(work, entry(city.minutes, words))
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        quarter = Quarter(2026, 3)
        standing = progress.get_standings(work, [city.goal], [quarter])[city.goal][quarter]
    recorded = standing.readings[0].recorded
    assert recorded is not None
    assert (recorded.reason, recorded.note) == (words, words)


def test_one_character_more_than_a_long_text_has_is_refused() -> None:
    with pytest.raises(ValidationError):
        entry(new_id(), "x" * (LONG + 1))
