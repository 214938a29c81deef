"""Which files there are, in the order they are taken in: what others refer to comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from db import tables as t

from . import account, commitment, engagement, goal, library, plan, text, theme, way
from .desk import Desk
from .relation import RelationTaker

JURISDICTION = "jurisdiction"


def _at_once(_record: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """A file, the table of its rows, and what takes in a record.

    By what `waits` tells of records they are sorted where they refer to others of the same file,
    so that those come first.
    """

    name: str
    table: type[t.Table]
    take: Callable[[Desk, Any], None]
    waits: Callable[[Any], Any] = _at_once


def steps(desk: Desk) -> tuple[Step, ...]:
    """Return the steps of an import; what is measured has its own, because it is much."""
    return (
        Step(JURISDICTION, t.Jurisdiction, account.take_jurisdiction),
        Step("districts", t.District, account.take_district),
        Step("beats", t.Beat, account.take_beat),
        Step("members", t.Member, account.take_member),
        Step("member_roles", t.MemberRole, account.take_role),
        Step("partners", t.Partner, account.take_partner),
        Step("theme_catalogue", t.ThemeCatalogue, theme.take_catalogue),
        Step("themes", t.Theme, theme.take_theme, lambda record: record.parent is not None),
        Step("theme_texts", t.ThemeText, theme.take_theme_text),
        Step("local_demands", t.LocalDemand, theme.take_local_demand),
        Step("library", t.LibraryIndicator, library.take_entry),
        Step("library_versions", t.LibraryVersion, library.take_version),
        Step("library_texts", t.LibraryText, library.take_text),
        Step("library_levels", t.LibraryLevel, library.take_level),
        Step("plans", t.Plan, plan.take_plan),
        Step("priorities", t.Priority, plan.take_priority),
        Step("goals", t.Goal, goal.take_goal, goal.after_what_it_was_copied_from),
        Step("goal_themes", t.GoalTheme, goal.take_goal_theme),
        Step("indicators", t.Indicator, goal.take_indicator, partial(goal.year_of, desk)),
        Step("rubric_levels", t.RubricLevel, goal.take_level),
        Step("targets", t.Target, goal.take_target),
        Step("quarterly_targets", t.QuarterlyTarget, goal.take_quarterly_target),
        Step("action_steps", t.ActionStep, goal.take_step),
        Step("engagements", t.Engagement, engagement.take_engagement),
        Step("attendance", t.Attendance, engagement.take_attendance),
        Step("questions", t.Question, engagement.take_question),
        Step("voices", t.Voice, engagement.take_voice),
        Step("voice_themes", t.VoiceTheme, engagement.take_voice_theme),
        Step("relations", t.Relation, RelationTaker(desk).take),
        Step("commitments", t.Commitment, commitment.take_commitment),
        Step("plan_steps", t.PlanStep, way.take_plan_step),
        Step("plan_reviews", t.PlanReview, way.take_plan_review),
        Step("review_answers", t.ReviewAnswer, way.take_review_answer),
        Step("translations", t.Translation, text.take_translation),
    )
