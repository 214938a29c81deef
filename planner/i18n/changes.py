"""The history as people read it: kinds of things, what was done, and the fields of things.

A field that has no word here is never shown, so that nothing leaks that nobody thought of.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from schemas.errors import N_
from schemas.vocabulary import (
    Accumulation,
    AnswerableAt,
    Consent,
    Direction,
    DistrictKind,
    EngagementKind,
    EntryWay,
    Frequency,
    IndicatorKind,
    LinkPurpose,
    Outcome,
    PartnerKind,
    PlaceKind,
    PlanStage,
    PriorityKind,
    PrioritySource,
    ProblemType,
    RelationKind,
    ReportingState,
    Role,
    Stance,
    Valence,
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "goal": N_("Goal"),
        "measurement": N_("Value of a quarter"),
        "monthly_value": N_("Values of months"),
        "voice": N_("Voice"),
        "engagement": N_("Meeting"),
        "relation": N_("What numbers and voices mean together"),
        "commitment": N_("Promise"),
        "plan": N_("Plan"),
        "priority": N_("Priority"),
        "action_step": N_("Action step"),
        "evidence": N_("Evidence file"),
        "local_demand": N_("Local demand"),
        "theme_catalogue": N_("Catalogue of themes"),
        "translation": N_("Translation"),
        "web_session": N_("Sign-in"),
        "refusal": N_("Refusal"),
        "member": N_("Person"),
        "member_role": N_("Role"),
        "entry_link": N_("Link to come in"),
        "password": N_("Password"),
        "second_factor": N_("Second step"),
        "recovery_code": N_("Recovery code"),
        "identity": N_("Link to single sign-on"),
        "provider_roles": N_("Roles from single sign-on"),
        "asked": N_("Question by a link"),
        "export": N_("Export"),
        "intake": N_("Plan from what exists"),
        "partner": N_("Community partner"),
        "district": N_("District"),
        "beat": N_("Beat"),
        "jurisdiction": N_("City or county"),
    }
)
"""What a change can be about, by the name under which the history keeps it."""

DONE: Mapping[str, str] = MappingProxyType(
    {
        "sign_in": N_("Signed in"),
        "sign_out": N_("Signed out"),
        "refusal": N_("Was refused"),
        "people_keep": N_("Wrote a person's details and roles"),
        "account_keep": N_("Wrote own name and language"),
        "make_link": N_("Made a link to come in"),
        "use_link": N_("Used a link to come in"),
        "set_password": N_("Set a password"),
        "export": N_("Took data as a file"),
        "import": N_("Imported from a file"),
        "start_plan": N_("Began a plan"),
        "write_intake": N_("Wrote a plan from what exists"),
        "save_priority": N_("Wrote a priority"),
        "save_goal": N_("Wrote a goal"),
        "save_step": N_("Wrote an action step"),
        "progress_record": N_("Recorded a quarter"),
        "choose_relation": N_("Said what numbers and voices mean together"),
        "save_engagement": N_("Wrote a meeting"),
        "save_voice": N_("Wrote a voice"),
        "approve_voice": N_("Approved the wording of a voice"),
        "save_commitment": N_("Wrote a promise or what came of it"),
        "save_local_demand": N_("Wrote a local demand"),
        "evidence_add": N_("Added an evidence file"),
        "begin_second_step": N_("Began to turn a second step on"),
        "drop_second_step": N_("Gave up turning a second step on"),
        "turn_on_second_step": N_("Turned a second step on"),
        "turn_off_second_step": N_("Turned a second step off"),
        "make_recovery_codes": N_("Made new recovery codes"),
        "use_recovery_code": N_("Used a recovery code"),
        "link": N_("Linked a person to single sign-on"),
        "unlink": N_("Undid a link to single sign-on"),
        "roles_from_provider": N_("Took over roles from single sign-on"),
        "ask": N_("Asked somebody by a link"),
        "answer_question": N_("Answered a question by a link"),
        "withdraw_question": N_("Withdrew a question"),
        "ask_again": N_("Asked a withdrawn question again"),
    }
)
"""What can be done, by the name under which the history keeps it."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        # What many things have.
        "code": N_("Code"),
        "name": N_("What it is called"),
        "title": N_("Title"),
        "kind": N_("What it is"),
        "language": N_("Language"),
        "year": N_("Year"),
        "quarter": N_("Quarter"),
        "position": N_("Place in the list"),
        "number": N_("Number"),
        "district_id": N_("District"),
        "goal_id": N_("Goal"),
        "indicator_id": N_("Indicator"),
        "engagement_id": N_("Meeting"),
        "priority_id": N_("Priority"),
        "plan_id": N_("Plan"),
        "theme_id": N_("Theme"),
        "local_demand_id": N_("Local demand"),
        "member_id": N_("Person"),
        "owner_id": N_("Who is responsible"),
        "due_on": N_("Due date"),
        "review_on": N_("Day to look back"),
        "copied_from_id": N_("Written after"),
        "continues_id": N_("Goes on from"),
        "reason": N_("Why"),
        "source": N_("Where the numbers come from"),
        # A plan and its priorities.
        "stage": N_("Stage"),
        "commander_signed_by_id": N_("Signed by the commander"),
        "dac_chair_signed_by_id": N_("Signed by the chair of the advisory council"),
        "unsigned_reason": N_("Why a signature is missing"),
        "problem_type": N_("Type of problem"),
        "sources": N_("What it is drawn from"),
        "cites_evidence": N_("It cites numbers or a conversation"),
        "rationale": N_("Why"),
        "who_is_affected": N_("Who is affected"),
        "how_it_happens": N_("How it happens"),
        "where_and_when": N_("Where and when"),
        "response": N_("What will be done"),
        "assessment": N_("How we will know that it worked"),
        # A goal with its indicators and targets.
        "action": N_("What will be done"),
        "population": N_("Who or what it is about"),
        "place": N_("Where"),
        "beat_ids": N_("Beats"),
        "area_name": N_("Name of the area"),
        "owner_role": N_("Role of who is responsible"),
        "caps_owner_id": N_("Who helps from the community policing office"),
        "partner_ids": N_("Partners"),
        "partner_kind": N_("What kind of partner could help"),
        "resources": N_("What it takes"),
        "resource_people": N_("People"),
        "resource_hours": N_("Hours"),
        "resource_money": N_("Money"),
        "ambition_reason": N_("Why so much can be reached"),
        "start_on": N_("Start date"),
        "horizon_reason": N_("Why it is due outside the plan's year"),
        "themes": N_("Tied to"),
        "why": N_("Why the goal answers it"),
        "indicators": N_("Indicator"),
        "definition": N_("How it is counted"),
        "unit": N_("Unit"),
        "numerator": N_("How many"),
        "denominator": N_("Out of how many"),
        "direction": N_("Which way"),
        "accumulation": N_("How quarters fit together"),
        "required": N_("It counts for where the goal stands"),
        "per": N_("In how many"),
        "decimals": N_("Digits after the point"),
        "frequency": N_("How often they come"),
        "levels": N_("Level"),
        "level": N_("Number"),
        "description": N_("Description"),
        "targets": N_("Target"),
        "revision": N_("How often it was changed"),
        "from_year": N_("From which year on"),
        "from_quarter": N_("From which quarter on"),
        "baseline": N_("Value to start from"),
        "baseline_on": N_("Known on"),
        "baseline_source": N_("Found in"),
        "target": N_("Value to reach"),
        "low": N_("Lowest value that is fine"),
        "high": N_("Highest value that is fine"),
        "margin": N_("How far outside is still only a risk"),
        "straight_line": N_("A straight line from start to target"),
        "agreed_by": N_("Who agreed"),
        "path": N_("The path by quarter"),
        "value": N_("Value"),
        "what": N_("What is to be done"),
        "who": N_("Who does it"),
        "done_on": N_("Done on"),
        # A quarter.
        "state": N_("How it was reported"),
        "data_as_of": N_("The data is from"),
        "note": N_("Note"),
        "months": N_("Month"),
        # Meetings, voices and promises.
        "held_on": N_("Date"),
        "residents": N_("Residents who came"),
        "first_timers": N_("Of them for the first time"),
        "media_present": N_("Media were there"),
        "rating": N_("How residents rated it, from 1 to 5"),
        "questions": N_("Questions that were asked"),
        "attendance": N_("Officers who were there"),
        "rank": N_("Rank"),
        "people": N_("People"),
        "text": N_("What was said"),
        "consent": N_("What the speaker allowed"),
        "valence": N_("What they express"),
        "theme_ids": N_("Themes it touches"),
        "local_demand_ids": N_("Local demands it touches"),
        "approved_by_id": N_("Who approved the wording"),
        "chosen_by_id": N_("Who said so"),
        "you_said": N_("You said"),
        "we_will": N_("We will"),
        "promised_on": N_("Promised on"),
        "outcome": N_("What came of it"),
        "outcome_on": N_("On the day"),
        "outcome_reason": N_("Why, in words that people who asked can read"),
        "statement": N_("What was asked for"),
        "citation": N_("Where it was heard, and when"),
        "stance": N_("How it was put"),
        "mapped_theme_id": N_("Theme"),
        # Files, translations and the catalogue.
        "size": N_("Size in bytes"),
        "media_type": N_("Kind of file"),
        "translated_by": N_("Who translated it"),
        "translated_by_id": N_("Who translated it"),
        "edition": N_("Edition"),
        "published_on": N_("Published on"),
        # People and how they come in.
        "preferred_language": N_("Language"),
        "active": N_("Can come in"),
        "email": N_("Mail address"),
        "name_is_public": N_("The name may be published"),
        "roles": N_("Role"),
        "role": N_("Role"),
        "delegate_of_id": N_("Stands in for"),
        "starts_on": N_("First day"),
        "ends_on": N_("Last day"),
        "way": N_("How they came in"),
        "browser": N_("Browser"),
        "ended_at": N_("Ended at"),
        "left": N_("Recovery codes left"),
        "issuer": N_("Address of single sign-on"),
        "question": N_("Question"),
        "reads": N_("Language"),
        "purpose": N_("What it is for"),
        "expires_at": N_("Good until"),
        "used_at": N_("Used at"),
        # The city or county.
        "made_up": N_("Made-up data"),
        "time_zone": N_("Time zone"),
        "holiday_country": N_("Country of the holidays"),
        "holiday_subdivision": N_("State of the holidays"),
        "fiscal_start_month": N_("First month of the fiscal year"),
        "due_days": N_("Days to record a quarter"),
        "on_track_limit": N_("How far behind is still on track"),
        "at_risk_limit": N_("How far behind is still only at risk"),
        "area": N_("Area"),
        "council_member_listed": N_("A council member from here is listed"),
        # What a plan was made from.
        "file_name": N_("File"),
        "priorities": N_("Priorities"),
        "goals": N_("Goals"),
        # What left as a file.
        "rows": N_("Rows"),
        "filters": N_("Filter"),
        "format": N_("Kind of file"),
    }
)
"""Fields of things, by their own name, which means the same nearly everywhere."""

