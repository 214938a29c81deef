"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("once_key", sa.String(length=128), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'running') = (leased_until IS NOT NULL)", name=op.f("ck_job_lease")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "once_key", name=op.f("uq_job_kind_once_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_run_after", ["state", "run_after"], unique=False)

    op.create_table(
        "jurisdiction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("holiday_country", sa.String(length=2), nullable=False),
        sa.Column("holiday_subdivision", sa.String(length=8), nullable=False),
        sa.Column("fiscal_start_month", sa.Integer(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("on_track_limit", sa.BigInteger(), nullable=False),
        sa.Column("at_risk_limit", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("due_days >= 0", name=op.f("ck_jurisdiction_due_days")),
        sa.CheckConstraint(
            "fiscal_start_month BETWEEN 1 AND 12", name=op.f("ck_jurisdiction_fiscal_start_month")
        ),
        sa.CheckConstraint(
            "on_track_limit < at_risk_limit", name=op.f("ck_jurisdiction_limits_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jurisdiction")),
        sa.UniqueConstraint("code", name=op.f("uq_jurisdiction_code")),
    )
    op.create_table(
        "anchor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("heads_digest", sa.String(length=64), nullable=False),
        sa.Column("previous_digest", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_anchor_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchor")),
        sa.UniqueConstraint("jurisdiction_id", "day", name=op.f("uq_anchor_jurisdiction_id_day")),
    )
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_anchor_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "district",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "district",
                "headquarters",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("tile_row", sa.Integer(), nullable=True),
        sa.Column("tile_column", sa.Integer(), nullable=True),
        sa.Column("council_member_listed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'headquarters') = (number = 0)", name=op.f("ck_district_headquarters_is_zero")
        ),
        sa.CheckConstraint("number >= 0", name=op.f("ck_district_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_district_version_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_district_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint(
            "jurisdiction_id", "number", name=op.f("uq_district_jurisdiction_id_number")
        ),
    )
    with op.batch_alter_table("district", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_district_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column(
            "preferred_language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="preferred_language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name_is_public", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_member_version_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_member_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_member_jurisdiction_id_code")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_member_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "theme_catalogue",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_theme_catalogue_edition_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_theme_catalogue_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_catalogue")),
        sa.UniqueConstraint(
            "jurisdiction_id", "edition", name=op.f("uq_theme_catalogue_jurisdiction_id_edition")
        ),
    )
    with op.batch_alter_table("theme_catalogue", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_catalogue_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "beat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_beat_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_beat_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beat")),
        sa.UniqueConstraint(
            "jurisdiction_id", "number", name=op.f("uq_beat_jurisdiction_id_number")
        ),
    )
    with op.batch_alter_table("beat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_beat_district_id"), ["district_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_beat_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "member",
                "anonymous",
                "system",
                name="actor_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("words_digest", sa.String(length=64), nullable=False),
        sa.Column("previous_digest", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["member.id"], name=op.f("fk_change_actor_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_change_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint(
            "entity", "entity_id", "version", name=op.f("uq_change_entity_entity_id_version")
        ),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_jurisdiction_at", ["jurisdiction_id", "at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_change_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=128), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_draft_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_draft_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("member_id", "form", name=op.f("uq_draft_member_id_form")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_draft_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_draft_member_id"), ["member_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_size")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["member.id"], name=op.f("fk_evidence_added_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_evidence_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "entity", "entity_id", "digest", name=op.f("uq_evidence_entity_entity_id_digest")
        ),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_digest"), ["digest"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "member_role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "commander",
                "delegate",
                "district_staff",
                "dac_chair",
                "dac_member",
                "partner",
                "council_member",
                "cpap_member",
                "commissioner",
                "reviewer",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("district_id", sa.Uuid(), nullable=True),
        sa.Column("delegate_of_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role <> 'delegate' OR delegate_of_id IS NOT NULL",
            name=op.f("ck_member_role_delegate_of"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_member_role_dates_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["delegate_of_id"], ["member.id"], name=op.f("fk_member_role_delegate_of_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_member_role_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_member_role_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_role_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_role")),
        sa.UniqueConstraint(
            "member_id",
            "role",
            "district_id",
            "starts_on",
            name=op.f("uq_member_role_member_id_role_district_id_starts_on"),
        ),
    )
    with op.batch_alter_table("member_role", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_member_role_district_id"), ["district_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_member_role_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_member_role_member_id"), ["member_id"], unique=False)

    op.create_table(
        "partner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "faith",
                "school",
                "business",
                "service",
                "neighbourhood",
                "health",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_partner_version_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_partner_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_partner_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_partner_jurisdiction_id_code")
        ),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_district_id"), ["district_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_partner_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "drafting",
                "community_review",
                "headquarters_review",
                "adopted",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("commander_signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("dac_chair_signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("unsigned_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage NOT IN ('adopted', 'closed') OR (commander_signed_by_id IS NOT NULL"
            " AND dac_chair_signed_by_id IS NOT NULL) OR unsigned_reason <> ''",
            name=op.f("ck_plan_signed_or_reason"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_plan_version_from_one")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name=op.f("ck_plan_year")),
        sa.ForeignKeyConstraint(
            ["commander_signed_by_id"],
            ["member.id"],
            name=op.f("fk_plan_commander_signed_by_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["dac_chair_signed_by_id"],
            ["member.id"],
            name=op.f("fk_plan_dac_chair_signed_by_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_plan_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_plan_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("district_id", "year", name=op.f("uq_plan_district_id_year")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_district_id"), ["district_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "theme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("catalogue_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column(
            "stance",
            sa.Enum(
                "less",
                "observed",
                "more",
                "improve",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (stance IS NULL)", name=op.f("ck_theme_demands_have_a_stance")
        ),
        sa.ForeignKeyConstraint(
            ["catalogue_id"],
            ["theme_catalogue.id"],
            name=op.f("fk_theme_catalogue_id_theme_catalogue"),
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_theme_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["theme.id"], name=op.f("fk_theme_parent_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("catalogue_id", "code", name=op.f("uq_theme_catalogue_id_code")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_catalogue_id"), ["catalogue_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_theme_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_theme_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original_digest", sa.String(length=64), nullable=False),
        sa.Column("translated_by", sa.Text(), nullable=False),
        sa.Column("translated_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_translation_version_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_translation_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["translated_by_id"], ["member.id"], name=op.f("fk_translation_translated_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sa.UniqueConstraint(
            "entity",
            "entity_id",
            "field",
            "language",
            name=op.f("uq_translation_entity_entity_id_field_language"),
        ),
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_translation_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "change_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_words_change_id_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_words")),
        sa.UniqueConstraint("change_id", name=op.f("uq_change_words_change_id")),
    )
    op.create_table(
        "local_demand",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "less",
                "observed",
                "more",
                "improve",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("mapped_theme_id", sa.Uuid(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_local_demand_version_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_local_demand_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_local_demand_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["mapped_theme_id"], ["theme.id"], name=op.f("fk_local_demand_mapped_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_demand")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_local_demand_jurisdiction_id_code")
        ),
    )
    with op.batch_alter_table("local_demand", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_local_demand_district_id"), ["district_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_local_demand_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "priority",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "problem",
                "engagement",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "problem_type",
            sa.Enum(
                "violent_crime",
                "property_crime",
                "quality_of_life",
                name="problem_type",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("who_is_affected", sa.Text(), nullable=False),
        sa.Column("how_it_happens", sa.Text(), nullable=False),
        sa.Column("where_and_when", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("cites_evidence", sa.Boolean(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'problem') = (problem_type IS NOT NULL)",
            name=op.f("ck_priority_problems_have_a_type"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_priority_position")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_priority_version_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_priority_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_priority_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_priority_plan_id_position")),
    )
    with op.batch_alter_table("priority", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_priority_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_priority_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "theme_answerable",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answerable_at",
            sa.Enum(
                "district",
                "headquarters",
                "other",
                name="answerable_at",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_theme_answerable_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_answerable_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_answerable")),
        sa.UniqueConstraint(
            "theme_id", "answerable_at", name=op.f("uq_theme_answerable_theme_id_answerable_at")
        ),
    )
    with op.batch_alter_table("theme_answerable", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_answerable_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_theme_answerable_theme_id"), ["theme_id"], unique=False
        )

    op.create_table(
        "theme_citation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "respondent_group",
            sa.Enum(
                "ALL",
                "ADV",
                "EXT",
                name="respondent_group",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("report_part", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_theme_citation_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_citation_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_citation")),
        sa.UniqueConstraint(
            "theme_id", "respondent_group", name=op.f("uq_theme_citation_theme_id_respondent_group")
        ),
    )
    with op.batch_alter_table("theme_citation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_citation_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_theme_citation_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "theme_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_theme_text_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_text_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_text")),
        sa.UniqueConstraint("theme_id", "language", name=op.f("uq_theme_text_theme_id_language")),
    )
    with op.batch_alter_table("theme_text", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_text_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_theme_text_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "engagement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=False),
        sa.Column("priority_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "beat_meeting",
                "community_conversation",
                "focus_group",
                "dac_meeting",
                "survey",
                "event",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.Column("first_timers", sa.Integer(), nullable=True),
        sa.Column("media_present", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.BigInteger(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "first_timers IS NULL OR (first_timers >= 0 AND first_timers <= residents)",
            name=op.f("ck_engagement_first_timers_are_residents"),
        ),
        sa.CheckConstraint(
            "rating IS NULL OR rating BETWEEN 1000000 AND 5000000",
            name=op.f("ck_engagement_rating"),
        ),
        sa.CheckConstraint(
            "residents IS NULL OR residents >= 0", name=op.f("ck_engagement_residents")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_engagement_version_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_engagement_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_engagement_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_engagement_priority_id_priority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_engagement_jurisdiction_id_code")
        ),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_engagement_district_id"), ["district_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_engagement_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_engagement_priority_id"), ["priority_id"], unique=False
        )

    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("priority_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "district",
                "beats",
                "area",
                name="place",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.Column(
            "owner_role",
            sa.Enum(
                "commander",
                "delegate",
                "district_staff",
                "dac_chair",
                "dac_member",
                "partner",
                "council_member",
                "cpap_member",
                "commissioner",
                "reviewer",
                "administrator",
                name="owner_role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("caps_owner_id", sa.Uuid(), nullable=True),
        sa.Column(
            "partner_kind",
            sa.Enum(
                "faith",
                "school",
                "business",
                "service",
                "neighbourhood",
                "health",
                "other",
                name="partner_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("resources", sa.Text(), nullable=False),
        sa.Column("resource_people", sa.Integer(), nullable=True),
        sa.Column("resource_hours", sa.BigInteger(), nullable=True),
        sa.Column("resource_money", sa.BigInteger(), nullable=True),
        sa.Column("ambition_reason", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("horizon_reason", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "due_on IS NULL OR start_on IS NULL OR start_on < due_on", name=op.f("ck_goal_dates")
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_goal_position")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_goal_version_from_one")),
        sa.ForeignKeyConstraint(
            ["caps_owner_id"], ["member.id"], name=op.f("fk_goal_caps_owner_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_goal_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_goal_owner_id_member")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_goal_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_goal_priority_id_priority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_goal_jurisdiction_id_code")),
        sa.UniqueConstraint("priority_id", "position", name=op.f("uq_goal_priority_id_position")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_goal_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_goal_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_priority_id"), ["priority_id"], unique=False)

    op.create_table(
        "priority_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("priority_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "calls_for_service",
                "community_conversations",
                "dac_meetings",
                "resident_survey",
                "crime_data",
                "community_interactions",
                "beat_meetings",
                "other",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_priority_source_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_priority_source_priority_id_priority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_source")),
        sa.UniqueConstraint(
            "priority_id", "source", name=op.f("uq_priority_source_priority_id_source")
        ),
    )
    with op.batch_alter_table("priority_source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_priority_source_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_priority_source_priority_id"), ["priority_id"], unique=False
        )

    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_attendance_people")),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_attendance_engagement_id_engagement"),
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_attendance_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "engagement_id", "rank", "unit", name=op.f("uq_attendance_engagement_id_rank_unit")
        ),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_engagement_id"), ["engagement_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "goal_beat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("beat_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["beat_id"], ["beat.id"], name=op.f("fk_goal_beat_beat_id_beat")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_beat_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_goal_beat_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_beat")),
        sa.UniqueConstraint("goal_id", "beat_id", name=op.f("uq_goal_beat_goal_id_beat_id")),
    )
    with op.batch_alter_table("goal_beat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_beat_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goal_beat_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "goal_partner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_goal_partner_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_goal_partner_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_goal_partner_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_partner")),
        sa.UniqueConstraint(
            "goal_id", "partner_id", name=op.f("uq_goal_partner_goal_id_partner_id")
        ),
    )
    with op.batch_alter_table("goal_partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_partner_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goal_partner_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_goal_partner_partner_id"), ["partner_id"], unique=False
        )

    op.create_table(
        "goal_theme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=True),
        sa.Column("local_demand_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(theme_id IS NULL) <> (local_demand_id IS NULL)",
            name=op.f("ck_goal_theme_theme_or_local_demand"),
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_theme_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_goal_theme_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["local_demand_id"],
            ["local_demand.id"],
            name=op.f("fk_goal_theme_local_demand_id_local_demand"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_goal_theme_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_theme")),
        sa.UniqueConstraint(
            "goal_id", "local_demand_id", name=op.f("uq_goal_theme_goal_id_local_demand_id")
        ),
        sa.UniqueConstraint("goal_id", "theme_id", name=op.f("uq_goal_theme_goal_id_theme_id")),
    )
    with op.batch_alter_table("goal_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_theme_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goal_theme_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_goal_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "count",
                "percent",
                "rate",
                "duration",
                "index",
                "rubric",
                "coded_voices",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "increase",
                "decrease",
                "maintain_above",
                "maintain_below",
                "in_range",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "accumulation",
            sa.Enum(
                "level",
                "sum",
                "to_date",
                name="accumulation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("from_library", sa.Boolean(), nullable=False),
        sa.Column("per", sa.Integer(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "monthly",
                "quarterly",
                "half_yearly",
                "yearly",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'coded_voices') = (direction IS NULL)",
            name=op.f("ck_indicator_numbers_have_a_direction"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('rubric', 'coded_voices') OR accumulation = 'level'",
            name=op.f("ck_indicator_words_do_not_add_up"),
        ),
        sa.CheckConstraint("decimals BETWEEN 0 AND 6", name=op.f("ck_indicator_decimals")),
        sa.CheckConstraint("per >= 1", name=op.f("ck_indicator_per")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_indicator_position")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_indicator_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_indicator_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("goal_id", "position", name=op.f("uq_indicator_goal_id_position")),
        sa.UniqueConstraint(
            "jurisdiction_id", "code", name=op.f("uq_indicator_jurisdiction_id_code")
        ),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_indicator_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_question_engagement_id_engagement")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_question_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint(
            "engagement_id", "position", name=op.f("uq_question_engagement_id_position")
        ),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_engagement_id"), ["engagement_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_question_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "relation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "confirm",
                "expand",
                "discord",
                "no_voices",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind = 'no_voices' OR rationale <> ''", name=op.f("ck_relation_has_a_rationale")
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_relation_quarter")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_relation_version_from_one")),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["member.id"], name=op.f("fk_relation_chosen_by_id_member")
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_relation_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_relation_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint(
            "goal_id", "year", "quarter", name=op.f("uq_relation_goal_id_year_quarter")
        ),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_relation_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "voice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum(
                "public",
                "quote_allowed",
                "counted_only",
                name="consent",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "valence",
            sa.Enum(
                "praise",
                "mixed",
                "complaint",
                "neither",
                name="valence",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)",
            name=op.f("ck_voice_approval_is_whole"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_voice_version_from_one")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["member.id"], name=op.f("fk_voice_approved_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_voice_engagement_id_engagement")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["member.id"], name=op.f("fk_voice_entered_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_voice_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_voice_jurisdiction_id_code")),
    )
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voice_engagement_id"), ["engagement_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_voice_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "measurement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_due",
                "due",
                "late",
                "source_not_published",
                "reported",
                "not_applicable",
                "unable_to_assess",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("data_as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'reported') = (value IS NOT NULL OR denominator IS NOT NULL)",
            name=op.f("ck_measurement_reported_has_a_value"),
        ),
        sa.CheckConstraint(
            "state = 'reported' OR reason <> ''", name=op.f("ck_measurement_no_value_has_a_reason")
        ),
        sa.CheckConstraint(
            "state IN ('reported', 'source_not_published', 'not_applicable', 'unable_to_assess')",
            name=op.f("ck_measurement_recordable_state"),
        ),
        sa.CheckConstraint(
            "(numerator IS NULL) = (denominator IS NULL)",
            name=op.f("ck_measurement_ratio_has_both_parts"),
        ),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator >= 0", name=op.f("ck_measurement_denominator")
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_measurement_quarter")),
        sa.CheckConstraint(
            "value IS NULL OR denominator IS NULL", name=op.f("ck_measurement_value_or_ratio")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_measurement_version_from_one")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_measurement_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_measurement_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["member.id"], name=op.f("fk_measurement_recorded_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint(
            "indicator_id", "year", "quarter", name=op.f("uq_measurement_indicator_id_year_quarter")
        ),
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measurement_indicator_id"), ["indicator_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_measurement_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            "ix_measurement_jurisdiction_quarter",
            ["jurisdiction_id", "year", "quarter"],
            unique=False,
        )

    op.create_table(
        "rubric_level",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 9", name=op.f("ck_rubric_level_level")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_rubric_level_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_rubric_level_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_level")),
        sa.UniqueConstraint(
            "indicator_id", "level", name=op.f("uq_rubric_level_indicator_id_level")
        ),
    )
    with op.batch_alter_table("rubric_level", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rubric_level_indicator_id"), ["indicator_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rubric_level_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("from_quarter", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("baseline_source", sa.Text(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("straight_line", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "en",
                "es",
                "pl",
                "zh_Hans",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "revision = 0 OR reason <> ''", name=op.f("ck_target_revisions_have_a_reason")
        ),
        sa.CheckConstraint("from_quarter BETWEEN 1 AND 4", name=op.f("ck_target_from_quarter")),
        sa.CheckConstraint(
            "low IS NULL OR high IS NULL OR low < high", name=op.f("ck_target_range_in_order")
        ),
        sa.CheckConstraint("margin IS NULL OR margin >= 0", name=op.f("ck_target_margin")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_target_revision")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_target_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "indicator_id", "revision", name=op.f("uq_target_indicator_id_revision")
        ),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_target_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )

    op.create_table(
        "voice_theme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=True),
        sa.Column("local_demand_id", sa.Uuid(), nullable=True),
        sa.Column("coded_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(theme_id IS NULL) <> (local_demand_id IS NULL)",
            name=op.f("ck_voice_theme_theme_or_local_demand"),
        ),
        sa.ForeignKeyConstraint(
            ["coded_by_id"], ["member.id"], name=op.f("fk_voice_theme_coded_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_voice_theme_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["local_demand_id"],
            ["local_demand.id"],
            name=op.f("fk_voice_theme_local_demand_id_local_demand"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_voice_theme_theme_id_theme")
        ),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["voice.id"], name=op.f("fk_voice_theme_voice_id_voice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_theme")),
        sa.UniqueConstraint(
            "voice_id", "local_demand_id", name=op.f("uq_voice_theme_voice_id_local_demand_id")
        ),
        sa.UniqueConstraint("voice_id", "theme_id", name=op.f("uq_voice_theme_voice_id_theme_id")),
    )
    with op.batch_alter_table("voice_theme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_voice_theme_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_voice_theme_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voice_theme_voice_id"), ["voice_id"], unique=False)

    op.create_table(
        "quarterly_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_quarterly_target_quarter")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_quarterly_target_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_quarterly_target_target_id_target")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarterly_target")),
        sa.UniqueConstraint(
            "target_id", "year", "quarter", name=op.f("uq_quarterly_target_target_id_year_quarter")
        ),
    )
    with op.batch_alter_table("quarterly_target", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_quarterly_target_jurisdiction_id"), ["jurisdiction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_quarterly_target_target_id"), ["target_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("quarterly_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quarterly_target_target_id"))
        batch_op.drop_index(batch_op.f("ix_quarterly_target_jurisdiction_id"))

    op.drop_table("quarterly_target")
    with op.batch_alter_table("voice_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voice_theme_voice_id"))
        batch_op.drop_index(batch_op.f("ix_voice_theme_theme_id"))
        batch_op.drop_index(batch_op.f("ix_voice_theme_jurisdiction_id"))

    op.drop_table("voice_theme")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_target_indicator_id"))

    op.drop_table("target")
    with op.batch_alter_table("rubric_level", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_level_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_rubric_level_indicator_id"))

    op.drop_table("rubric_level")
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_index("ix_measurement_jurisdiction_quarter")
        batch_op.drop_index(batch_op.f("ix_measurement_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_measurement_indicator_id"))

    op.drop_table("measurement")
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voice_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_voice_engagement_id"))

    op.drop_table("voice")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relation_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_relation_goal_id"))

    op.drop_table("relation")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_question_engagement_id"))

    op.drop_table("question")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_goal_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("goal_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_theme_theme_id"))
        batch_op.drop_index(batch_op.f("ix_goal_theme_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_goal_theme_goal_id"))

    op.drop_table("goal_theme")
    with op.batch_alter_table("goal_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_partner_partner_id"))
        batch_op.drop_index(batch_op.f("ix_goal_partner_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_goal_partner_goal_id"))

    op.drop_table("goal_partner")
    with op.batch_alter_table("goal_beat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_beat_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_goal_beat_goal_id"))

    op.drop_table("goal_beat")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_engagement_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("priority_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_priority_source_priority_id"))
        batch_op.drop_index(batch_op.f("ix_priority_source_jurisdiction_id"))

    op.drop_table("priority_source")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_priority_id"))
        batch_op.drop_index(batch_op.f("ix_goal_plan_id"))
        batch_op.drop_index(batch_op.f("ix_goal_owner_id"))
        batch_op.drop_index(batch_op.f("ix_goal_jurisdiction_id"))

    op.drop_table("goal")
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_priority_id"))
        batch_op.drop_index(batch_op.f("ix_engagement_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_engagement_district_id"))

    op.drop_table("engagement")
    with op.batch_alter_table("theme_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_text_theme_id"))
        batch_op.drop_index(batch_op.f("ix_theme_text_jurisdiction_id"))

    op.drop_table("theme_text")
    with op.batch_alter_table("theme_citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_citation_theme_id"))
        batch_op.drop_index(batch_op.f("ix_theme_citation_jurisdiction_id"))

    op.drop_table("theme_citation")
    with op.batch_alter_table("theme_answerable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_answerable_theme_id"))
        batch_op.drop_index(batch_op.f("ix_theme_answerable_jurisdiction_id"))

    op.drop_table("theme_answerable")
    with op.batch_alter_table("priority", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_priority_plan_id"))
        batch_op.drop_index(batch_op.f("ix_priority_jurisdiction_id"))

    op.drop_table("priority")
    with op.batch_alter_table("local_demand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_local_demand_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_local_demand_district_id"))

    op.drop_table("local_demand")
    op.drop_table("change_words")
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_translation_jurisdiction_id"))

    op.drop_table("translation")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_parent_id"))
        batch_op.drop_index(batch_op.f("ix_theme_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_theme_catalogue_id"))

    op.drop_table("theme")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_plan_district_id"))

    op.drop_table("plan")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_partner_district_id"))

    op.drop_table("partner")
    with op.batch_alter_table("member_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_role_member_id"))
        batch_op.drop_index(batch_op.f("ix_member_role_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_member_role_district_id"))

    op.drop_table("member_role")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_digest"))

    op.drop_table("evidence")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_member_id"))
        batch_op.drop_index(batch_op.f("ix_draft_jurisdiction_id"))

    op.drop_table("draft")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_jurisdiction_id"))
        batch_op.drop_index("ix_change_jurisdiction_at")

    op.drop_table("change")
    with op.batch_alter_table("beat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_beat_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_beat_district_id"))

    op.drop_table("beat")
    with op.batch_alter_table("theme_catalogue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_catalogue_jurisdiction_id"))

    op.drop_table("theme_catalogue")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_jurisdiction_id"))

    op.drop_table("member")
    with op.batch_alter_table("district", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_district_jurisdiction_id"))

    op.drop_table("district")
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anchor_jurisdiction_id"))

    op.drop_table("anchor")
    op.drop_table("jurisdiction")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_run_after")

    op.drop_table("job")
