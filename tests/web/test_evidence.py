"""Evidence files by their address: a file for those who may open it, for all others nothing."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.engine import transaction
from planner.gateways.evidence import EvidenceStore
from planner.services.work import new_id
from planner.ui import session
from schemas.vocabulary import Role
from tests import factories as make
from tests.web.conftest import Response, TestClient, Visit

CONTENT = b"minutes of the meeting,<script>alert(1)</script>\n" * 5000
NAMES = {
    "plain": "notes.csv",
    "a quote": 'a"; filename="b.html',
    "a way out": "..\\..\\x.html",
    "another line": "a\r\nSet-Cookie: x=1.csv",
    "letters of the world": "会议记录 żółć.csv",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANNER_EVIDENCE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def people(store: Path, ada: UUID) -> dict[str, UUID]:
    """Everybody by name; `store` comes first, so that the settings know of it."""
    session.get_settings.clear()
    with transaction(session.get_engine(), write=True) as rows:
        return {one.name: one.id for one in rows.scalars(select(t.Member))}


Store = Callable[..., UUID]


@pytest.fixture
def keep(store: Path, people: dict[str, UUID]) -> Store:
    def put(name: str = "notes.csv", district: int = 7, **fields: object) -> UUID:
        held = EvidenceStore(store, 10**7).put(CONTENT, "notes.csv")
        with transaction(session.get_engine(), write=True) as rows:
            home = rows.scalars(select(t.District).where(t.District.number == district)).one()
            year = rows.scalar(select(func.count()).select_from(t.Plan)) or 0
            plan = make.make_plan(rows, home, year=2026 + year)
            goal = make.make_goal(rows, make.make_priority(rows, plan))
            step = make.make_step(rows, goal)
            about = {"digest": held.digest, "size": held.size, "media_type": held.media_type}
            return make.make_evidence(rows, step, name=name, **about | fields).id

    return put


def get(visit: Visit, member: object, evidence_id: object) -> Response:
    browser: TestClient = visit(member)
    answer: Response = browser.get(f"/evidence/{evidence_id}")
    return answer


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_file_comes_byte_for_byte_and_is_kept_not_opened(
    visit: Visit, keep: Store, ada: UUID, name: str
) -> None:
    answer = get(visit, ada, keep(name))
    assert (answer.status_code, answer.content) == (200, CONTENT)
    told = answer.headers
    assert told["content-type"] == "text/csv"
    assert told["content-length"] == str(len(CONTENT))
    assert told["content-disposition"].startswith('attachment; filename="')
    assert told["content-disposition"].count("filename=") == 1 + name.count("filename=")
    assert told["content-disposition"].count('"') == 2
    assert told["cache-control"] == "private, no-store"
    assert told["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in told


def test_each_file_that_is_taken_leaves_a_change(visit: Visit, keep: Store, ada: UUID) -> None:
    get(visit, ada, keep())
    with transaction(session.get_engine()) as rows:
        (change,) = rows.scalars(select(t.Change).where(t.Change.action == "export"))
    assert change.actor_id == ada


def test_what_is_for_others_looks_like_what_is_not_there(
    visit: Visit, keep: Store, people: dict[str, UUID]
) -> None:
    theirs, mine = keep(district=6), keep()
    removed = keep(removed_at=make.NOW, digest=None, size=None, media_type="", url="https://x.org")
    answers = [
        get(visit, people["Ada Rivera"], theirs),
        get(visit, people["<b>Bo</b> & Co"], mine),
        get(visit, people["Ada Rivera"], removed),
        get(visit, people["Ada Rivera"], new_id()),
    ]
    assert [one.status_code for one in answers] == [404] * 4
    assert len({one.text for one in answers}) == 1
    assert all(b"minutes" not in one.content for one in answers)


def test_a_removed_file_is_not_handed_out(visit: Visit, keep: Store, ada: UUID) -> None:
    assert get(visit, ada, keep(removed_at=make.NOW)).status_code == 404


def test_a_file_that_is_gone_from_the_folder_leaves_no_note(
    visit: Visit, keep: Store, ada: UUID
) -> None:
    assert get(visit, ada, keep(digest="0" * 64)).status_code == 404
    with transaction(session.get_engine()) as rows:
        assert rows.scalars(select(t.Change)).all() == []


def test_whoever_is_nobody_is_led_to_the_entrance(visit: Visit, keep: Store) -> None:
    answer = visit().get(f"/evidence/{keep()}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/enter?next=/evidence/")


@pytest.mark.parametrize("path", ["..%2f..%2fetc", "x", "1", "00000000"])
def test_an_address_that_names_no_file_leads_nowhere_near_one(
    visit: Visit, ada: UUID, path: str
) -> None:
    answer = get(visit, ada, path)
    assert "content-disposition" not in answer.headers


def test_a_partner_of_the_district_opens_what_they_help_with(
    visit: Visit, keep: Store, people: dict[str, UUID]
) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        home = rows.scalars(select(t.District).where(t.District.number == 7)).one()
        city = rows.scalars(select(t.Jurisdiction)).one()
        partner = make.make_member(rows, city, Role.PARTNER, home).id
    assert get(visit, partner, keep()).status_code == 200
