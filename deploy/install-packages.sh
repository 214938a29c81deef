#!/usr/bin/env bash
# Installs Debian packages and says so; without the rights to, says exactly what to type.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

if ! command -v apt-get >/dev/null; then
  say "Please install $* with your system's package manager, then repeat the command."
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo --non-interactive true 2>/dev/null; then
    say "Missing: $*. Please type"
    say "    sudo apt-get update && sudo apt-get install $*"
    say "then repeat the command."
    exit 1
  fi
  as_root=(sudo --non-interactive)
fi

# Only what goes wrong is worth reading, and apt writes that to standard error.
apt() {
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
}

say "Installing $* with apt-get ..."
apt update
apt install --yes --no-install-recommends "$@"
