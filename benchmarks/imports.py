"""`planner import` of measurements into a city whose goals are there: time after the start."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .base import databases, opened, take
from .city import TODAY, Size, measurement_file, plan_files

SMALL = Size()
LARGE = Size(years=1, goals=40, indicators=4, history=100)
SIZES = ((SMALL, "under 1", 3), (LARGE, "under 40 and 500 MB", 1))

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from planner.cli.data import import_files
start = time.perf_counter()
import_files([Path(sys.argv[1])], made_up=True, jurisdiction="bench")
spent = time.perf_counter() - start
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([spent, most / 1024]))
"""
"""Loading the program is not counted; reading the file is."""


def cases() -> Iterator[dict[str, object]]:
    """Yield for each kind of database and size the seconds and the memory it takes at most."""
    with databases() as kinds:
        for kind, make in kinds.items():
            for size, aim, runs in SIZES:
                found = sorted(_import(make(), size) for _ in range(runs))
                seconds, _ = found[len(found) // 2]
                yield {
                    "case": f"import of {size.measurements:,} measurements, {kind}",
                    "value": round(seconds, 2),
                    "unit": "seconds after the start",
                    "aim": aim,
                    "content": _content(size),
                    "megabytes": round(max(each[1] for each in found)),
                    "rows a second": round(size.measurements / seconds),
                    "runs": runs,
                    "load of the machine": round(os.getloadavg()[0], 1),
                }


def _import(url: str, size: Size) -> tuple[float, float]:
    with opened(url) as engine:
        take(engine, plan_files(size))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "measurements.csv"
        file.write_bytes(measurement_file(size))
        env = os.environ | {"PLANNER_DATABASE_URL": url, "PLANNER_TODAY": TODAY.isoformat()}
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-c", _CHILD, str(file)],
            env=env | {"PLANNER_DEMO": "1", "PLANNER_UPLOAD_MAX_MB": "100"},
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def _content(size: Size) -> str:
    goals = size.districts * size.years * size.goals
    quarters = size.history or 4
    return (
        f"{goals:,} goals of {size.indicators} indicators, {quarters} quarters each, all checks,"
        " one change row a measurement, standings kept"
    )
