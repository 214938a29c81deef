"""The district's own form in Word, in SARA shape, into the draft of a plan.

The form comes as tables or as headings with paragraphs, in many wordings. What has no place is
kept to be copied by hand. Sentences with numbers are offered as goals, unticked: what a goal is
to reach is never guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from planner.i18n import translator
from schemas.errors import N_, FileError
from schemas.intake import MOST_PRIORITIES, GoalDraft, IntakeSource, PlanDraft, PriorityDraft
from schemas.shape import LONG, one_line
from schemas.vocabulary import Language, PriorityKind, PrioritySource, ProblemType

from .blocks import EMPTY, TICKED, Line, read_lines
from .cells import shown
from .guard import check_parts
from .labels import (
    ANALYSIS,
    ENGAGEMENT,
    PROBLEM,
    RATIONALE,
    SCANNING,
    SOURCES,
    TITLE,
    TYPE,
    find_label,
    find_word,
    split_label,
)
from .notes import Notes

_LONGEST_TITLE = 300
_MOST_SUGGESTED = 8
_KINDS = {PROBLEM: PriorityKind.PROBLEM, ENGAGEMENT: PriorityKind.ENGAGEMENT}
_MARK = re.compile(
    rf"[{TICKED}{EMPTY}\u2611\u2713\u2714\u25a1\u25a0]|[\[(]\s*[xX\u2713\u2714]?\s*[\])]"
)
_EMPTY_MARKS = re.compile(rf"[{EMPTY}\u25a1]|[\[(]\s*[\])]")
_SENTENCE = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s*")
_DISTRICT = re.compile(r"\bdistrict\s+(\d{1,2})\b|第\s*(\d{1,2})\s*辖区", re.IGNORECASE)


@dataclass(slots=True)
class _Part:
    """A priority as far as it was read."""

    kind: PriorityKind
    at: str
    problem_type: ProblemType | None = None
    sources: set[PrioritySource] = field(default_factory=set)
    texts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read for it yet."""
        return not (self.texts or self.sources or self.problem_type)

    def text(self, name: str) -> str:
        """Return what was read for a field."""
        return "\n\n".join(self.texts.get(name, ()))


def read_document(
    content: bytes, name: str, language: Language, year: int, new_id: Callable[[], UUID]
) -> PlanDraft:
    """Return what a Word form says; `year` is the plan's, which the form does not decide.

    Raises FileError for a file that can't be read at all, or holds too much.
    """
    del year
    check_parts(content, name)
    notes = Notes()
    form = _Form(notes, language)
    lines = read_lines(content, name, notes)
    for number, line in enumerate(lines, 1):
        form.take(line, number)
    _note_districts(lines, name, notes)
    priorities = [_priority(one, place, form, new_id) for place, one in enumerate(form.read(), 1)]
    if not priorities:
        notes.add(name, N_("No priority of the district's form was found in this file."))
    if len(priorities) > MOST_PRIORITIES:
        raise FileError(
            N_("“{name}” holds more than a plan does. Take out what does not belong to it."),
            name=name,
        )
    return PlanDraft(
        id=new_id(),
        source=IntakeSource.FORM,
        name=name,
        language=language,
        priorities=tuple(priorities),
        notes=notes.listed,
        more_notes=notes.more,
        unplaced=notes.unplaced,
    )


