"""What a district's own conversations asked for: listed, added and corrected in place."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from planner.services import theme
from planner.ui.choice import asked, open_button
from planner.ui.language import _, word
from planner.ui.link import demand_link
from planner.ui.place import district_name
from planner.ui.saving import save_form
from planner.ui.text import plain
from planner.ui.translated import draw_text
from schemas.account import DistrictRow
from schemas.theme import LocalDemandRow

from .form import NEW, close_demand_form, draw_demand_form, form_name


def draw_local(district: DistrictRow, demands: Sequence[LocalDemandRow], *, may_edit: bool) -> None:
    """List the demands of a district's own, with their form for whoever may write them."""
    _draw_heading(district, len(demands))
    editing = asked("edit") if may_edit else ""
    for demand in demands:
        if editing == str(demand.id):
            _edit(district.id, demand)
        else:
            _draw_demand(demand, may_edit=may_edit)
    if editing == NEW:
        _edit(district.id, None)
    elif may_edit:
        open_button(_("Add what people asked for"), "edit", NEW, add=True)


def _draw_heading(district: DistrictRow, count: int) -> None:
    st.header(_("A district's own conversations"))
    if count:
        st.caption(_("A goal may answer these too. A reviewer ties them to a theme that fits."))
    else:
        st.caption(
            _(
                "{district} has no demands of its own here yet.",
                district=plain(district_name(district)),
            )
        )


def _draw_demand(demand: LocalDemandRow, *, may_edit: bool) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f":gray-badge[{plain(word(demand.stance))}]")
        draw_text(demand.statement, demand.language, demand.translations, "statement")
        mapped = demand.mapped_theme_code
        details = [demand.citation, *([_("Belongs to {code}", code=mapped)] if mapped else [])]
        st.caption(plain(" · ".join(details)))
        with st.container(horizontal=True, vertical_alignment="center"):
            demand_link(demand.code)
            if may_edit:
                open_button(_("Edit"), "edit", demand.id)


def _edit(district_id: UUID, demand: LocalDemandRow | None) -> None:
    """Draw the form of a local demand; save it when it is asked for, or say why not below it."""
    save_form(
        lambda: draw_demand_form(district_id, demand),
        theme.save_local_demand,
        lambda _entry: close_demand_form(form_name(district_id, demand)),
        _("Saved."),
    )
