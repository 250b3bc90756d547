import HTTPEdge
import KongSandbox
import NIOCore

extension Request {
  /// A request with defaults for everything.
  static func stub(
    _ method: HTTPMethod = .get, _ target: String = "/", headers: [(String, String)] = [], body: String = ""
  ) -> Request {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return Request(
      method: method,
      path: halves[0],
      query: halves.count == 2 ? halves[1] : nil,
      headers: RequestHeaders([("Host", "127.0.0.1:8000")] + headers.map { (name: $0.0, value: $0.1) }),
      body: ByteBuffer(string: body),
      id: .adopted("stub"))
  }
}

extension Responder {
  /// The response to a request, however long it takes.
  func answer(_ request: Request) async -> Replayed {
    switch respond(to: request) {
    case .ready(let response): Replayed(response)
    case .pending(let work): Replayed(await work())
    case .stream(let streamed): Replayed(streamed.head)
    }
  }
}

extension Replayed {
  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}
