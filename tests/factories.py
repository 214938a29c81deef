"""A factory per table: says what a row needs and lets a test name only what it is about.

Each takes the session and the rows it hangs from, adds one row, and returns it.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from planner.domain.permissions import SYSTEM, Actor
from planner.gateways.secret import digest_of
from planner.services.account.code import lock_secret
from planner.services.change import digest
from planner.services.door import find_actor
from planner.services.work import Work
from schemas.vocabulary import (
    AnswerableAt,
    Consent,
    Direction,
    DistrictKind,
    EngagementKind,
    EntryWay,
    Frequency,
    HandoverSide,
    IndicatorKind,
    Language,
    LibraryState,
    LinkPurpose,
    PartnerKind,
    PriorityKind,
    PrioritySource,
    ProblemType,
    RelationKind,
    ReportingState,
    RespondentGroup,
    Role,
    Stance,
)

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
PASSWORD = "ladders sing at noon"
_numbers = count(1)


def add(session: Session, row: Any) -> Any:
    """Add a row and write it, so that its constraints speak at once."""
    session.add(row)
    session.flush()
    return row


def make_jurisdiction(session: Session, **fields: Any) -> t.Jurisdiction:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "code": f"city-{number}",
        "name": "Sample city",
        "made_up": True,
        "time_zone": "America/Chicago",
        "holiday_country": "US",
        "holiday_subdivision": "IL",
    }
    row: t.Jurisdiction = add(session, t.Jurisdiction(**defaults | fields))
    return row


def make_district(session: Session, jurisdiction: t.Jurisdiction, **fields: Any) -> t.District:
    defaults: dict[str, Any] = {
        "kind": DistrictKind.DISTRICT,
        "number": next(_numbers),
        "name": "Englewood",
        "area": 1,
        "tile_row": 5,
        "tile_column": 3,
    }
    row: t.District = add(session, t.District(jurisdiction_id=jurisdiction.id, **defaults | fields))
    return row


def make_member(
    session: Session,
    jurisdiction: t.Jurisdiction,
    role: Role | None = None,
    district: t.District | None = None,
    **fields: Any,
) -> t.Member:
    defaults: dict[str, Any] = {"code": f"member-{next(_numbers)}", "name": "Ada Rivera"}
    row: t.Member = add(session, t.Member(jurisdiction_id=jurisdiction.id, **defaults | fields))
    if role is not None:
        make_role(session, row, role, district)
    return row


def make_role(
    session: Session,
    member: t.Member,
    role: Role,
    district: t.District | None = None,
    **fields: Any,
) -> t.MemberRole:
    defaults: dict[str, Any] = {"starts_on": date(2025, 1, 1)}
    if role is Role.DELEGATE and "delegate_of_id" not in fields:
        defaults["delegate_of_id"] = find_commander(session, member, district).id
    row: t.MemberRole = add(
        session,
        t.MemberRole(
            jurisdiction_id=member.jurisdiction_id,
            member_id=member.id,
            role=role,
            district_id=district.id if district else None,
            **defaults | fields,
        ),
    )
    return row


def find_commander(session: Session, member: t.Member, district: t.District | None) -> t.Member:
    """Return somebody else who commands a district, made if need be: delegates stand in for one."""
    led = t.MemberRole.district_id == (district.id if district else None)
    found = session.scalars(
        select(t.Member)
        .join(t.MemberRole, t.MemberRole.member_id == t.Member.id)
        .where(t.MemberRole.role == Role.COMMANDER, led, t.Member.id != member.id)
        .limit(1)
    ).first()
    if found is not None:
        return found
    jurisdiction = session.get_one(t.Jurisdiction, member.jurisdiction_id)
    return make_member(session, jurisdiction, Role.COMMANDER, district, name="Cora Mander")


@cache
def hashed(password: str) -> str:
    """Return what is kept of a password; the planner's own would take long, on purpose."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def make_account(session: Session, member: t.Member, **fields: Any) -> t.Account:
    defaults: dict[str, Any] = {
        "email": f"person-{next(_numbers)}@example.org",
        "password_hash": hashed(PASSWORD),
        "password_set_at": NOW,
    }
    row: t.Account = add(
        session,
        t.Account(jurisdiction_id=member.jurisdiction_id, member_id=member.id, **defaults | fields),
    )
    return row


