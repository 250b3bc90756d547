#!/usr/bin/env python3
"""A receiver of OTLP/HTTP for tests: decodes with the official definitions, answers as it is told, shows what it got.

    otlp_receiver.py [--port PORT] [--certificate FILE --key FILE [--client-authority FILE]]

Listens on 127.0.0.1, for telemetry on PORT (0, the default: one that is free), with TLS if it has a certificate and only
for clients of the given authority; and in plain text on a control port. Prints `listening PORT CONTROL_PORT`, then nothing.

    POST /v1/traces, /v1/metrics, /v1/logs    takes an export, in protobuf or JSON, as it is or with gzip
    GET  /received?signal=SIGNAL&atLeast=N    (control) the exports so far, once there are N of them (0 if not given)
    POST /answers                             (control) a JSON array: how the next exports are answered

What was received is a JSON array of objects: `path`, `signal`, `encoding` ("http/protobuf", "http/json"), `compression`,
`headers` (names in small letters), `size` (bytes as sent), `complaint` (null, or why the request breaks the specification; such
a request is answered with 400) and `message`: the request as JSON text with the names of the .proto files, ids in hexadecimal
digits, 64-bit numbers as text and enumerations as numbers, whichever way it came.

An answer is an object; without one left, exports are taken. All fields are optional:

    {"signal": "traces"}                        for the next export of this signal, else of any
    {"rejected": 3, "message": "why"}           a partial success
    {"status": 503, "headers": {"Retry-After": "1"}, "message": "why"}   an error, with a google.rpc.Status
    {"status": 400, "text": "why"}              an error in plain text
    {"size": 100}                               so many bytes that are no message
    {"hang": true}                              no answer
    {"stall": true}                             an answer that begins and does not end
    {"drop": true}                              the connection is closed without an answer
    {"status": 400, "drop": true}               the connection is closed within the answer
"""

import argparse
import base64
import gzip
import http.server
import json
import re
import ssl
import threading
import urllib.parse

from google.protobuf import json_format
from google.protobuf.unknown_fields import UnknownFieldSet
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2 as logs
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as metrics
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as traces

# By signal: the request, the answer, and what the answer calls that which it rejects.
SIGNALS = {
    "traces": (traces.ExportTraceServiceRequest, traces.ExportTraceServiceResponse, "rejected_spans"),
    "metrics": (metrics.ExportMetricsServiceRequest, metrics.ExportMetricsServiceResponse, "rejected_data_points"),
    "logs": (logs.ExportLogsServiceRequest, logs.ExportLogsServiceResponse, "rejected_log_records"),
}
ENCODINGS = {"application/x-protobuf": "http/protobuf", "application/json": "http/json"}
# Digits of the ids, by their names in JSON.
IDENTIFIERS = {"traceId": 32, "spanId": 16, "parentSpanId": 16}
ENUMERATIONS = {"kind", "code", "severityNumber", "aggregationTemporality"}
LONG_NUMBERS = re.compile(r"(UnixNano|^count|^bucketCounts|^intValue)$")


class Complaint(Exception):
    """How a request breaks the specification."""


class Journal:
    """What has come, and what is to be answered."""

    def __init__(self):
        self.changed = threading.Condition()
        self.requests = []
        self.answers = []

    def enter(self, request):
        """Enters a request; how to answer it."""
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()
            for index, answer in enumerate(self.answers):
                if answer.get("signal", request["signal"]) == request["signal"]:
                    return self.answers.pop(index)
            return {}

    def received(self, signal, at_least):
        """The requests of a signal, or of all, once there are so many."""

        def some():
            return [request for request in self.requests if signal in (None, request["signal"])]

        with self.changed:
            self.changed.wait_for(lambda: len(some()) >= at_least)
            return some()

    def script(self, answers):
        with self.changed:
            self.answers.extend(answers)


def walk(value, visit, key=""):
    """A copy of parsed JSON in which every scalar is what `visit` makes of its key and itself."""
    if isinstance(value, dict):
        return {key: walk(item, visit, key) for key, item in value.items()}
    if isinstance(value, list):
        return [walk(item, visit, key) for item in value]
    return visit(key, value)


def as_official_json(key, value):
    """Checks a scalar of OTLP's JSON, and turns ids into the base64 that protobuf wants."""
    if key in IDENTIFIERS:
        if not re.fullmatch("[0-9a-f]{%d}" % IDENTIFIERS[key], value):
            raise Complaint(f"{key} is {value!r}")
        return base64.b64encode(bytes.fromhex(value)).decode()
    if key in ENUMERATIONS and not isinstance(value, int):
        raise Complaint(f"{key} is no number")
    if LONG_NUMBERS.search(key) and not isinstance(value, str):
        raise Complaint(f"{key} is no text")
    return value


