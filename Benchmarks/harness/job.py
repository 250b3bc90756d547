"""The job: one consumer, one credential, one request, and what a right answer to it is."""

import base64
import hashlib
import hmac
import http.client
import json
import re
import time

ISSUER = "https://api.example.com"
AUDIENCE = "example-api"
LIFETIME = 900  # seconds
CONSUMER_ID = "7e1b5a0e-3b1c-4c0e-9a63-0d9b6f0c3a11"
USERNAME = "test-consumer-001"
KEY = "test-consumer-001-jwt-key"
SECRET = "test-consumer-001-jwt-secret-0123456789"

# What Kong 3.9 adds to a request of curl's for a consumer with an API key, in its order.
REQUEST_HEADERS = {
    "Via": "1.1 kong/3.9.1",
    "X-Forwarded-For": "192.0.2.17",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "api.example.com",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Path": "/tokens",
    "X-Forwarded-Prefix": "/tokens",
    "X-Real-IP": "192.0.2.17",
    "X-Kong-Request-Id": "4ef3e74a2e2c0d0a8e9d1d3c5b6a7f80",
    "User-Agent": "curl/7.88.1",
    "Accept": "*/*",
    "X-Consumer-ID": CONSUMER_ID,
    "X-Consumer-Username": USERNAME,
    "X-Credential-Identifier": "2f0f6a8e-52f4-4d5c-8f42-0d9f1a5e7c77",
}

RESPONSE_HEADERS = [
    "Content-Type",
    "X-Request-Id",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Methods",
    "Vary",
    "Cache-Control",
    "Pragma",
    "Date",
    "Content-Length",
]

UUID_V4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class WrongAnswer(Exception):
    """A server that does not do the job cannot be compared."""


def check(port: int) -> None:
    """Asks twice on one connection; raises WrongAnswer unless both answers are right and their ids fresh."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        first, second = _ask(connection), _ask(connection)
    finally:
        connection.close()
    _require(not first & second, "a request id or token id came twice")


def _ask(connection: http.client.HTTPConnection) -> set[str]:
    """Returns the identifiers of one answer."""
    connection.request("GET", "/tokens", headers=REQUEST_HEADERS)
    response = connection.getresponse()
    body = response.read()
    _require(response.status == 200, f"status {response.status}: {body!r}")
    missing = [name for name in RESPONSE_HEADERS if response.getheader(name) is None]
    _require(not missing, f"no header {', '.join(missing)}")
    request_id = response.getheader("X-Request-Id", "")
    _require(UUID_V4.fullmatch(request_id) is not None, f"X-Request-Id {request_id}")

    fields = json.loads(body)
    _require(list(fields) == ["access_token", "expires_in"], f"body fields {list(fields)}")
    _require(fields["expires_in"] == LIFETIME, f"expires_in {fields['expires_in']}")
    return {request_id, _token_id(fields["access_token"])}


def _token_id(token: str) -> str:
    """Verifies a token to the byte and returns its jti."""
    signed, _, signature = token.rpartition(".")
    expected = hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256)
    _require(hmac.compare_digest(_decode(signature), expected), "the signature is wrong")
    header, payload = (_decode(part) for part in signed.split("."))
    _require(header == b'{"alg":"HS256","typ":"JWT"}', f"header {header!r}")

    claims = json.loads(payload)
    jti, iat = claims.get("jti", ""), claims.get("iat", 0)
    _require(UUID_V4.fullmatch(jti) is not None, f"jti {jti}")
    _require(abs(iat - time.time()) < 3, f"iat {iat} is not now")
    claims = {
        "sub": USERNAME,
        "key": KEY,
        "jti": jti,
        "iat": iat,
        "nbf": iat,
        "exp": iat + LIFETIME,
        "iss": ISSUER,
        "aud": AUDIENCE,
        "name": USERNAME,
        "unique_name": f"api.example.com#{USERNAME}",
    }
    _require(payload == json.dumps(claims, separators=(",", ":")).encode(), f"claims {payload!r}")
    return jti


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise WrongAnswer(complaint)
