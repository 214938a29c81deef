#!/usr/bin/env bash
# Installs one Debian package and says so; without the rights to, says exactly what to type.
set -euo pipefail

package=$1
say() { printf '%s\n' "$*" >&2; }

if ! command -v apt-get >/dev/null; then
  say "Please install $package with your system's package manager, then repeat the command."
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo --non-interactive true 2>/dev/null; then
    say "$package is missing. Please type:"
    say "    sudo apt-get update && sudo apt-get install $package"
    say "then repeat the command."
    exit 1
  fi
  as_root=(sudo --non-interactive)
fi

say "Installing $package with apt-get ..."
export DEBIAN_FRONTEND=noninteractive
# ${as_root[@]+...}: older bash takes an empty array for an unset variable.
${as_root[@]+"${as_root[@]}"} apt-get update -qq >&2
${as_root[@]+"${as_root[@]}"} apt-get install -qq --yes --no-install-recommends "$package" >&2