def make_identity(session: Session, member: t.Member, **fields: Any) -> t.Identity:
    """Let a provider of single sign-on know a member."""
    defaults: dict[str, Any] = {
        "issuer": "https://login.example.org",
        "subject": f"subject-{next(_numbers)}",
        "linked_at": NOW,
    }
    row: t.Identity = add(
        session,
        t.Identity(
            jurisdiction_id=member.jurisdiction_id, member_id=member.id, **defaults | fields
        ),
    )
    return row


def make_second_factor(
    session: Session, member: t.Member, secret: str, key: str, **fields: Any
) -> t.SecondFactor:
    """Make a second step that is on, and locked with an installation's key."""
    now = datetime.now(UTC)
    defaults: dict[str, Any] = {
        "locked_secret": lock_secret(member.id, secret, key),
        "started_at": now,
        "confirmed_at": now,
    }
    row: t.SecondFactor = add(
        session,
        t.SecondFactor(
            jurisdiction_id=member.jurisdiction_id, member_id=member.id, **defaults | fields
        ),
    )
    return row


def make_entry_link(session: Session, member: t.Member, **fields: Any) -> t.EntryLink:
    """Make a link that is good for an hour of real time."""
    now = datetime.now(UTC)
    defaults: dict[str, Any] = {
        "purpose": LinkPurpose.NEW_PASSWORD,
        "made_at": now,
        "expires_at": now + timedelta(hours=1),
    }
    row: t.EntryLink = add(
        session,
        t.EntryLink(
            jurisdiction_id=member.jurisdiction_id, member_id=member.id, **defaults | fields
        ),
    )
    return row


def make_web_session(
    session: Session, member: t.Member, token: str = "", **fields: Any
) -> t.WebSession:
    """Make a session that began just now and lasts for an hour of real time."""
    now = datetime.now(UTC)
    defaults: dict[str, Any] = {
        "token_digest": digest_of(token or f"token-{next(_numbers)}"),
        "way": EntryWay.PASSWORD,
        "began_at": now,
        "seen_at": now,
        "expires_at": now + timedelta(hours=1),
    }
    row: t.WebSession = add(
        session,
        t.WebSession(
            jurisdiction_id=member.jurisdiction_id, member_id=member.id, **defaults | fields
        ),
    )
    return row


def make_catalogue(
    session: Session, jurisdiction: t.Jurisdiction, **fields: Any
) -> t.ThemeCatalogue:
    defaults: dict[str, Any] = {
        "edition": 1,
        "source": "Focus groups, April 2025",
        "published_on": date(2025, 4, 1),
    }
    row: t.ThemeCatalogue = add(
        session, t.ThemeCatalogue(jurisdiction_id=jurisdiction.id, **defaults | fields)
    )
    return row


def make_theme(
    session: Session,
    catalogue: t.ThemeCatalogue,
    parent: t.Theme | None = None,
    **fields: Any,
) -> t.Theme:
    number = next(_numbers)
    defaults: dict[str, Any] = {"code": f"THEME-{number}", "position": number}
    if parent is not None:
        defaults["stance"] = Stance.MORE
    row: t.Theme = add(
        session,
        t.Theme(
            jurisdiction_id=catalogue.jurisdiction_id,
            catalogue_id=catalogue.id,
            parent_id=parent.id if parent else None,
            **defaults | fields,
        ),
    )
    return row


def make_plan(session: Session, district: t.District, **fields: Any) -> t.Plan:
    defaults: dict[str, Any] = {"year": 2026}
    row: t.Plan = add(
        session,
        t.Plan(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def make_priority(session: Session, plan: t.Plan, **fields: Any) -> t.Priority:
    defaults: dict[str, Any] = {
        "position": next(_numbers),
        "kind": PriorityKind.PROBLEM,
        "problem_type": ProblemType.QUALITY_OF_LIFE,
        "title": "Slow answers to urgent calls",
    }
    row: t.Priority = add(
        session,
        t.Priority(jurisdiction_id=plan.jurisdiction_id, plan_id=plan.id, **defaults | fields),
    )
    return row


def make_goal(session: Session, priority: t.Priority, **fields: Any) -> t.Goal:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "code": f"goal-{number}",
        "position": number,
        "title": "Answer urgent calls faster",
        "start_on": date(2026, 1, 1),
        "due_on": date(2026, 12, 31),
    }
    row: t.Goal = add(
        session,
        t.Goal(
            jurisdiction_id=priority.jurisdiction_id,
            plan_id=priority.plan_id,
            priority_id=priority.id,
            **defaults | fields,
        ),
    )
    return row


def make_goal_theme(
    session: Session, goal: t.Goal, theme: t.Theme | None = None, **fields: Any
) -> t.GoalTheme:
    defaults: dict[str, Any] = {"theme_id": theme.id if theme else None}
    row: t.GoalTheme = add(
        session,
        t.GoalTheme(jurisdiction_id=goal.jurisdiction_id, goal_id=goal.id, **defaults | fields),
    )
    return row


def make_indicator(session: Session, goal: t.Goal, **fields: Any) -> t.Indicator:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "code": f"indicator-{number}",
        "position": number,
        "kind": IndicatorKind.DURATION,
        "name": "Minutes to answer",
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "decimals": 1,
    }
    if fields.get("kind") is IndicatorKind.CODED_VOICES:
        defaults["direction"] = None
    row: t.Indicator = add(
        session,
        t.Indicator(jurisdiction_id=goal.jurisdiction_id, goal_id=goal.id, **defaults | fields),
    )
    return row


