"""What people said, and the themes a person found in it."""

from typing import ClassVar

from schemas.vocabulary import Consent, Language, Valence

from ..cells import Code, Day, Text
from .base import Record


class VoiceRecord(Record):
    """A quote or note from an engagement."""

    key: ClassVar = ("code",)

    code: Code
    engagement: Code
    text: Text
    language: Language
    consent: Consent
    valence: Valence | None = None
    entered_by: Code | None = None
    approved_by: Code | None = None
    approved_on: Day | None = None


class VoiceThemeRecord(Record):
    """A theme or local demand found in a voice."""

    key: ClassVar = ("voice", "theme", "local_demand")

    voice: Code
    theme: Code | None = None
    local_demand: Code | None = None
    coded_by: Code | None = None
