import HTTPEdge
import NIOCore

extension UpstreamRequest {
  /// Fields that nginx makes anew or keeps to itself.
  private static let replaced: Set<String> = [
    "via", "host", "connection", "keep-alive", "te", "transfer-encoding", "content-length", "expect", "upgrade",
    "proxy", "proxy-connection", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port",
    "x-forwarded-path", "x-forwarded-prefix", "x-real-ip", "x-kong-request-id",
  ]

  /// Makes the request for the upstream: the lines that nginx adds first, then the client's in their order.
  ///
  /// - Parameters:
  ///   - request: what the client sent.
  ///   - proxied: its header and query after the plugins.
  ///   - route: where it goes.
  ///   - requestID: for `X-Kong-Request-Id`; a client cannot choose it.
  init(_ request: Request, _ proxied: ProxiedRequest, route: GatewayRoute, requestID: String) {
    let client = proxied.headers
    let peer = request.peer?.ipAddress ?? "127.0.0.1"
    let host = HostField(client["Host"] ?? "")
    var lines = HeaderLines()
    lines.append("Via", (client.values("Via") + [KongVersion.via]).joined(separator: ", "))
    lines.append("Host", route.service.authority)
    lines.append("Connection", "keep-alive")
    lines.append("X-Forwarded-For", (client.values("X-Forwarded-For") + [peer]).joined(separator: ", "))
    lines.append("X-Forwarded-Proto", "http")
    lines.append("X-Forwarded-Host", host.name)
    lines.append("X-Forwarded-Port", host.port)
    lines.append("X-Forwarded-Path", request.path)
    lines.append("X-Forwarded-Prefix", route.path)
    lines.append("X-Real-IP", peer)
    lines.append("X-Kong-Request-Id", requestID)
    let length = request.body.readableBytes
    if length > 0 || client["Content-Length"] != nil { lines.append("Content-Length", "\(length)") }
    let dropped = Self.replaced.union(Self.hopByHop(client))
    for line in client.all where !dropped.contains(line.name.lowercased()) { lines.append(line.name, line.value) }
    let path = route.upstreamPath(for: request.path)
    self.init(
      method: request.method, target: proxied.query.map { "\(path)?\($0)" } ?? path, headers: lines,
      body: request.body)
  }

  /// The fields that the client names in `Connection` (RFC 9110 section 7.6.1).
  ///
  /// Kong takes them out after its plugins ran, so a client can take away consumer headers too.
  private static func hopByHop(_ headers: HeaderLines) -> Set<String> {
    let names = headers.values("Connection").flatMap { $0.split(separator: ",") }
    return Set(names.map { $0.trimmingSpaces.lowercased() })
  }
}

/// A `Host` field, taken apart; the port is what the client connected to.
private struct HostField {
  let name: String
  let port: String

  init(_ value: String) {
    if let colon = value.lastIndex(of: ":"), !value.hasSuffix("]") {
      name = String(value[..<colon])
      port = String(value[value.index(after: colon)...])
    } else {
      name = value
      port = "80"
    }
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    let start = firstIndex { !isSpace($0) } ?? endIndex
    let end = lastIndex { !isSpace($0) }.map(index(after:)) ?? endIndex
    return start < end ? String(self[start..<end]) : ""
  }
}
