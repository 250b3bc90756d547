"""Fills a file for decK in as decK does, and prints what it says as JSON.

fill_in.py FILE: variables come from standard input as one JSON object. `env NAME` and `env NAME | indent N` are known, which is all that
deploy/kong uses; a variable that is missing is an error, as it is to decK.
"""

import json
import re
import sys

import yaml

PLACEHOLDER = re.compile(r'\$\{\{ env "(DECK_[A-Z_]+)"(?: \| indent (\d+))? \}\}')


def main() -> None:
    variables = json.load(sys.stdin)

    def value(match: re.Match[str]) -> str:
        return variables[match[1]].replace("\n", "\n" + " " * int(match[2] or 0))

    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [line for line in file if not line.lstrip().startswith("#")]
    text = PLACEHOLDER.sub(value, "".join(lines))
    assert "${{" not in text, text
    print(json.dumps(yaml.safe_load(text)))


main()
