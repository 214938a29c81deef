"""The history in sentences: who did what to which thing, and what is wrong with a change."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas.change import ThingRow
from schemas.errors import N_
from schemas.history import BrokenRow, Fault
from schemas.vocabulary import ActorKind

from .catalogue import Translator
from .changes import DONE, KINDS
from .formats import format_date, format_quarter

NOBODY = N_("Somebody who was not signed in")
PLANNER = N_("The planner")

FAULTS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.ROW: N_("This change was altered after it was written."),
        Fault.WORDS: N_("The words of this change were altered after they were written."),
        Fault.GAP: N_("The change before this one is missing."),
        Fault.PLACE: N_(
            "This change does not follow the one before it: one of the two was altered, or put in"
            " another's place."
        ),
        Fault.TAIL: N_(
            "The newest changes are missing: this stands at version {version}, and the change named"
            " here is the last one left."
        ),
    }
)
"""What is wrong with a change, in a sentence."""


def kind_word(say: Translator, entity: str) -> str:
    """Return what kind of thing it is; one that has no word goes by its own name."""
    return say(KINDS[entity]) if entity in KINDS else entity.replace("_", " ")


def done_word(say: Translator, action: str) -> str:
    """Return what was done; what has no word goes by its own name."""
    return say(DONE[action]) if action in DONE else action.replace("_", " ")


def thing_name(say: Translator, thing: ThingRow) -> str:
    """Return what a thing is called, where it belongs and when; empty where nothing is known."""
    when = ""
    if thing.year is not None:
        when = format_quarter(thing.year, thing.quarter) if thing.quarter else str(thing.year)
    # A district is called what its place is called.
    name = "" if thing.name == thing.place_name else thing.name
    own = " ".join(part for part in (thing.code, name) if part)
    return " \N{MIDDLE DOT} ".join(part for part in (own, _place(say, thing), when) if part)


def who_did(say: Translator, kind: ActorKind | None, name: str | None) -> str:
    """Return who did it."""
    if name:
        return name
    return say(NOBODY if kind is ActorKind.ANONYMOUS else PLANNER)


def say_broken(say: Translator, row: BrokenRow) -> tuple[str, ...]:
    """Return, a line each: what is wrong, of which thing and version, when and by whom."""
    name = thing_name(say, row.thing)
    thing = f"{kind_word(say, row.entity)}: {name}" if name else kind_word(say, row.entity)
    which = say(N_("{thing}, version {version}"), thing=thing, version=row.version)
    if row.id is None or row.at is None:
        return say(N_("This has no change at all any more.")), which
    written = say(
        N_("Written on {day} at {time} UTC by {who}; change {id}."),
        day=format_date(row.at, say.language),
        time=f"{row.at:%H:%M:%S}",
        who=who_did(say, row.actor_kind, row.actor_name),
        id=row.id,
    )
    return say(FAULTS[row.fault], version=row.version), which, written


def _place(say: Translator, thing: ThingRow) -> str:
    if thing.place_number is None or not thing.place_name:
        return ""
    if thing.place_number == 0:
        return say(N_("Headquarters"))
    return say(N_("District {number} {name}"), number=thing.place_number, name=thing.place_name)
