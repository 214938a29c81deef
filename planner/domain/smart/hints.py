"""Hints from what people write: read in its own language, shown, dismissed, and never counted.

A hint that is often wrong is soon ignored, so each is tied to how a sentence begins or to words
that mean little else. What is not found is no praise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from schemas.errors import N_
from schemas.goal_hint import HintField
from schemas.message import Message
from schemas.vocabulary import HintKind, Language

from .words import (
    ACTIVITY,
    BY_YEAR,
    FROM_TO,
    MEASURED,
    NUMBER,
    SAYS_WHOM,
    SENTENCE_END,
    SHORTEST,
    TWO_GOALS,
    VAGUE,
    VAGUE_CHECK,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What somebody wrote about a goal, and the numbers it is compared with.

    `assessment` is the priority's, in a language of its own. `targets` are the values to reach;
    `joined` says that a rule already found two goals in the action.
    """

    language: Language
    title: str = ""
    action: str = ""
    assessment: str = ""
    assessment_language: Language = Language.EN
    targets: frozenset[Decimal] = frozenset()
    due_on: date | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: the field it reads, and what it says."""

    kind: HintKind
    field: HintField
    message: Message


def find_hints(texts: Texts) -> tuple[Hint, ...]:
    """Return the hints on a goal's texts, at most one of a kind for each field."""
    return tuple(hint for find in _FINDERS for hint in find(texts))


def says_whom(population: str, language: Language) -> bool:
    """Say whether a text names somebody in particular, so that they could be counted.

    "Residents" or "everybody" alone could be anybody; "residents of beat 0712" could not.
    """
    return bool(population.strip()) and not SAYS_WHOM[language].fullmatch(population.strip())


def _vague(texts: Texts) -> Iterator[Hint]:
    fields: list[tuple[HintField, str]] = [("action", texts.action)]
    # A title that follows the action says nothing of its own.
    if not texts.action.casefold().startswith(texts.title.strip().casefold()):
        fields.insert(0, ("title", texts.title))
    for field, text in fields:
        if verb := _vague_verb(text, texts.language):
            message = N_("“{word}” can mean many things. Say what will be seen or counted.")
            yield Hint(HintKind.VAGUE_VERB, field, Message(message, {"word": verb}))


def _vague_verb(text: str, language: Language) -> str:
    """Return the vague verb that a sentence begins with and no number makes clear."""
    for sentence in SENTENCE_END.split(text):
        found = VAGUE[language].match(sentence.strip())
        if found and not NUMBER[language].search(sentence):
            return found["verb"]
    return ""


def _no_number(texts: Texts) -> Iterator[Hint]:
    """Say that nothing tells how much: neither the sentence nor any target."""
    title, language = texts.title.strip(), texts.language
    is_short = len(title) < SHORTEST[language]
    if is_short or texts.targets or NUMBER[language].search(title):
        return
    # Of two hints on one want, the one that names a word helps more.
    if not _vague_verb(title, language):
        message = N_("The sentence has no number. Say how much, or from what to what.")
        yield Hint(HintKind.NO_NUMBER, "title", Message(message))


def _two_goals(texts: Texts) -> Iterator[Hint]:
    message = N_("This reads like two goals. One goal each is easier to follow.")
    fields: list[tuple[HintField, str]] = [("title", texts.title)]
    if not texts.joined:
        fields.append(("action", texts.action))
    for field, text in fields:
        if TWO_GOALS[texts.language].search(text):
            yield Hint(HintKind.TWO_GOALS, field, Message(message))


def _activity(texts: Texts) -> Iterator[Hint]:
    if ACTIVITY[texts.language].match(texts.title.strip()):
        message = N_("This counts what you do. Say what should be different for people after it.")
        yield Hint(HintKind.COUNTS_ACTIVITY, "title", Message(message))


def _other_year(texts: Texts) -> Iterator[Hint]:
    years = {int(found) for found in BY_YEAR[texts.language].findall(texts.title)}
    if texts.due_on and years and texts.due_on.year not in years:
        message = N_("The sentence says {year}, but the goal is due on {due}.")
        params = {"year": str(max(years)), "due": texts.due_on}
        yield Hint(HintKind.OTHER_YEAR, "title", Message(message, params))


def _other_target(texts: Texts) -> Iterator[Hint]:
    found = FROM_TO[texts.language].search(texts.title)
    if found is None or not texts.targets:
        return
    said = _readings(found["to"])
    if said and not said & texts.targets:
        message = N_("The sentence says {said}, but no indicator has this value to reach.")
        yield Hint(HintKind.OTHER_TARGET, "title", Message(message, {"said": found["to"]}))


def _readings(written: str) -> set[Decimal]:
    """Return every number that the digits may stand for, whatever comma and point mean."""
    ways = {written.replace(",", "."), written.replace(",", "").replace(".", ""), written}
    return {number for way in ways if (number := _number(way)) is not None}


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _check(texts: Texts) -> Iterator[Hint]:
    text, language = texts.assessment.strip(), texts.assessment_language
    measured = NUMBER[language].search(text) or MEASURED[language].search(text)
    if VAGUE_CHECK[language].match(text) and not measured:
        message = N_("It does not say what is counted or asked, so nobody could tell later.")
        yield Hint(HintKind.VAGUE_CHECK, "assessment", Message(message))


_FINDERS: tuple[Callable[[Texts], Iterator[Hint]], ...] = (
    _vague,
    _no_number,
    _two_goals,
    _activity,
    _other_year,
    _other_target,
    _check,
)
