"""The theme catalogue and local demands, as files bring them."""

from db import tables as t
from planner.exchange.tables import (
    LocalDemandRecord,
    ThemeCatalogueRecord,
    ThemeRecord,
    ThemeTextRecord,
)
from planner.services.save import require
from schemas.errors import N_

from .desk import Desk, values_of


def take_catalogue(desk: Desk, record: ThemeCatalogueRecord) -> None:
    """Take in the edition that the themes of this import belong to."""
    require(
        not desk.new_rows(t.ThemeCatalogue),
        N_("One import brings one edition of the catalogue."),
        where="edition",
    )
    desk.catalogue_id = desk.put(t.ThemeCatalogue, record.model_dump())["id"]


def take_theme(desk: Desk, record: ThemeRecord) -> None:
    """Take in a headline theme or a demand, with who said it and where it can be answered."""
    _check_demand(record)
    require(
        desk.catalogue_id is not None,
        N_("Themes come in together with theme_catalogue.csv."),
    )
    theme = desk.put(
        t.Theme,
        {
            "catalogue_id": desk.catalogue_id,
            "parent_id": desk.find_id(t.Theme, "parent", record.parent),
            **values_of(record, "code", "stance", "position"),
        },
    )
    for group, part in zip(record.groups, record.report_parts, strict=True):
        desk.put(
            t.ThemeCitation,
            {"theme_id": theme["id"], "respondent_group": group, "report_part": part},
        )
    for place in record.answerable_at:
        desk.put(t.ThemeAnswerable, {"theme_id": theme["id"], "answerable_at": place})


def take_theme_text(desk: Desk, record: ThemeTextRecord) -> None:
    """Take in a theme's words in one language."""
    theme = desk.find(t.Theme, "code", record.code)
    values = values_of(record, "language", "statement", "answered_by", "reviewed")
    desk.put(t.ThemeText, {"theme_id": theme["id"], **values})


def take_local_demand(desk: Desk, record: LocalDemandRecord) -> None:
    """Take in a demand of a district's own."""
    desk.put(
        t.LocalDemand,
        {
            "district_id": desk.find(t.District, "district", record.district)["id"],
            "mapped_theme_id": find_demand(desk, "mapped_theme", record.mapped_theme),
            **values_of(record, "code", "statement", "citation", "stance", "language"),
        },
    )


def find_demand(desk: Desk, column: str, code: str | None) -> object:
    """Return the id of a demand of the catalogue, None for an empty cell."""
    if code is None:
        return None
    theme = desk.find(t.Theme, column, code)
    require(
        theme["parent_id"] is not None,
        N_("“{code}” is a headline theme. Choose a demand under it."),
        where=column,
        code=code,
    )
    return theme["id"]


def find_local_demand(desk: Desk, code: str | None, district_id: object) -> object:
    """Return the id of a district's local demand, None for an empty cell."""
    if code is None:
        return None
    demand = desk.find(t.LocalDemand, "local_demand", code)
    require(
        demand["district_id"] == district_id,
        N_("A local demand belongs to another district."),
        where="local_demand",
    )
    return demand["id"]


def check_one_demand(theme: str | None, local_demand: str | None) -> None:
    """Raise RuleError unless a row names a theme or a local demand, and not both."""
    require(
        (theme is None) is not (local_demand is None),
        N_("Name a theme or a local demand, and not both."),
        where="theme",
    )


def _check_demand(record: ThemeRecord) -> None:
    require(
        (record.parent is None) is (record.stance is None),
        N_("A demand has a parent and a stance, a headline theme has neither."),
        where="stance",
    )
    require(
        len(record.groups) == len(record.report_parts),
        N_("Each group needs its part of the report, in the same order."),
        where="report_parts",
    )
