"""Goal page: read first, the form a step away, and nothing that was typed is lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.services import goal as service
from planner.services.work import new_id
from planner.ui.session import get_engine
from schemas.goal import GoalRow
from schemas.vocabulary import Direction, IndicatorKind, Language, PlanStage, Role
from tests import factories as make
from tests.pages.browser import Opener, unfold, words_of


@dataclass
class Place:
    """District 7 with a priority and one goal in minutes, its commander and its chair."""

    open_page: Opener
    district: t.District
    commander: t.Member
    chair: t.Member
    commissioner: t.Member
    priority: t.Priority
    theme: t.Theme
    partner: t.Partner
    goal: t.Goal
    indicator: t.Indicator

    def open(
        self, member: t.Member | None = None, language: Language = Language.EN, **address: object
    ) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        app = self.open_page("goal", (member or self.commander).id, language, **texts)
        assert not app.exception
        return app

    def edit(self, member: t.Member | None = None, language: Language = Language.EN) -> AppTest:
        """Open the form with all of its parts."""
        return unfold(self.open(member, language, goal=self.goal.id, edit=1), self.form)

    def begin(self, member: t.Member | None = None) -> AppTest:
        """Open the form of a new goal with all of its parts."""
        return unfold(self.open(member, priority=self.priority.id), self.new)

    def read(self, goal_id: UUID | None = None) -> GoalRow:
        with transaction(get_engine()) as session:
            work = make.work_for(session, self.commander)
            return service.get_goal(work, goal_id or self.goal.id)

    def new_goal(self) -> GoalRow:
        with transaction(get_engine()) as session:
            (found,) = session.scalars(select(t.Goal.id).where(t.Goal.id != self.goal.id))
        return self.read(found)

    def measure(self) -> None:
        with transaction(get_engine(), write=True) as session:
            make.make_measurement(session, self.indicator, 3, value=Decimal("8.5"))

    def save_once(self) -> None:
        """Save the goal as it is, so that its history has what the next save is compared with."""
        with transaction(get_engine(), write=True) as session:
            work = make.work_for(session, self.commander)
            service.save_goal(work, service.get_goal(work, self.goal.id).goal)

    @property
    def form(self) -> str:
        return f"goal:{self.goal.id}"

    @property
    def new(self) -> str:
        return f"new goal:{self.priority.id}"


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        catalogue = make.make_catalogue(session, city)
        theme = make.make_theme(
            session, catalogue, make.make_theme(session, catalogue), code="RESPONSE-04"
        )
        make.make_theme_text(session, theme, statement="Answer calls *faster*")
        make.make_theme_answerable(session, theme)
        make.make_beat(session, district, number="0712")
        priority = make.make_priority(session, make.make_plan(session, district))
        goal = make.make_goal(
            session, priority, code="07-2026-1", title="Answer [urgent] calls faster"
        )
        make.make_goal_theme(session, goal, theme, why="Callers <b>waited</b>")
        indicator = make.make_indicator(session, goal, code="07-2026-1.1", source="Dispatch")
        make.make_target(session, indicator, straight_line=True)
        return Place(
            open_page,
            district,
            make.make_member(session, city, Role.COMMANDER, district, name="Ada Rivera"),
            make.make_member(session, city, Role.DAC_CHAIR, district, name="Jo Lind"),
            make.make_member(session, city, Role.COMMISSIONER),
            priority,
            theme,
            make.make_partner(session, district, name="Hope church"),
            goal,
            indicator,
        )


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def facts(app: AppTest) -> str:
    """Return the table of who does what, where and by when."""
    return str(app.table[0].value.to_string()).replace("\\", "")


def links(app: AppTest) -> dict[str, str]:
    return {link.label.replace("\\", ""): link.proto.query_string for link in app.page_link}


def put(app: AppTest, form: str, **fields: Any) -> AppTest:
    """Type into fields by their names, then let the page run."""
    for name, value in fields.items():
        widget(app, f"{form}:{name}").set_value(value)
    return app.run()


def widget(app: AppTest, key: str) -> Any:
    return app.get_by_key(key)


def click(app: AppTest, form: str, does: str) -> AppTest:
    return app.button(key=f"do:{form}:{does}").click().run()


def field(app: AppTest, form: str, name: str) -> Any:
    return widget(app, f"{form}:{name}").value


def has(app: AppTest, form: str, name: str) -> bool:
    return f"{form}:{name}" in {
        each.key for kind in ("text_input", "text_area", "selectbox") for each in app.get(kind)
    }


def only_indicator(app: AppTest, form: str) -> str:
    (key,) = [each.key for each in app.text_input if each.key and each.key.endswith(".name")]
    return str(key).removeprefix(f"{form}:").removesuffix(".name")


def test_without_a_goal_the_districts_own_goals_are_offered(place: Place) -> None:
    app = place.open()
    assert app.selectbox(key="choice:district").value == 7
    assert "◷ Late]" in words(app)
    chosen = app.button(key=f"goal:{place.goal.id}")
    assert chosen.label == r"Answer \[urgent\] calls faster"
    chosen.click().run()
    assert app.query_params["goal"] == str(place.goal.id)
    assert app.header[0].value == r"Answer \[urgent\] calls faster"


def test_a_goal_reads_from_what_to_what_by_when_and_why(place: Place) -> None:
    place.measure()
    app = place.open(goal=place.goal.id)
    shown = words(app)
    assert app.header[0].value == r"Answer \[urgent\] calls faster"
    assert "From 11.2 to 8.0 minutes by December 31, 2026." in shown
    sentence = "Minutes to answer should fall from 11.2 to 8.0 by December 31, 2026."
    assert f"**{sentence}**" in shown
    assert "**2026 Q3** :green-badge[● On track] 84% of the way" in shown
    assert "8.5 is at the plan's point for now, 8.8, or better." in shown
    assert "Answer calls *faster*" in shown
    assert "Callers <b>waited</b>" in shown
    assert links(app)["RESPONSE-04"] == "demand=RESPONSE-04"
    assert links(app)["Quarter"] == links(app)["Side by side"] == f"goal={place.goal.id}"


def test_a_bare_draft_reads_as_what_it_is(place: Place) -> None:
    app = place.begin()
    put(app, place.new, title="Call back")
    put(app, place.new, **{f"{only_indicator(app, place.new)}.name": "Calls returned"})
    click(app, place.new, "save")
    shown = words(app)
    assert "No target yet." in shown
    assert "It is not tied to a demand yet." in shown
    assert "Choose one" not in shown


def test_a_district_without_goals_leads_to_its_plan(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        make.make_district(session, city, number=8)
    app = place.open(district=8)
    assert "This district has no goals yet." in words(app)
    assert "To the plan" in links(app)


def test_only_who_may_write_the_goal_comes_to_its_form(place: Place) -> None:
    assert place.open(goal=place.goal.id).button[0].label == "Edit goal"
    assert not place.open(place.commissioner, goal=place.goal.id).button
    for app in (place.edit(place.commissioner), place.begin(place.commissioner)):
        assert "Your role does not allow this here." in words(app)
        assert not app.text_input
    assert "Where it stands" in words(place.edit(place.commissioner))


def test_the_form_is_one_step_away_and_has_an_address(place: Place) -> None:
    app = place.open(goal=place.goal.id)
    app.button[0].click().run()
    assert app.query_params["edit"] == "1"
    labels = [each.label for each in app.expander]
    letters = ["Specific", "Measurable", "Achievable", "Relevant", "Time-bound"]
    assert labels[0] == "RESPONSE\\-04\\: 0 voices here"
    assert [label.partition(":")[0] for label in labels[1:6]] == letters
    assert labels[-6:] == [
        "Why it answers what was asked for",
        "For whom and where",
        "Who does it",
        "How it is measured",
        "What it takes",
        "When it starts and is looked at again",
    ]
    assert field(app, place.form, "title") == "Answer [urgent] calls faster"


def test_an_unknown_goal_says_so(place: Place) -> None:
    app = place.open(goal=place.district.id)
    assert app.error[0].value == "This goal is not there any more."


def test_a_save_keeps_the_rest_of_the_goal_as_it_was(place: Place) -> None:
    before = place.read()
    app = place.edit()
    put(app, place.form, action="Keep a car free")
    click(app, place.form, "save")
    assert app.success[0].value == "Saved."
    assert "edit" not in app.query_params
    after = place.read()
    assert after.goal == before.goal.model_copy(
        update={"action": "Keep a car free", "seen_version": 2}
    )


def test_a_new_goal_is_written_and_read(place: Place) -> None:
    app = place.begin()
    put(
        app,
        place.new,
        title="Call back within 14 days",
        themes=[f"theme:{place.theme.id}"],
        partner_ids=[str(place.partner.id)],
        owner_id=str(place.commander.id),
        resource_hours="1,250.5",
        place="beats",
    )
    put(app, place.new, **{f"why:theme:{place.theme.id}": "Nobody called back"})
    indicator = only_indicator(app, place.new)
    put(app, place.new, **{f"{indicator}.name": "Calls returned", f"{indicator}.kind": "percent"})
    assert not has(app, place.new, f"{indicator}.unit")
    put(
        app,
        place.new,
        **{
            f"{indicator}.numerator": "Returned within 14 days",
            f"{indicator}.denominator": "Callers who left a number",
            f"{indicator}.0.baseline": "41.5",
            f"{indicator}.0.target": "80",
        },
    )
    click(app, place.new, "save")
    assert not app.error
    row = place.new_goal()
    assert (row.code, row.goal.seen_version) == ("07-2026-2", 1)
    assert app.query_params["goal"] == str(row.goal.id)
    assert row.ties[0].why == "Nobody called back"
    assert row.goal.resource_hours == Decimal("1250.5")
    (measure,) = row.indicators
    assert (measure.kind, measure.unit) == (IndicatorKind.PERCENT, "%")
    assert measure.targets[0].baseline == Decimal("41.5")
    assert measure.targets[0].target == Decimal(80)


def test_people_are_counted_whole(place: Place) -> None:
    app = place.edit()
    put(app, place.form, resource_people="2.5")
    click(app, place.form, "save")
    assert app.error[0].value == "People are counted whole."
    assert "Look in: What it takes" in words(app)
    put(app, place.form, resource_people="3", place="area", due_on=date(2027, 3, 31))
    put(app, place.form, area_name="Around the station", horizon_reason="The school year")
    click(app, place.form, "save")
    shown = facts(app)
    for told in ("3 people", "A named area: Around the station", "The school year"):
        assert told in shown


def test_a_local_demand_can_be_answered(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        demand = make.make_local_demand(
            session, session.get_one(t.District, place.district.id), statement="Fewer robberies"
        )
    app = place.edit()
    put(app, place.form, themes=[f"local:{demand.id}"])
    click(app, place.form, "save")
    assert [tie.statement for tie in place.read().ties] == ["Fewer robberies"]


def test_a_title_is_all_a_draft_needs(place: Place) -> None:
    app = place.begin()
    click(app, place.new, "save")
    assert "Give the goal a title" in app.error[0].value
    put(app, place.new, title="Call back")
    click(app, place.new, "save")
    assert place.new_goal().goal.title == "Call back"


def test_what_is_missing_is_named_beside_its_part_as_it_is_typed(place: Place) -> None:
    app = place.begin()
    app.session_state[f"planner_open:check:{place.new}:S"] = True
    app.run()
    said = "Say what will be done, beginning with a verb."
    assert said in words(app)
    put(app, place.new, action="Call back")
    assert said not in words(app)


def test_what_was_typed_is_restored_after_a_reload_and_can_be_discarded(place: Place) -> None:
    app = place.begin()
    put(app, place.new, title="Call back")
    indicator = only_indicator(app, place.new)
    put(app, place.new, start_on=make.TODAY, **{f"{indicator}.0.baseline": "12.50"})

    app = place.begin()
    assert app.info[0].value.startswith("Restored what you typed on")
    assert field(app, place.new, "title") == "Call back"
    assert field(app, place.new, "start_on") == make.TODAY
    assert field(app, place.new, f"{indicator}.0.baseline") == "12.50"

    click(app, place.new, "discard")
    assert field(place.begin(), place.new, "title") == ""


def test_looking_at_the_form_keeps_no_draft(place: Place) -> None:
    place.edit().run()
    with transaction(get_engine()) as session:
        assert session.scalars(select(t.Draft)).all() == []


def test_a_stale_save_says_who_changed_what_and_keeps_what_was_typed(place: Place) -> None:
    place.save_once()
    app = place.edit()
    put(app, place.form, action="Keep a car free", title="Faster")
    theirs = place.edit(place.chair)
    put(theirs, place.form, title="Answer sooner", population="Callers")
    click(theirs, place.form, "save")

    click(app, place.form, "save")
    assert "Jo Lind saved this goal while you were writing" in words(app)
    assert "Changed: Who or what it is about, Short title." in words(app)
    assert "Jo Lind saved this while you were writing" in app.warning[-1].value
    assert field(app, place.form, "action") == "Keep a car free"
    assert place.read().goal.title == "Answer sooner"

    click(app, place.form, "load")
    assert field(app, place.form, "title") == "Answer sooner"
    assert field(app, place.form, "action") == ""
    assert "What will be done, beginning with a verb: Keep a car free" in app.code[0].value
    assert "From which quarter on: 2026-Q1" in app.code[0].value

    again = place.edit()
    assert "Keep a car free" in again.code[0].value
    put(again, place.form, action="Keep a car free")
    click(again, place.form, "save")
    saved = place.read().goal
    assert (saved.title, saved.action) == ("Answer sooner", "Keep a car free")


def test_a_form_left_untouched_shows_what_was_saved_since(place: Place) -> None:
    app = place.edit()
    theirs = place.edit(place.chair)
    put(theirs, place.form, title="Answer sooner")
    click(theirs, place.form, "save")
    app.run()
    assert field(app, place.form, "title") == "Answer sooner"


def test_an_indicator_is_taken_out_and_brought_back(place: Place) -> None:
    app = place.edit()
    indicator = str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.name": "Minutes until a car is there"})
    click(app, place.form, f"remove:{indicator}")
    assert not has(app, place.form, f"{indicator}.name")
    assert "“Minutes until a car is there” is taken out when you save." in words(app)
    click(app, place.form, f"undo:{indicator}")
    assert field(app, place.form, f"{indicator}.name") == "Minutes until a car is there"
    click(app, place.form, f"remove:{indicator}")
    click(app, place.form, "save")
    assert place.read().indicators == ()


def test_a_field_that_another_choice_hides_comes_back_as_it_was(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.unit": "seconds"})
    put(app, place.form, **{f"{indicator}.kind": "coded_voices"})
    assert not has(app, place.form, f"{indicator}.unit")
    put(app, place.form, **{f"{indicator}.kind": "duration"})
    assert field(app, place.form, f"{indicator}.unit") == "seconds"


@pytest.mark.parametrize(
    ("kind", "direction", "asked", "unasked"),
    [
        ("count", "increase", {"0.target", "accumulation", "unit"}, {"0.low", "0.margin"}),
        ("duration", "maintain_above", {"0.target", "0.margin"}, {"0.line", "accumulation"}),
        ("index", "in_range", {"0.low", "0.high", "0.margin"}, {"0.target", "0.line"}),
        ("rate", "decrease", {"numerator", "per", "unit"}, {"level_count"}),
        ("percent", "decrease", {"numerator", "denominator"}, {"unit", "per"}),
        ("rubric", "increase", {"level.1", "level_count", "0.line"}, {"unit", "accumulation"}),
        ("rubric", "maintain_above", {"0.target"}, {"0.margin", "0.line"}),
    ],
)
def test_an_indicator_shows_only_the_fields_its_kind_has(
    place: Place, kind: str, direction: str, asked: set[str], unasked: set[str]
) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.kind": kind})
    put(app, place.form, **{f"{indicator}.direction": direction})
    shown = {name for name in asked | unasked if has(app, place.form, f"{indicator}.{name}")}
    assert shown == asked


def test_a_rubric_is_written_in_levels(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.kind": "rubric"})
    put(app, place.form, **{f"{indicator}.level_count": "2"})
    put(
        app,
        place.form,
        **{
            f"{indicator}.level.1": "Nobody is told",
            f"{indicator}.level.2": "Every caller is told",
            f"{indicator}.0.baseline": "1",
            f"{indicator}.0.target": "2",
        },
    )
    click(app, place.form, "save")
    assert not app.error
    (saved,) = place.read().indicators
    assert [level.description for level in saved.levels] == [
        "Nobody is told",
        "Every caller is told",
    ]
    assert saved.direction is Direction.INCREASE
    assert saved.targets[0].baseline == Decimal(1)
    assert saved.targets[0].target == Decimal(2)


def test_each_quarter_of_the_goals_time_can_have_its_own_value(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.0.line": "own"})
    quarters = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    put(
        app,
        place.form,
        **{
            f"{indicator}.0.path.{quarter}": value
            for quarter, value in zip(quarters, ("10.4", "9.6", "8.8", "8"), strict=True)
        },
    )
    click(app, place.form, "save")
    target = place.read().indicators[0].targets[0]
    assert not target.straight_line
    assert [point.value for point in target.path] == [
        Decimal("10.4"),
        Decimal("9.6"),
        Decimal("8.8"),
        Decimal(8),
    ]
    assert has(place.edit(), place.form, f"{indicator}.0.path.2026-Q1")


def test_a_number_that_cannot_be_read_is_told_at_once_and_never_saved(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.0.target": "about 8"})
    assert "“about 8” is not a number" in words(app)
    click(app, place.form, "save")
    assert "“about 8” is not a number" in app.error[0].value
    assert "Look in: First: what, how much, by when" in words(app)
    assert field(app, place.form, f"{indicator}.0.target") == "about 8"
    assert place.read().goal.seen_version == 1


def test_a_contradiction_is_told_with_its_part_and_what_was_typed_stays(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.0.target": "11.20"})
    click(app, place.form, "save")
    assert "the value to reach equals the value to start from" in app.error[0].value
    assert "Look in: First: what, how much, by when" in words(app)
    assert field(app, place.form, f"{indicator}.0.target") == "11.20"


def test_numbers_are_written_anew_when_the_language_changes(place: Place) -> None:
    app, indicator = place.edit(), str(place.indicator.id)
    put(app, place.form, **{f"{indicator}.0.baseline": "1,234.5"})
    app.selectbox(key="language").select(Language.PL).run()
    assert field(app, place.form, f"{indicator}.0.baseline") == "1234,5"
    assert field(app, place.form, f"{indicator}.0.target") == "8"


def test_a_measured_indicator_keeps_its_target_until_it_is_changed_with_a_reason(
    place: Place,
) -> None:
    place.measure()
    app, indicator = place.edit(), str(place.indicator.id)
    assert "Since 2026 Q1: From 11.2 to 8.0 minutes" in words(app)
    for name in ("kind", "unit", "0.target"):
        assert not has(app, place.form, f"{indicator}.{name}")
    click(app, place.form, f"change:{indicator}")
    assert field(app, place.form, f"{indicator}.1.target") == "8"
    assert field(app, place.form, f"{indicator}.1.from") == "2026-Q4"
    put(app, place.form, **{f"{indicator}.1.target": "9"})
    click(app, place.form, "save")
    assert "say why the target changes" in app.error[0].value
    put(app, place.form, **{f"{indicator}.1.reason": "Two cars less"})
    click(app, place.form, "save")
    targets = place.read().indicators[0].targets
    assert [each.target for each in targets] == [Decimal(8), Decimal(9)]
    shown = words(place.open(goal=place.goal.id))
    assert "Before: From 11.2 to 8.0 minutes. Why: Two cars less" in shown


def test_a_change_of_the_target_can_be_taken_back(place: Place) -> None:
    place.measure()
    app, indicator = place.edit(), str(place.indicator.id)
    click(app, place.form, f"change:{indicator}")
    click(app, place.form, f"unchange:{indicator}")
    put(app, place.form, action="Keep a car free")
    click(app, place.form, "save")
    assert len(place.read().indicators[0].targets) == 1


def test_a_goal_written_in_another_language_says_so(place: Place) -> None:
    shown = words(place.open(language=Language.ES, goal=place.goal.id))
    assert "English" in shown


def test_the_same_new_goal_saved_after_a_reload_is_the_same_goal(place: Place) -> None:
    first = place.begin()
    put(first, place.new, title="Call back")
    second = place.begin()
    click(second, place.new, "save")
    click(first, place.new, "save")
    assert place.new_goal().goal.title == "Call back"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_a_goal_and_those_who_may_write_it(place: Place, role: Role) -> None:
    with transaction(get_engine(), write=True) as session:
        district = session.merge(place.district)
        city = session.get_one(t.Jurisdiction, district.jurisdiction_id)
        member = make.make_member(session, city, role, district)
    app = place.open(member, goal=place.goal.id)
    assert "should fall from 11.2 to 8.0" in words(app)
    may = role in RULES[Action.GOAL_EDIT]
    assert ({"Edit goal", "Add a step"} <= {button.label for button in app.button}) is may
    form = place.open(member, goal=place.goal.id, edit=1)
    assert ("Your role does not allow this here." in words(form)) is not may
    picker = place.open(member, district=7)
    title = r"Answer \[urgent\] calls faster"
    assert picker.button(key=f"goal:{place.goal.id}").label == title


def test_a_closed_plan_leaves_its_goals_as_they_are(place: Place) -> None:
    add_steps(place, "Send the nearest car")
    with transaction(get_engine(), write=True) as session:
        plan = session.get_one(t.Plan, place.goal.plan_id)
        plan.unsigned_reason, plan.stage = "The chair's seat is empty.", PlanStage.CLOSED
    app = place.open(goal=place.goal.id)
    assert not {"Edit goal", "Add a step", "Edit"} & {button.label for button in app.button}
    assert not app.checkbox
    assert "○ Send the nearest car" in words(app)


def add_steps(place: Place, *whats: str, **fields: Any) -> list[t.ActionStep]:
    with transaction(get_engine(), write=True) as session:
        return [
            make.add(
                session,
                t.ActionStep(
                    jurisdiction_id=place.goal.jurisdiction_id,
                    goal_id=place.goal.id,
                    position=position,
                    what=what,
                    version=1,
                    **fields,
                ),
            )
            for position, what in enumerate(whats, 1)
        ]


def read_steps(place: Place) -> list[t.ActionStep]:
    with transaction(get_engine()) as session:
        return list(session.scalars(select(t.ActionStep).order_by(t.ActionStep.position)))


def test_a_step_is_ticked_and_unticked_again(place: Place) -> None:
    (step,) = add_steps(place, "Send *one* car", due_on=date(2026, 11, 1))
    app = place.open(goal=place.goal.id)
    assert "by November 1, 2026]] :orange-badge[▲ Overdue]" in words(app)
    app.checkbox(key=f"done:{step.id}").check().run()
    assert [each.value for each in app.success] == ["Done. Untick it if it is not."]
    assert "Done on November 20, 2026" in words(app)
    assert "Overdue" not in words(app)
    app.checkbox(key=f"done:{step.id}").uncheck().run()
    (saved,) = read_steps(place)
    assert (saved.done_on, saved.version) == (None, 3)


def test_a_step_is_added_and_edited_in_place(place: Place) -> None:
    app = place.open(goal=place.goal.id)
    assert "No steps yet: a step says what, who and by when." in words(app)
    next(button for button in app.button if button.label == "Add a step").click().run()
    form = f"new step:{place.goal.id}"
    app.button(key=f"{form}:save").click().run()
    assert app.error[0].value == "Say what is to be done before you save it."
    put(app, form, what="Send the nearest car", who="Watch two", due_on=date(2026, 12, 1))
    app.button(key=f"{form}:save").click().run()
    (saved,) = read_steps(place)
    assert (saved.what, saved.who, saved.due_on) == (
        "Send the nearest car",
        "Watch two",
        date(2026, 12, 1),
    )
    assert "step" not in app.query_params
    app.button(key=f"open:step:{saved.id}").click().run()
    put(app, f"step:{saved.id}", owner_id=place.chair.id, who="")
    app.button(key=f"step:{saved.id}:save").click().run()
    assert read_steps(place)[0].owner_id == place.chair.id
    assert "Jo Lind · by December 1, 2026" in words(app)


def test_an_unsaved_step_is_there_after_the_page_was_left(place: Place) -> None:
    form = f"new step:{place.goal.id}"
    put(place.open(goal=place.goal.id, step="new"), form, what="Call back")
    again = place.open(goal=place.goal.id, step="new")
    assert field(again, form, "what") == "Call back"
    again.button(key=f"{form}:discard").click().run()
    assert field(place.open(goal=place.goal.id, step="new"), form, "what") == ""


def test_ticking_what_somebody_changed_meanwhile_is_told(place: Place) -> None:
    (step,) = add_steps(place, "Send one car")
    app = place.open(goal=place.goal.id)
    with transaction(get_engine(), write=True) as session:
        session.get_one(t.ActionStep, step.id).version = 2
    app.checkbox(key=f"done:{step.id}").check().run()
    assert "saved this while you were writing" in app.error[0].value
    assert not app.checkbox(key=f"done:{step.id}").value


def test_the_path_is_a_picture_in_words_and_a_table(place: Place) -> None:
    place.measure()
    app = place.open(goal=place.goal.id)
    (chart,) = app.get("vega_lite_chart")
    assert "Start: 11.2" in chart.proto.alt
    assert "2026 Q3 ● On track 8.5 minutes" in chart.proto.alt
    assert not app.dataframe
    table = place.open(goal=place.goal.id, table="path").dataframe[0].value
    assert list(table["Measured"]) == ["", "", "8.5 minutes", ""]
    assert list(table["Where it stands"])[3] == "○ Not due"


def test_a_changed_target_is_told_with_the_one_before_and_who_agreed(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        make.make_target(
            session,
            session.merge(place.indicator),
            revision=1,
            from_quarter=3,
            target=Decimal("8.5"),
            reason="A car less",
            agreed_by="Commander and council",
        )
    app = place.open(goal=place.goal.id)
    shown = words(app)
    assert "should fall from 11.2 to 8.5 by" in shown
    told = "Changed from 2026 Q3 on. Before: From 11.2 to 8.0 minutes. Why: A car less"
    assert told in shown
    assert "Agreed by Commander and council" in shown


def test_months_are_named_only_where_the_source_has_them(place: Place) -> None:
    thin = "thin line: month by month"
    assert thin not in words(place.open(goal=place.goal.id))
    with transaction(get_engine(), write=True) as session:
        make.add(
            session,
            t.MonthlyValue(
                jurisdiction_id=place.goal.jurisdiction_id,
                indicator_id=place.indicator.id,
                month=date(2026, 2, 1),
                value=Decimal("10.9"),
            ),
        )
    assert thin in words(place.open(goal=place.goal.id))


def test_what_was_said_lately_and_promised_stands_below(place: Place) -> None:
    assert "Nobody was heard on this" in words(place.open(goal=place.goal.id))
    with transaction(get_engine(), write=True) as session:
        district = session.merge(place.district)
        meeting = make.make_engagement(session, district)
        for words_said in ("Nobody called back.", "They came fast.", "Better than last year."):
            voice = make.make_voice(
                session,
                meeting,
                text=words_said,
                approved_at=make.NOW,
                approved_by_id=place.chair.id,
            )
            make.make_voice_theme(session, voice, theme_id=place.theme.id)
        make.make_commitment(session, district, goal_id=place.goal.id)
    app = place.open(goal=place.goal.id)
    assert "2026 Q3: 3 voices from 1 meeting" in words(app)
    said = [each.value for each in app.html]
    assert sum("Nobody called back." in one or "came fast" in one for one in said) <= 2
    assert any("Better than last year." in one for one in said)
    assert links(app)["Read all of it side by side"] == f"goal={place.goal.id}"
    assert "What was promised, and what came of it" in words(app)


def test_a_translated_title_says_who_translated_it_and_from_what(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        goal = session.merge(place.goal)
        make.make_translation(session, goal, "Responder antes", field="title")
    app = place.open(language=Language.ES, goal=place.goal.id)
    assert app.header[0].value == "Responder antes"
    assert "Ada Rivera" in words(app)
    assert "Answer [urgent] calls faster" in words(app)
    foreign = place.open(language=Language.PL, goal=place.goal.id)
    assert foreign.header[0].value == r"Answer \[urgent\] calls faster"
    assert "English" in words(foreign)


def test_a_quarter_outside_the_goal_gives_way_to_its_nearest(place: Place) -> None:
    for asked, shown in (("2024-Q1", "2026 Q1"), ("2031-Q4", "2026 Q4"), ("x", "2026 Q3")):
        app = place.open(goal=place.goal.id, quarter=asked)
        assert f"**{shown}**" in words(app)


def test_a_goal_that_is_not_there_is_said(place: Place) -> None:
    app = place.open(goal=new_id())
    assert app.error[0].value == "This goal is not there any more."