def make_target(session: Session, indicator: t.Indicator, **fields: Any) -> t.Target:
    defaults: dict[str, Any] = {
        "from_year": 2026,
        "from_quarter": 1,
        "baseline": Decimal("11.2"),
        "baseline_on": date(2025, 12, 31),
        "baseline_source": "Dispatch records",
        "target": Decimal(8),
    }
    row: t.Target = add(
        session,
        t.Target(
            jurisdiction_id=indicator.jurisdiction_id,
            indicator_id=indicator.id,
            **defaults | fields,
        ),
    )
    return row


def make_quarterly_target(
    session: Session, target: t.Target, quarter: int, value: Decimal, year: int = 2026
) -> t.QuarterlyTarget:
    row: t.QuarterlyTarget = add(
        session,
        t.QuarterlyTarget(
            jurisdiction_id=target.jurisdiction_id,
            target_id=target.id,
            year=year,
            quarter=quarter,
            value=value,
        ),
    )
    return row


def make_step(session: Session, goal: t.Goal, **fields: Any) -> t.ActionStep:
    defaults: dict[str, Any] = {"position": next(_numbers), "what": "Ask the dispatchers"}
    row: t.ActionStep = add(
        session,
        t.ActionStep(jurisdiction_id=goal.jurisdiction_id, goal_id=goal.id, **defaults | fields),
    )
    return row


def make_evidence(session: Session, step: t.ActionStep, **fields: Any) -> t.Evidence:
    defaults: dict[str, Any] = {
        "entity": "action_step",
        "entity_id": step.id,
        "name": "notes.txt",
        "added_at": NOW,
    }
    if "url" not in fields:
        defaults |= {"digest": f"{next(_numbers):064x}", "size": 12, "media_type": "text/plain"}
    row: t.Evidence = add(
        session, t.Evidence(jurisdiction_id=step.jurisdiction_id, **defaults | fields)
    )
    return row


def make_measurement(
    session: Session, indicator: t.Indicator, quarter: int, **fields: Any
) -> t.Measurement:
    defaults: dict[str, Any] = {
        "year": 2026,
        "state": ReportingState.REPORTED,
        "first_recorded_on": TODAY,
        "recorded_at": NOW,
    }
    if not fields.keys() & {"value", "denominator", "state"}:
        defaults["value"] = Decimal(10)
    row: t.Measurement = add(
        session,
        t.Measurement(
            jurisdiction_id=indicator.jurisdiction_id,
            indicator_id=indicator.id,
            quarter=quarter,
            **defaults | fields,
        ),
    )
    return row


