#!/usr/bin/env bash
# Builds the program as it is shipped: optimised, with the Swift runtime inside, and without the checks of exclusive
# access at run time, which the language mode already proves at compile time for all but a few patterns.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly scratch=.build-release
readonly program=authentication-service

swift build --configuration release --scratch-path "$scratch" --product "$program" \
  --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked

built=$(swift build --configuration release --scratch-path "$scratch" --show-bin-path)/$program
stripped=$scratch/$program
# Debug information goes, symbols stay: profiles and backtraces need them.
strip -g -o "$stripped" "$built"

size() { du --apparent-size --block-size=1K "$1" | awk '{ printf "%.1f MB", $1 / 1024 }'; }
echo "$built ($(size "$built"))"
echo "$stripped ($(size "$stripped"), without debug information)"
