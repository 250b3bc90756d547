#!/usr/bin/env python3
"""CPU time of one GET that hits a shared cache: of this package's Redis client and of clients in other stacks.

Starts a Redis server of its own on one core and fills it with 1,000 keys. Each client runs on another core, in turns,
for several rounds: so many GETs, CONCURRENCY of them under way at a time, each value checked for its length. The
clients report their own CPU time, warm-up excluded; the server counts their hits. Installs on Debian what is missing
(Benchmarks/redis/setup.sh); needs nothing else but Python's standard library and taskset.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harness import contenders, server

CLIENTS = contenders.BENCHMARKS / "redis"
BUILT = contenders.BUILT / "redis"
HOT_PATH = contenders.BENCHMARKS.parent / ".build-release/release/HotPath"
NODE_REDIS = Path("/usr/share/nodejs/redis")  # where Debian puts it, and some builds of Node do not look
OURS, FLOOR = "HotPath redis-get", "C floor, hiredis"

KEYS = [f"consumer:{index}" for index in range(1000)]
VALUE = b"v" * 400
TIMEOUT = 600  # seconds for one client in one round


class ClientFailed(Exception):
    """A client did not do the job, which is so many GETs that hit."""


@dataclass(frozen=True)
class Client:
    """A program that asks for KEYS in turns."""

    name: str
    program: Path | None  # None when there is none
    arguments: Callable[[int, int, int], list[str]]  # from the port, the operations and the concurrency
    is_alone: bool = False  # has one caller, whatever the concurrency

    @property
    def is_present(self) -> bool:
        return self.program is not None and self.program.exists()


@dataclass(frozen=True)
class Measurement:
    """One client in one round."""

    cpu_microseconds: float  # of the client, per GET
    server_microseconds: float  # of the Redis server, per GET, warm-up included
    gets_per_second: float


def main() -> int:
    options = _options()
    subprocess.run([CLIENTS / "setup.sh"], check=True, stdout=sys.stderr)
    cores = sorted(os.sched_getaffinity(0))
    load_average = os.getloadavg()[0]
    if load_average > 0.5:
        _say(f"the machine is not quiet (load average {load_average:.1f}): mind the noise")
    if len(cores) == 1:
        _say("server and clients share the only core: mind the noise")

    clients = _clients(options.hot_path)
    present = [client for client in clients if client.is_present]
    results = {client.name: [] for client in present}
    with server.Server(_redis, cores[0]) as redis:
        _fill(redis.port)
        for _ in range(options.rounds):
            for client in present:
                results[client.name].append(_measure(client, redis, cores[-1], options))
    print(_table(clients, results, options.concurrency))
    return 0


def _say(line: str) -> None:
    print(f"shared-cache: {line}", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--operations", type=int, default=200_000, help="per client and round; a tenth more warms up")
    parser.add_argument("--concurrency", type=int, default=64, help="GETs under way at a time")
    parser.add_argument("--hot-path", type=Path, default=HOT_PATH, help="a release build of HotPath")
    options = parser.parse_args()
    if min(options.rounds, options.operations, options.concurrency) < 1:
        parser.error("nothing takes no time")
    return options


def _clients(hot_path: Path) -> list[Client]:
    """The floor first, ours last; they are present if setup.sh could make them."""

    def after(*first: str) -> Callable[[int, int, int], list[str]]:
        return lambda *numbers: [*first, *map(str, numbers)]

    go, python, python_script = BUILT / "go", BUILT / "venv/bin/python", str(CLIENTS / "python/get.py")
    node, node_script = _installed("node"), str(CLIENTS / "node/get.js")
    return [
        Client(FLOOR, BUILT / "floor", after()),
        Client("Go, bare, multiplexed", go, after("multiplexed")),
        Client("Go, bare, pool", go, after("pool")),
        Client("Node, bare", node, after(node_script, "bare")),
        Client("node-redis", node if NODE_REDIS.exists() else None, after(node_script, "node-redis")),
        Client("redis-py, hiredis, pipeline", python, after(python_script, "pipeline")),
        Client("redis-py, hiredis, asyncio", python, after(python_script, "asyncio")),
        Client("redis-py, hiredis, blocking", python, after(python_script, "blocking"), is_alone=True),
        Client(OURS, hot_path.resolve() if _can_get(hot_path) else None, _our_arguments),
    ]


def _installed(command: str) -> Path | None:
    program = shutil.which(command)
    return Path(program) if program else None


def _our_arguments(port: int, operations: int, concurrency: int) -> list[str]:
    return ["redis-get", "--port", str(port), "--operations", str(operations), "--concurrency", str(concurrency)]


def _can_get(hot_path: Path) -> bool:
    """Whether HotPath is built, and from sources that have the subcommand; says so if not."""
    if not hot_path.exists():
        _say(f"without ours: no {hot_path}; Benchmarks/run.sh builds it")
        return False
    usage = subprocess.run([hot_path, "redis-get", "--help"], capture_output=True, text=True, timeout=10).stdout
    if "--concurrency" not in usage:
        _say(f"without ours: {hot_path} has no redis-get; build it anew")
        return False
    return True


def _redis(port: int, folder: Path) -> list[str]:
    """A Redis server that keeps nothing."""
    settings = {"port": port, "bind": "127.0.0.1", "dir": folder, "save": "", "appendonly": "no"}
    options = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    return [str(BUILT / "redis-server"), *options]


def _fill(port: int) -> None:
    for key in KEYS:
        _ask(port, b"SET", key.encode(), VALUE)


def _hits(port: int) -> tuple[int, int]:
    """Look-ups since the start that found their key, and that did not."""
    fields = dict(line.split(":", 1) for line in _ask(port, b"INFO", b"stats").splitlines() if ":" in line)
    return int(fields["keyspace_hits"]), int(fields["keyspace_misses"])


def _ask(port: int, *words: bytes) -> str:
    """Sends one command over a connection of its own; returns what came back until the server closed it."""
    command = b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(command + b"*1\r\n$4\r\nQUIT\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    if answer.startswith("-"):
        raise server.ServerFailed(answer.strip())
    return answer


def _measure(client: Client, redis: server.Server, core: int, options: argparse.Namespace) -> Measurement:
    hits, misses = _hits(redis.port)
    before = redis.cpu_seconds()
    command = [str(client.program), *client.arguments(redis.port, options.operations, options.concurrency)]
    try:
        finished = subprocess.run(
            ["taskset", "--cpu-list", str(core), *command],
            env={**os.environ, "NODE_PATH": str(NODE_REDIS.parent)},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired as error:
        raise ClientFailed(f"{client.name} is not done after {TIMEOUT} s") from error
    if finished.returncode != 0:
        raise ClientFailed(f"{client.name}: {finished.stderr.strip()[-2000:]}")
    server_cpu = redis.cpu_seconds() - before
    try:
        figures = json.loads(finished.stdout)
    except ValueError as error:
        raise ClientFailed(f"{client.name} prints no JSON: {finished.stdout[-2000:]!r}") from error
    hits, misses = (now - then for now, then in zip(_hits(redis.port), (hits, misses), strict=True))
    if misses or not figures["operations"] == options.operations <= hits:
        raise ClientFailed(f"{client.name} says {figures}, the server says {hits} hits and {misses} misses")
    return Measurement(
        cpu_microseconds=figures["cpu_us"] / figures["operations"],
        server_microseconds=server_cpu * 1e6 / hits,
        gets_per_second=figures["operations"] / figures["wall_s"],
    )


def _table(clients: list[Client], results: dict[str, list[Measurement]], concurrency: int) -> str:
    """Markdown. Medians; a ratio is the median of those within each round, whose noise both sides share."""
    rows = [("GET, a hit", "at a time", "us CPU/GET", "least..most", "x floor", "x ours", "GETs/s", "server us/GET")]
    for client in clients:
        if not (own := results.get(client.name)):
            rows.append((client.name, "absent", "", "", "", "", "", ""))
            continue
        cpu = [measurement.cpu_microseconds for measurement in own]
        rows.append(
            (
                client.name,
                str(1 if client.is_alone else concurrency),
                f"{statistics.median(cpu):.2f}",
                f"{min(cpu):.2f}..{max(cpu):.2f}",
                _ratio(own, results.get(FLOOR)),
                _ratio(own, results.get(OURS)),
                f"{statistics.median(measurement.gets_per_second for measurement in own):,.0f}",
                f"{statistics.median(measurement.server_microseconds for measurement in own):.2f}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:]))]) + " |"
        for row in rows
    ]
    rule = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _ratio(own: list[Measurement], reference: list[Measurement] | None) -> str:
    if not reference:
        return ""
    pairs = zip(own, reference, strict=True)
    return f"{statistics.median(mine.cpu_microseconds / other.cpu_microseconds for mine, other in pairs):.2f}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (server.ServerFailed, ClientFailed) as error:
        sys.exit(f"shared-cache: {error}")
    except subprocess.CalledProcessError:
        sys.exit("shared-cache: Benchmarks/redis/setup.sh failed")
