"""Run benchmarks, all or those that are named, and print one line of JSON for each figure.

python -m benchmarks [board] [imports] [rerun] [clicks] [browser]
"""

import json
import sys
from importlib import import_module

NAMES = ("board", "imports", "rerun", "clicks", "browser")
"""Modules with `cases()`, which yields a case, its value and unit, the aim, and its content."""


def main(names: list[str]) -> None:
    """Run the named modules in the order of the list; without names all of them."""
    if unknown := set(names) - set(NAMES):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are {NAMES}.")
    for name in NAMES:
        if not names or name in names:
            for case in import_module(f"benchmarks.{name}").cases():
                print(json.dumps(case, ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
