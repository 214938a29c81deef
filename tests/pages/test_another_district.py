"""Who changes the address to another district's reads there, and finds no field to write in."""

import pytest
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city, keep_standings
from tests.pages.browser import Opener, words_of

FIELDS = ("text_input", "text_area", "number_input", "date_input", "multiselect", "checkbox")


@pytest.fixture
def there(open_page: Opener) -> tuple[City, dict[str, str]]:
    """A city whose commander is of district 7, and what district 11 has, by the address's words."""
    engine = session.get_engine()
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        eleven = rows.get_one(t.District, city.other_district)
        plan = make.make_plan(rows, eleven)
        priority = make.make_priority(rows, plan)
        goal = make.make_goal(rows, priority, title="Quieter nights")
        make.make_target(rows, make.make_indicator(rows, goal))
        meeting = make.make_engagement(rows, eleven)
        ids = {
            "goal": str(goal.id),
            "priority": str(priority.id),
            "meeting": str(meeting.id),
            "voice": str(make.make_voice(rows, meeting).id),
            "promise": str(make.make_commitment(rows, eleven).id),
            "edit": str(make.make_local_demand(rows, eleven).id),
        }
    keep_standings(engine)
    return city, ids


def labels_of(app: AppTest, kind: str) -> list[str]:
    return [str(getattr(one, "label", "")) for one in app.main.get(kind)]


ADDRESSES = [
    ("goal", {"edit": "1"}, "goal"),
    ("goal", {"step": "new"}, "goal"),
    ("goal", {}, "priority"),
    ("plan", {"district": "11", "priority": "new"}, ""),
    ("plan", {"district": "11"}, "priority"),
    ("progress", {"district": "11", "quarter": "2026-Q3"}, ""),
    ("relation", {"relation": "2026-Q3"}, "goal"),
    ("voice", {"district": "11", "voice": "new"}, ""),
    ("voice", {"district": "11"}, "voice"),
    ("voice", {"district": "11", "meeting": "new"}, ""),
    ("voice", {"district": "11"}, "meeting"),
    ("voice", {"district": "11", "promise": "new"}, ""),
    ("voice", {"district": "11"}, "promise"),
    ("theme", {"by": "district", "district": "11"}, "edit"),
]


@pytest.mark.parametrize(("page", "address", "named"), ADDRESSES)
def test_another_districts_form_does_not_open(
    open_page: Opener,
    there: tuple[City, dict[str, str]],
    page: str,
    address: dict[str, str],
    named: str,
) -> None:
    city, ids = there
    asked = address | ({named: ids[named]} if named else {})
    app = open_page(page, city.people[Role.COMMANDER], Language.EN, **asked)
    assert not app.exception
    assert words_of(app)
    labels = {kind: labels_of(app, kind) for kind in (*FIELDS, "button")}
    assert "Save" not in labels.pop("button")
    # Looking for a voice is no writing.
    assert [one for found in labels.values() for one in found if one != "Search"] == []


@pytest.mark.parametrize(
    ("page", "address"),
    [("plan", {"district": "7", "priority": "new"}), ("voice", {"district": "7", "voice": "new"})],
)
def test_the_own_form_does(
    open_page: Opener, there: tuple[City, dict[str, str]], page: str, address: dict[str, str]
) -> None:
    app = open_page(page, there[0].people[Role.COMMANDER], Language.EN, **address)
    assert app.main.get("text_input") or app.main.get("text_area")
