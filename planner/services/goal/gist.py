"""A goal told to somebody without an account: its title and its sentence, and nothing else."""

from uuid import UUID

from db.tables import Goal
from schemas.asking import GoalGist
from schemas.vocabulary import Language

from ..text import translated
from ..work import Work
from .around import look_around
from .rows import goal_row, load
from .sentence import say_goal


def tell_goal(work: Work, goal_id: UUID, language: Language) -> GoalGist:
    """Return the gist of a goal in a language; the caller checked the permission."""
    held = load(work.session, work.jurisdiction, [goal_id])[goal_id]
    around = look_around(work.session, work.jurisdiction_id, work.today, [held.entry])
    texts = translated(work, Goal, [held.row], language).get(goal_id, ())
    kept_up = (text.text for text in texts if text.field == "title" and not text.is_old)
    return GoalGist(
        title=next(kept_up, held.entry.title),
        sentence=say_goal(goal_row(held, around, (), {})),
    )
