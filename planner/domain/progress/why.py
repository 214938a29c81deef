"""The rules that lead to a status, each with the sentence that explains it on screen."""

from collections.abc import Mapping
from enum import StrEnum

from schemas.errors import N_
from schemas.vocabulary import Status


class Rule(StrEnum):
    """What decided about a value; stored with every published status."""

    REACHED = "reached"
    AT_POINT = "at_point"
    NEAR_POINT = "near_point"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    WORSE_THAN_BASELINE = "worse_than_baseline"
    WORSE_THAN_SEASON = "worse_than_season"
    TARGET_MET = "target_met"
    TARGET_NOT_MET = "target_not_met"
    INSIDE = "inside"
    WITHIN_MARGIN = "within_margin"
    BEYOND_MARGIN = "beyond_margin"
    INSIDE_AT_END = "inside_at_end"
    OUTSIDE_AT_END = "outside_at_end"
    AT_LEVEL = "at_level"
    ONE_LEVEL_BELOW = "one_level_below"
    LEVELS_BELOW = "levels_below"
    LEVEL_MET = "level_met"
    LEVEL_NOT_MET = "level_not_met"
    NOT_REPORTED = "not_reported"
    GAP_IN_SUM = "gap_in_sum"
    NOTHING_COUNTED = "nothing_counted"
    OUTSIDE_GOAL = "outside_goal"
    CODED_VOICES = "coded_voices"
    NOT_READY = "not_ready"

    @property
    def status(self) -> Status | None:
        """The status this rule leads to; None where nothing is judged."""
        return _STATUS.get(self)

    @property
    def sentence(self) -> str:
        """The marked sentence; its places are filled from the assessment."""
        return _SENTENCES[self]


_STATUS: Mapping[Rule, Status] = {
    Rule.REACHED: Status.REACHED,
    Rule.AT_POINT: Status.ON_TRACK,
    Rule.NEAR_POINT: Status.ON_TRACK,
    Rule.BEHIND: Status.AT_RISK,
    Rule.FAR_BEHIND: Status.OFF_TRACK,
    Rule.WORSE_THAN_BASELINE: Status.WORSE_THAN_BASELINE,
    Rule.WORSE_THAN_SEASON: Status.WORSE_THAN_BASELINE,
    Rule.TARGET_MET: Status.MET,
    Rule.TARGET_NOT_MET: Status.NOT_MET,
    Rule.INSIDE: Status.ON_TRACK,
    Rule.WITHIN_MARGIN: Status.AT_RISK,
    Rule.BEYOND_MARGIN: Status.OFF_TRACK,
    Rule.INSIDE_AT_END: Status.MET,
    Rule.OUTSIDE_AT_END: Status.NOT_MET,
    Rule.AT_LEVEL: Status.ON_TRACK,
    Rule.ONE_LEVEL_BELOW: Status.AT_RISK,
    Rule.LEVELS_BELOW: Status.OFF_TRACK,
    Rule.LEVEL_MET: Status.MET,
    Rule.LEVEL_NOT_MET: Status.NOT_MET,
}

_SENTENCES: Mapping[Rule, str] = {
    Rule.REACHED: N_("{actual} already reaches the final target, {target}."),
    Rule.AT_POINT: N_("{actual} is at the plan's point for now, {point}, or better."),
    Rule.NEAR_POINT: N_(
        "{actual} is behind the plan's point, {point}, by {behind_percent}% of the whole movement "
        "asked for. Up to {on_track_percent}% counts as on track."
    ),
    Rule.BEHIND: N_(
        "{actual} is behind the plan's point, {point}, by {behind_percent}% of the whole movement "
        "asked for. More than {on_track_percent}% and up to {at_risk_percent}% counts as at risk."
    ),
    Rule.FAR_BEHIND: N_(
        "{actual} is behind the plan's point, {point}, by {behind_percent}% of the whole movement "
        "asked for. More than {at_risk_percent}% counts as off track."
    ),
    Rule.WORSE_THAN_BASELINE: N_(
        "{actual} is behind the plan's point, {point}, and worse than the value at the start, "
        "{baseline}."
    ),
    Rule.WORSE_THAN_SEASON: N_(
        "{actual} is behind the plan's point, {point}, and worse than the value at the start "
        "for the same part of the year, {baseline}."
    ),
    Rule.TARGET_MET: N_("{actual} reaches the target, {target}, at the due date."),
    Rule.TARGET_NOT_MET: N_("{actual} does not reach the target, {target}, at the due date."),
    Rule.INSIDE: N_("{actual} is inside what is to be kept."),
    Rule.WITHIN_MARGIN: N_(
        "{actual} is outside the limit, {limit}, by {distance}. Up to {margin} counts as at risk."
    ),
    Rule.BEYOND_MARGIN: N_(
        "{actual} is outside the limit, {limit}, by {distance}. "
        "More than {margin} counts as off track."
    ),
    Rule.INSIDE_AT_END: N_("{actual} is inside what was to be kept, at the due date."),
    Rule.OUTSIDE_AT_END: N_(
        "{actual} is outside the limit, {limit}, by {distance} at the due date."
    ),
    Rule.AT_LEVEL: N_("Level {actual} is at or above the level planned for now, {point}."),
    Rule.ONE_LEVEL_BELOW: N_(
        "Level {actual} is below the level planned for now, {point}, by one. "
        "One level below counts as at risk."
    ),
    Rule.LEVELS_BELOW: N_(
        "Level {actual} is below the level planned for now, {point}, by more than one. "
        "That counts as off track."
    ),
    Rule.LEVEL_MET: N_("Level {actual} is at or above the target level, {target}."),
    Rule.LEVEL_NOT_MET: N_("Level {actual} is below the target level, {target}."),
    Rule.NOT_REPORTED: N_("No value is reported for {quarter}, so nothing is judged."),
    Rule.GAP_IN_SUM: N_(
        "Unable to assess: the quarters are added up, and no value is reported for {gaps}."
    ),
    Rule.NOTHING_COUNTED: N_("Unable to assess: the denominator is 0, so there is no value."),
    Rule.OUTSIDE_GOAL: N_("{quarter} lies outside the time of the goal, so nothing is judged."),
    Rule.NOT_READY: N_("Nothing is judged yet: the target is missing or can't be followed."),
    Rule.CODED_VOICES: N_("Voices are shown, counted and related. They never get a status."),
}
