"""What changed since a plan was signed, and the plan as it was signed."""

from collections.abc import Sequence

import streamlit as st

from planner.services import way
from planner.ui.change.words import say_field, say_value
from planner.ui.choice import fold
from planner.ui.language import _, long_date, plural, say_error
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.change import FieldRow
from schemas.errors import PlannerError
from schemas.way import AmendmentRow, EditionRow, PartRow, WayRow, WhyRow

from .mark import mark_amended

PRIORITY = "priority"


def say_amended(row: WayRow) -> None:
    """Say how much was amended since the plan was signed."""
    if row.amendments:
        told = plural(
            "Amended since it was signed, and not signed again: {count} change.",
            "Amended since it was signed, and not signed again: {count} changes.",
            len(row.amendments),
        )
        st.warning(plain(told), icon=":material/history_edu:")


def draw_amendments(row: WayRow) -> None:
    """Offer what was amended since the plan was signed, by whom and why."""
    if not row.amendments:
        return
    with fold(_("What was amended, who did it and why"), "way", "amended") as part:
        if part.open:
            for one in row.amendments:
                draw_amendment(one)


def draw_amendment(one: AmendmentRow) -> None:
    """Draw one amended part: its fields as signed and now, and each save with its reason."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(_say_part(one.entity, one.code, one.title))}**")
        if one.added:
            st.caption(_("It was not there when the plan was signed."))
        if one.erased:
            st.caption(_("The words of that time were erased."))
        for field in one.fields:
            _draw_difference(one.entity, field)
        st.caption(plain("\n".join(map(_say_save, one.saves))))


def draw_amended_goal(one: AmendmentRow | None) -> None:
    """Mark a goal that is not as it was signed; what differs, by whom and why is a fold away."""
    mark_amended(one is not None)
    if one is not None:
        with fold(_("What was amended, who did it and why"), "way", "amended") as part:
            if part.open:
                draw_amendment(one)


def _say_part(entity: str, code: str, title: str) -> str:
    if entity == PRIORITY:
        return _("Priority {number}: {title}", number=code, title=title)
    return f"{code} {title}"


def _draw_difference(entity: str, field: FieldRow) -> None:
    st.markdown(plain(say_field(entity, field.path)))
    before, after = (say_value(entity, field.path, one) for one in (field.before, field.after))
    # As text: what people typed is shown as they typed it.
    st.text(
        "\n".join(
            (
                _("As signed: {value}", value=before or _("empty")),
                _("Now: {value}", value=after or _("empty")),
            )
        )
    )


def _say_save(one: WhyRow) -> str:
    who = one.who or _("The planner")
    told = _("{who}, {day}", who=who, day=long_date(one.at.date()))
    return f"{told}: {one.why}" if one.why else told


def draw_signed(row: WayRow) -> None:
    """Offer the plan as it was signed, while it is amended."""
    if row.signed is None or not row.amendments:
        return
    with fold(_("The plan as it was signed"), "way", "signed") as part:
        if part.open:
            _draw_edition(row, row.signed)


def _draw_edition(row: WayRow, edition: EditionRow) -> None:
    try:
        with open_work() as work:
            found = way.get_signed(work, row.plan_id, edition.id)
    except PlannerError as error:
        st.error(say_error(error))
        return
    if edition.adopted_on is None:
        st.caption(_("Edition {number}", number=edition.number))
    else:
        day = long_date(edition.adopted_on)
        st.caption(plain(_("Edition {number}, adopted on {day}", number=edition.number, day=day)))
    _draw_parts(found.parts)


def _draw_parts(parts: Sequence[PartRow]) -> None:
    for part in parts:
        title = _say_part(part.entity, part.code, part.title)
        st.markdown(f"**{plain(title)}**")
        if not part.fields:
            st.caption(_("The words of that time were erased."))
        st.text(
            "\n".join(
                f"{say_field(part.entity, one.path)}: {value}"
                for one in part.fields
                if (value := say_value(part.entity, one.path, one.after))
            )
        )
