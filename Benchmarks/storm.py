#!/usr/bin/env python3
"""A storm of cold consumers while Kong is slow: what a warm consumer notices, what memory it takes, what Kong sees.

usage: storm.py PROGRAM [CONSUMERS [CONNECTIONS]]

Kong answers every look-up after two seconds with 404. CONSUMERS (20,000) different ones are asked for over CONNECTIONS
(6,000), as fast as the answers allow, while one warm consumer asks again and again. Needs an open-file limit above
CONNECTIONS, and nothing but Python's standard library.
"""

import asyncio
import multiprocessing
import os
import socket
import subprocess
import sys
import time

from harness import job

KONG_DELAY = 2.0
CONCURRENCY = 32
WARM = (
    f"GET /tokens HTTP/1.1\r\nHost: a\r\nX-Consumer-ID: {job.CONSUMER_ID}\r\nX-Consumer-Username: warm\r\n\r\n"
).encode()


class SlowKong:
    """Answers the warm consumer at once, everybody else late, and remembers how many waited at a time."""

    def __init__(self) -> None:
        self.waiting = 0
        self.most = 0
        self.lookups = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                answer = asyncio.ensure_future(self.answer(head.split(b" ", 2)[1].decode()))
                # As Kong does, it drops what nobody waits for any more.
                gone = asyncio.ensure_future(reader.read(1))
                await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
                if not answer.done():
                    answer.cancel()
                    return
                gone.cancel()
                await asyncio.gather(gone, return_exceptions=True)
                writer.write(answer.result())
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, path: str) -> bytes:
        if path == "/status":
            return self.response(200, '{"database":{"reachable":true}}')
        if job.CONSUMER_ID in path:
            return self.response(200, (
                '{"data":[{"id":"i","consumer":{"id":"%s"},"key":"%s","secret":"%s","algorithm":"HS256",'
                '"created_at":1}],"next":null}') % (job.CONSUMER_ID, job.KEY, job.SECRET))
        self.lookups += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        try:
            await asyncio.sleep(KONG_DELAY)
        finally:
            self.waiting -= 1
        return self.response(404, '{"message":"Not found"}')

    @staticmethod
    def response(status: int, body: str) -> bytes:
        return (f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                f"{body}").encode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def resident(pid: int) -> float:
    with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def probe(port: int, stop, results) -> None:
    """Asks for the warm consumer's token on one connection, every millisecond; reports milliseconds."""
    times, failures = [], 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while not stop.is_set():
            start = time.perf_counter()
            connection.sendall(WARM)
            failures += not connection.recv(65536).startswith(b"HTTP/1.1 200")
            times.append((time.perf_counter() - start) * 1000)
            time.sleep(0.001)
    results.put((sorted(times), failures))


def warm_latency(port: int, seconds: float = 0):
    """Starts a probe; the function that is returned ends it and gives its times."""
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    process = multiprocessing.Process(target=probe, args=(port, stop, results))
    process.start()

    def end():
        stop.set()
        outcome = results.get()
        process.join()
        return outcome

    return end


async def storm(port: int, consumers: int, connections: int) -> dict[str, int]:
    """Asks for every consumer once; the answers by status."""
    numbers = iter(range(consumers))
    statuses: dict[str, int] = {}

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            writer.write((f"GET /tokens HTTP/1.1\r\nHost: a\r\nX-Consumer-ID: 00000000-0000-4000-8000-"
                          f"{100_000_000_000 + number}\r\nX-Consumer-Username: cold\r\n\r\n").encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            body = await reader.readexactly(length)
            code = body.split(b'"code"', 1)[1].split(b'"')[1].decode() if b'"code"' in body else ""
            status = f"{head.split(b' ')[1].decode()} {code}"
            statuses[status] = statuses.get(status, 0) + 1
        writer.close()

    await asyncio.gather(*(ask() for _ in range(connections)))
    return statuses


async def run(program: str, consumers: int, connections: int) -> None:
    kong = SlowKong()
    kong_port, port = free_port(), free_port()
    server = await asyncio.start_server(kong.serve, "127.0.0.1", kong_port, backlog=1024)
    process = subprocess.Popen([program, "serve"], env={
        "HOST": "127.0.0.1", "PORT": str(port), "KONG_ADMIN_URL": f"http://127.0.0.1:{kong_port}", "LOG_LEVEL": "error",
        "KONG_JWT_AUTHORITY": job.ISSUER, "KONG_JWT_AUDIENCE": job.AUDIENCE, "KONG_MAX_CONCURRENCY": str(CONCURRENCY),
        "CIRCUIT_BREAKER_ENABLED": "false", **{name: value for name, value in os.environ.items() if name.startswith("MAX_")},
    })
    try:
        await asyncio.sleep(1)
        end = warm_latency(port)
        await asyncio.sleep(3)
        quiet, _ = await asyncio.to_thread(end)
        before = resident(process.pid)
        end = warm_latency(port)
        start = time.monotonic()
        task = asyncio.create_task(storm(port, consumers, connections))
        most = before
        while not task.done():
            most = max(most, resident(process.pid))
            await asyncio.sleep(0.05)
        took = time.monotonic() - start
        busy, failures = await asyncio.to_thread(end)
        print(f"storm: {consumers} cold consumers over {connections} connections in {took:.1f} s, answers {await task}")
        print(f"Kong saw {kong.lookups} look-ups, {kong.most} at a time at most (KONG_MAX_CONCURRENCY {CONCURRENCY})")
        print(f"memory: {before:.0f} MB before, {most:.0f} MB at most")
        for name, times in (("quiet", quiet), ("storm", busy)):
            print(f"warm consumer, {name}: {len(times)} answers, p50 {times[len(times) // 2]:.2f} ms, "
                  f"p99 {times[len(times) * 99 // 100]:.2f} ms, longest {times[-1]:.1f} ms")
        print(f"warm requests that failed: {failures}")
    finally:
        process.terminate()
        process.wait()
        server.close()


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    numbers = [int(argument) for argument in sys.argv[2:4]]
    consumers = numbers[0] if numbers else 20_000
    asyncio.run(run(sys.argv[1], consumers, numbers[1] if len(numbers) > 1 else 6_000))


if __name__ == "__main__":
    main()
