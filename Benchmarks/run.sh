#!/usr/bin/env bash
# Measures the hot path: CPU time per GET /tokens against a floor in C and other stacks, CPU time of its parts, the hit rate,
# CPU time per GET from the shared cache against other clients, heap allocations, the start, and what telemetry costs and what becomes
# of the service when its collector is in trouble. Fails when a budget is exceeded.
# Arguments go to compare.py, for example --rounds 5.
set -euo pipefail
cd "$(dirname "$0")/.."

# How many times the CPU time of the floor a request may take.
readonly cpu_budget=2.5

Benchmarks/setup.sh
scripts/release.sh
# The same options as the program that is shipped, so that both builds share their parts.
flags=(--configuration release --scratch-path .build-release --static-swift-stdlib
  -Xswiftc -enforce-exclusivity=unchecked)
swift build "${flags[@]}" --product HotPath
built=$(swift build "${flags[@]}" --show-bin-path)
readonly built

status=0
printf '\nCPU time per request, compared\n\n'
Benchmarks/compare.py --service "$built/authentication-service" --budget $cpu_budget "$@" || status=1
printf '\nCPU time of the parts\n\n'
for workload in mint lookup request; do "$built/HotPath" $workload 200000; done
printf '\nShare of look-ups that need not wait for Kong, by default settings, and with 1000 consumers in memory\n\n'
"$built/HotPath" hit-rate
"$built/HotPath" hit-rate --entries 1000
printf '\nCPU time of a GET from the shared cache, compared\n\n'
Benchmarks/shared-cache.py --hot-path "$built/HotPath" || status=1
printf '\nHeap allocations\n\n'
Benchmarks/allocation-budget.sh "$built/HotPath" || status=1
printf '\nCold start\n\n'
Benchmarks/cold-start.py "$built/authentication-service" || status=1
printf '\nThe cost of telemetry\n\n'
Benchmarks/telemetry.py --service "$built/authentication-service" --hot-path "$built/HotPath" || status=1
printf '\nA collector in trouble\n\n'
Benchmarks/telemetry-trouble.py --service "$built/authentication-service" || status=1
exit $status
