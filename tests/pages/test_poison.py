"""Whatever people wrote stays words: no page acts on it as Markdown, markup or script.

Every text column of every table is poisoned, every page is drawn for everybody who sees it, and
every text that goes to the browser is looked at. What a browser makes of it is looked at in
`tests/journeys/test_poison.py`.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pyarrow as pa  # type: ignore[import-untyped]  # published without types
import pytest
import streamlit as st
from google.protobuf.message import (  # type: ignore[import-untyped]  # as above
    Message,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import make_engine, transaction
from planner.domain.permissions import RULES, SYSTEM
from planner.services import goal
from planner.services.change import Written, write_change
from planner.services.door import begin
from planner.services.exchange import begin_import, import_tables
from planner.services.work import new_id
from planner.ui import session
from planner.ui.navigation import ASIDE, PLACES
from planner.ui.text import plain
from schemas import message
from schemas.intake import GoalDraft, IntakeSource, Note, PlanDraft, PriorityDraft, Unplaced
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.pages.browser import FRAME, ROOT, Opener, unfold
from tests.poison import (
    ELSEWHERE,
    END,
    LINES,
    MARK,
    POISON,
    UNTOUCHED,
    active_part,
    poison,
    poison_of,
    poisoned_columns,
    text_columns,
)
from tests.way import write_way

SAMPLE = ROOT / "sample_data"


LINK = f"https://{ELSEWHERE}/[b](javascript:1)*e*_f_~~g~~$h$:red[i]"
"""An address that may come in, of letters that Markdown would act on."""


def fill(engine: Engine) -> None:
    """Load the sample, and a row of each table that it has none of."""
    folders = (SAMPLE / "catalogue", SAMPLE / "city")
    files = {file.name: file.read_bytes() for each in folders for file in each.glob("*.csv")}
    with begin_import(engine, files, today=make.TODAY) as work:
        import_tables(work, files, made_up=True)
    with transaction(engine, write=True) as rows:
        for number, member in enumerate(rows.scalars(select(t.Member)).all()):
            make.make_account(rows, member, email=f"person-{number}@example.org")
            make.make_web_session(rows, member)
            make.add(rows, plan_that_was_read(member))
        asker = rows.scalars(select(t.Member)).first()
        assert asker is not None
        for step in rows.scalars(select(t.ActionStep)).all():
            make.make_evidence(rows, step, added_by_id=asker.id)
            make.make_evidence(rows, step, added_by_id=asker.id, url=LINK)
        for engagement in rows.scalars(select(t.Engagement)).all():
            make.make_asked(rows, engagement, asker)
        hand_over(rows)
    with begin(engine, actor=SYSTEM, write=True) as work:
        words = POISON.format(place="change") + LINES + END
        held = work.session.scalars(select(t.Goal).where(t.Goal.code == "07-2026-1")).one()
        write_way(
            work.session,
            work.session.get_one(t.Plan, held.plan_id),
            work.session.scalars(select(t.Member).where(t.Member.code == "d07-dac")).one(),
        )
        amended = goal.get_goal(work, held.id).goal.model_copy(update={"action": words})
        goal.save_goal(work, amended, words)
        body = {"title": words, "action": words, "why_it_matters": words}
        write_change(work, "save_goal", Written("goal", new_id(), 1, body), words)


def hand_over(rows: Session) -> None:
    """Announce who follows the commander of district 7, who leaves a note and says so."""
    seven = rows.scalars(select(t.District).where(t.District.number == 7)).one()
    held = select(t.MemberRole).where(
        t.MemberRole.role == Role.COMMANDER, t.MemberRole.district_id == seven.id
    )
    command = rows.scalars(held).one()
    jurisdiction = rows.get_one(t.Jurisdiction, seven.jurisdiction_id)
    follows = make.make_member(rows, jurisdiction)
    make.make_role(rows, follows, Role.COMMANDER, seven, starts_on=date(2027, 1, 1))
    make.make_handover(rows, command)


def plan_that_was_read(member: t.Member) -> t.Draft:
    """Return a file's plan that waits to be written, poisoned as people could have written it."""
    line, words = POISON.format(place="file") + END, POISON.format(place="file") + LINES + END
    note = Note(place=line, message=message.Message("{words}", {"words": words}))
    goal = GoalDraft(id=new_id(), title=line, owner=line[:300], suggested=True)
    priority = PriorityDraft(id=new_id(), title=line, rationale=words, goals=(goal,))
    read = PlanDraft(
        id=new_id(),
        source=IntakeSource.FORM,
        name=line,
        language=Language.EN,
        priorities=(priority,),
        notes=(note,),
        unplaced=(Unplaced(place=line, text=words),),
    )
    return t.Draft(
        jurisdiction_id=member.jurisdiction_id,
        member_id=member.id,
        form="intake:7:2027",
        seen_version=0,
        body=json.dumps({"plan": read.model_dump(mode="json")}),
        kept_at=make.NOW,
    )


