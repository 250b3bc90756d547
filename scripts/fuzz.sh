#!/usr/bin/env bash
# Lets libFuzzer look for bytes that the decoder of Redis' protocol does not bear, for so many seconds (60 if not given). What it
# finds, and what is new, lies in .build-fuzz/corpus; a finding belongs into Fuzzing/RESPDecoder/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly seconds=${1:-60}
readonly scratch=.build-fuzz
export FUZZING=1

swift build --scratch-path "$scratch" --configuration release --product RESPFuzzer
program=$(swift build --scratch-path "$scratch" --configuration release --show-bin-path)/RESPFuzzer
mkdir -p "$scratch/corpus"
# Swift's own handler of crashes would keep libFuzzer's from saying what has happened.
SWIFT_BACKTRACE=enable=no "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
  -artifact_prefix="$scratch/" "$scratch/corpus" Fuzzing/RESPDecoder/corpus
