"""The table of SMART rules: what each reads, and what is said at 0, 1 and 2 points."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from schemas.errors import N_
from schemas.message import Message

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "S": N_("Specific"),
        "M": N_("Measurable"),
        "A": N_("Achievable"),
        "R": N_("Relevant"),
        "T": N_("Time-bound"),
    }
)
FULL_POINTS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what it reads, and the sentence for each number of points.

    A required rule needs at least one point before the goal may be adopted.
    """

    id: str
    reads: str
    says: tuple[str, str, str]
    required: bool = True

    @property
    def letter(self) -> str:
        """The letter of SMART the rule belongs to."""
        return self.id[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: 0, 1 or 2 points, the reason in words, and the field to go to.

    `field` is a field of the goal ('action') or of one indicator ('indicators[0].baseline');
    for an indicator, `message.params` carries its name as `indicator`.
    """

    rule: str
    points: int
    required: bool
    message: Message
    field: str

    @property
    def letter(self) -> str:
        """The letter of SMART the finding belongs to."""
        return self.rule[0]


RULES: tuple[Rule, ...] = (
    Rule(
        "S1",
        N_("What will be done"),
        (
            N_("Say what will be done, beginning with a verb."),
            N_("This reads like two goals joined. Keep one, and make the other its own goal."),
            N_("It says one thing that will be done."),
        ),
    ),
    Rule(
        "S2",
        N_("Who does it"),
        (
            N_("Say who does it: name a person and their unit."),
            N_("Name the person and their unit, too."),
            N_("A person and their unit are named."),
        ),
    ),
    Rule(
        "S3",
        N_("Who or what it is about"),
        (
            N_("Say who or what it is about."),
            N_("Say who or what it is about so precisely that it can be counted."),
            N_("It says who or what it is about, precisely enough to count."),
        ),
    ),
    Rule(
        "S4",
        N_("Where"),
        (
            N_("Say where: the district, some beats or a named area."),
            N_("It applies to the whole district. Name beats or an area if it is narrower."),
            N_("The beats or the area are named."),
        ),
    ),
    Rule(
        "M1",
        N_("What is measured"),
        (
            N_("Say what is measured."),
            N_("Take a measure from the library, with its definition and unit, if one fits."),
            N_("The measure comes from the library, with its definition and unit."),
        ),
    ),
    Rule(
        "M2",
        N_("What is divided by what"),
        (
            N_("Say what is counted, and out of how many."),
            N_("Say out of how many it is counted."),
            N_("It says what is counted, and out of how many."),
        ),
    ),
    Rule(
        "M3",
        N_("Where we start"),
        (
            N_("Give the value you start from."),
            N_("Give the day and the source of the value you start from."),
            N_("The value you start from has its day and source."),
        ),
    ),
    Rule(
        "M4",
        N_("What we want to reach"),
        (
            N_("Give the value to reach, and which way it should go."),
            N_("The value to reach lies the other way. Check the value and the direction."),
            N_("The value to reach fits the direction."),
        ),
    ),
    Rule(
        "M5",
        N_("Where the numbers come from"),
        (
            N_("Name the source of the numbers."),
            N_("Choose a source that reports at least every quarter, or say how often it does."),
            N_("The source is named and reports at least every quarter."),
        ),
    ),
    Rule(
        "M6",
        N_("How people are heard"),
        (
            N_("Choose a measure in people's words: described levels, or voices with themes."),
            N_("Describe each level, or plan the meeting where people will be asked."),
            N_("It says how people's words are gathered and read."),
        ),
    ),
    Rule(
        "A1",
        N_("What it takes"),
        (
            N_("Say what it takes."),
            N_("Say how many people or hours, or how much money, it takes."),
            N_("It says how many people or hours, or how much money, it takes."),
        ),
        required=False,
    ),
    Rule(
        "A2",
        N_("How much it asks for"),
        (
            N_("The target goes beyond anything seen so far. Say why it can be reached."),
            N_("Too few earlier values are known to judge how much the target asks for."),
            N_("The target lies inside what was seen before, and outside the usual range."),
        ),
    ),
    Rule(
        "A3",
        N_("Whether the owner has time"),
        (
            N_("Name an owner, so that their open goals can be counted."),
            N_("The owner has {open} open goals. See whether somebody can take one over."),
            N_("The owner has at most five open goals."),
        ),
        required=False,
    ),
    Rule(
        "R1",
        N_("What people asked for"),
        (
            N_("Tie it to a demand: one of the report, or one of your own conversations."),
            N_("Say why it answers the demand, and tie it to one that can be answered here."),
            N_("It is tied to a demand that can be answered here, and says why."),
        ),
    ),
    Rule(
        "R2",
        N_("What it is drawn from"),
        (
            N_("Tick what it is drawn from."),
            N_("Add numbers, or cite a conversation."),
            N_("It is drawn from numbers or a cited conversation."),
        ),
    ),
    Rule(
        "R3",
        N_("Who helps"),
        (
            N_("Say what kind of partner could help."),
            N_("Name the partner."),
            N_("A partner is named."),
        ),
        required=False,
    ),
    Rule(
        "T1",
        N_("From when to when"),
        (
            N_("Give the day it starts, and a later day when it is due."),
            N_("It is due outside the plan's year. Say why it needs another time."),
            N_("It is due inside the plan's year, or says why it takes longer."),
        ),
    ),
    Rule(
        "T2",
        N_("What we want to see each quarter"),
        (
            N_("Give a value for each quarter, or choose the straight line."),
            N_("The straight line was chosen. Values of its own for each quarter say more."),
            N_("Every quarter has its own value."),
        ),
    ),
    Rule(
        "T3",
        N_("When we look back"),
        (
            N_("Give the day to look back on it."),
            N_("Look back within a quarter of the due date."),
            N_("The day to look back lies within a quarter of the due date."),
        ),
        required=False,
    ),
)
"""All rules in the order they are shown."""

RULE: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
