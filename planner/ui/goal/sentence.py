"""The goal's sentence on its form: as it grows, polished by hand, and what has moved on since."""

from schemas.goal import MovedOn, SentenceRow

from ..language import _


def say_moved_on(sentence: SentenceRow) -> str:
    """Say what a polished sentence was written for and which fields are others now."""
    told = "; ".join(_say_moved(one) for one in sentence.moved_on)
    return _(
        "The sentence in your own words was written before these changed: {fields}.", fields=told
    )


def _say_moved(one: MovedOn) -> str:
    return one.field
