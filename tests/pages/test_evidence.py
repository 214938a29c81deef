"""Evidence under the steps of a goal: brought by several at once, opened, taken away and back."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui import session
from planner.ui.session import get_engine
from schemas.vocabulary import Language, PlanStage, Role
from tests import factories as make
from tests.pages.browser import Opener, words_of

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NOTES = ("notes [1].txt", b"Twelve came.\n", "text/plain")


@dataclass
class Place:
    """A goal with a step, and who looks at it."""

    open_page: Opener
    step: t.ActionStep
    commander: t.Member
    commissioner: t.Member
    folder: Path

    def open(self, member: t.Member | None = None, **address: object) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        texts["goal"] = str(self.step.goal_id)
        app = self.open_page("goal", (member or self.commander).id, Language.EN, **texts)
        assert not app.exception
        return app

    def open_evidence(self) -> AppTest:
        return self.open(evidence=self.step.id)

    def rows(self) -> list[t.Evidence]:
        with transaction(get_engine()) as rows:
            return list(rows.scalars(select(t.Evidence).order_by(t.Evidence.added_at)))

    def stored(self) -> list[bytes]:
        return sorted(file.read_bytes() for file in self.folder.glob("*/*"))


@pytest.fixture
def place(open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("PLANNER_EVIDENCE_DIR", str(tmp_path))
    monkeypatch.setenv("PLANNER_EVIDENCE_MAX_MB", "1")
    session.get_settings.clear()
    with transaction(get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        district = make.make_district(rows, city, number=7)
        goal = make.make_goal(rows, make.make_priority(rows, make.make_plan(rows, district)))
        return Place(
            open_page,
            make.make_step(rows, goal),
            make.make_member(rows, city, Role.COMMANDER, district, name="Ada Rivera"),
            make.make_member(rows, city, Role.COMMISSIONER),
            tmp_path,
        )


def bring(app: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    app.file_uploader[0].set_value(list(files)).run()
    return press(app, "Attach")


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    told = [
        str(getattr(one, "value", "")) for kind in ("success", "error") for one in app.get(kind)
    ]
    return "\n".join([words_of(app), *told]).replace("\\", "")


def field(app: AppTest, end: str) -> str:
    return next(str(one.key) for one in app.text_input if str(one.key).endswith(end))


def test_several_files_are_attached_at_once_and_can_be_opened(place: Place) -> None:
    app = bring(place.open_evidence(), NOTES, ("plan.pdf", PDF, "application/pdf"))
    assert "2 files are attached." in words(app)
    assert {row.name for row in place.rows()} == {"notes [1].txt", "plan.pdf"}
    assert place.stored() == sorted([NOTES[1], PDF])
    for row in place.rows():
        assert f"(/evidence/{row.id})" in words(app)
    assert "added by Ada Rivera on" in words(app)
    assert "2 pieces of evidence" in words(app)
    assert app.file_uploader[0].value == []


def test_one_bad_file_is_named_with_what_to_do_and_keeps_no_other_from_it(place: Place) -> None:
    app = place.open_evidence()
    app.text_input(key=field(app, ":url")).input("https://example.org/half-typed")
    bring(
        app,
        ("photo.png", b"<script>alert(1)</script>", "image/png"),
        ("large.txt", b"x" * (2**20 + 1), "text/plain"),
        ("empty.txt", b"", "text/plain"),
        NOTES,
    )
    told = [one.value.replace("\\", "") for one in app.error]
    assert [row.name for row in place.rows()] == ["notes [1].txt"]
    assert len(told) == 3
    assert "“photo.png” does not match its ending" in told[0]
    assert "“large.txt” is larger than 1 MB. Attach a smaller file." in told[1]
    assert "“empty.txt” is empty" in told[2]
    assert "1 file is attached." in words(app)
    assert app.text_input(key=field(app, ":url")).value == "https://example.org/half-typed"


def test_the_same_file_twice_is_there_once(place: Place) -> None:
    bring(bring(place.open_evidence(), NOTES), ("again.txt", *NOTES[1:]))
    assert [row.name for row in place.rows()] == ["notes [1].txt"]


def test_a_link_is_added_with_the_place_it_leads_to(place: Place) -> None:
    app = place.open_evidence()
    app.text_input(key=field(app, ":url")).input("https://example.org/[a](b)*c*")
    app.text_input(key=field(app, ":name")).input("Minutes *of* May")
    press(app, "Add the link")
    (row,) = place.rows()
    assert (row.url, row.name) == ("https://example.org/[a](b)*c*", "Minutes *of* May")
    assert "Minutes *of* May" in words(app)
    assert any(r"\[a\]\(b\)\*c\*" in one.value for one in app.markdown)
    assert app.text_input(key=field(app, ":url")).value == ""


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "example.org"])
def test_what_is_no_address_is_told_and_stays(place: Place, url: str) -> None:
    app = place.open_evidence()
    app.text_input(key=field(app, ":url")).input(url)
    app.text_input(key=field(app, ":name")).input("Minutes")
    press(app, "Add the link")
    assert ("is not an address of the web" if url else "Copy the address") in words(app)
    assert app.text_input(key=field(app, ":name")).value == "Minutes"
    assert place.rows() == []


def test_what_is_removed_can_be_brought_back(place: Place) -> None:
    app = press(bring(place.open_evidence(), NOTES), "Remove")
    (row,) = place.rows()
    assert row.removed_at is not None
    assert f"/evidence/{row.id}" not in words(app)
    assert "Removed: notes [1].txt" in words(app)
    press(app, "Bring back")
    assert place.rows()[0].removed_at is None
    assert f"/evidence/{row.id}" in words(app)


def test_who_only_follows_sees_how_much_there_is_and_no_way_to_it(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        make.make_evidence(rows, rows.get_one(t.ActionStep, place.step.id))
    app = place.open(place.commissioner, evidence=place.step.id)
    assert "1 piece of evidence" in words(app)
    assert "notes.txt" not in words(app)
    assert not app.file_uploader


def test_evidence_is_read_only_when_somebody_opens_it(place: Place) -> None:
    app = place.open()
    assert not app.file_uploader
    assert "Add evidence" in [one.label for one in app.expander]


def test_a_closed_plan_shows_it_and_takes_no_more(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        make.make_evidence(rows, rows.get_one(t.ActionStep, place.step.id))
        plan = rows.scalars(select(t.Plan)).one()
        plan.stage, plan.unsigned_reason = PlanStage.CLOSED, "Nobody was there"
    app = place.open_evidence()
    assert "notes.txt" in words(app)
    assert not app.file_uploader
    assert "Remove" not in [one.label for one in app.button]
