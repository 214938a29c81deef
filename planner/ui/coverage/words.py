"""What a plan answers and leaves out, in sentences that say out of how many."""

from schemas.coverage import CoverageRow

from ..language import _, plural


def say_coverage(found: CoverageRow) -> str:
    """Return the answer: themes with a goal, voiced demands without one, and who has too many."""
    covered = plural(
        "{covered} of {count} theme has a goal here.",
        "{covered} of {count} themes have a goal here.",
        found.headlines,
        covered=found.covered,
    )
    loads = [
        plural(
            "{name} owns {count} open goal.",
            "{name} owns {count} open goals.",
            one.open_goals,
            name=one.name,
        )
        for one in found.overloaded
    ]
    return " ".join([covered, _say_voiced(found), *loads])


def _say_voiced(found: CoverageRow) -> str:
    voiced = sum(one.voices > 0 for one in found.gaps)
    if not voiced:
        return _("Every demand that people spoke of here lately has one.")
    return plural(
        "{count} demand was voiced here lately and has none.",
        "{count} demands were voiced here lately and have none.",
        voiced,
    )


def say_gaps(found: CoverageRow) -> str:
    """Return how many of the demands that can be answered here have no goal."""
    if not found.gaps:
        return _("Every demand that can be answered here has a goal.")
    return plural(
        "{open} of {count} demand that can be answered here has no goal.",
        "{open} of {count} demands that can be answered here have no goal.",
        found.demands,
        open=len(found.gaps),
    )
