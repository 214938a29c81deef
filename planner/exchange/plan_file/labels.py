"""What the parts of a district's form are called, in the wordings that people use."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from schemas.vocabulary import PrioritySource, ProblemType

from .cells import plain_text, words_of

PROBLEM, ENGAGEMENT, SCANNING, ANALYSIS = "problem", "engagement", "scanning", "analysis"
"""Headings, which begin something; the others name a field."""
TYPE, SOURCES, TITLE, RATIONALE = "problem_type", "sources", "title", "rationale"

LONGEST_LABEL = 90
_ALIKE = 0.88

_WORDINGS: Mapping[str, tuple[str, ...]] = {
    PROBLEM: (
        "problem-solving priority",
        "problem solving priority",
        "problem-solving priorities",
        "problem solving priorities",
        "crime reduction priority",
        "crime reduction priorities",
        "priority",
        "prioridad de resolución de problemas",
        "prioridad",
        "priorytet",
        "problem do rozwiązania",
        "优先事项",
        "要解决的问题",
    ),
    ENGAGEMENT: (
        "community engagement priority",
        "community engagement priorities",
        "community engagement",
        "engagement priority",
        "engagement priorities",
        "engagement goals",
        "prioridades de participación comunitaria",
        "participación comunitaria",
        "współpraca ze społecznością",
        "社区参与",
    ),
    SCANNING: ("scanning", "scan", "identificación", "exploración", "rozpoznanie", "扫描"),
    ANALYSIS: ("analysis", "análisis", "analiza", "分析"),
    TITLE: (
        "title",
        "title of the problem",
        "problem title",
        "priority title",
        "name of the problem",
        "título",
        "tytuł",
        "标题",
    ),
    TYPE: ("type", "type of problem", "problem type", "tipo", "typ", "类型"),
    SOURCES: (
        "source",
        "sources",
        "source(s)",
        "sources of information",
        "what it is drawn from",
        "how was it identified",
        "source (check all that apply)",
        "source, tick all that apply",
        "fuente",
        "fuentes",
        "źródło",
        "źródła",
        "来源",
    ),
    RATIONALE: (
        "rationale",
        "why this is a priority",
        "why is this a priority",
        "why this is a priority, with numbers",
        "reason",
        "justificación",
        "uzasadnienie",
        "理由",
    ),
    "who_is_affected": (
        "who is affected",
        "who is affected by it",
        "who is affected?",
        "victims",
        "quién se ve afectado",
        "kogo to dotyczy",
        "受影响的人",
    ),
    "how_it_happens": (
        "how it is done",
        "how is it done",
        "how it happens",
        "how does it happen",
        "cómo ocurre",
        "jak do tego dochodzi",
        "如何发生",
    ),
    "where_and_when": (
        "where and when",
        "where and when it happens",
        "where and when does it happen",
        "location and time",
        "dónde y cuándo",
        "gdzie i kiedy",
        "何时何地",
    ),
    "response": (
        "response",
        "what will be done",
        "planned response",
        "respuesta",
        "reakcja",
        "应对",
        "对策",
    ),
    "assessment": (
        "assessment",
        "how we will know that it worked",
        "how will success be measured",
        "evaluación",
        "ocena",
        "评估",
    ),
}

_OTHER_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    PrioritySource.DAC_MEETINGS: (
        "dac meetings",
        "dac meeting",
        "district advisory council meetings",
        "district advisory committee meetings",
    ),
    PrioritySource.RESIDENT_SURVEY: ("resident survey data", "survey data", "surveys"),
    PrioritySource.COMMUNITY_CONVERSATIONS: ("community conversation",),
    PrioritySource.BEAT_MEETINGS: ("beat meeting", "beat community meetings"),
    PrioritySource.COMMUNITY_INTERACTIONS: ("community interaction",),
    PrioritySource.OTHER: ("other",),
    ProblemType.QUALITY_OF_LIFE: ("quality-of-life", "quality of life issue"),
}

_NUMBERING = re.compile(r"^(\d+|[a-z]|[ivx]+)[.)]\s+|\s*#?\d+$|\s*[:.?]+$")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


@cache
def _by_wording() -> dict[str, str]:
    return {plain_text(one): label for label, wordings in _WORDINGS.items() for one in wordings}


def find_label(text: str) -> str | None:
    """Return which part a heading or the beginning of a row names, or None."""
    if len(text) > LONGEST_LABEL:
        return None
    bare = _bare(text)
    known = _by_wording()
    for asked in (bare, _bare(_BRACKETS.sub("", bare))):
        if asked in known:
            return known[asked]
    near = get_close_matches(bare, known, n=1, cutoff=_ALIKE)
    return known[near[0]] if near else None


def split_label(text: str) -> tuple[str, str] | None:
    """Return the part that a line names before its colon, and what stands after, or None."""
    before, colon, after = text.replace("\uff1a", ":").partition(":")
    label = find_label(before) if colon else None
    return (label, after.strip()) if label else None


def find_word(text: str, words: type[StrEnum]) -> StrEnum | None:
    """Return the word of a vocabulary that an option of the form stands for, or None."""
    known = words_of(words) | {
        plain_text(one): member
        for member, wordings in _OTHER_WORDS.items()
        if isinstance(member, words)
        for one in wordings
    }
    asked = _bare(_BRACKETS.sub("", text))
    if asked in known:
        return known[asked]
    # “Other: walks with the alderman” is other, and what stands behind it is kept elsewhere.
    first = _bare(asked.partition(":")[0])
    near = get_close_matches(first, known, n=1, cutoff=_ALIKE)
    return known[near[0]] if near else None


def _bare(text: str) -> str:
    """Return a heading without numbering, number and punctuation around it."""
    before, bare = "", plain_text(text)
    while bare != before:
        before, bare = bare, _NUMBERING.sub("", bare).strip()
    return bare
