#!/usr/bin/env python3
"""As much of Kong's Admin API as the service asks for one cached consumer.

usage: kong-stub.py PORT
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import job

CREDENTIALS = {
    "data": [
        {
            "id": "b3f3c2d4-5d0e-4e6f-8a9b-1c2d3e4f5a6b",
            "consumer": {"id": job.CONSUMER_ID},
            "key": job.KEY,
            "secret": job.SECRET,
            "algorithm": "HS256",
            "rsa_public_key": None,
            "tags": None,
            "created_at": 1700000000,
        }
    ],
    "next": None,
}
ANSWERS = {
    "/status": (200, {"database": {"reachable": True}}),
    f"/consumers/{job.CONSUMER_ID}/jwt": (200, CREDENTIALS),
}


class AdminAPI(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status, value = ANSWERS.get(self.path.partition("?")[0], (404, {"message": "Not found"}))
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Keeps quiet."""


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), AdminAPI).serve_forever()
