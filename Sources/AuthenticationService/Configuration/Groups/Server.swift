extension ServiceConfiguration {
  /// Where the service listens and what it tolerates.
  package struct Server: Sendable, Equatable {
    /// The address to bind; nil for every IPv6 and IPv4 address.
    package var host: String?
    package var port: Int
    /// Threads that serve connections; 0 for one per core.
    package var eventLoopThreads: Int
    /// Connections that may be open at a time.
    package var maximumConnections: Int
    /// Bytes of a request line.
    package var maximumRequestLineBytes: Int
    /// Bytes of a request head, its request line included.
    package var maximumHeaderBytes: Int
    /// Fields of a request head.
    package var maximumHeaderCount: Int
    /// Bytes of a request's content.
    package var maximumBodyBytes: Int
    /// From the first byte of a request to its last.
    package var headerReadTimeout: Duration
    /// Without a byte in either direction.
    package var idleTimeout: Duration
    /// For the answer to one request.
    package var requestTimeout: Duration
  }
}

extension ServiceConfiguration.Server {
  static let host = Setting<String?>(
    "server.host", "HOST", .optional(.host), default: nil, shown: "all IPv6 and IPv4 addresses",
    "Address to listen on, such as `127.0.0.1`.")
  static let port = Setting("server.port", "PORT", .integer(1...65_535), default: 3000, "TCP port to listen on.")
  static let eventLoopThreads = Setting(
    "server.eventLoopThreads", "EVENT_LOOP_THREADS", .integer(0...256), default: 0,
    "Threads that serve connections; 0 for one per core.")
  static let maximumConnections = Setting(
    "server.maxConnections", "MAX_CONNECTIONS", .integer(1...1_000_000), default: 10_000,
    "Connections that may be open at a time; further ones are answered 503.")
  static let maximumRequestLineBytes = Setting(
    "server.maxRequestLineBytes", "MAX_REQUEST_LINE_BYTES", .integer(256...65_536), default: 8192,
    "Bytes of a request line; more is answered 431.")
  static let maximumHeaderBytes = Setting(
    "server.maxHeaderBytes", "MAX_HEADER_BYTES", .integer(1024...1_048_576), default: 32_768,
    "Bytes of a request head, its request line included; more is answered 431.")
  static let maximumHeaderCount = Setting(
    "server.maxHeaderCount", "MAX_HEADER_COUNT", .integer(16...1000), default: 100,
    "Fields of a request head; more is answered 431.")
  static let maximumBodyBytes = Setting(
    "server.maxBodyBytes", "MAX_REQUEST_BODY_SIZE", .integer(1024...104_857_600), default: 10_485_760,
    "Bytes of a request's content; more is answered 413.")
  static let headerReadTimeout = Setting(
    "server.headerReadTimeoutMs", "HEADER_READ_TIMEOUT_MS", .milliseconds(100...300_000), default: .seconds(10),
    "Time for a request to arrive in full; longer is answered 408.")
  static let idleTimeout = Setting(
    "server.idleTimeoutMs", "IDLE_TIMEOUT_MS", .milliseconds(1000...3_600_000), default: .seconds(30),
    "Time without a byte in either direction after which a connection is closed.")
  static let requestTimeout = Setting(
    "server.requestTimeoutMs", "REQUEST_TIMEOUT_MS", .milliseconds(1000...300_000), default: .seconds(30),
    "Time for the answer to one request; longer is answered 503 and the work is cancelled.")

  package init(from settings: inout SettingsReader) {
    settings.section = "HTTP server"
    host = settings.value(of: Self.host)
    port = settings.value(of: Self.port)
    eventLoopThreads = settings.value(of: Self.eventLoopThreads)
    maximumConnections = settings.value(of: Self.maximumConnections)
    maximumRequestLineBytes = settings.value(of: Self.maximumRequestLineBytes)
    maximumHeaderBytes = settings.value(of: Self.maximumHeaderBytes)
    maximumHeaderCount = settings.value(of: Self.maximumHeaderCount)
    maximumBodyBytes = settings.value(of: Self.maximumBodyBytes)
    headerReadTimeout = settings.value(of: Self.headerReadTimeout)
    idleTimeout = settings.value(of: Self.idleTimeout)
    requestTimeout = settings.value(of: Self.requestTimeout)
  }
}