@pytest.fixture(scope="module")
def poisoned(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with a poisoned city."""
    copy = shutil.copy(sqlite_template, tmp_path_factory.mktemp("poison") / "planner.sqlite")
    engine = make_engine(f"sqlite:///{copy}")
    fill(engine)
    assert poison(engine) == []
    engine.dispose()
    return f"sqlite:///{copy}"


# --- what is drawn, and for whom -----------------------------------------------------------------


class View(NamedTuple):
    """A page by its file, and what its address asks for."""

    page: str
    address: dict[str, str]


def id_of(rows: Session, table: type[t.Table], *where: Any) -> str:
    return str(rows.scalars(select(table.id).where(*where).limit(1)).one())


def views(rows: Session) -> list[View]:
    """Return every page with everything that its address can open: lists, one row, each form."""
    seven = rows.scalars(select(t.District).where(t.District.number == 7)).one()
    aim = rows.scalars(select(t.Goal).where(t.Goal.code == "07-2026-1")).one()
    priority, here = str(aim.priority_id), {"district": "7"}
    one, of_seven = {"goal": str(aim.id)}, t.Engagement.district_id == seven.id
    step = id_of(rows, t.ActionStep, t.ActionStep.goal_id == aim.id)
    meeting = id_of(rows, t.Engagement, of_seven)
    heard = select(t.Engagement.id).where(of_seven)
    voice = id_of(rows, t.Voice, t.Voice.engagement_id.in_(heard))
    promise = id_of(rows, t.Commitment, t.Commitment.district_id == seven.id)
    local = rows.scalars(select(t.LocalDemand)).first()
    assert local is not None
    return [
        *(View("board", a) for a in ({}, here, {"present": "1"})),
        *(View("theme", a) for a in ({}, {"by": "district", **here}, {"demand": "RESPONSE-04"})),
        View("theme", {"demand": local.code}),
        View("theme", {"by": "district", **here, "edit": str(local.id)}),
        *(View("plan", {**here, **a}) for a in ({}, {"priority": priority}, {"priority": "new"})),
        *(View("goal", {**one, **a}) for a in ({}, {"edit": "1"}, {"step": step}, {"step": "new"})),
        View("goal", {**one, "evidence": step}),
        *(View("plan", {**here, "way": a}) for a in ("said", "past", "amended", "signed")),
        View("goal", {**one, "way": "amended"}),
        View("plan", {**here, "cover": "all"}),
        *(View("handover", {**here, **a}) for a in ({}, {"note": "1"}, {"move": "all"})),
        View("goal", here),
        View("goal", {"priority": priority}),
        View("progress", {**here, "quarter": "2026-Q3"}),
        View("relation", here),
        *(View("relation", {**one, "more": more}) for more in ("", "table", "usual", "voices")),
        View("relation", {**one, "relation": "2026-Q3"}),
        View("voice", here),
        *(View("voice", {**here, "meeting": a}) for a in (meeting, "new")),
        *(View("voice", {**here, "promise": a}) for a in (promise, "new")),
        *(View("voice", {**here, "voice": a}) for a in (voice, "new")),
        *(View("library", a) for a in ({}, {"propose": "new", **here})),
        *(View("library", {"entry": "RESPONSE-04.a", **a}) for a in ({}, {"edit": "1"})),
        View("library", {"entry": "FOLLOWUP-01.c"}),
        *(
            View("intake", {**here, "year": "2026", "from": way})
            for way in ("file", "last_year", "elsewhere", "theme")
        ),
        View("intake", {**here, "year": "2027"}),
        View("help", {}),
        View("profile", {}),
        View("people", {}),
        View("people", {"person": "new"}),
        View("rights", {}),
        View("change", {}),
        *(
            View("change", {"change": str(change)})
            for change in rows.scalars(select(t.Change.id).order_by(t.Change.id.desc()).limit(2))
        ),
    ]


ACTIONS = {place.file: place.action for place in PLACES} | {
    file: action for file, _name, action in ASIDE
}
"""What one must be allowed to do to come to a page, by its file."""


def alike() -> list[Role]:
    """Return one role of each group that may do the same: the others see the same pages."""
    groups = {tuple(RULES[action].get(role) for action in RULES): role for role in [*Role][::-1]}
    return sorted(groups.values(), key=list(Role).index)


# --- what goes to the browser ---------------------------------------------------------------------

AS_IT_IS = {
    ("code", "code_text"),
    ("dataframe", "arrow_data.data"),
    ("multiselect", "options"),
    ("multiselect", "raw_values"),
    ("selectbox", "options"),
    ("selectbox", "raw_value"),
    ("text", "body"),
    ("text_area", "default"),
    ("text_area", "value"),
    ("text_input", "default"),
    ("text_input", "value"),
    ("vega_lite_chart", "alt"),
    ("vega_lite_chart", "data.data"),
    ("vega_lite_chart", "spec"),
}
"""What a browser shows letter by letter, by kind of element and field; the rest is Markdown."""


def texts(message: Message, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of an element with where it stands; a table's cells one by one."""
    for field, value in message.ListFields():
        here = f"{path}.{field.name}".lstrip(".")
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from texts(one, here)
            elif isinstance(one, str):
                yield here, one
            elif isinstance(one, bytes) and MARK.encode() in one:
                table = pa.ipc.open_stream(one).read_all()
                yield from ((here, name) for name in table.column_names)
                yield from ((here, str(cell)) for column in table for cell in column.to_pylist())


def elements(node: Any) -> Iterator[tuple[str, Message]]:
    """Yield every element and every part that holds some, by their kind."""
    if isinstance(getattr(node, "proto", None), Message):
        yield node.type, node.proto
    for child in getattr(node, "children", {}).values():
        yield from elements(child)


class Tags(HTMLParser):
    """Notes what would do something in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        leads_out = any(name == "href" and not (to or "").startswith("/") for name, to in attrs)
        if tag not in {"div", "br", "a"} or leads_out or any(n.startswith("on") for n, _ in attrs):
            self.active.append(tag)


def active_texts(app: AppTest) -> list[tuple[str, str, str]]:
    """Return kind, field and beginning of everything poisoned that a browser would act on."""
    found = []
    for kind, proto in elements(app._tree):
        for field, text in texts(proto):
            if MARK not in text.lower() or (kind, field) in AS_IT_IS:
                continue
            active = "".join(Tags(text).active) if kind == "html" else active_part(text)
            if active:
                found.append((kind, field, active))
    return found


# --- the tests -----------------------------------------------------------------------------------


@pytest.fixture
def open_poisoned(poisoned: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    yield Opener(poisoned, monkeypatch)
    session.get_engine().dispose()


def somebody(rows: Session, role: Role) -> UUID:
    """Return somebody who holds a role, in district 7 where there is one."""
    held = rows.execute(
        select(t.MemberRole.member_id, t.District.number)
        .outerjoin(t.District)
        .where(t.MemberRole.role == role)
    ).all()
    return min(held, key=lambda pair: pair[1] != 7)[0]


def form_of(view: View) -> str:
    """Return the form of a goal that a view opens, or nothing."""
    address = view.address if view.page == "goal" else {}
    if "edit" in address:
        return f"goal:{address['goal']}"
    return f"new goal:{address['priority']}" if "priority" in address else ""


@pytest.mark.parametrize("role", alike())
def test_no_page_acts_on_what_people_wrote(open_poisoned: Opener, role: Role) -> None:
    with transaction(session.get_engine()) as rows:
        member_id, shown = somebody(rows, role), views(rows)
    st.cache_data.clear()
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    app.session_state["planner_member_id"] = str(member_id)
    # A list of choices is read back in the language it was drawn in.
    app.session_state["planner_language"] = Language.EN.value
    app.run()
    failed: list[tuple[View, object]] = []
    seen = 0
    for view in (one for one in shown if RULES[ACTIONS[one.page]].get(role)):
        app.switch_page(str(ROOT / "planner" / "pages" / f"{view.page}.py"))
        app.query_params.clear()
        for name, value in view.address.items():
            app.query_params[name] = value
        app.run()
        if form := form_of(view):
            # What is folded is not drawn, so it would not be looked at.
            unfold(app, form)
        failed += [(view, one.value) for one in app.exception]
        failed += [(view, one) for one in active_texts(app)]
        seen += sum(MARK in text for _, proto in elements(app._tree) for _, text in texts(proto))
    assert {one[1] for one in failed} == set(), failed[:5]
    assert seen > 100


def test_every_page_is_drawn(poisoned: str) -> None:
    engine = make_engine(poisoned)
    with transaction(engine) as rows:
        drawn = {view.page for view in views(rows)}
    engine.dispose()
    assert drawn == ACTIONS.keys()


def test_every_text_column_is_poisoned_or_named_with_a_reason() -> None:
    # The fixture asserts that the city has a row of each.
    known = {str(column) for column in text_columns()}
    assert set(UNTOUCHED) <= known
    assert len(poisoned_columns()) == len(known) - len(UNTOUCHED)


@pytest.mark.parametrize("column", poisoned_columns(), ids=str)
def test_the_check_sees_a_text_that_was_not_escaped(column: Any) -> None:
    assert active_part(poison_of(column))
    assert active_part(plain(poison_of(column))) == ""
