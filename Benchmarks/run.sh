#!/usr/bin/env bash
# Measures the hot path: CPU time per GET /tokens against a floor in C and other stacks, CPU time of its parts, and heap
# allocations. Fails when the service is over its budget of CPU time, or a workload over its budget of allocations.
# Arguments go to compare.py, for example --rounds 5 --json.
set -euo pipefail
cd "$(dirname "$0")/.."

# How many times the CPU time of the floor a request may take.
readonly cpu_budget=2.5
readonly scratch=.build-release

Benchmarks/setup.sh
# The same options as the program that is shipped, so that both builds share their parts.
scripts/release.sh
flags=(--configuration release --scratch-path "$scratch" --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked)
swift build "${flags[@]}" --product HotPath
built=$(swift build "${flags[@]}" --show-bin-path)

status=0
echo
python3 Benchmarks/compare.py --service "$built/authentication-service" --budget $cpu_budget "$@" || status=1
echo
for workload in mint lookup request; do "$built/HotPath" $workload 200000; done
echo
Benchmarks/allocation-budget.sh "$built/HotPath" || status=1
exit $status
