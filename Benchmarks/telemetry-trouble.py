#!/usr/bin/env python3
"""What a collector in trouble does to the service at full load: nothing that clients or operators could notice.

Two services keep all spans and export them with a line for each request, one to a receiver that is well, the other to one that
hangs or refuses connections. wrk loads them in turns. Fails when the second one takes more memory, does less work, counts wrongly,
or does not export again soon after its receiver is well.
"""

import argparse
import contextlib
import os
import signal
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness import contenders, load, prometheus, server, watched

SERVER_CORE, LOAD_CORE = 0, 1
SLICE = 3  # seconds of load at a time
WARM_UP = 10  # seconds of load
SETTLING = 1.5  # seconds after which nothing waits any more
GROWTH_BUDGET = 20  # MB
LOSS_BUDGET = 0.05  # of the throughput
RECOVERY_BUDGET = 30  # seconds
SIGNALS = ["traces", "logs"]


@dataclass
class Findings:
    kind: str
    growth: float = 0  # MB
    per_cpu: list[float] = field(default_factory=list)  # of the reference
    per_second: list[float] = field(default_factory=list)
    recovery: float = float("inf")  # seconds
    counts: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", type=Path, default=contenders.BUILD / "authentication-service", help="a release build")
    parser.add_argument("--seconds", type=int, default=30, help="of load in each kind of trouble; 600 for a long look")
    options = parser.parse_args()
    status = 0
    # Others who want the processors share them by threads, and a service that exports has more of these.
    is_quiet = os.getloadavg()[0] <= 0.5
    for kind in ["hangs", "refuses"]:
        findings = _examine(kind, options.service.resolve(), options.seconds)
        _judge(findings, is_quiet)
        status = status or bool(findings.complaints)
    return int(status)


def _examine(kind: str, program: Path, seconds: int) -> Findings:
    findings = Findings(kind)
    with contextlib.ExitStack() as running:
        kong = running.enter_context(server.Server(contenders.kong_stub, LOAD_CORE))
        receiver = running.enter_context(server.Server(contenders.receiver, LOAD_CORE))
        patient = running.enter_context(server.Server(contenders.receiver, LOAD_CORE))

        def start(port: int) -> server.Server:
            settings = watched.sampled(1, port, ACCESS_LOG="all", OTEL_LOGS_EXPORTER="otlp")
            own = contenders.service(program, kong.port, **settings)
            return running.enter_context(server.Server(own.command, SERVER_CORE, own.environment))

        reference, troubled = start(receiver.port), start(patient.port)
        for one in (reference, troubled):
            load.measure(one, LOAD_CORE, WARM_UP)
            one.forget_output()
        before = troubled.resident_bytes()
        if kind == "hangs":
            patient.send(signal.SIGUSR1)
        else:
            patient.__exit__()
        _load(reference, troubled, seconds, before, findings)

        known = _exports(troubled.port)
        if kind == "hangs":
            patient.send(signal.SIGUSR2)
        else:
            running.enter_context(server.Server(contenders.receiver, LOAD_CORE, port=patient.port))
        findings.recovery = _recovery(troubled.port, known)
        findings.growth = max(findings.growth, (troubled.resident_bytes() - before) / 1e6)
        time.sleep(SETTLING)
        _count(troubled.port, findings)
    return findings


def _load(reference: server.Server, troubled: server.Server, seconds: int, before: int, findings: Findings) -> None:
    pair = [troubled, reference]
    for _ in range(max(1, seconds // SLICE)):
        measured = {}
        for one in pair:
            measured[one] = load.measure(one, LOAD_CORE, SLICE)
            one.forget_output()
        # Whoever comes first pays for what the system still does for the one before.
        pair.reverse()
        findings.growth = max(findings.growth, (troubled.resident_bytes() - before) / 1e6)
        own, other = measured[troubled], measured[reference]
        findings.per_cpu.append(other.cpu_microseconds / own.cpu_microseconds)
        findings.per_second.append(own.requests_per_second / other.requests_per_second)


def _exports(port: int) -> dict[str, int]:
    samples = prometheus.scrape(port)
    return {
        signal: prometheus.total(samples, "telemetry_exports_total", exporter=signal, status="success")
        for signal in SIGNALS
    }


def _recovery(port: int, known: dict[str, int]) -> float:
    """Seconds until every signal is exported again; each scrape is something to export."""
    start = time.monotonic()
    while time.monotonic() - start < 2 * RECOVERY_BUDGET:
        if all(count > known[signal] for signal, count in _exports(port).items()):
            return time.monotonic() - start
        time.sleep(0.25)
    return float("inf")


def _count(port: int, findings: Findings) -> None:
    """Adds up what has become of all records, and compares it with what was done."""
    samples = prometheus.scrape(port)
    for signal in SIGNALS:
        states = ["accepted", "exported", "failed", "dropped"]
        accepted, *rest = (
            prometheus.total(samples, "telemetry_records_total", signal=signal, state=state) for state in states
        )
        findings.counts.append(f"{signal}: {accepted:,} accepted = " + " + ".join(f"{n:,}" for n in rest))
        if accepted != sum(rest):
            findings.complaints.append(f"{signal}: {accepted} accepted, {sum(rest)} accounted for")
        if prometheus.total(samples, "telemetry_records_dropped_total", signal=signal) != rest[2]:
            findings.complaints.append(f"{signal}: two counters of what was dropped differ")
    spans = prometheus.total(samples, "telemetry_records_total", signal="traces", state="accepted")
    done = prometheus.total(samples, "http_requests_total")
    done += prometheus.total(samples, "jwt_token_creation_duration_seconds_count")
    # A look-up, and its call.
    done += 2 * prometheus.total(samples, "kong_operations_total", operation="get_consumer")
    if spans != done:
        findings.complaints.append(f"{spans} spans of {done} exchanges, tokens and look-ups")


def _judge(findings: Findings, is_quiet: bool) -> None:
    per_cpu, per_second = statistics.median(findings.per_cpu), statistics.median(findings.per_second)
    if findings.growth >= GROWTH_BUDGET:
        findings.complaints.append(f"grew by {findings.growth:.0f} MB")
    if min(per_cpu, per_second if is_quiet else per_cpu) <= 1 - LOSS_BUDGET:
        findings.complaints.append("does less work")
    if findings.recovery > RECOVERY_BUDGET:
        findings.complaints.append("exports again too late")
    print(f"a collector that {findings.kind}, {len(findings.per_cpu) * SLICE} s of load:")
    print(f"  memory grew by {findings.growth:.1f} MB (budget {GROWTH_BUDGET})")
    print(f"  requests per CPU second {per_cpu:.3f} of a service whose collector is well, requests/s {per_second:.3f}")
    print(f"    (budget {1 - LOSS_BUDGET}; {min(findings.per_cpu):.2f}..{max(findings.per_cpu):.2f} and "
          f"{min(findings.per_second):.2f}..{max(findings.per_second):.2f} in {len(findings.per_cpu)} pairs)")
    if not is_quiet:
        print("    (requests/s are not judged: the machine was not quiet)")
    print(f"  exports again after {findings.recovery:.1f} s (budget {RECOVERY_BUDGET})")
    for line in findings.counts:
        print(f"  {line} (exported, failed, dropped)")
    for complaint in findings.complaints:
        print(f"  OVER: {complaint}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (server.ServerFailed, load.LoadFailed) as error:
        sys.exit(f"telemetry-trouble: {error}")
