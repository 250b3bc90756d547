"""What a server says of itself to those who scrape it."""

import http.client
import re

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="([^"]*)"')


def scrape(port: int) -> list[tuple[str, dict[str, str], float]]:
    """Every sample: name, labels, value."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/metrics?format=prometheus")
        text = connection.getresponse().read().decode()
    finally:
        connection.close()
    samples = (SAMPLE.match(line) for line in text.splitlines())
    return [(found[1], dict(LABEL.findall(found[2] or "")), float(found[3])) for found in samples if found]


def total(samples: list[tuple[str, dict[str, str], float]], name: str, **labels: str) -> int:
    """The sum of the series of a counter that have these labels."""
    return round(sum(value for own, all, value in samples if own == name and labels.items() <= all.items()))
