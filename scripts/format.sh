#!/usr/bin/env bash
# Runs the toolchain's formatter over every Swift file of ours.
#   scripts/format.sh           in place
#   scripts/format.sh --check   complains, and fails, instead
set -euo pipefail
cd "$(dirname "$0")/.."

mode=(format --in-place)
if [ "${1:-}" = --check ]; then mode=(lint --strict); fi

folders=(Sources Tests Package.swift)
if [ -d Benchmarks ]; then folders+=(Benchmarks); fi
find "${folders[@]}" -name '.build*' -prune -o -name '*.swift' -print0 |
  xargs -0 swift format "${mode[@]}" --parallel