def with_hexadecimal_ids(key, value):
    return base64.b64decode(value).hex() if key in ("trace_id", "span_id", "parent_span_id") else value


def refuse_unknown_fields(message):
    if len(UnknownFieldSet(message)) > 0:
        raise Complaint(f"unknown fields in {message.DESCRIPTOR.name}")
    for field, value in message.ListFields():
        if field.message_type:
            for part in value if field.is_repeated else [value]:
                refuse_unknown_fields(part)


def decode(signal, encoding, body):
    """The JSON text of a request."""
    message = SIGNALS[signal][0]()
    try:
        if encoding == "http/protobuf":
            message.ParseFromString(body)
            refuse_unknown_fields(message)
        else:
            json_format.ParseDict(walk(json.loads(body), as_official_json), message)
    except Complaint:
        raise
    except Exception as error:
        raise Complaint(f"{type(error).__name__}: {error}") from error
    fields = json_format.MessageToDict(message, preserving_proto_field_name=True, use_integers_for_enums=True)
    return json.dumps(walk(fields, with_hexadecimal_ids))


def status_message(text, encoding):
    """A google.rpc.Status of which only the message is set."""
    if encoding == "http/json":
        return json.dumps({"message": text}).encode()
    data, length = text.encode(), b""
    size = len(data)
    while size > 127:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return b"\x12" + length + bytes([size]) + data


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    journal = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path != "/received":
            return self.reply(404)
        requests = self.journal.received(query.get("signal"), int(query.get("atLeast", 0)))
        self.reply(200, "application/json", json.dumps(requests).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.path == "/answers":
            self.journal.script(json.loads(body))
            return self.reply(204)
        signal = self.path.rpartition("/v1/")[2]
        if signal not in SIGNALS:
            return self.reply(404)
        request = self.read(signal, body)
        answer = self.journal.enter(request)
        if request["complaint"]:
            return self.reply(400, "text/plain", request["complaint"].encode())
        self.answer(answer, request)

    def read(self, signal, body):
        """What is entered of an export."""
        media_type = self.headers["Content-Type"]
        request = {
            "path": self.path, "signal": signal, "encoding": ENCODINGS.get(media_type),
            "compression": self.headers["Content-Encoding"], "size": len(body), "complaint": None, "message": None,
            "headers": {name.lower(): value for name, value in self.headers.items()},
        }
        try:
            if request["encoding"] is None:
                raise Complaint(f"content of type {media_type}")
            if request["compression"] == "gzip":
                body = gzip.decompress(body)
            request["message"] = decode(signal, request["encoding"], body)
        except (Complaint, OSError) as complaint:
            request["complaint"] = str(complaint)
        return request

    def answer(self, answer, request):
        media_type = self.headers["Content-Type"]
        status = answer.get("status", 200)
        headers = answer.get("headers", {})
        if answer.get("stall") or answer.get("drop") and "status" in answer:
            self.send_response(status)
            self.send_header("Content-Length", "1")
            self.end_headers()
        if answer.get("hang") or answer.get("stall"):
            threading.Event().wait()
        elif answer.get("drop"):
            self.close_connection = True
        elif "size" in answer:
            self.reply(status, media_type, b"\x0a" * answer["size"], headers)
        elif "text" in answer:
            self.reply(status, "text/plain", answer["text"].encode(), headers)
        elif status != 200:
            self.reply(status, media_type, status_message(answer.get("message", ""), request["encoding"]), headers)
        else:
            _, response_type, rejected = SIGNALS[request["signal"]]
            response = response_type()
            if "rejected" in answer:
                setattr(response.partial_success, rejected, answer["rejected"])
                response.partial_success.error_message = answer.get("message", "")
            json_text = json_format.MessageToJson(response, indent=None).encode()
            is_json = request["encoding"] == "http/json"
            self.reply(200, media_type, json_text if is_json else response.SerializeToString(), headers)

    def reply(self, status, media_type=None, body=b"", headers={}):
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            # Nobody has to read it all.
            self.close_connection = True


def listen(port, context=None):
    """Starts a server in threads of its own; its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.handle_error = lambda *_: None
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever).start()
    return server.server_address[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--client-authority")
    options = parser.parse_args()
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        if options.client_authority:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(options.client_authority)
    Handler.journal = Journal()
    print("listening", listen(options.port, context), listen(0), flush=True)


main()
