"""A library of indicators with definitions in versions, which indicators of goals refer to.

`from_library` said only that a definition came from a library that was not kept anywhere.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_LANGUAGES = ("en", "es", "pl", "zh_Hans")
_STATES = ("proposed", "returned", "accepted", "merged", "retired")
_PLACES = ("district", "headquarters", "other")
_KINDS = ("count", "percent", "rate", "duration", "index", "rubric", "coded_voices")
_DIRECTIONS = ("increase", "decrease", "maintain_above", "maintain_below", "in_range")
_ACCUMULATIONS = ("level", "sum", "to_date")
_FREQUENCIES = ("monthly", "quarterly", "half_yearly", "yearly")


def _word(column: str, *known: str, nullable: bool = False) -> sa.Column[str]:
    kind = sa.Enum(*known, name=column, native_enum=False, create_constraint=True, length=32)
    return sa.Column(column, kind, nullable=nullable)


def _text(*columns: str) -> list[sa.Column[str]]:
    return [sa.Column(column, sa.Text(), nullable=False) for column in columns]


def _id(column: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(column, sa.Uuid(), nullable=nullable)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _common(table: str) -> list[sa.schema.SchemaItem]:
    return [
        _id("id"),
        _id("jurisdiction_id"),
        _refers(table, "jurisdiction_id", "jurisdiction"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in ("jurisdiction_id", *columns):
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def upgrade() -> None:
    op.create_table(
        "library_indicator",
        *_common("library_indicator"),
        sa.Column("code", sa.String(length=64), nullable=False),
        _word("state", *_STATES),
        _id("district_id", nullable=True),
        _id("merged_into_id", nullable=True),
        *_text("note"),
        sa.Column("version", sa.Integer(), nullable=False),
        _check(
            "library_indicator",
            "merged_into_another",
            "(state = 'merged') = (merged_into_id IS NOT NULL)",
        ),
        _check("library_indicator", "version_from_one", "version >= 1"),
        _refers("library_indicator", "district_id", "district"),
        _refers("library_indicator", "merged_into_id", "library_indicator"),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_library_indicator_jurisdiction_id_code")
        ),
    )
    _index("library_indicator")
    op.create_table(
        "library_theme",
        *_common("library_theme"),
        _id("library_id"),
        _id("theme_id"),
        _refers("library_theme", "library_id", "library_indicator"),
        _refers("library_theme", "theme_id", "theme"),
        sa.UniqueConstraint(
            "library_id", "theme_id", name=op.f("uq_library_theme_library_id_theme_id")
        ),
    )
    _index("library_theme", "library_id", "theme_id")
    op.create_table(
        "library_answerable",
        *_common("library_answerable"),
        _id("library_id"),
        _word("answerable_at", *_PLACES),
        _refers("library_answerable", "library_id", "library_indicator"),
        sa.UniqueConstraint(
            "library_id",
            "answerable_at",
            name=op.f("uq_library_answerable_library_id_answerable_at"),
        ),
    )
    _index("library_answerable", "library_id")
    _create_versions()
    _create_texts()
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(_id("library_version_id", nullable=True))
        batch_op.drop_column("from_library")
        batch_op.create_foreign_key(
            batch_op.f("fk_indicator_library_version_id_library_version"),
            "library_version",
            ["library_version_id"],
            ["id"],
        )
        batch_op.create_index(
            batch_op.f("ix_indicator_library_version_id"), ["library_version_id"], unique=False
        )


def _create_versions() -> None:
    table = "library_version"
    op.create_table(
        table,
        *_common(table),
        _id("library_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        *_text("reason"),
        _word("kind", *_KINDS),
        _word("direction", *_DIRECTIONS, nullable=True),
        _word("accumulation", *_ACCUMULATIONS),
        sa.Column("per", sa.Integer(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        _word("frequency", *_FREQUENCIES, nullable=True),
        _word("language", *_LANGUAGES),
        _check(table, "number_from_one", "number >= 1"),
        _check(table, "changes_have_a_reason", "number = 1 OR reason <> ''"),
        _check(table, "numbers_have_a_direction", "(kind = 'coded_voices') = (direction IS NULL)"),
        _check(
            table,
            "words_do_not_add_up",
            "kind NOT IN ('rubric', 'coded_voices') OR accumulation = 'level'",
        ),
        _check(table, "decimals", "decimals BETWEEN 0 AND 6"),
        _check(table, "per", "per >= 1"),
        _refers(table, "library_id", "library_indicator"),
        sa.UniqueConstraint(
            "library_id", "number", name=op.f("uq_library_version_library_id_number")
        ),
    )
    _index(table, "library_id")


def _create_texts() -> None:
    op.create_table(
        "library_text",
        *_common("library_text"),
        _id("version_id"),
        _word("language", *_LANGUAGES),
        *_text("name", "definition", "unit", "numerator", "denominator"),
        *_text("source", "caveats", "question", "coding"),
        _refers("library_text", "version_id", "library_version"),
        sa.UniqueConstraint(
            "version_id", "language", name=op.f("uq_library_text_version_id_language")
        ),
    )
    _index("library_text", "version_id")
    op.create_table(
        "library_level",
        *_common("library_level"),
        _id("text_id"),
        sa.Column("level", sa.Integer(), nullable=False),
        *_text("description"),
        _check("library_level", "level", "level BETWEEN 1 AND 9"),
        _refers("library_level", "text_id", "library_text"),
        sa.UniqueConstraint("text_id", "level", name=op.f("uq_library_level_text_id_level")),
    )
    _index("library_level", "text_id")


def downgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("from_library", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute("UPDATE indicator SET from_library = (library_version_id IS NOT NULL)")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.alter_column("from_library", server_default=None)
        batch_op.drop_index(batch_op.f("ix_indicator_library_version_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_indicator_library_version_id_library_version"), type_="foreignkey"
        )
        batch_op.drop_column("library_version_id")
    for table in ("level", "text", "version", "answerable", "theme", "indicator"):
        op.drop_table(f"library_{table}")
