#!/usr/bin/env bash
# Lets libFuzzer look for bytes that the service does not bear: for so many seconds (60 if not given) per kind of input, one kind after
# the other, or only the kinds that are named (folders of Fuzzing/ with a corpus). What it finds lies in .build-fuzz/<kind>, and what is
# new to it in .build-fuzz/<kind>/corpus; a finding belongs into Fuzzing/<kind>/corpus, which a test reads. Fails if anything is found.
#   scripts/fuzz.sh [SECONDS [KIND...]]
set -euo pipefail
cd "$(dirname "$0")/.."

readonly seconds=${1:-60}
shift || true
readonly scratch=.build-fuzz
export FUZZING=1

kinds=("$@")
[ ${#kinds[@]} -gt 0 ] || for folder in Fuzzing/*/corpus; do kinds+=("$(basename "$(dirname "$folder")")"); done

swift build --scratch-path "$scratch" --configuration release --product Fuzzer
program=$(swift build --scratch-path "$scratch" --configuration release --show-bin-path)/Fuzzer

# Swift's own handler of crashes would keep libFuzzer's from saying what has happened; what tasks still hold at exit is no leak.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
status=0
for kind in "${kinds[@]}"; do
  results=$scratch/$kind
  mkdir -p "$results/corpus"
  dictionary=()
  [ ! -f "Fuzzing/$kind/dictionary" ] || dictionary=("-dict=Fuzzing/$kind/dictionary")
  echo "fuzz: $kind for $seconds seconds"
  FUZZ_INPUT=$kind "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    -verbosity=1 -artifact_prefix="$results/" "${dictionary[@]}" "$results/corpus" "Fuzzing/$kind/corpus" 2>&1 |
    tee "$results/log" | grep -E 'ERROR|Fatal|SUMMARY|Test unit written|^stat::(number|average)' || true
  if [ "${PIPESTATUS[0]}" -ne 0 ] || grep -q 'Test unit written' "$results/log"; then
    echo "fuzz: $kind breaks something, see $results/log" >&2
    status=1
  fi
done
exit $status