FIELDS_OF: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("refusal", "action"): N_("What was refused"),
        ("export", "what"): N_("What was taken"),
        ("provider_roles", "roles"): "",
        ("asked", "state"): "",
        ("password", "what"): N_("What it is for"),
        ("translation", "field"): N_("Field"),
        ("translation", "text"): N_("Translation"),
        ("theme_catalogue", "source"): N_("Source"),
        # A whole catalogue is read on its own page.
        ("theme_catalogue", "themes"): "",
        ("member", "name"): N_("Name"),
        ("member", "unit"): N_("Unit or group"),
        ("engagement", "unit"): N_("Unit or group"),
    }
)
"""Fields that mean something else, or nothing to a reader, in one kind of thing."""

TAKEN: Mapping[str, str] = MappingProxyType(
    {
        "board": N_("Goals of the board"),
        "goals": N_("Goals of the board"),
        "districts": N_("Districts of the board"),
        "changes": N_("Changes"),
        "plan_workbook": N_("Workbook for a plan"),
    }
)
"""What can leave as a file, by the name under which the history keeps it."""

FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "quarter": N_("Quarter"),
        "district": N_("District"),
        "theme": N_("Theme"),
        "status": N_("How it stands"),
        "area": N_("Area"),
        "since": N_("From"),
        "until": N_("To"),
        "member_id": N_("Who did it"),
        "actor_kind": N_("Who did it"),
        "entity": N_("Kind of thing"),
        "action": N_("What was done"),
        "text": N_("Words in its name"),
    }
)
"""What a file can be filtered by, by the name under which the history keeps it."""

