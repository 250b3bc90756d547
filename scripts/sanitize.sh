#!/usr/bin/env bash
# Runs the tests under a sanitizer, in a build of its own; further arguments go to `swift test`.
#   scripts/sanitize.sh address|thread [--filter REGEX ...]
set -euo pipefail
cd "$(dirname "$0")/.."

readonly sanitizer=$1
shift
readonly scratch=.build-${sanitizer:0:1}san
readonly build=(--sanitize="$sanitizer" --scratch-path "$scratch")

swift build "${build[@]}" --build-tests

# Tasks that still run at exit hold memory, which is no leak. Swift's own handler of crashes would hide what the sanitizer says.
export ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=exitcode=66 SWIFT_BACKTRACE=enable=no
export AUTH_TEST_PYTHON=$PWD/.venv/bin/python
if [ "$sanitizer" = thread ]; then
  compiler=$(dirname "$(readlink -f "$(command -v swift)")")/clang
  "$compiler" -O1 -Wall -fPIC -shared -o "$scratch/tsan-runtime.so" scripts/tsan-runtime.c
  export LD_PRELOAD=$PWD/$scratch/tsan-runtime.so
fi
# Everything takes several times as long; sixteen side by side would run out of time for no fault of theirs.
swift test "${build[@]}" --skip-build --disable-xctest --experimental-maximum-parallelization-width 4 "$@"
