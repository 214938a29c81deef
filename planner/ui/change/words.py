"""Changes in the reader's words: who did what to which thing, and what a field says."""

from datetime import date
from decimal import Decimal, InvalidOperation

from planner import i18n
from planner.domain.permissions import ACTION_WORDS, Action
from planner.i18n.changes import FILTERS, TAKEN, enum_of, field_word
from planner.i18n.history import done_word, kind_word, thing_name, who_did
from planner.ui.language import _, current_language, listed, long_date, number, plural, say, word
from schemas.change import ChangeRow, FieldValue
from schemas.vocabulary import Language

SEPARATOR = " · "
_AMOUNTS = {
    "value",
    "baseline",
    "target",
    "low",
    "high",
    "margin",
    "numerator",
    "denominator",
    "rating",
    "resource_hours",
    "resource_money",
}
_LANGUAGES = {"language", "preferred_language"}


def say_who(row: ChangeRow) -> str:
    """Return who did it."""
    return who_did(_translator(), row.actor_kind, row.actor_name)


def say_done(row: ChangeRow) -> str:
    """Return what was done, a refusal with what was refused, a file with what was in it."""
    if row.refused == Action.SIGN_IN:
        return _("Could not sign in")
    if row.refused:
        return _("Was refused: {action}", action=_action(row.refused))
    if row.taken:
        what = say(TAKEN[row.taken]) if row.taken in TAKEN else row.taken
        rows = plural("{count} row", "{count} rows", row.rows)
        return _("Took as a file: {what} ({rows})", what=what, rows=rows)
    return done_word(_translator(), row.action)


def say_thing(row: ChangeRow) -> str:
    """Return what the change is about: its name, or else what kind of thing it is."""
    named = thing_name(_translator(), row.thing) or row.about
    if named or row.refused or row.taken:
        return named
    return say_kind(row)


def say_kind(row: ChangeRow) -> str:
    """Return what kind of thing it is."""
    return kind_word(_translator(), row.entity)


def say_field(entity: str, path: tuple[str, ...]) -> str:
    """Return the name of a field, from the outside in, parts of a list with their place."""
    words: list[str] = []
    for name in path:
        if name.isdecimal() and words:
            words[-1] = f"{words[-1]} {name}"
        elif path[0] == "filters" and words:
            words.append(say(FILTERS[name]) if name in FILTERS else name)
        else:
            message = field_word(entity, name)
            words.append(say(message) if message else name)
    return SEPARATOR.join(words)


def say_value(entity: str, path: tuple[str, ...], value: FieldValue) -> str:
    """Return what a field says; an empty text where it says nothing."""
    if value is None or value in {"", ()}:
        return ""
    if isinstance(value, tuple):
        return listed(say_value(entity, path, one) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _say_text(entity, path[-1], str(value))


def _say_text(entity: str, name: str, text: str) -> str:
    vocabulary = enum_of(entity, name)
    if vocabulary is not None and text in set(vocabulary):
        return word(vocabulary(text))
    if name in _LANGUAGES and text in set(Language):
        return i18n.own_name(Language(text))
    if name in _AMOUNTS:
        return _amount(text)
    if name.endswith(("_on", "_of")):
        return _date(text)
    if (entity, name) == ("refusal", "action"):
        return _action(text)
    return text


def _amount(text: str) -> str:
    try:
        return number(Decimal(text))
    except InvalidOperation:
        return text


def _date(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _action(text: str) -> str:
    return say(ACTION_WORDS[Action(text)]) if text in set(Action) else text


def _translator() -> i18n.Translator:
    return i18n.translator(current_language())
