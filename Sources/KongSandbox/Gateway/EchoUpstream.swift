import HTTPEdge

/// An upstream that says what it was asked: behind a protected route it shows that Kong let a request pass, and as whom.
package struct EchoUpstream: Upstream {
  package init() {}

  package func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse {
    let headers = request.headers.all.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
    let document: JSONValue = [
      "method": .string(request.method.name),
      "target": .string(request.target),
      "headers": .object(JSONObject(headers)),
    ]
    let body = document.bytes
    return UpstreamResponse(
      status: .ok,
      headers: HeaderLines([
        ("Content-Type", "application/json"), ("Content-Length", "\(body.count)"), ("Server", "echo"),
      ]),
      body: body)
  }
}
