"""Load by wrk, and what it cost the server."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .job import REQUEST_HEADERS
from .server import Server

CONNECTIONS = 64
SCRIPT = Path(__file__).with_name("load.lua")


class LoadFailed(Exception):
    """Requests were not all answered with 2xx."""


@dataclass(frozen=True)
class Measurement:
    """One run of load against one server."""

    cpu_microseconds: float  # of the server, per request
    requests_per_second: float
    p99_milliseconds: float
    resident_megabytes: float


def measure(server: Server, core: int, seconds: int) -> Measurement:
    """Keeps a server busy from another core; raises LoadFailed when any answer was not a 2xx."""
    before = server.cpu_seconds()
    result = _run(server.port, core, seconds)
    cpu = server.cpu_seconds() - before
    if result["requests"] == 0 or result["socketErrors"] or result["statusErrors"]:
        raise LoadFailed(f"{result}")
    return Measurement(
        cpu_microseconds=cpu * 1e6 / result["requests"],
        requests_per_second=result["requests"] * 1e6 / result["microseconds"],
        p99_milliseconds=result["p99"] / 1000,
        resident_megabytes=server.resident_bytes() / 1e6,
    )


def _run(port: int, core: int, seconds: int) -> dict[str, int]:
    headers = [part for name, value in REQUEST_HEADERS.items() for part in ("-H", f"{name}: {value}")]
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT), *headers]
    finished = subprocess.run(
        ["taskset", "--cpu-list", str(core), *wrk, f"http://127.0.0.1:{port}/tokens"],
        capture_output=True,
        text=True,
        timeout=seconds + 30,
    )
    if finished.returncode != 0:
        raise LoadFailed(finished.stderr.strip())
    return json.loads(finished.stdout.strip().splitlines()[-1])
