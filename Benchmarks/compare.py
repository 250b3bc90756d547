#!/usr/bin/env python3
"""CPU time per GET /tokens of this service and of other stacks that do the same job, as multiples of a floor in C.

Each server runs on one core and wrk on another, in turns, for several rounds. Fails when the service is over its
budget, does not do the job, or answers anything but 2xx. Needs nothing but Python's standard library, wrk and taskset.
"""

import argparse
import contextlib
import os
import sys
import time
from pathlib import Path

from harness import contenders, job, load, report, server

SERVER_CORE, LOAD_CORE = 0, 1
WARM_UP = 1  # seconds of load before the first round: caches, just-in-time compilers


def main() -> int:
    options = _options()
    absent = [peer.name for peer in contenders.peers() if not peer.is_present]
    if contenders.FLOOR in absent:
        sys.exit("compare: the floor is not built; run Benchmarks/setup.sh")
    load_average = os.getloadavg()[0]
    if load_average > 0.5:
        print(f"compare: the machine is not quiet (load average {load_average:.1f}): mind the noise", file=sys.stderr)

    with contextlib.ExitStack() as running:
        servers = _start(options.service, running)
        results = _measure(servers, options.rounds, options.seconds)

    lines = [report.summarise(name, own, results[contenders.FLOOR]) for name, own in results.items()]
    if options.json:
        conditions = {
            "rounds": options.rounds,
            "seconds": options.seconds,
            "connections": load.CONNECTIONS,
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "loadAverageBefore": round(load_average, 2),
        }
        print(report.as_json(lines, absent, conditions))
    else:
        print(report.table(lines, absent))
    return _verdict(lines, options.budget)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", type=Path, help="a release build of the service; without it, peers only")
    parser.add_argument("--budget", type=float, help="how many times the floor's CPU time the service may need")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="of load per server and round")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    if options.budget is not None and options.service is None:
        parser.error("a budget needs --service")
    if options.service is not None and not options.service.exists():
        parser.error(f"no {options.service}; build it with scripts/release.sh")
    return options


def _start(service: Path | None, running: contextlib.ExitStack) -> dict[str, server.Server]:
    """Starts everyone who is present and checks that each does the job."""
    starting = [peer for peer in contenders.peers() if peer.is_present]
    if service is not None:
        kong = running.enter_context(server.Server(contenders.kong_stub, LOAD_CORE))
        starting.append(contenders.service(service.resolve(), kong.port))
        starting.append(contenders.service(service.resolve(), kong.port, contenders.LOGGING_SERVICE, ACCESS_LOG="all"))
    servers = {}
    for contender in starting:
        started = server.Server(contender.command, SERVER_CORE, contender.environment)
        servers[contender.name] = running.enter_context(started)
        try:
            job.check(started.port)
        except job.WrongAnswer as error:
            sys.exit(f"compare: {contender.name} does not do the job: {error}")
    return servers


def _measure(servers: dict[str, server.Server], rounds: int, seconds: int) -> dict[str, list[load.Measurement]]:
    for running in servers.values():
        load.measure(running, LOAD_CORE, WARM_UP)
    results = {name: [] for name in servers}
    for _ in range(rounds):
        for name, running in servers.items():
            results[name].append(load.measure(running, LOAD_CORE, seconds))
    return results


def _verdict(lines: list[report.Line], budget: float | None) -> int:
    if budget is None:
        return 0
    ratio = next(line.ratio_to_floor for line in lines if line.name == contenders.SERVICE)
    verdict = "within" if ratio <= budget else "OVER"
    print(f"{contenders.SERVICE}: {ratio:.2f} x the floor, {verdict} its budget of {budget}", file=sys.stderr)
    return 0 if ratio <= budget else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (server.ServerFailed, load.LoadFailed) as error:
        sys.exit(f"compare: {error}")
