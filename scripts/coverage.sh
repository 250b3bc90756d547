#!/usr/bin/env bash
# Runs every test with coverage and prints the reached lines of each folder below Sources/.
set -euo pipefail
cd "$(dirname "$0")/.."

# A build of its own: with coverage every object differs.
options=(--scratch-path .build-coverage --enable-code-coverage)
swift test --disable-xctest --experimental-maximum-parallelization-width 16 "${options[@]}"
report=$(swift test --show-codecov-path "${options[@]}")
python3 - "$report" <<'PYTHON'
import collections, json, os, sys

folders = collections.defaultdict(lambda: [0, 0])
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    path = os.path.relpath(file["filename"])
    if not path.startswith("Sources/"):
        continue
    lines = file["summary"]["lines"]
    for folder in (os.path.dirname(path), "Sources"):
        folders[folder][0] += lines["covered"]
        folders[folder][1] += lines["count"]
for folder, (covered, count) in sorted(folders.items()):
    print(f"{100 * covered / max(count, 1):6.1f} %  {covered:6} of {count:6} lines  {folder}")
PYTHON
