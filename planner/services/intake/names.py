"""The words of a draft as rows: people, partners, beats and demands, or the nearest to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from db.queries import intake as query
from db.queries import theme as theme_query
from planner.exchange.plan_file import Names, Notes, nearest, plain_text
from schemas.errors import N_
from schemas.vocabulary import Language

from ..work import Work

_BEAT_DIGITS = 4
_SHORTEST_FOR_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of thing: rows by their words, and the words that may be suggested.

    Words that stand for several rows lead nowhere.
    """

    rows: Mapping[str, UUID]
    several: frozenset[str]
    shown: tuple[str, ...]

    def find(self, text: str) -> UUID | None:
        """Return the row that is meant, or None."""
        return self.rows.get(plain_text(text))

    def note(self, notes: Notes, place: str, text: str, message: str, near_message: str) -> None:
        """Say that a word leads nowhere, with the nearest that would."""
        if plain_text(text) in self.several:
            told = N_("“{text}” can be several here: choose in the form which is meant.")
            notes.add(place, told, text=text)
            return
        near = nearest(text, self.shown) if len(text) >= _SHORTEST_FOR_NEAREST else ""
        if near:
            notes.add(place, near_message, text=text, near=near)
        else:
            notes.add(place, message, text=text)


@dataclass(frozen=True, slots=True)
class Register:
    """What a district's goals can name."""

    people: Known
    partners: Known
    beats: Known
    themes: Known
    local: Known
    names: Names


def load_register(work: Work, district_id: UUID, language: Language) -> Register:
    """Return what a district's goals can name; mail addresses are found, and never suggested."""
    people = query.get_people(work.session, work.jurisdiction_id)
    partners = query.get_partners(work.session, district_id)
    beats = query.get_beats(work.session, district_id)
    local = query.get_local_demands(work.session, district_id)
    catalogue = theme_query.find_newest_catalogue(work.session, work.jurisdiction_id)
    demands = query.get_demands(work.session, catalogue.id, language) if catalogue else ()
    said = {code: statement for _id, code, statement in demands}
    said |= {code: statement for _id, code, statement in local}
    return Register(
        people=_known(
            [(name, each) for each, name, _mail in people],
            [(mail, each) for each, _name, mail in people if mail],
        ),
        partners=_known([(name, each) for each, name in partners]),
        beats=_known([(number, each) for each, number in beats]),
        themes=_known(
            [(code, each) for each, code, _said in demands],
            [(words, each) for each, _code, words in demands],
        ),
        local=_known(
            [(code, each) for each, code, _said in local],
            [(words, each) for each, _code, words in local],
        ),
        names=Names(
            people=[name for _id, name, _mail in people],
            partners=sorted(name for _id, name in partners),
            beats=sorted(number for _id, number in beats),
            demands=list(said.items()),
        ),
    )


def beat_number(text: str) -> str:
    """Return a beat's number with the zero that a spreadsheet takes away."""
    return text.zfill(_BEAT_DIGITS) if text.isdecimal() else text


def _known(shown: Iterable[tuple[str, UUID]], other: Iterable[tuple[str, UUID]] = ()) -> Known:
    rows: dict[str, UUID] = {}
    several: set[str] = set()
    told = list(shown)
    for text, row_id in [*told, *other]:
        if rows.setdefault(plain_text(text), row_id) != row_id:
            several.add(plain_text(text))
    return Known(
        {text: row_id for text, row_id in rows.items() if text not in several},
        frozenset(several),
        tuple(text for text, _id in told),
    )
