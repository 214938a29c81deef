#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs what is missing to drive one.
set -euo pipefail

here=$(dirname "$0")

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

# Playwright brings its own driver, which needs a library that a small Debian lacks.
"$here/../.venv/bin/playwright" --version >/dev/null 2>&1 || "$here/install-packages.sh" libatomic1

# Chromium only recommends fonts, and can't draw a page without any.
find_browser || { "$here/install-packages.sh" chromium fonts-liberation && find_browser; }
