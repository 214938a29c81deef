"""The library in a goal: an indicator chosen from it, and what its definition says now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import streamlit as st

from planner.services import library, theme
from schemas.goal import GoalRow, GoalSetting
from schemas.library import DefinitionRow, HeldRow, LibraryRow
from schemas.vocabulary import LibraryState

from ..cached import Reads
from ..fields import Fields, Values
from ..language import _, current_language, listed
from ..library.words import entry_link, say_definition, say_newer
from ..navigation import page_of
from ..session import open_work
from ..text import plain
from .measure import LINK, field_of
from .typed import LOCAL, THEME


def pick_from_library(
    fields: Fields, setting: GoalSetting, indicator_id: str, *, is_settled: bool
) -> bool:
    """Draw what ties an indicator to the library; say whether its definition comes from there.

    `is_settled` says that values are recorded, so that what they are measured in stays.
    """
    link = fields.values.get(field_of(indicator_id, LINK))
    held = _find_held([UUID(link)]).get(UUID(link)) if link else None
    if held is not None:
        _draw_held(fields, indicator_id, held, is_settled=is_settled)
        return True
    if not is_settled:
        _draw_choice(fields, setting, indicator_id)
    return False


def draw_from_library(row: GoalRow, *, may_edit: bool) -> None:
    """Say which indicators of a goal come from the library, and whether they are out of date."""
    links = {one.id: one.library_version_id for one in row.indicators if one.library_version_id}
    held = _find_held(links.values()) if links else {}
    for indicator in row.indicators:
        found = held.get(links[indicator.id]) if indicator.id in links else None
        if found is not None:
            with st.container(gap="xsmall"):
                entry_link(found.code, _("From the library: {code}", code=found.code))
                if found.newer:
                    st.caption(plain(f"{indicator.name}: {say_newer(found.newer)}"))
        elif may_edit:
            st.page_link(
                page_of("library"),
                label=_("Propose to the library: {code}", code=plain(indicator.code)),
                icon=":material/library_add:",
                query_params={"goal": str(row.goal.id), "propose": str(indicator.id)},
            )


def _find_held(version_ids: Iterable[UUID]) -> Mapping[UUID, HeldRow]:
    with open_work() as work:
        wanted = tuple(sorted(set(version_ids)))
        return Reads(work).get(library.get_held, wanted, current_language())


def _draw_held(fields: Fields, indicator_id: str, held: HeldRow, *, is_settled: bool) -> None:
    st.caption("  \n".join(map(plain, say_definition(held.held.definition))))
    if held.newer:
        st.info(plain(say_newer(held.newer)))
        if is_settled:
            st.caption(
                _(
                    "Values are recorded against the definition above. To count by the newer one,"
                    " add an indicator and choose it there."
                )
            )
        else:
            st.button(
                _("Take the newer definition over"),
                key=f"do:{fields.form}:newer:{indicator_id}",
                on_click=_take,
                args=(fields, indicator_id, held.newer),
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        entry_link(held.code, _("From the library: {code}", code=held.code))
        st.button(
            _("Change the wording"),
            key=f"do:{fields.form}:own:{indicator_id}",
            type="tertiary",
            icon=":material/edit:",
            help=_("It is then counted in your own words, and no longer as the library says."),
            on_click=fields.fill,
            args=({field_of(indicator_id, LINK): None},),
        )


def _draw_choice(fields: Fields, setting: GoalSetting, indicator_id: str) -> None:
    """Offer the indicators in use, those for the goal's demands first."""
    rows, answered = _load(fields, setting)
    if not rows:
        return
    in_turn = {row.code: row for row in sorted(rows, key=lambda row: _is_apart(row, answered))}
    code = st.selectbox(
        _("Choose from the library, or describe it below"),
        list(in_turn),
        index=None,
        format_func=lambda one: _say_option(in_turn[one], answered),
        placeholder=_("Type to search"),
        filter_mode="contains",
        key=f"pick:{fields.form}:{indicator_id}",
    )
    if code is None:
        return
    st.caption("  \n".join(map(plain, say_definition(in_turn[code].newest.definition))))
    st.button(
        _("Use this indicator"),
        key=f"do:{fields.form}:use:{indicator_id}",
        on_click=_take,
        args=(fields, indicator_id, in_turn[code].newest),
    )


def _load(fields: Fields, setting: GoalSetting) -> tuple[Sequence[LibraryRow], set[str]]:
    """Return the indicators in use, and the codes of the demands that the goal answers."""
    language = current_language()
    ties = [key.partition(":") for key in fields.values["themes"]]
    with open_work() as work:
        reads = Reads(work)
        rows = reads.get(library.get_library, language)
        codes = reads.get(library.get_demand_codes)
        local = reads.get(theme.get_local_demands, setting.district.id, language)
    mapped = {str(one.id): one.mapped_theme_code for one in local}
    known = {str(theme_id): code for theme_id, code in codes.items()}
    by_kind: Mapping[str, Mapping[str, str | None]] = {THEME: known, LOCAL: mapped}
    found = {by_kind[kind].get(demand_id) for kind, _colon, demand_id in ties}
    return [row for row in rows if row.state is LibraryState.ACCEPTED], {
        code for code in found if code
    }


def _is_apart(row: LibraryRow, answered: set[str]) -> bool:
    return not answered.intersection(row.theme_codes)


def _say_option(row: LibraryRow, answered: set[str]) -> str:
    shared = [code for code in row.theme_codes if code in answered]
    named = f"{row.name} ({row.code})"
    if not shared:
        return named
    return _("For {demands}: {name}", demands=listed(shared), name=named)


def _take(fields: Fields, indicator_id: str, row: DefinitionRow) -> None:
    """Fill an indicator's fields with a definition, and remember which one it was."""
    definition = row.definition
    filled: Values = {
        name: getattr(definition, name)
        for name in ("name", "definition", "unit", "numerator", "denominator")
    }
    # Where a definition leaves these open, what is typed stays.
    if definition.source:
        filled["source"] = definition.source
    if definition.frequency:
        filled["frequency"] = definition.frequency.value
    if definition.direction:
        filled["direction"] = definition.direction.value
    if definition.levels:
        filled["level_count"] = str(len(definition.levels))
    filled |= {f"level.{one.level}": one.description for one in definition.levels}
    filled |= {
        LINK: str(row.id),
        "kind": definition.kind.value,
        "accumulation": definition.accumulation.value,
        "per": str(definition.per),
        "decimals": str(definition.decimals),
        "language": definition.language.value,
    }
    fields.fill({field_of(indicator_id, name): value for name, value in filled.items()})
