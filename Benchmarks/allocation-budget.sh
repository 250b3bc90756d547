#!/usr/bin/env bash
# Counts heap allocations per operation of the hot path and fails when one is over its number in allocation-budget.txt, or
# when it cannot be counted.
#
# Each workload runs a few times and many times; the difference belongs to the operations alone, whatever starting up needs. The
# count is the same on every machine, however busy. A library that is preloaded counts; valgrind does on demand.
#   allocation-budget.sh HOTPATH [--valgrind] [--instructions]      the latter prints instructions per operation, by valgrind
set -euo pipefail

readonly few=1000 many=11000
folder=$(dirname "$0")
readonly folder budget=$folder/allocation-budget.txt
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

# valgrind 3.19 cannot read the debug information of Swift 6.
readonly program=$scratch/HotPath counter=$scratch/allocations.so
strip -g -o "$program" "$1"
shift
clang -std=c17 -O2 -Wall -Wextra -Werror -shared -fPIC -o "$counter" "$folder/allocations.c"

count=preloaded
show_instructions=false
for option in "$@"; do
  case $option in
    --valgrind) count=valgrind ;;
    --instructions) show_instructions=true ;;
    *) echo "allocation-budget: no option $option" >&2; exit 64 ;;
  esac
done

# Tells why there is no number, and ends everything.
fail() {
  echo "allocation-budget: $*" >&2
  [ ! -s "$scratch/report" ] || tail -n 5 "$scratch/report" >&2
  exit 1
}

# The number in the line of valgrind's report that a pattern finds, commas removed.
reported() {
  local number
  number=$(sed -nE "s/.*$1.*/\\1/p" "$scratch/report" | tr -d ,)
  [ "${number:-0}" -gt 0 ] || fail "valgrind has not counted; without --valgrind and --instructions nobody needs it"
  echo "$number"
}

# Runs valgrind, which some processors and programs make crash.
valgrind_run() {
  valgrind --log-file="$scratch/report" "$@" >/dev/null 2>&1 || fail "valgrind cannot run the program"
}

preloaded_allocations() {
  rm -f "$scratch/count"
  ALLOCATIONS=$scratch/count LD_PRELOAD=$counter "$program" "$1" "$2" >/dev/null || fail "$1 has failed"
  [ "$(cat "$scratch/count" 2>/dev/null || echo 0)" -gt 0 ] || fail "nothing was counted; is the program static?"
  cat "$scratch/count"
}

valgrind_allocations() {
  valgrind_run "$program" "$1" "$2"
  reported 'total heap usage: ([0-9,]+) allocs'
}

instructions() {
  valgrind_run --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2"
  reported 'Collected : ([0-9]+)'
}

# How much an operation adds, by two runs of a command.
slope() {
  local less more
  less=$("$1" "$2" $few) || exit 1
  more=$("$1" "$2" $many) || exit 1
  # Start-up may differ by an allocation or two; adding nothing turns the -0 that this can make into 0.
  awk -v less="$less" -v more="$more" -v runs=$((many - few)) \
    'BEGIN { printf "%.2f", int((more - less) * 100 / runs) / 100 + 0 }'
}

status=0
while read -r workload most; do
  allocations=$(slope ${count}_allocations "$workload") || exit 1
  verdict=ok
  if awk -v count="$allocations" -v most="$most" 'BEGIN { exit !(count > most + 0.01) }'; then
    verdict=OVER
    status=1
  fi
  line="$workload: $allocations allocations, budget $most: $verdict"
  if $show_instructions; then
    more=$(slope instructions "$workload") || exit 1
    line="$line; $more instructions"
  fi
  echo "$line"
done < <(grep -vE '^(#|$)' "$budget")
exit $status
