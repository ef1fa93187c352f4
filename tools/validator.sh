#!/usr/bin/env bash
# Makes sure that there is what judges scripts and pages, at the versions that are pinned: ESLint, TypeScript, html-validate.
set -euo pipefail
cd "$(dirname "$0")/node"

if [ node_modules/.package-lock.json -nt package-lock.json ]; then exit 0; fi
if ! command -v npm >/dev/null; then
  if ! command -v apt-get >/dev/null; then
    echo "The tests need Node.js, 18.19 or 20.6 and later, with npm. Install it." >&2
    exit 1
  fi
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  echo "Installing Node.js for the tests ..."
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi
npm ci --silent --no-audit --no-fund --ignore-scripts
touch node_modules/.package-lock.json
