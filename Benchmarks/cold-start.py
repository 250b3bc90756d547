#!/usr/bin/env python3
"""Time from the start of the process to its first answer, and its memory then; fails when either is over its budget.

usage: cold-start.py PROGRAM [STARTS]
"""

import os
import socket
import statistics
import subprocess
import sys
import time

from harness import job
from harness.server import free_port


TIME_BUDGET = 100  # milliseconds, the median
MEMORY_BUDGET = 50  # MB


def first_answer(port: int) -> None:
    """Asks for /health/live until somebody answers."""
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert connection.recv(4096).startswith(b"HTTP/1.1 200")
                return
        except ConnectionRefusedError:
            time.sleep(0.001)


def start_once(program: str, kong: int) -> tuple[float, float]:
    """One start: milliseconds, and resident memory in MB."""
    port = free_port()
    environment = {
        "HOST": "127.0.0.1", "PORT": str(port), "KONG_ADMIN_URL": f"http://127.0.0.1:{kong}", "LOG_LEVEL": "warn",
        "KONG_JWT_AUTHORITY": job.ISSUER, "KONG_JWT_AUDIENCE": job.AUDIENCE,
    }
    start = time.monotonic()
    process = subprocess.Popen([program, "serve"], env=environment)
    try:
        first_answer(port)
        elapsed = (time.monotonic() - start) * 1000
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as statm:
            resident = int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        return elapsed, resident
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kong = free_port()
    stub = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(__file__), "kong-stub.py"), str(kong)])
    try:
        time.sleep(0.5)
        starts = [start_once(sys.argv[1], kong) for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 9)]
    finally:
        stub.terminate()
        stub.wait()
    times = sorted(elapsed for elapsed, _ in starts)
    print(f"cold start: median {statistics.median(times):.0f} ms, {times[0]:.0f} to {times[-1]:.0f} ms, {len(times)} starts")
    most = max(resident for _, resident in starts)
    print(f"resident memory after the first answer: {most:.0f} MB at most")
    if statistics.median(times) > TIME_BUDGET or most > MEMORY_BUDGET:
        sys.exit(f"cold start: OVER its budget of {TIME_BUDGET} ms or {MEMORY_BUDGET} MB")


if __name__ == "__main__":
    main()
