"""Figures of all rounds, as a table and as JSON."""

import dataclasses
import json
import statistics
from dataclasses import dataclass

from .load import Measurement


@dataclass(frozen=True)
class Line:
    """One contender: medians over the rounds, and how far the rounds were apart."""

    name: str
    cpu_microseconds: float
    cpu_microseconds_least: float
    cpu_microseconds_most: float
    ratio_to_floor: float  # median of the ratios within each round: a noisy minute disturbs both sides of one
    requests_per_second: float
    p99_milliseconds: float
    resident_megabytes: float


def summarise(name: str, own: list[Measurement], floor: list[Measurement]) -> Line:
    """Both lists hold one measurement of each round, in the order of the rounds."""
    cpu = [measurement.cpu_microseconds for measurement in own]
    return Line(
        name=name,
        cpu_microseconds=statistics.median(cpu),
        cpu_microseconds_least=min(cpu),
        cpu_microseconds_most=max(cpu),
        ratio_to_floor=statistics.median(
            mine / reference.cpu_microseconds for mine, reference in zip(cpu, floor, strict=True)
        ),
        requests_per_second=statistics.median(measurement.requests_per_second for measurement in own),
        p99_milliseconds=statistics.median(measurement.p99_milliseconds for measurement in own),
        resident_megabytes=max(measurement.resident_megabytes for measurement in own),
    )


def table(lines: list[Line], absent: list[str]) -> str:
    """Markdown, to be read in a terminal and pasted into a document."""
    rows = [("GET /tokens, cached", "us CPU/request", "least..most", "x floor", "requests/s", "p99 ms", "RSS MB")]
    rows += [
        (
            line.name,
            f"{line.cpu_microseconds:.1f}",
            f"{line.cpu_microseconds_least:.1f}..{line.cpu_microseconds_most:.1f}",
            f"{line.ratio_to_floor:.2f}",
            f"{line.requests_per_second:,.0f}",
            f"{line.p99_milliseconds:.1f}",
            f"{line.resident_megabytes:.0f}",
        )
        for line in lines
    ]
    rows += [(name, "absent", "", "", "", "", "") for name in absent]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    text = [
        "| " + " | ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:]))]) + " |"
        for row in rows
    ]
    rule = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    return "\n".join([text[0], rule, *text[1:]])


def as_json(lines: list[Line], absent: list[str], conditions: dict) -> str:
    return json.dumps(
        {"conditions": conditions, "servers": [dataclasses.asdict(line) for line in lines], "absent": absent}, indent=2
    )
