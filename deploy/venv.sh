#!/usr/bin/env bash
# Makes an empty .venv with the Python given; installs Debian's venv package where it is missing.
set -euo pipefail

python=${1:-python3}
say() { printf '%s\n' "$*" >&2; }

if ! command -v "$python" >/dev/null; then
  say "There is no $python here. Install Python 3.11, 3.12 or 3.13, or name yours:"
  say "    make PYTHON=/path/to/python3.12 run"
  exit 1
fi

read -r major minor < <("$python" -c 'import sys; print(*sys.version_info[:2])')
if [ "$major" -ne 3 ] || [ "$minor" -lt 11 ] || [ "$minor" -gt 13 ]; then
  say "The planner needs Python 3.11, 3.12 or 3.13; $python is $major.$minor. Name another one:"
  say "    make PYTHON=python3.12 run"
  exit 1
fi

# Debian ships venv without ensurepip, which then fails half-way.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  "$(dirname "$0")/install-packages.sh" "python$major.$minor-venv"
fi

say "Making .venv with Python $major.$minor ..."
"$python" -m venv --clear .venv
