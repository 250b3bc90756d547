#!/usr/bin/env python3
"""What telemetry costs: CPU time per cached GET /tokens, with more and more of it, each over the step before.

The same program runs once for each step, all of them on one core, and wrk loads them in turns from another. What cannot be
switched off in the program is measured within the process, by HotPath. Fails when a step is over its budget.
"""

import argparse
import contextlib
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from harness import contenders, job, load, server, watched

SERVER_CORE, LOAD_CORE = 0, 1
WARM_UP = 2  # seconds


@dataclass(frozen=True, eq=False)
class Step:
    name: str
    base: str | None  # the step that it comes on top of
    budget: float | None  # microseconds over that
    settings: dict[str, str]


def steps(receiver_port: int) -> list[Step]:
    off, one, line, all = "off", "metrics, 1 % of the spans", "and a line for each request", "and all spans"
    lines = {"ACCESS_LOG": "all"}
    return [
        Step(off, None, None, watched.OFF),
        Step(one, off, 1.0, watched.sampled(0.01, receiver_port)),
        Step(line, one, 1.5, watched.sampled(0.01, receiver_port, **lines)),
        Step(all, line, 6.0, watched.sampled(1, receiver_port, **lines)),
        Step("and lines exported", all, None, watched.sampled(1, receiver_port, **lines, OTEL_LOGS_EXPORTER="otlp")),
    ]


def main() -> int:
    options = _options()
    load_average = os.getloadavg()[0]
    if load_average > 0.5:
        print(f"telemetry: the machine is not quiet (load average {load_average:.1f}): mind the noise", file=sys.stderr)
    always = _in_process(options.hot_path, min(options.rounds, 7))
    with contextlib.ExitStack() as running:
        kong = running.enter_context(server.Server(contenders.kong_stub, LOAD_CORE))
        receiver = running.enter_context(server.Server(contenders.receiver, LOAD_CORE))
        program = options.service.resolve()
        servers = {}
        for step in steps(receiver.port):
            own = contenders.service(program, kong.port, step.name, **step.settings)
            started = server.Server(own.command, SERVER_CORE, own.environment)
            servers[step] = running.enter_context(started)
            job.check(started.port)
        return _report(_measure(servers, options.rounds, options.seconds), always)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", type=Path, default=contenders.BUILD / "authentication-service", help="a release build")
    parser.add_argument("--hot-path", type=Path, default=contenders.BUILD / "HotPath", help="a release build of HotPath")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--seconds", type=int, default=1, help="of load per step and round")
    return parser.parse_args()


def _in_process(hot_path: Path, rounds: int) -> float:
    """Prints what observers cost within the process; what is always on, in microseconds."""
    times = watched.in_process(hot_path, SERVER_CORE, rounds)
    always = times["measured"] - times["request"] + times["instruments"]
    print("| Within the process, one request                | us CPU |")
    print("|------------------------------------------------|-------:|")
    for text, time in [
        ("bytes to bytes, no observer", times["request"]),
        ("observers: metrics, a look for a trace", times["measured"] - times["request"]),
        ("instruments of the handler (part of the first)", times["instruments"]),
        ("two spans made, queued and dropped", times["traced"] - times["measured"]),
        ("a line made, written behind its back", times["logged"] - times["measured"]),
    ]:
        print(f"| {text:46} | {time:6.2f} |")
    print()
    return always


def _measure(servers: dict[Step, server.Server], rounds: int, seconds: int) -> dict[Step, list[load.Measurement]]:
    results = {step: [] for step in servers}
    for round_number in range(-1, rounds):
        for step, running in servers.items():
            measured = load.measure(running, LOAD_CORE, seconds if round_number >= 0 else WARM_UP)
            if round_number >= 0:
                results[step].append(measured)
            running.forget_output()
    return results


def _report(results: dict[Step, list[load.Measurement]], always: float) -> int:
    """Prints a table; 1 when a budget is exceeded."""
    status = 0
    by_name = {step.name: measured for step, measured in results.items()}
    print("| GET /tokens, cached         | us CPU/request | over the one before | middle half | always on | budget |     |")
    print("|-----------------------------|---------------:|--------------------:|------------:|----------:|-------:|-----|")
    for step, measured in results.items():
        own = statistics.median(one.cpu_microseconds for one in measured)
        if step.base is None:
            print(f"| {step.name:27} | {own:14.1f} | {'':19} | {'':11} | {'':9} | {'':6} |     |")
            continue
        # Differences within a round: a noisy minute disturbs both sides of one.
        over = [
            one.cpu_microseconds - other.cpu_microseconds
            for one, other in zip(measured, by_name[step.base], strict=True)
        ]
        # What is always on belongs to metrics, and is in none of the differences.
        hidden = always if step.base == "off" else 0.0
        cost = statistics.median(over) + hidden
        low, _, high = statistics.quantiles(over, n=4) if len(over) > 1 else over * 3
        verdict = "" if step.budget is None else "ok" if cost <= step.budget else "OVER"
        status = status or (verdict == "OVER")
        print(
            f"| {step.name:27} | {own:14.1f} | {statistics.median(over):19.2f} | {f'{low:.1f}..{high:.1f}':>11} "
            f"| {f'{hidden:.2f}' if hidden else '':>9} | {step.budget or '':6} | {verdict:4}|"
        )
    return int(status)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (server.ServerFailed, load.LoadFailed, job.WrongAnswer) as error:
        sys.exit(f"telemetry: {error}")
