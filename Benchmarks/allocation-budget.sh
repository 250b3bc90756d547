#!/usr/bin/env bash
# Counts heap allocations per operation of the hot path and fails when one is over its number in allocation-budget.txt.
#
# Each workload runs under valgrind a few times and many times; the difference belongs to the operations alone, whatever
# starting up needs. The count is the same on every machine, however busy.
#   allocation-budget.sh HOTPATH [--instructions]      the latter prints instructions per operation as well
set -euo pipefail

readonly few=1000 many=11000
budget=$(dirname "$0")/allocation-budget.txt
readonly budget
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

# valgrind 3.19 cannot read the debug information of Swift 6.
readonly program=$scratch/HotPath
strip -g -o "$program" "$1"

# The number in the line of valgrind's report that a pattern finds, commas removed.
reported() {
  sed -nE "s/.*$1.*/\\1/p" "$scratch/report" | tr -d ,
}

allocations() {
  valgrind --log-file="$scratch/report" "$program" "$1" "$2" >/dev/null
  reported 'total heap usage: ([0-9,]+) allocs'
}

instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$scratch/report" "$program" "$1" "$2" >/dev/null
  reported 'Collected : ([0-9]+)'
}

# How much an operation adds, by two runs of a command.
slope() {
  local less more
  less=$("$1" "$2" $few)
  more=$("$1" "$2" $many)
  # Start-up may differ by an allocation or two; adding nothing turns the -0 that this can make into 0.
  awk -v less="$less" -v more="$more" -v runs=$((many - few)) \
    'BEGIN { printf "%.2f", int((more - less) * 100 / runs) / 100 + 0 }'
}

status=0
while read -r workload most; do
  count=$(slope allocations "$workload")
  verdict=ok
  if awk -v count="$count" -v most="$most" 'BEGIN { exit !(count > most + 0.01) }'; then
    verdict=OVER
    status=1
  fi
  line="$workload: $count allocations, budget $most: $verdict"
  [ "${2:-}" != --instructions ] || line="$line; $(slope instructions "$workload") instructions"
  echo "$line"
done < <(grep -vE '^(#|$)' "$budget")
exit $status
