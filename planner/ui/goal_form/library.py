"""The library in a goal: an indicator chosen from it, and what its definition says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.services import library
from schemas.goal import GoalRow, GoalSetting
from schemas.library import DefinitionRow, HeldRow, LibraryRow
from schemas.vocabulary import LibraryState

from ..cached import Reads
from ..fields import Fields, Values
from ..language import _, current_language, listed
from ..library.words import entry_link, say_definition, say_newer
from ..navigation import page_of
from ..text import plain
from .choices import Choices
from .measure import LINK, field_of, is_settled
from .typed import INDICATORS, REMOVED, local_key, theme_key


@dataclass(frozen=True, slots=True)
class Offer:
    """What the library has for a form: the definitions that are used in it, and the others.

    `held` is by version and `rows` by code, those first that answer the demands in `answered`.
    """

    held: Mapping[UUID, HeldRow]
    rows: Mapping[str, LibraryRow]
    answered: frozenset[str]


def load_offer(reads: Reads, setting: GoalSetting, choices: Choices, values: Values) -> Offer:
    """Return what the library has for the indicators that stand in the fields.

    Without any that may still be chosen, `rows` is empty.
    """
    drawn = [each for each in values[INDICATORS] if each not in values[REMOVED]]
    links = {each: UUID(link) for each in drawn if (link := values.get(field_of(each, LINK)))}
    held = load_held(reads, links.values())
    if all(links.get(each) in held or is_settled(each, setting) for each in drawn):
        return Offer(held, {}, frozenset())
    answered = _find_answered(reads, choices, values["themes"])
    found = reads.get(library.get_library, current_language())
    accepted = [row for row in found if row.state is LibraryState.ACCEPTED]
    in_turn = sorted(accepted, key=lambda row: answered.isdisjoint(row.theme_codes))
    return Offer(held, {row.code: row for row in in_turn}, answered)


def load_held(reads: Reads, version_ids: Iterable[UUID]) -> Mapping[UUID, HeldRow]:
    """Return the library's definitions in these versions, and whether there are newer ones."""
    wanted = tuple(sorted(set(version_ids)))
    return reads.get(library.get_held, wanted, current_language()) if wanted else {}


def _find_answered(reads: Reads, choices: Choices, keys: Iterable[str]) -> frozenset[str]:
    """Return the codes of the report's demands among those that the goal answers."""
    codes = reads.get(library.get_demand_codes)
    known = {theme_key(theme_id): code for theme_id, code in codes.items()}
    mapped = {local_key(one.id): one.mapped_theme_code for one in choices.local_demands}
    found = {known.get(key) or mapped.get(key) for key in keys}
    return frozenset(code for code in found if code)


def pick_from_library(fields: Fields, offer: Offer, indicator_id: str, *, is_settled: bool) -> bool:
    """Draw what ties an indicator to the library; say whether its definition comes from there.

    `is_settled` says that values are recorded, so that what they are measured in stays.
    """
    link = fields.values.get(field_of(indicator_id, LINK))
    held = offer.held.get(UUID(link)) if link else None
    if held is not None:
        _draw_held(fields, indicator_id, held, is_settled=is_settled)
        return True
    if not is_settled:
        _draw_choice(fields, offer, indicator_id)
    return False


def load_from_library(reads: Reads, row: GoalRow) -> Mapping[UUID, HeldRow]:
    """Return the library's definitions that a goal's indicators are counted by."""
    versions = (one.library_version_id for one in row.indicators)
    return load_held(reads, [version for version in versions if version])


def draw_from_library(row: GoalRow, held: Mapping[UUID, HeldRow], *, may_edit: bool) -> None:
    """Say which indicators of a goal come from the library, and whether they are out of date."""
    for indicator in row.indicators:
        version = indicator.library_version_id
        found = held.get(version) if version else None
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


def _draw_choice(fields: Fields, offer: Offer, indicator_id: str) -> None:
    """Offer the indicators in use, those for the goal's demands first."""
    if not offer.rows:
        return
    code = st.selectbox(
        _("Choose from the library, or describe it below"),
        list(offer.rows),
        index=None,
        format_func=lambda one: _say_option(offer.rows[one], offer.answered),
        placeholder=_("Type to search"),
        filter_mode="contains",
        key=f"pick:{fields.form}:{indicator_id}",
    )
    if code is None:
        return
    newest = offer.rows[code].newest
    st.caption("  \n".join(map(plain, say_definition(newest.definition))))
    st.button(
        _("Use this indicator"),
        key=f"do:{fields.form}:use:{indicator_id}",
        on_click=_take,
        args=(fields, indicator_id, newest),
    )


def _say_option(row: LibraryRow, answered: frozenset[str]) -> str:
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