def make_local_demand(session: Session, district: t.District, **fields: Any) -> t.LocalDemand:
    defaults: dict[str, Any] = {
        "code": f"LOCAL-{next(_numbers)}",
        "statement": "Fewer robberies at the station",
        "citation": "Beat meeting, March 2026",
        "stance": Stance.LESS,
    }
    row: t.LocalDemand = add(
        session,
        t.LocalDemand(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def make_engagement(session: Session, district: t.District, **fields: Any) -> t.Engagement:
    defaults: dict[str, Any] = {
        "code": f"engagement-{next(_numbers)}",
        "kind": EngagementKind.BEAT_MEETING,
        "held_on": date(2026, 8, 12),
        "title": "Meeting of beat 0712",
    }
    row: t.Engagement = add(
        session,
        t.Engagement(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def make_voice(session: Session, engagement: t.Engagement, **fields: Any) -> t.Voice:
    defaults: dict[str, Any] = {
        "code": f"voice-{next(_numbers)}",
        "text": "Someone came in ten minutes, but nobody called back.",
        "consent": Consent.PUBLIC,
    }
    row: t.Voice = add(
        session,
        t.Voice(
            jurisdiction_id=engagement.jurisdiction_id,
            engagement_id=engagement.id,
            **defaults | fields,
        ),
    )
    return row


def make_voice_theme(session: Session, voice: t.Voice, **fields: Any) -> t.VoiceTheme:
    row: t.VoiceTheme = add(
        session,
        t.VoiceTheme(jurisdiction_id=voice.jurisdiction_id, voice_id=voice.id, **fields),
    )
    return row


def make_asked(
    session: Session, engagement: t.Engagement, asker: t.Member | None = None, **fields: Any
) -> t.Asked:
    """Make a question whose link is good for an hour of real time."""
    now = datetime.now(UTC)
    defaults: dict[str, Any] = {
        "question": "What would make the corner safer?",
        "name": "Mei Lin",
        "email": "mei@example.org",
        "reads": Language.ZH_HANS,
        "made_by_id": asker.id if asker else None,
        "made_at": now,
        "expires_at": now + timedelta(hours=1),
    }
    row: t.Asked = add(
        session,
        t.Asked(
            jurisdiction_id=engagement.jurisdiction_id,
            engagement_id=engagement.id,
            **defaults | fields,
        ),
    )
    return row


def make_commitment(session: Session, district: t.District, **fields: Any) -> t.Commitment:
    defaults: dict[str, Any] = {
        "code": f"promise-{next(_numbers)}",
        "you_said": "Nobody calls back.",
        "we_will": "Call back within fourteen days.",
        "promised_on": date(2026, 8, 12),
        "review_on": date(2026, 12, 1),
    }
    row: t.Commitment = add(
        session,
        t.Commitment(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def make_handover(session: Session, command: t.MemberRole, **fields: Any) -> t.HandoverMark:
    """Make the note that a commander leaves, and that they say that they handed over."""
    key = {
        "jurisdiction_id": command.jurisdiction_id,
        "district_id": command.district_id,
        "commander_id": command.member_id,
        "began_on": command.starts_on,
    }
    counts = ("goals", "steps", "promises", "partners", "waiting")
    defaults: dict[str, Any] = {
        "side": HandoverSide.GIVEN,
        "made_at": NOW,
        "reason": "Left the department.",
        "note_version": 1,
        **dict.fromkeys(counts, 0),
    }
    add(session, t.HandoverNote(**key, note="Call Pastor Reed first.", written_at=NOW))
    row: t.HandoverMark = add(session, t.HandoverMark(**key, **defaults | fields))
    return row


def make_translation(session: Session, row: Any, text: str, **fields: Any) -> t.Translation:
    field = fields.get("field", "text")
    defaults: dict[str, Any] = {
        "field": field,
        "language": Language.ES,
        "original_digest": digest(getattr(row, field)),
        "translated_by": "Ada Rivera",
    }
    translation: t.Translation = add(
        session,
        t.Translation(
            jurisdiction_id=row.jurisdiction_id,
            entity=row.__tablename__,
            entity_id=row.id,
            text=text,
            **defaults | fields,
        ),
    )
    return translation


def make_relation(session: Session, goal: t.Goal, quarter: int, **fields: Any) -> t.Relation:
    defaults: dict[str, Any] = {
        "year": 2026,
        "kind": RelationKind.EXPAND,
        "rationale": "Voices tell what the minutes leave out.",
    }
    row: t.Relation = add(
        session,
        t.Relation(
            jurisdiction_id=goal.jurisdiction_id,
            goal_id=goal.id,
            quarter=quarter,
            **defaults | fields,
        ),
    )
    return row


def make_theme_text(session: Session, theme: t.Theme, **fields: Any) -> t.ThemeText:
    defaults: dict[str, Any] = {"language": Language.EN, "statement": "Answer calls faster."}
    row: t.ThemeText = add(
        session,
        t.ThemeText(jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id, **defaults | fields),
    )
    return row


def make_theme_citation(session: Session, theme: t.Theme, **fields: Any) -> t.ThemeCitation:
    defaults: dict[str, Any] = {"respondent_group": RespondentGroup.ALL, "report_part": 2}
    row: t.ThemeCitation = add(
        session,
        t.ThemeCitation(
            jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id, **defaults | fields
        ),
    )
    return row


def make_theme_answerable(
    session: Session, theme: t.Theme, place: AnswerableAt = AnswerableAt.DISTRICT
) -> t.ThemeAnswerable:
    row: t.ThemeAnswerable = add(
        session,
        t.ThemeAnswerable(
            jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id, answerable_at=place
        ),
    )
    return row


def make_priority_source(
    session: Session, priority: t.Priority, source: PrioritySource
) -> t.PriorityDrawnFrom:
    row: t.PriorityDrawnFrom = add(
        session,
        t.PriorityDrawnFrom(
            jurisdiction_id=priority.jurisdiction_id, priority_id=priority.id, source=source
        ),
    )
    return row


def make_beat(session: Session, district: t.District, **fields: Any) -> t.Beat:
    defaults: dict[str, Any] = {"number": f"{next(_numbers):04d}"}
    row: t.Beat = add(
        session,
        t.Beat(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def make_partner(session: Session, district: t.District, **fields: Any) -> t.Partner:
    defaults: dict[str, Any] = {
        "code": f"partner-{next(_numbers)}",
        "kind": PartnerKind.FAITH,
        "name": "St. Brendan's",
    }
    row: t.Partner = add(
        session,
        t.Partner(
            jurisdiction_id=district.jurisdiction_id, district_id=district.id, **defaults | fields
        ),
    )
    return row


def work_for(session: Session, member: t.Member | None = None, *, today: date = TODAY) -> Work:
    """Return a work on the only jurisdiction, for a member or for the planner itself."""
    actor: Actor | None = find_actor(session, member.id) if member else SYSTEM
    assert actor is not None
    query = select(t.Jurisdiction)
    if member is not None:
        query = query.where(t.Jurisdiction.id == member.jurisdiction_id)
    jurisdiction = session.scalars(query).one()
    return Work(session, actor, jurisdiction, NOW, today, "test")


def make_library_indicator(
    session: Session, jurisdiction: t.Jurisdiction, *themes: t.Theme, **fields: Any
) -> t.LibraryIndicator:
    defaults: dict[str, Any] = {"code": f"LIB-{next(_numbers)}", "state": LibraryState.ACCEPTED}
    row: t.LibraryIndicator = add(
        session, t.LibraryIndicator(jurisdiction_id=jurisdiction.id, **defaults | fields)
    )
    for theme in themes:
        add(
            session,
            t.LibraryTheme(jurisdiction_id=jurisdiction.id, library_id=row.id, theme_id=theme.id),
        )
    add(
        session,
        t.LibraryAnswerable(
            jurisdiction_id=jurisdiction.id,
            library_id=row.id,
            answerable_at=AnswerableAt.DISTRICT,
        ),
    )
    return row


def make_library_version(
    session: Session, entry: t.LibraryIndicator, number: int = 1, **fields: Any
) -> t.LibraryVersion:
    """Make a definition in minutes that has no words yet."""
    defaults: dict[str, Any] = {
        "valid_from": date(2026, 1, 1),
        "reason": "" if number == 1 else "It was unclear",
        "kind": IndicatorKind.DURATION,
        "direction": Direction.DECREASE,
        "decimals": 1,
        "frequency": Frequency.QUARTERLY,
    }
    row: t.LibraryVersion = add(
        session,
        t.LibraryVersion(
            jurisdiction_id=entry.jurisdiction_id,
            library_id=entry.id,
            number=number,
            **defaults | fields,
        ),
    )
    return row


def make_library_text(
    session: Session, version: t.LibraryVersion, *levels: str, **fields: Any
) -> t.LibraryText:
    """Make the words of a definition, with the levels given."""
    defaults: dict[str, Any] = {
        "language": Language.EN,
        "name": "Minutes to answer",
        "definition": "From the call to the first car.",
        "unit": "minutes",
        "source": "Dispatch",
        "caveats": "Calls without a time are left out.",
    }
    row: t.LibraryText = add(
        session,
        t.LibraryText(
            jurisdiction_id=version.jurisdiction_id, version_id=version.id, **defaults | fields
        ),
    )
    for level, description in enumerate(levels, start=1):
        add(
            session,
            t.LibraryLevel(
                jurisdiction_id=version.jurisdiction_id,
                text_id=row.id,
                level=level,
                description=description,
            ),
        )
    return row