_ENUMS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "stage": PlanStage,
        "problem_type": ProblemType,
        "sources": PrioritySource,
        "place": PlaceKind,
        "owner_role": Role,
        "partner_kind": PartnerKind,
        "direction": Direction,
        "accumulation": Accumulation,
        "frequency": Frequency,
        "state": ReportingState,
        "consent": Consent,
        "valence": Valence,
        "outcome": Outcome,
        "stance": Stance,
        "role": Role,
        "way": EntryWay,
        "purpose": LinkPurpose,
        "answerable_at": AnswerableAt,
    }
)

_ENUMS_OF: Mapping[tuple[str, str], type[StrEnum]] = MappingProxyType(
    {
        ("goal", "kind"): IndicatorKind,
        ("priority", "kind"): PriorityKind,
        ("engagement", "kind"): EngagementKind,
        ("relation", "kind"): RelationKind,
        ("partner", "kind"): PartnerKind,
        ("district", "kind"): DistrictKind,
        ("password", "what"): LinkPurpose,
    }
)


def field_word(entity: str, name: str) -> str | None:
    """Return the message that names a field of a thing; None for one that is not shown."""
    return FIELDS_OF.get((entity, name), FIELDS.get(name)) or None


def enum_of(entity: str, name: str) -> type[StrEnum] | None:
    """Return the vocabulary that a field's values come from, or None."""
    return _ENUMS_OF.get((entity, name)) or _ENUMS.get(name)
