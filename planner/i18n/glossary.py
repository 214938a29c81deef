"""The glossary: one word for one thing, on screens and in documents, and what it means.

`docs/glossary.md` prints the same table with the words in every language.
"""

from typing import NamedTuple

from schemas.errors import N_


class Entry(NamedTuple):
    """A word and what it means, as messages of the catalogues."""

    word: str
    meaning: str


GLOSSARY: tuple[Entry, ...] = (
    Entry(N_("jurisdiction"), N_("The city or county that runs the planner.")),
    Entry(N_("district"), N_("A police district, the area one yearly plan is for.")),
    Entry(
        N_("headquarters"),
        N_("The department's central offices, which have a plan of their own."),
    ),
    Entry(N_("beat"), N_("A small patrol area inside a district.")),
    Entry(N_("beat meeting"), N_("A meeting of residents and officers about one beat.")),
    Entry(N_("officer"), N_("A sworn member of the police department.")),
    Entry(N_("commander"), N_("The officer who leads a district.")),
    Entry(
        N_("resident"),
        N_(
            "A person who lives in the jurisdiction and reads the published pages without "
            "signing in."
        ),
    ),
    Entry(
        N_("community partner"),
        N_("A faith group, school, business or service that works on a plan."),
    ),
    Entry(
        N_("reviewer"),
        N_("The person at headquarters who returns or accepts a plan or a quarter."),
    ),
    Entry(N_("hand-over"), N_("What a departing commander passes on to the next one.")),
    Entry(N_("community policing"), N_("Police work done together with the people of an area.")),
    Entry(N_("de-escalation"), N_("Calming a tense situation so that it does not get worse.")),
    Entry(N_("board"), N_("The page that shows all districts in one quarter.")),
    Entry(
        N_("theme"),
        N_("Something respondents spoke about: a headline theme or one of the demands under it."),
    ),
    Entry(
        N_("demand"),
        N_("One particular thing respondents described or asked for under a headline theme."),
    ),
    Entry(
        N_("stance"),
        N_("How a demand was put: less of it, seen as it is today, more of it, or improve it."),
    ),
    Entry(
        N_("local demand"),
        N_("A demand from a district's own conversations, with its source named."),
    ),
    Entry(
        N_("respondent group"),
        N_(
            "Who said it, as far as the report tells: everybody, the advisory bodies or the "
            "external bodies."
        ),
    ),
    Entry(N_("plan"), N_("What one district, or headquarters, sets out to do in one year.")),
    Entry(
        N_("priority"),
        N_("A problem to solve, or a way to work with the community, that a plan puts first."),
    ),
    Entry(
        N_("goal"),
        N_("One specific, measurable change under a priority, with an owner and a due date."),
    ),
    Entry(N_("action step"), N_("What somebody will do by a date to reach a goal.")),
    Entry(
        N_("indicator"),
        N_("The number, or the way of reading people's words, that shows how a goal is going."),
    ),
    Entry(N_("direction"), N_("Whether an indicator should rise, fall, hold, or stay in a range.")),
    Entry(
        N_("accumulation"),
        N_(
            "How quarters combine: each stands alone, they add up, or each includes the "
            "earlier ones."
        ),
    ),
    Entry(N_("baseline"), N_("The value, with its date, that a goal starts from.")),
    Entry(N_("target"), N_("The value a goal is meant to reach by its due date.")),
    Entry(N_("quarter"), N_("Three months of the fiscal year, after which values are recorded.")),
    Entry(N_("measurement"), N_("The value of one indicator in one quarter.")),
    Entry(
        N_("reporting state"),
        N_("Whether a quarter's value is in, due, late, or missing for a stated reason."),
    ),
    Entry(
        N_("attainment"),
        N_('How much of the way from baseline to target is done; screens say "of the way".'),
    ),
    Entry(N_("status"), N_("How a value compares with where the plan says it should be now.")),
    Entry(N_("rubric"), N_("A scale whose levels are described in words.")),
    Entry(
        N_("engagement"),
        N_("A meeting, focus group or survey in which people were asked for their views."),
    ),
    Entry(N_("voice"), N_("A quote or note from an engagement, kept as the speaker allowed.")),
    Entry(
        N_("relation"),
        N_(
            "What a person says numbers and voices mean together: they agree, voices add "
            "something, or they disagree."
        ),
    ),
    Entry(N_("commitment"), N_("What was promised after people spoke, and what came of it.")),
    Entry(
        N_("snapshot"),
        N_("A published quarter that no longer changes; a correction is a new one beside it."),
    ),
    Entry(N_("change"), N_("One recorded edit: who, what, when and why.")),
    Entry(N_("draft"), N_("What one person has typed and not saved, which only they can see.")),
)
