/// Where telemetry goes, and how.
package struct OTLPConfiguration: Sendable {
  /// Where one signal goes.
  package struct Endpoint: Sendable {
    /// The whole URL, with its path: `https://collector:4318/v1/traces`.
    package var url: String
    /// Headers of every request, such as those that authenticate us; those that the request itself has are ignored.
    package var headers: [(name: String, value: String)]
    /// Time for one request, the whole answer included.
    package var timeout: Duration
    /// Time for one export, with all its requests and the waiting between them.
    package var budget: Duration

    package init(
      url: String, headers: [(name: String, value: String)] = [], timeout: Duration = .seconds(10),
      budget: Duration = .seconds(30)
    ) {
      self.url = url
      self.headers = headers
      self.timeout = timeout
      self.budget = budget
    }
  }

  package enum Compression: String, Sendable, CaseIterable {
    case none, gzip
  }

  package var traces: Endpoint
  package var metrics: Endpoint
  package var logs: Endpoint
  package var encoding: OTLPEncoding
  package var compression: Compression
  package var tls: OTLPTLS
  package var retries: OTLPRetryPolicy

  package init(
    traces: Endpoint, metrics: Endpoint, logs: Endpoint, encoding: OTLPEncoding = .httpProtobuf,
    compression: Compression = .none, tls: OTLPTLS = OTLPTLS(), retries: OTLPRetryPolicy = OTLPRetryPolicy()
  ) {
    self.traces = traces
    self.metrics = metrics
    self.logs = logs
    self.encoding = encoding
    self.compression = compression
    self.tls = tls
    self.retries = retries
  }

  subscript(signal: Signal) -> Endpoint {
    switch signal {
    case .traces: traces
    case .metrics: metrics
    case .logs: logs
    }
  }
}
