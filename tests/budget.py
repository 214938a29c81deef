"""Run one suite, say how long it took, and fail when it took longer than it may.

    budget.py SECONDS NAME COMMAND...

The environment's BUDGET stretches every budget: 3 on a machine three times slower.
"""

import os
import subprocess
import sys
import time


def main(arguments: list[str]) -> int:
    """Return the command's own exit code, or 1 when only the time was too long."""
    seconds, name, *command = arguments
    allowed = float(seconds) * float(os.environ.get("BUDGET", "1"))
    started = time.monotonic()
    code = subprocess.call(command)
    took = time.monotonic() - started
    print(f"-- {name}: {took:.1f} s of {allowed:.0f} s", flush=True)  # noqa: T201
    if code == 0 and took > allowed:
        print(f"{name} is over its time; make it faster or raise its budget.", file=sys.stderr)  # noqa: T201
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
