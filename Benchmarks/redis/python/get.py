#!/usr/bin/env python3
"""GETs through redis-py with the parser of hiredis.

usage: get.py asyncio|blocking|pipeline PORT OPERATIONS CONCURRENCY

asyncio: so many tasks, each awaiting its reply before its next GET; redis-py takes a connection of its pool for each.
blocking: one caller, one GET at a time, whatever CONCURRENCY says.
pipeline: one caller, that many GETs per round trip.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Awaitable, Callable

import redis
import redis.asyncio
from redis.utils import HIREDIS_AVAILABLE

VALUE_BYTES = 400
KEYS = [f"consumer:{index}" for index in range(1000)]

Work = Callable[[int], Awaitable[None]]  # does so many operations


def check(value: bytes | None) -> None:
    if value is None or len(value) != VALUE_BYTES:
        sys.exit(f"get: no value of {VALUE_BYTES} bytes: {value!r}")


def concurrent(port: int, concurrency: int) -> Work:
    client = redis.asyncio.Redis(host="127.0.0.1", port=port)

    async def caller(keys: itertools.islice) -> None:
        for key in keys:
            check(await client.get(key))

    async def work(operations: int) -> None:
        keys = itertools.islice(itertools.cycle(KEYS), operations)  # shared by all callers
        await asyncio.gather(*(caller(keys) for _ in range(concurrency)))

    return work


def blocking(port: int, _concurrency: int) -> Work:
    client = redis.Redis(host="127.0.0.1", port=port)

    async def work(operations: int) -> None:
        for key in itertools.islice(itertools.cycle(KEYS), operations):
            check(client.get(key))

    return work


def pipelined(port: int, concurrency: int) -> Work:
    client = redis.Redis(host="127.0.0.1", port=port)

    async def work(operations: int) -> None:
        keys = itertools.islice(itertools.cycle(KEYS), operations)
        while window := list(itertools.islice(keys, concurrency)):
            pipeline = client.pipeline(transaction=False)
            for key in window:
                pipeline.get(key)
            for value in pipeline.execute():
                check(value)

    return work


async def measure(work: Work, operations: int) -> None:
    await work(operations // 10)
    start, cpu = time.perf_counter(), time.process_time()
    await work(operations)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - start
    print(json.dumps({"operations": operations, "cpu_us": round(cpu * 1e6), "wall_s": round(wall, 6)}))


def main() -> None:
    variants = {"asyncio": concurrent, "blocking": blocking, "pipeline": pipelined}
    if len(sys.argv) != 5 or sys.argv[1] not in variants:
        sys.exit(__doc__)
    if not HIREDIS_AVAILABLE:
        sys.exit("get: hiredis is not installed")
    port, operations, concurrency = (int(argument) for argument in sys.argv[2:])
    asyncio.run(measure(variants[sys.argv[1]](port, concurrency), operations))


if __name__ == "__main__":
    main()
