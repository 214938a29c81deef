"""Fail when a folder's tests leave too many branches untaken.

    branches.py PERCENT REPORT.json FOLDER...

The report is coverage's own, made with `coverage json`.
"""

import json
import sys
from pathlib import Path
from typing import Any


def share_taken(files: dict[str, Any], folder: str) -> float:
    """Return the percentage of branches taken under a folder; 0 when it has none to take."""
    summaries = [
        report["summary"] for path, report in files.items() if path.startswith(f"{folder}/")
    ]
    branches = sum(summary["num_branches"] for summary in summaries)
    taken = sum(summary["covered_branches"] for summary in summaries)
    return 100 * taken / branches if branches else 0.0


def main(arguments: list[str]) -> int:
    """Print each folder's share and return 1 when one is too low."""
    percent, report, *folders = arguments
    files = json.loads(Path(report).read_text(encoding="utf-8"))["files"]
    shares = {folder: share_taken(files, folder) for folder in folders}
    for folder, share in shares.items():
        print(f"-- branches of {folder}: {share:.1f}% taken of {percent}% asked")  # noqa: T201
    return int(min(shares.values()) < float(percent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