class _Form:
    """Reads lines one after the other, and knows where it is in the form."""

    def __init__(self, notes: Notes, language: Language) -> None:
        self.notes = notes
        self.language = language
        self.parts: list[_Part] = []
        self.kind = PriorityKind.PROBLEM
        self.field: str | None = None

    def read(self) -> list[_Part]:
        """Return the priorities that something was read for."""
        return [one for one in self.parts if not one.is_empty]

    def take(self, line: Line, number: int) -> None:
        """Put a line where it belongs."""
        at = self.say(N_("Line {number}"), number)
        if line.label:
            self._take_row(line, at)
            return
        split = split_label(line.text)
        label = find_label(line.text)
        if label is not None:
            self._turn_to(label, at)
        elif split is not None:
            self._turn_to(split[0], at)
            if split[1]:
                self._put(split[1], at)
        elif line.heading and self.field != TITLE:
            # A heading that is none of the form's: what follows it belongs nowhere.
            self.field = None
            self.notes.leave(at, line.text)
        else:
            self._put(line.text, at)

    def say(self, message: str, number: int) -> str:
        return translator(self.language)(message, number=number)

    def _take_row(self, line: Line, at: str) -> None:
        label = find_label(line.label)
        if label is None:
            self.field = None
            self.notes.leave(f"{at}: {shown(line.label)}", line.text)
            return
        self._turn_to(label, at)
        if label in _KINDS:
            # “Priority 1 | Robberies” names the priority.
            self.field = TITLE
        self._put(line.text, at)

    def _turn_to(self, label: str, at: str) -> None:
        """Go on with a part of the form; some of them begin another priority."""
        if label in _KINDS:
            self.kind = _KINDS[label]
            self._begin(at)
            self.field = None
        elif label == SCANNING:
            if self.parts and (self._has(TITLE) or self._has(RATIONALE)):
                self.kind = PriorityKind.PROBLEM
                self._begin(at)
            self.field = RATIONALE
        elif label == ANALYSIS:
            self.field = None
        else:
            if label == TITLE and self._has(TITLE):
                self._begin(at)
            self.field = label

    def _has(self, name: str) -> bool:
        return bool(self.parts) and name in self.parts[-1].texts

    def _begin(self, at: str) -> None:
        if self.parts and self.parts[-1].is_empty:
            self.parts.pop()
        self.parts.append(_Part(self.kind, at))

    def _put(self, text: str, at: str) -> None:
        """Put words into the field that is being read, ticks into their vocabulary."""
        boxes = list(_boxes(text))
        if boxes and self.field in {TYPE, SOURCES, RATIONALE, None}:
            self._tick(boxes, at)
            return
        if self.field is None:
            self.notes.leave(at, text)
            return
        if not self.parts:
            self._begin(at)
        part = self.parts[-1]
        if self.field == TYPE:
            self._take_type(text, at)
        elif self.field == SOURCES:
            self._take_sources(text, at)
        else:
            part.texts.setdefault(self.field, []).append(text)
            if self.field == TITLE:
                # A title is one line; what follows it without a name belongs nowhere.
                self.field = None

    def _tick(self, boxes: Iterable[tuple[bool, str]], at: str) -> None:
        if not self.parts:
            self._begin(at)
        for ticked, what in boxes:
            if not what or not ticked:
                continue
            is_type = self.field == TYPE or find_word(what, PrioritySource) is None
            if is_type and find_word(what, ProblemType):
                self._take_type(what, at)
            else:
                self._take_sources(what, at)

    def _take_type(self, text: str, at: str) -> None:
        found = find_word(text, ProblemType)
        part = self.parts[-1]
        if isinstance(found, ProblemType) and part.problem_type in {None, found}:
            part.problem_type = found
            return
        told = N_("“{text}” was not understood as a type of problem.")
        several = N_("“{text}” is ticked too: a problem has one type, and the first was taken.")
        self.notes.add(at, several if found else told, text=shown(text))
        self.notes.leave(at, text)

    def _take_sources(self, text: str, at: str) -> None:
        for one in re.split(r"[;\n,]", text):
            found = find_word(one, PrioritySource)
            if isinstance(found, PrioritySource):
                self.parts[-1].sources.add(found)
                if ":" in one:
                    self.notes.leave(at, one.strip())
            elif one.strip():
                told = N_("“{text}” was not understood as a source.")
                self.notes.add(at, told, text=shown(one.strip()))
                self.notes.leave(at, one)


def _boxes(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the boxes of a line: whether each is ticked, and what stands behind it."""
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        ticked = _EMPTY_MARKS.fullmatch(mark[0]) is None
        yield ticked, text[mark.end() : end].strip(" ,;|/\n")


def _note_districts(lines: list[Line], name: str, notes: Notes) -> None:
    """Say when a file is about several districts: what belongs elsewhere can be unticked."""
    named = {
        int(match[1] or match[2])
        for line in lines
        if line.heading or len(line.text) < _LONGEST_TITLE // 4
        for match in _DISTRICT.finditer(line.text)
    }
    if len(named) > 1:
        told = N_("The file names several districts: {numbers}. Untick what belongs elsewhere.")
        notes.add(name, told, numbers=", ".join(map(str, sorted(named))))


def _priority(part: _Part, place: int, form: _Form, new_id: Callable[[], UUID]) -> PriorityDraft:
    title = " ".join(str(one_line(part.text(TITLE))).split())
    if not title or len(title) > _LONGEST_TITLE:
        form.notes.leave(part.at, title)
        title = form.say(N_("Priority {number}"), place)
        form.notes.add(part.at, N_("This priority has no title that fits: give it one."))
    texts: dict[str, Any] = {
        name: _fitting(part, name, form) for name in part.texts if name != TITLE
    }
    return PriorityDraft(
        id=new_id(),
        place=part.at,
        kind=part.kind,
        problem_type=part.problem_type if part.kind is PriorityKind.PROBLEM else None,
        title=title,
        sources=frozenset(part.sources),
        goals=tuple(_suggested(part, new_id)),
        **texts,
    )


def _fitting(part: _Part, name: str, form: _Form) -> str:
    text = part.text(name)
    if len(text) <= LONG:
        return text
    told = N_("This text has {length} characters; {most} is the most.")
    form.notes.add(part.at, told, length=len(text), most=LONG)
    form.notes.leave(part.at, text[LONG:])
    return text[:LONG]


def _suggested(part: _Part, new_id: Callable[[], UUID]) -> Iterator[GoalDraft]:
    """Yield the sentences of response and assessment that have a number, to be ticked or not."""
    sentences = [
        sentence.strip()
        for name in ("response", "assessment")
        for sentence in _SENTENCE.split(part.text(name))
        if re.search(r"\d", sentence)
    ]
    for sentence in sentences[:_MOST_SUGGESTED]:
        whole = str(one_line(sentence))
        title = whole if len(whole) <= _LONGEST_TITLE else whole[: _LONGEST_TITLE - 1] + "…"
        yield GoalDraft(id=new_id(), place=part.at, title=title, action=whole, suggested=True)
