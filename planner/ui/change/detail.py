"""One change in full: which version, why, and each field that is different after it."""

import streamlit as st

from planner.services import audit
from planner.ui.language import _, plural, say_error
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.change import ChangeDetail, ChangeRow, FieldRow, Withheld
from schemas.errors import PlannerError

from .words import say_field, say_kind, say_value


def draw_detail(row: ChangeRow) -> None:
    """Read one change and draw it."""
    try:
        with open_work() as work:
            detail = audit.get_change(work, row.id)
    except PlannerError as error:
        st.error(say_error(error))
        return
    st.caption(
        plain(
            _(
                "{kind}, version {version}. Change {id}.",
                kind=say_kind(row),
                version=row.version,
                id=row.id,
            )
        )
    )
    if row.erased:
        st.info(
            _(
                "The words of this change were erased. Who erased them, and when, is not known."
                " That it happened, and who did it, stays."
            )
        )
        return
    _draw(detail)


def _draw(detail: ChangeDetail) -> None:
    if detail.why:
        st.caption(_("Reason given"))
        st.text(detail.why)
    for field in detail.fields:
        with st.container(gap=None):
            _draw_field(detail, field)
    if detail.untold:
        st.caption(
            plural(
                "{count} more detail that the planner keeps for itself.",
                "{count} more details that the planner keeps for itself.",
                detail.untold,
            )
        )
    elif not detail.fields:
        st.caption(_("Nothing is different from the version before."))


def _draw_field(detail: ChangeDetail, field: FieldRow) -> None:
    entity = detail.row.entity
    name = plain(say_field(entity, field.path))
    st.markdown(f"**{name}**")
    if field.withheld:
        st.caption(_say_withheld(field.withheld))
        return
    before, after = (say_value(entity, field.path, one) for one in (field.before, field.after))
    # As text: what people typed is shown as they typed it.
    if detail.compared:
        st.text(_("Before: {value}", value=before or _("empty")))
        st.text(_("After: {value}", value=after or _("empty")))
    else:
        st.text(after or _("empty"))


def _say_withheld(why: Withheld) -> str:
    if why is Withheld.MAIL_ADDRESS:
        return _("It is shown to whoever looks after people and roles.")
    return _("It is shown to whoever may read voices as they were entered, and to nobody else.")
