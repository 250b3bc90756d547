import NIOHTTP1

extension HTTPHeaders {
  /// Headers that follow from the request itself; another one of them would break it.
  private static let ownNames: Set<String> = [
    "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection",
  ]

  /// The headers that all requests to an endpoint have.
  ///
  /// - Parameter version: ours, for `User-Agent` (OTLP exporter specification, "User Agent").
  init(otlp configuration: OTLPConfiguration, to endpoint: OTLPConfiguration.Endpoint, version: String) {
    self.init(endpoint.headers.filter { !Self.ownNames.contains($0.name.lowercased()) })
    add(name: "Content-Type", value: configuration.encoding.contentType)
    if configuration.compression == .gzip { add(name: "Content-Encoding", value: "gzip") }
    if !contains(name: "User-Agent") { add(name: "User-Agent", value: "OTel-OTLP-Exporter-Swift/\(version)") }
  }
}
