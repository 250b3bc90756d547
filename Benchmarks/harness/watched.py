"""The service as it is watched in one way or another, and what that costs in its own process."""

import json
import statistics
import subprocess
from pathlib import Path

WORKLOADS = ["request", "measured", "traced", "logged", "instruments"]
ITERATIONS = 200_000

# As far as it can be off: no exporter, no trace begun, no line; what counts in memory goes on.
OFF = {"TELEMETRY_MODE": "console", "OTEL_SDK_DISABLED": "true", "ACCESS_LOG": "off", "NODE_ENV": "staging"}


def sampled(share: float, receiver_port: int, **settings: str) -> dict[str, str]:
    """Everything goes to a receiver but lines of the log, and there are none for requests."""
    return {
        "TELEMETRY_MODE": "both",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{receiver_port}",
        "OTEL_TRACES_SAMPLER": "traceidratio",
        "OTEL_TRACES_SAMPLER_ARG": f"{share}",
        "OTEL_LOGS_EXPORTER": "none",
        "ACCESS_LOG": "off",
        "NODE_ENV": "staging",
        **settings,
    }


def in_process(hot_path: Path, core: int, rounds: int) -> dict[str, float]:
    """Microseconds of CPU time of each workload, medians of rounds in turns."""
    results: dict[str, list[float]] = {workload: [] for workload in WORKLOADS}
    for _ in range(rounds):
        for workload, times in results.items():
            command = ["taskset", "--cpu-list", str(core), hot_path, workload, str(ITERATIONS), "--json"]
            finished = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
            times.append(json.loads(finished.stdout)["nanosecondsPerIteration"] / 1000)
    return {workload: statistics.median(times) for workload, times in results.items()}
