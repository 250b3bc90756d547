"""Judges a running service by its own description: judge_openapi.py BASE CONSUMER [TOKEN], where the consumer is one that
Kong knows, and the token that of operators.

Prints every complaint on a line of its own, and last how much was looked at.
"""

import json
import sys
import urllib.error
import urllib.request

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

BASE, CONSUMER, OPERATORS = (sys.argv[1:] + [None])[:3]
complaints = []


def ask(method, path, headers=()):
    request = urllib.request.Request(BASE + path, method=method, headers=dict(headers))
    try:
        response = urllib.request.urlopen(request, timeout=50)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers.get("Content-Type", ""), response.read().decode()


def strict(schema):
    """The same schema, in which objects have no members but those that it names."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {name: strict(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        copy.setdefault("additionalProperties", False)
    return copy


document = json.loads(ask("GET", "/", {"Accept": "application/json"})[2])
if yaml.safe_load(ask("GET", "/", {"Accept": "application/yaml"})[2]) != document:
    complaints.append("YAML says another thing than JSON")
complaints += [f"the document: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()]

components = {"schemas": strict(document["components"]["schemas"])}


def check(what, schema, value):
    whole = {**strict(schema), "components": components}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    complaints.extend(f"{what}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value))


def resolve(answer):
    return document["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]] if "$ref" in answer else answer


examples = calls = 0
consumer = {"X-Consumer-ID": CONSUMER, "X-Consumer-Username": "alice"}
if "/tokens" in document["paths"]:
    token = json.loads(ask("GET", "/tokens", consumer)[2]).get("access_token", "none")
    consumer["Authorization"] = f"Bearer {token}"
askers = [{}, consumer, {"Accept": "text/plain"}]
if OPERATORS:
    askers.append({"Authorization": f"Bearer {OPERATORS}"})
for path, operations in document["paths"].items():
    for method, operation in operations.items():
        name = f"{method.upper()} {path}"
        for status, answer in operation["responses"].items():
            for media, content in resolve(answer).get("content", {}).items():
                for example in content.get("examples", {}).values():
                    check(f"{name} {status} {media}, example", content["schema"], example["value"])
                    examples += 1
        views = next((p["schema"]["enum"] for p in operation["parameters"] if p.get("name") == "view"), [None])
        for view in views:
            for headers in askers:
                # A stream without an end would be read for ever.
                query = f"?view={view}" if view else "?samples=1" if path == "/admin/live" else ""
                target = path.replace("{consumer}", "nobody").replace("{name}", "healthCheck") + query
                status, media, body = ask(method.upper(), target, headers)
                calls += 1
                answer = operation["responses"].get(str(status))
                media = media.split(";")[0]
                content = resolve(answer).get("content", {}).get(media) if answer else None
                if content is None:
                    complaints.append(f"{name} {headers}: {status} {media} is not described")
                else:
                    check(f"{name} {status}", content["schema"], json.loads(body) if media.endswith("json") else body)

print("\n".join(complaints + [f"{examples} examples, {calls} calls, {len(complaints)} complaints"]))
