"""What the community said of a plan: how many agree, who disagrees and why, who was asked."""

from collections import Counter

import streamlit as st

from planner.ui.choice import fold
from planner.ui.language import _, listed, long_date, plural, word
from planner.ui.text import plain
from schemas.vocabulary import ReviewSays, Role
from schemas.way import AnswerRow, ReviewRow, WayRow

_SEPARATOR = " · "


def draw_reviews(row: WayRow) -> None:
    """Draw the latest review in one line with the disagreement, the rest folded."""
    if not row.reviews:
        return
    latest = row.reviews[0]
    st.markdown(plain(_say_count(latest)))
    against = [one for one in latest.answers if one.says is ReviewSays.DISAGREES]
    for one in against:
        with st.container(border=True, gap="xsmall"):
            st.text(one.words)
            st.caption(plain(_say_whose(one)))
    with fold(_("What the community said"), "way", "said") as said:
        if said.open:
            for review in row.reviews:
                _draw_review(review)


def _say_count(review: ReviewRow) -> str:
    told = _say_window(review)
    count = len(review.answers)
    if not count:
        return f"{told} " + _("Nobody has answered yet.")
    against = sum(one.says is ReviewSays.DISAGREES for one in review.answers)
    answered = plural(
        "{count} person answered. Disagree: {against}.",
        "{count} people answered. Disagree: {against}.",
        count,
        against=against,
    )
    return f"{told} {answered}"


def _say_window(review: ReviewRow) -> str:
    first, last = long_date(review.opened_on), long_date(review.closes_on)
    if review.ended_on is not None and review.ended_on < review.closes_on:
        return _(
            "The community was asked from {first} on; the review was ended on {day}, before its"
            " last day, {last}.",
            first=first,
            day=long_date(review.ended_on),
            last=last,
        )
    if review.is_open:
        return _("The community can answer from {first} to {last}.", first=first, last=last)
    return _("The community was asked from {first} to {last}.", first=first, last=last)


def _draw_review(review: ReviewRow) -> None:
    st.markdown(f"**{plain(_say_window(review))}**")
    for one in review.answers:
        with st.container(gap="xsmall"):
            st.markdown(plain(f"{word(one.says)}{_SEPARATOR}{_say_whose(one)}"))
            if one.words:
                st.text(one.words)
    st.caption(plain("\n".join(_say_asked(review))))


def _say_whose(one: AnswerRow) -> str:
    marks = [
        *([_("answered late")] if one.late else []),
        *([_("said of an earlier version")] if one.outdated else []),
    ]
    return _SEPARATOR.join([one.name, word(one.role), long_date(one.answered_on), *marks])


def _say_asked(review: ReviewRow) -> list[str]:
    """Return who was asked, by role; silent ones by name only where the reader leads the plan."""
    asked: Counter[Role] = Counter(one.role for one in review.members)
    answered: Counter[Role] = Counter(one.role for one in review.members if one.answered)
    silent = [one.name for one in review.members if one.name and not one.answered]
    return [
        *(
            _(
                "{role}: {answered} of {asked} answered.",
                role=word(role),
                answered=answered[role],
                asked=count,
            )
            for role, count in asked.items()
        ),
        *([_("Asked besides: {names}", names=review.invited)] if review.invited else []),
        *([_("Not heard from yet: {names}", names=listed(silent))] if silent else []),
    ]
