"""A plan's way: editions, steps, reviews with answers, signatures, and the year's account.

Plans that were adopted before get their first edition from what stands, so that nothing of them
reads as amended.
"""

import uuid
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_PLAN = sa.table(
    "plan",
    sa.column("id", sa.Uuid()),
    sa.column("jurisdiction_id", sa.Uuid()),
    sa.column("stage", sa.String()),
)
_CHANGE = sa.table(
    "change",
    sa.column("entity", sa.String()),
    sa.column("entity_id", sa.Uuid()),
    sa.column("version", sa.Integer()),
    sa.column("words_digest", sa.String()),
)
_EDITION = sa.table(
    "edition",
    sa.column("id", sa.Uuid()),
    sa.column("jurisdiction_id", sa.Uuid()),
    sa.column("plan_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("digest", sa.String()),
    sa.column("made_at", sa.DateTime(timezone=True)),
    sa.column("adopted", sa.Boolean()),
)
_PART = sa.table(
    "edition_part",
    sa.column("id", sa.Uuid()),
    sa.column("jurisdiction_id", sa.Uuid()),
    sa.column("edition_id", sa.Uuid()),
    sa.column("entity", sa.String()),
    sa.column("entity_id", sa.Uuid()),
    sa.column("version", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_edition_number")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_edition_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_edition_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_edition_plan_id_number")),
    )
    op.create_table(
        "plan_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("invited", sa.Text(), nullable=False),
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
        sa.CheckConstraint("closes_on > opened_on", name=op.f("ck_plan_review_days_in_order")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_review_number")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_plan_review_version_from_one")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_plan_review_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_review_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_review_plan_id_number")),
    )
    op.create_table(
        "year_end",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("reached", sa.Text(), nullable=False),
        sa.Column("missed", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
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
        sa.CheckConstraint("version >= 1", name=op.f("ck_year_end_version_from_one")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["member.id"], name=op.f("fk_year_end_closed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_year_end_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_year_end_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_end")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_year_end_plan_id")),
    )
    op.create_table(
        "edition_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_edition_part_version_from_one")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_part_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_edition_part_jurisdiction_id_jurisdiction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_part")),
        sa.UniqueConstraint(
            "edition_id",
            "entity",
            "entity_id",
            name=op.f("uq_edition_part_edition_id_entity_entity_id"),
        ),
    )
    op.create_table(
        "plan_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "move",
            sa.Enum(
                "open_review",
                "end_review",
                "hand_in",
                "withdraw",
                "return",
                "accept",
                "sign",
                "adopt",
                "close",
                "reopen",
                name="move",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Uuid(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
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
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_step_number")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_plan_step_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_plan_step_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["member.id"], name=op.f("fk_plan_step_made_by_id_member")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_step_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_step_plan_id_number")),
    )
    op.create_table(
        "review_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
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
        sa.Column("edition_id", sa.Uuid(), nullable=True),
        sa.Column(
            "says",
            sa.Enum(
                "agrees",
                "wish",
                "disagrees",
                name="says",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
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
        sa.CheckConstraint("version >= 1", name=op.f("ck_review_answer_version_from_one")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_review_answer_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_review_answer_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_review_answer_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["plan_review.id"], name=op.f("fk_review_answer_review_id_plan_review")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answer")),
        sa.UniqueConstraint(
            "review_id", "member_id", name=op.f("uq_review_answer_review_id_member_id")
        ),
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column(
            "post",
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
                name="post",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "act",
            sa.Enum(
                "signed",
                "refused",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("acting_for_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("acted_on", sa.Date(), nullable=False),
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
            "act = 'signed' OR reason <> ''", name=op.f("ck_signature_refused_with_reason")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_signature_version_from_one")),
        sa.ForeignKeyConstraint(
            ["acting_for_id"], ["member.id"], name=op.f("fk_signature_acting_for_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_signature_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_signature_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_signature_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("edition_id", "post", name=op.f("uq_signature_edition_id_post")),
    )
    op.create_table(
        "return_reason",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_return_reason_position")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_return_reason_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_return_reason_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["plan_step.id"], name=op.f("fk_return_reason_step_id_plan_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_reason")),
        sa.UniqueConstraint("step_id", "position", name=op.f("uq_return_reason_step_id_position")),
    )
    op.create_table(
        "year_end_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("year_end_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "worse_than_baseline",
                "off_track",
                "at_risk",
                "on_track",
                "reached",
                "met",
                "not_met",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
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
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_year_end_goal_goal_id_goal")
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"],
            ["jurisdiction.id"],
            name=op.f("fk_year_end_goal_jurisdiction_id_jurisdiction"),
        ),
        sa.ForeignKeyConstraint(
            ["year_end_id"], ["year_end.id"], name=op.f("fk_year_end_goal_year_end_id_year_end")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_end_goal")),
        sa.UniqueConstraint(
            "year_end_id", "goal_id", name=op.f("uq_year_end_goal_year_end_id_goal_id")
        ),
    )
    _make_first_editions()


def _make_first_editions() -> None:
    """Make edition 1 of each plan that is adopted or closed, from what stands."""
    connection, now = op.get_bind(), datetime.now(UTC)
    signed = sa.select(_PLAN.c.id, _PLAN.c.jurisdiction_id).where(
        _PLAN.c.stage.in_(["adopted", "closed"])
    )
    for plan_id, jurisdiction_id in connection.execute(signed).all():
        same = {"jurisdiction_id": jurisdiction_id}
        parts = _parts(plan_id)
        edition_id = uuid.uuid4()
        edition = {"id": edition_id, **same, "plan_id": plan_id, "number": 1}
        made = {"digest": _digest(parts), "made_at": now, "adopted": True}
        connection.execute(sa.insert(_EDITION), edition | made)
        rows = [
            {
                "id": uuid.uuid4(),
                **same,
                "edition_id": edition_id,
                "entity": entity,
                "entity_id": entity_id,
                "version": version,
            }
            for entity, entity_id, version, _words in parts
        ]
        if rows:
            connection.execute(sa.insert(_PART), rows)


def _parts(plan_id: uuid.UUID) -> list[tuple[str, uuid.UUID, int, str]]:
    """Return the priorities and goals of a plan: kind, id, version, and the digest of its words."""
    parts = []
    for entity in ("priority", "goal"):
        table = sa.table(
            entity,
            sa.column("id", sa.Uuid()),
            sa.column("plan_id", sa.Uuid()),
            sa.column("version", sa.Integer()),
        )
        written = sa.and_(
            _CHANGE.c.entity == entity,
            _CHANGE.c.entity_id == table.c.id,
            _CHANGE.c.version == table.c.version,
        )
        found = (
            sa.select(table.c.id, table.c.version, _CHANGE.c.words_digest)
            .select_from(table.outerjoin(_CHANGE, written))
            .where(table.c.plan_id == plan_id)
        )
        parts += [
            (entity, row_id, version, words or "")
            for row_id, version, words in op.get_bind().execute(found)
        ]
    return parts


def _digest(parts: list[tuple[str, uuid.UUID, int, str]]) -> str:
    """Return what tells these parts, as `planner/services/way/edition.py` works it out."""
    texts = [
        text
        for entity, entity_id, version, words in sorted(
            parts, key=lambda part: (part[0], str(part[1]))
        )
        for text in (entity, str(entity_id), str(version), words)
    ]
    framed = b"".join(b"%d:%b" % (len(data), data) for data in map(str.encode, texts))
    return sha256(framed).hexdigest()


def downgrade() -> None:
    op.drop_table("year_end_goal")
    op.drop_table("return_reason")
    op.drop_table("signature")
    op.drop_table("review_answer")
    op.drop_table("plan_step")
    op.drop_table("edition_part")
    op.drop_table("year_end")
    op.drop_table("plan_review")
    op.drop_table("edition")
