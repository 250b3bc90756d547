import HTTPEdge
import KongSandbox

/// What the sandbox answered in a replay, in the form in which recordings are compared.
struct Replayed: Sendable {
  var status: Int
  var reason: String
  var headers: [HeaderLines.Line]
  var body: String
  var closesConnection: Bool
  var upstream: Recording.Request?

  init(_ response: Response, upstream: Recording.Request? = nil) {
    status = response.status.code
    reason = response.status.reason
    let head = String(decoding: response.head.rendered + response.fields.bytes, as: UTF8.self)
    headers = head.split(separator: "\r\n").dropFirst().map { line in
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return HeaderLines.Line(name: String(halves[0]), value: String(halves[1].dropFirst()))
    }
    body = String(decoding: response.body, as: UTF8.self)
    closesConnection = response.closesConnection
    self.upstream = upstream
  }
}

extension [HeaderLines.Line] {
  /// The lines that the sandbox itself writes: the server adds date, length and connection option on its own.
  ///
  /// Latencies are measurements and count by their presence only.
  var comparable: [HeaderLines.Line] {
    filter { !["Date", "Content-Length", "Connection"].contains($0.name) }.map { line in
      line.name.hasSuffix("-Latency") ? HeaderLines.Line(name: line.name, value: "#") : line
    }
  }
}
