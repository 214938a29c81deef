"""A small city as files: every file there is, each row right, for tests to break one cell."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

Rows = dict[str, list[dict[str, str]]]


def city_rows() -> Rows:
    """Return the rows of all files; each call returns its own."""
    return {
        "jurisdiction": [
            {
                "code": "sample",
                "name": "Sample city",
                "made_up": "yes",
                "time_zone": "America/Chicago",
                "holiday_country": "US",
                "holiday_subdivision": "IL",
            }
        ],
        "districts": [
            {"number": "0", "name": "Headquarters", "kind": "headquarters"},
            {"number": "7", "name": "Englewood", "area": "1", "tile_row": "5", "tile_col": "3"},
            {"number": "8", "name": "Chicago Lawn", "council_member_listed": "no"},
        ],
        "beats": [{"district": "7", "number": "0711"}, {"district": "8", "number": "0811"}],
        "members": [
            {"code": "ada", "name": "Ada Rivera", "unit": "District 7"},
            {"code": "ben", "name": "Ben Okafor", "preferred_language": "es"},
        ],
        "member_roles": [
            {"member": "ada", "role": "commander", "district": "7", "starts_on": "2025-01-01"},
            {
                "member": "ben",
                "role": "delegate",
                "district": "7",
                "delegate_of": "ada",
                "starts_on": "2026-01-01",
                "ends_on": "2026-12-31",
            },
            {"member": "ben", "role": "reviewer", "starts_on": "2025-01-01"},
        ],
        "partners": [
            {"code": "grace", "district": "7", "kind": "faith", "name": "Grace Church"},
            {"code": "lawn", "district": "8", "kind": "school", "name": "Lawn School"},
        ],
        "theme_catalogue": [
            {"edition": "1", "source": "Focus groups", "published_on": "2025-04-01"},
        ],
        # A demand may stand before its headline.
        "themes": [
            {
                "code": "RESPONSE-01",
                "parent": "RESPONSE",
                "stance": "more",
                "groups": "ALL;EXT",
                "report_parts": "2;4",
                "answerable_at": "district;headquarters",
                "position": "2",
            },
            {"code": "RESPONSE", "position": "1"},
        ],
        "theme_texts": [
            {"code": "RESPONSE", "language": "en", "statement": "Answers"},
            {
                "code": "RESPONSE-01",
                "language": "en",
                "statement": "Answer sooner",
                "answered_by": "Minutes, calls back",
                "reviewed": "yes",
            },
            {"code": "RESPONSE-01", "language": "zh_Hans", "statement": "更快回应"},
        ],
        "library": [
            {
                "code": "RESPONSE-01.a",
                "themes": "RESPONSE-01",
                "answerable_at": "district;headquarters",
            },
            {"code": "SAID-1"},
        ],
        "library_versions": [
            {
                "entry": "RESPONSE-01.a",
                "valid_from": "2025-06-01",
                "kind": "rubric",
                "direction": "increase",
            },
            {
                "entry": "RESPONSE-01.a",
                "version": "2",
                "valid_from": "2026-01-01",
                "reason": "Three levels tell more",
                "kind": "rubric",
                "direction": "increase",
                "frequency": "quarterly",
            },
            {"entry": "SAID-1", "valid_from": "2026-01-01", "kind": "coded_voices"},
        ],
        "library_texts": [
            {
                "entry": "RESPONSE-01.a",
                "language": "en",
                "name": "How it felt",
                "definition": "Two people agree.",
            },
            {
                "entry": "RESPONSE-01.a",
                "version": "2",
                "language": "en",
                "name": "How it felt",
                "definition": "Three people agree.",
                "source": "Reading",
                "caveats": "Ask others each time.",
            },
            {
                "entry": "RESPONSE-01.a",
                "version": "2",
                "language": "zh_Hans",
                "name": "感受如何",
                "definition": "三人商定。",
            },
            {
                "entry": "SAID-1",
                "language": "en",
                "name": "What people said",
                "definition": "Voices about the wait.",
                "question": "How long did it take?",
                "coding": "Praise: soon. Complaint: late.",
            },
        ],
        "library_levels": [
            {
                "entry": "RESPONSE-01.a",
                "version": version,
                "language": language,
                "level": str(level),
                "description": f"{said} {level}",
            }
            for version, language, said in (
                ("1", "en", "Level"),
                ("2", "en", "Better level"),
                ("2", "zh_Hans", "等级"),
            )
            for level in (1, 2, 3)
        ],
        "local_demands": [
            {
                "code": "LOCAL-07-01",
                "district": "7",
                "statement": "Fewer robberies",
                "citation": "Beat meeting, March 2026",
                "stance": "less",
                "mapped_theme": "RESPONSE-01",
            },
            {
                "code": "LOCAL-08-01",
                "district": "8",
                "statement": "Lights",
                "citation": "Beat meeting",
                "stance": "more",
            },
        ],
        "plans": [
            {
                "district": "7",
                "year": "2026",
                "stage": "adopted",
                "commander_signed_by": "ada",
                "dac_chair_signed_by": "ben",
            },
        ],
        "priorities": [
            {
                "district": "7",
                "year": "2026",
                "position": "1",
                "kind": "problem",
                "problem_type": "quality_of_life",
                "title": "Slow answers",
                "sources": "calls_for_service;beat_meetings",
                "cites_evidence": "yes",
                "rationale": "It takes 11.2 minutes.",
            },
            {
                "district": "7",
                "year": "2026",
                "position": "2",
                "kind": "engagement",
                "title": "Meet at the library",
                "rationale": "It is open.\nPeople go there.",
            },
        ],
        "goals": [
            {
                "code": "07-2026-1",
                "district": "7",
                "year": "2026",
                "priority": "1",
                "position": "1",
                "title": "Answer urgent calls faster",
                "place": "beats",
                "beats": "0711",
                "owner": "ada",
                "caps_owner": "ben",
                "partners": "grace",
                "resource_hours": "12.5",
                "start_on": "2026-01-01",
                "due_on": "2026-12-31",
            },
        ],
        "goal_themes": [
            {"goal": "07-2026-1", "theme": "RESPONSE-01", "why": "It cuts the wait."},
            {"goal": "07-2026-1", "local_demand": "LOCAL-07-01"},
        ],
        "indicators": [
            {
                "code": "minutes",
                "goal": "07-2026-1",
                "position": "1",
                "kind": "duration",
                "name": "Minutes to answer",
                "unit": "minutes",
                "direction": "decrease",
                "decimals": "1",
                "source": "Dispatch",
                "frequency": "quarterly",
            },
            {
                "code": "share",
                "goal": "07-2026-1",
                "position": "2",
                "kind": "percent",
                "name": "Called back",
                "unit": "%",
                "numerator": "called back",
                "denominator": "calls",
                "direction": "increase",
            },
            {
                "code": "welcome",
                "goal": "07-2026-1",
                "position": "3",
                "kind": "rubric",
                "name": "How it felt",
                "direction": "increase",
            },
            {
                "code": "said",
                "goal": "07-2026-1",
                "position": "4",
                "kind": "coded_voices",
                "name": "What people told us",
                "library": "SAID-1",
            },
        ],
        "rubric_levels": [
            {"indicator": "welcome", "level": "1", "description": "Nobody came"},
            {"indicator": "welcome", "level": "2", "description": "Somebody came"},
        ],
        "targets": [
            {
                "indicator": "minutes",
                "from_quarter": "2026-Q1",
                "baseline": "11.2",
                "baseline_on": "2025-12-31",
                "baseline_source": "Dispatch",
                "target": "8",
            },
            {
                "indicator": "minutes",
                "revision": "1",
                "from_quarter": "2026-Q3",
                "baseline": "11.2",
                "target": "9",
                "reason": "Fewer cars",
                "agreed_by": "Council",
            },
            {
                "indicator": "share",
                "from_quarter": "2026-Q1",
                "baseline": "40",
                "target": "60",
                "straight_line": "yes",
            },
            {"indicator": "welcome", "from_quarter": "2026-Q1", "baseline": "1", "target": "2"},
        ],
        "quarterly_targets": [
            {"indicator": "minutes", "quarter": "2026-Q1", "value": "10.5"},
            {"indicator": "minutes", "revision": "1", "quarter": "2026-Q3", "value": "9.5"},
            {"indicator": "welcome", "quarter": "2026-Q4", "value": "2"},
        ],
        "action_steps": [
            {
                "goal": "07-2026-1",
                "position": "1",
                "what": "Ask two neighbouring districts for cars",
                "owner": "ada",
                "due_on": "2026-03-31",
                "done_on": "2026-03-20",
            },
            {
                "goal": "07-2026-1",
                "position": "2",
                "what": "Call back whoever waited",
                "who": "The desk",
                "language": "es",
            },
        ],
        "measurements": [
            {
                "indicator": "minutes",
                "quarter": "2026-Q1",
                "value": "10.123456",
                "data_as_of": "2026-04-01",
                "recorded_on": "2026-04-10",
                "recorded_by": "ada",
            },
            {
                "indicator": "minutes",
                "quarter": "2026-Q2",
                "state": "source_not_published",
                "reason": "Comes in May",
                "recorded_on": "2026-07-10",
            },
            {
                "indicator": "share",
                "quarter": "2026-Q1",
                "numerator": "25",
                "denominator": "50",
                "note": "Two weeks missing",
                "recorded_on": "2026-04-10",
            },
            {
                "indicator": "welcome",
                "quarter": "2026-Q1",
                "value": "2",
                "recorded_on": "2026-04-10",
            },
        ],
        "monthly_values": [
            {"indicator": "minutes", "month": "2026-01", "value": "10.5"},
            {"indicator": "minutes", "month": "2026-02", "value": "0"},
            {
                "indicator": "share",
                "month": "2026-01",
                "numerator": "8",
                "denominator": "17",
            },
        ],
        "engagements": [
            {
                "code": "E1",
                "district": "7",
                "kind": "beat_meeting",
                "held_on": "2026-02-12",
                "title": "Meeting of beat 0711",
                "year": "2026",
                "priority": "1",
                "residents": "14",
                "first_timers": "3",
                "media_present": "no",
                "rating": "4.5",
            },
            {
                "code": "E2",
                "district": "7",
                "kind": "event",
                "held_on": "2026-12-12",
                "title": "Open house",
            },
        ],
        "attendance": [
            {"engagement": "E1", "rank": "Sergeant", "unit": "007", "people": "1"},
            {"engagement": "E1", "rank": "Officer", "unit": "007", "people": "4"},
        ],
        "questions": [
            {"engagement": "E1", "position": "2", "text": "What helps?"},
            {"engagement": "E1", "position": "1", "text": "Who came?"},
        ],
        "voices": [
            {
                "code": "V1",
                "engagement": "E1",
                "text": "Someone came, nobody called back.",
                "language": "en",
                "consent": "public",
                "valence": "mixed",
                "entered_by": "ada",
                "approved_by": "ben",
                "approved_on": "2026-02-20",
            },
            {
                "code": "V2",
                "engagement": "E1",
                "text": "太慢了。",
                "language": "zh_Hans",
                "consent": "counted_only",
            },
        ],
        "voice_themes": [
            {"voice": "V1", "theme": "RESPONSE-01", "coded_by": "ada"},
            {"voice": "V2", "local_demand": "LOCAL-07-01"},
        ],
        "relations": [
            {
                "goal": "07-2026-1",
                "quarter": "2026-Q1",
                "kind": "expand",
                "rationale": "Voices tell what minutes leave out.",
                "chosen_by": "ada",
            },
            {"goal": "07-2026-1", "quarter": "2026-Q2", "kind": "no_voices"},
        ],
        "commitments": [
            {
                "code": "C1",
                "district": "7",
                "engagement": "E1",
                "goal": "07-2026-1",
                "theme": "RESPONSE-01",
                "you_said": "Nobody calls back.",
                "we_will": "Call back within a day.",
                "promised_on": "2026-02-12",
                "review_on": "2026-06-30",
                "outcome": "partly",
                "outcome_on": "2026-06-29",
                "outcome_reason": "Weekends are missing.",
            },
            {
                "code": "C2",
                "district": "7",
                "local_demand": "LOCAL-07-01",
                "you_said": "Robberies at the station.",
                "we_will": "Walk there in the evening.",
                "promised_on": "2026-03-02",
                "review_on": "2026-12-31",
            },
        ],
        "plan_steps": [
            {
                "district": "7",
                "year": "2026",
                "number": "1",
                "move": "open_review",
                "made_by": "ada",
                "made_on": "2025-11-03",
            },
            {
                "district": "7",
                "year": "2026",
                "number": "2",
                "move": "return",
                "made_on": "2025-12-01",
                "reason": "Say who pays.",
            },
        ],
        "plan_reviews": [
            {
                "district": "7",
                "year": "2026",
                "number": "1",
                "opened_on": "2025-11-03",
                "closes_on": "2025-11-21",
                "invited": "The parish",
            }
        ],
        "review_answers": [
            {
                "district": "7",
                "year": "2026",
                "review": "1",
                "member": "ben",
                "role": "partner",
                "says": "wish",
                "words": "More light.",
                "answered_on": "2025-11-10",
            }
        ],
        "translations": [
            {
                "entity": "voice",
                "of": "V1",
                "field": "text",
                "language": "es",
                "text": "Alguien vino, nadie llamó.",
                "translated_by": "Ben Okafor",
                "translated_by_member": "ben",
            },
            {
                "entity": "priority",
                "of": "7/2026/1",
                "field": "title",
                "language": "pl",
                "text": "Powolne odpowiedzi",
                "original": "Slow answers to calls",
                "translated_by": "Ada Rivera",
            },
            {
                "entity": "relation",
                "of": "07-2026-1/2026-Q1",
                "field": "rationale",
                "language": "es",
                "text": "Las voces añaden algo.",
                "translated_by": "Ben Okafor",
            },
        ],
    }


def as_files(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, bytes]:
    """Write rows as CSV files, each with the columns that its rows name."""
    return {f"{name}.csv": _as_csv(list(those)) for name, those in rows.items()}


def _as_csv(rows: list[Mapping[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    # Quoted, for a lone carriage return in a cell would end the row.
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
