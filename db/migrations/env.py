"""Alembic's door: the connection and the tables are handed in by `db.migrate`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

config = context.config


def plain_types(kind: str, value: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write plain column types into migrations, so that they never import the project."""
    if kind == "type" and isinstance(value, TypeDecorator):
        autogen_context.imports.add("import sqlalchemy as sa")
        return f"sa.{value.impl!r}"
    return False


context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes["metadata"],
    render_item=plain_types,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
