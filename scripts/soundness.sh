#!/usr/bin/env bash
# The habits of this repository that a machine can check. Prints each breach, and nothing when there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly longest_file=300
status=0

# Reports the matches of a pattern in Swift code; comments may name what code may not do.
forbid() {
  local reason=$1 pattern=$2
  shift 2
  local found
  found=$(grep -rnE --include='*.swift' --exclude-dir='.build*' "$pattern" "$@" |
    grep -vE '^[^:]+:[0-9]+:[[:space:]]*//' || true)
  complain "$reason" "$found"
}

complain() {
  [ -z "$2" ] && return
  printf '%s:\n%s\n' "$1" "$2" | sed '2,$s/^/  /'
  status=1
}

# The files of the repository, or of an unpacked archive of it.
files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard
  else
    find * .ci -type f -not -path '*/.build*'
  fi | while read -r file; do
    if [ -f "$file" ]; then printf '%s\n' "$file"; fi
  done
}

complain "longer than $longest_file lines" \
  "$(files | grep -E '\.(swift|sh)$' | grep -v '/Generated/' | xargs -r wc -l | awk -v max=$longest_file '$2 != "total" && $1 > max')"
complain 'a TODO without an issue, write TODO(#12)' \
  "$(files | grep -E '\.(swift|sh|md)$' | grep -v '^scripts/soundness.sh$' |
    xargs -r grep -nE '(TODO|FIXME)' | grep -vE '(TODO|FIXME)\(#[0-9]+\)' || true)"
complain 'a path of one machine' \
  "$(files | grep -vE '/Fixtures/' | xargs -r grep -nIE '(^|[^A-Za-z0-9_.-])/(work|root|home/[a-z]+)/' || true)"
forbid 'escapes the concurrency checks' '@unchecked[[:space:]]+Sendable|nonisolated\(unsafe\)' Sources
forbid 'can crash on data from outside' 'try!|\bfatalError\(|\bas! ' Sources
forbid 'a library prints' '(^|[^A-Za-z0-9_.])(print|debugPrint|dump)\(' \
  $(find Sources -mindepth 1 -maxdepth 1 -type d -not -name authentication-service)
forbid 'a test sleeps; wait for an event' \
  '(Task|Thread|ContinuousClock|ContinuousClock\(\)|SuspendingClock\(\))\.sleep|(^|[^A-Za-z0-9_])(u|nano)sleep\(' Tests
forbid 'a test of XCTest; write it with Swift Testing' 'import XCTest' Tests
exit $status
