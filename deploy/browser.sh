#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs one where there is none.
set -euo pipefail

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

find_browser || { "$(dirname "$0")/install-package.sh" chromium && find_browser; }
