#!/usr/bin/env bash
# Sees to it that Chinese can be drawn: without a font for it, a browser draws empty boxes.
set -euo pipefail

if command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ]; then
  exit
fi
"$(dirname "$0")/install-packages.sh" fontconfig fonts-noto-cjk
