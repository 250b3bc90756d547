import HTTPEdge
import KongSandbox
import NIOCore
import Synchronization

/// An upstream that keeps what reaches it and answers as the recorded upstream did.
final class RecordingUpstream: Upstream {
  private struct Exchange {
    var received: UpstreamRequest?
    var answer: UpstreamResponse?
  }

  private let exchange = Mutex(Exchange())

  /// Prepares for the next request.
  func follow(_ recording: Recording) {
    let response = recording.response
    // Kong's own lines follow those of the upstream.
    let lines = response.headers.prefix { !$0.name.hasPrefix("X-Kong-") }.filter { $0.name != "Connection" }
    let length = response["Content-Length"].flatMap { Int($0) } ?? 0
    let answer = UpstreamResponse(
      status: HTTPStatus(response.status, response.reason),
      headers: HeaderLines(lines.map { ($0.name, $0.value) }),
      body: Array(repeating: UInt8(ascii: "x"), count: length))
    exchange.withLock { $0 = Exchange(received: nil, answer: recording.upstream == nil ? nil : answer) }
  }

  /// What reached the upstream since ``follow(_:)``, without leading spaces in values: the recorded upstream cut them off.
  var received: Recording.Request? {
    exchange.withLock(\.received).map { request in
      Recording.Request(
        method: request.method.name,
        target: request.target,
        headers: request.headers.all.map { .init(name: $0.name, value: String($0.value.drop { $0 == " " })) },
        body: String(buffer: request.body))
    }
  }

  func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse {
    let answer = exchange.withLock { exchange in
      exchange.received = request
      return exchange.answer
    }
    guard let answer else { throw .unreachable }
    return answer
  }
}

/// An upstream at an address where nobody listens.
struct AbsentUpstream: Upstream {
  func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse {
    throw .unreachable
  }
}
