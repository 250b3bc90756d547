import Telemetry

/// Every instrument of the service: what it is called, what it measures, and what tells its series apart.
///
/// The names are those of the replaced service, so that dashboards go on working; the ones with dots are those of
/// OpenTelemetry's semantic conventions. docs/metrics.md is printed from this list.
enum ServiceMetrics {
  /// Seconds: fine enough for what memory answers, with the bounds that the replaced service had, and with every time limit of a
  /// ``ServiceLevelObjective``, so that those who keep it can be counted.
  static let timeBounds = [
    0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.02, 0.025, 0.05, 0.075, 0.1, 0.2, 0.25, 0.4,
    0.5,
    0.75, 1, 2.5, 5, 7.5, 10,
  ]
  static let sizeBounds: [Double] = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

  // MARK: HTTP

  static let requestDuration = InstrumentDeclaration(
    "http_request_duration_seconds", .histogram(bounds: timeBounds), unit: "s",
    "Time from a complete request to its response.", attributes: ["method", "route", "status_code"])
  static let requestDurationMilliseconds = InstrumentDeclaration(
    "http_request_duration_ms", .histogram(bounds: timeBounds.map { $0 * 1000 }), unit: "ms",
    "The same in milliseconds.", attributes: ["method", "route", "status_code"])
  static let serverRequestDuration = InstrumentDeclaration(
    "http.server.request.duration", .histogram(bounds: timeBounds), unit: "s", "The same by semantic convention.",
    attributes: ["http.request.method", "http.route", "http.response.status_code"])
  static let requests = InstrumentDeclaration(
    "http_requests_total", .counter, unit: "1", "Requests that were answered.",
    attributes: ["method", "route", "status_code"])
  static let requestsByStatus = InstrumentDeclaration(
    "http_requests_by_status_total", .counter, unit: "1", "Requests that were answered, with the class of the status.",
    attributes: ["method", "route", "status_code", "status_class"])
  static let responseSize = InstrumentDeclaration(
    "http_response_size_bytes", .histogram(bounds: sizeBounds), unit: "By", "Content of responses.",
    attributes: ["method", "route", "status_code"])
  static let activeRequests = InstrumentDeclaration(
    "http_active_requests", .gauge, unit: "1", "Requests that are being answered.")
  static let requestsInFlight = InstrumentDeclaration(
    "http_requests_in_flight", .gauge, unit: "1", "The same by its other name.")
  static let serverActiveRequests = InstrumentDeclaration(
    "http.server.active_requests", .gauge, unit: "1", "The same by semantic convention.")
  static let abandonedRequests = InstrumentDeclaration(
    "http_requests_abandoned_total", .counter, unit: "1", "Requests whose clients left before there was a response.")

  // MARK: Tokens

  static let tokenCreation = InstrumentDeclaration(
    "jwt_token_creation_duration_seconds", .histogram(bounds: operationTimeBounds), unit: "s", "Time to make a token.",
    attributes: ["operation", "result"])
  static let tokenCreationMilliseconds = InstrumentDeclaration(
    "jwt_creation_duration_ms", .histogram(bounds: operationTimeBounds.map { $0 * 1000 }), unit: "ms",
    "The same in milliseconds.", attributes: ["operation", "result"])
  static let authenticationAttempts = InstrumentDeclaration(
    "authentication_attempts_total", .counter, unit: "1", "Requests for a token.", attributes: ["operation"])
  static let authenticationSuccesses = InstrumentDeclaration(
    "authentication_success_total", .counter, unit: "1", "Requests for a token that got one.",
    attributes: ["operation"])
  static let authenticationFailures = InstrumentDeclaration(
    "authentication_failures_total", .counter, unit: "1", "Requests for a token that got none.",
    attributes: ["operation", "status_code"])

  // MARK: Kong

  static let kongDuration = InstrumentDeclaration(
    "kong_operation_duration_seconds", .histogram(bounds: operationTimeBounds), unit: "s",
    "Time of an operation of Kong's Admin API, all its calls together.", attributes: ["operation", "result"])
  static let kongDurationMilliseconds = InstrumentDeclaration(
    "kong_api_call_duration_ms", .histogram(bounds: operationTimeBounds.map { $0 * 1000 }), unit: "ms",
    "The same in milliseconds.", attributes: ["operation", "result"])
  static let kongOperations = InstrumentDeclaration(
    "kong_operations_total", .counter, unit: "1", "Operations of Kong's Admin API.",
    attributes: ["operation", "result"])
  static let kongCacheHits = InstrumentDeclaration(
    "kong_cache_hits_total", .counter, unit: "1", "Look-ups of credentials that did not need Kong.")
  static let kongCacheMisses = InstrumentDeclaration(
    "kong_cache_misses_total", .counter, unit: "1", "Look-ups of credentials that needed Kong or another replica.")

  // Counted by the client of Kong itself, by these names.
  static let kongRetries = InstrumentDeclaration(
    "kong_retries_total", .counter, unit: "1", "Calls of Kong's Admin API that were repeated.")
  static let kongShortSecrets = InstrumentDeclaration(
    "kong_short_secrets_total", .counter, unit: "1",
    "Consumers whose secret is shorter than HS256 asks for (RFC 7518, section 3.2).")

  // MARK: Cache

  static let cacheHitRate = InstrumentDeclaration(
    "cache_hit_rate", .gauge, unit: "1", "Share of look-ups that did not need Kong, from 0 to 1, since the start.")
  static let cacheEntries = InstrumentDeclaration(
    "cache_entries", .gauge, unit: "1", "Consumers in memory.", attributes: ["state"])
  static let cacheTierUsage = InstrumentDeclaration(
    "cache_tier_usage_total", .counter, unit: "1", "Look-ups by what answered them.", attributes: ["tier", "operation"])
  static let cacheEvictions = InstrumentDeclaration(
    "cache_evictions_total", .counter, unit: "1", "Consumers that had to make room in memory.")
  static let redisConnections = InstrumentDeclaration(
    "redis_connections_active", .gauge, unit: "1", "Servers of the shared cache that are connected.")
  static let redisDuration = InstrumentDeclaration(
    "redis_operation_duration_seconds", .histogram(bounds: operationTimeBounds), unit: "s",
    "Time of an operation of the shared cache.", attributes: ["operation", "result"])
  static let redisOperations = InstrumentDeclaration(
    "redis_operations_total", .counter, unit: "1", "Operations of the shared cache.",
    attributes: ["operation", "result"])
  static let redisHits = InstrumentDeclaration(
    "redis_cache_hits_total", .counter, unit: "1", "Reads of the shared cache that found something fresh.")
  static let redisMisses = InstrumentDeclaration(
    "redis_cache_misses_total", .counter, unit: "1", "Reads of the shared cache that found nothing fresh.")
  static let redisErrors = InstrumentDeclaration(
    "redis_errors_total", .counter, unit: "1", "What went wrong with the shared cache.", attributes: ["error_type"])
  static let redisWrites = InstrumentDeclaration(
    "redis_writes_total", .counter, unit: "1", "Writes to the shared cache.", attributes: ["result"])

  // MARK: Circuit breakers

  static let breakerState = InstrumentDeclaration(
    "circuit_breaker_state", .gauge, unit: "1", "0 closed, 1 open, 2 half-open.", attributes: ["operation"])
  static let breakerRequests = InstrumentDeclaration(
    "circuit_breaker_requests_total", .counter, unit: "1", "Calls that a breaker let pass, by what came of them.",
    attributes: ["operation", "state"])
  static let breakerRejections = InstrumentDeclaration(
    "circuit_breaker_rejected_total", .counter, unit: "1", "Calls that a breaker refused.", attributes: ["operation"])
  static let breakerFallbacks = InstrumentDeclaration(
    "circuit_breaker_fallback_total", .counter, unit: "1",
    "Uses of expired credentials, since Kong could not be asked.",
    attributes: ["operation"])

  static let breakerTransitions = InstrumentDeclaration(
    "circuit_breaker_state_transitions_total", .counter, unit: "1", "Changes of a breaker, by what it has become.",
    attributes: ["operation", "state"])

  // MARK: Logs

  static let droppedLogLines = InstrumentDeclaration(
    "log_lines_dropped_total", .counter, unit: "1", "Lines of the log that found no room, since its reader is too slow."
  )

  // MARK: Process

  static let startTime = InstrumentDeclaration(
    "process_start_time_seconds", .gauge, unit: "s", "When the process began, since 1970.")
  static let uptime = InstrumentDeclaration(
    "process_uptime_seconds", .gauge, unit: "s", "Time since then.")
  static let residentMemory = InstrumentDeclaration(
    "process_resident_memory_bytes", .gauge, unit: "By", "Memory that is in physical memory.")
  static let memoryUsage = InstrumentDeclaration(
    "process_memory_usage_bytes", .gauge, unit: "By", "The same by its other name.")
  static let virtualMemory = InstrumentDeclaration(
    "process_virtual_memory_bytes", .gauge, unit: "By", "Address space.")
  static let cpuTime = InstrumentDeclaration(
    "process_cpu_seconds_total", .counter, unit: "s", "User and system time of all threads.")
  static let openDescriptors = InstrumentDeclaration(
    "file_descriptor_usage", .gauge, unit: "1", "Open files and sockets.")
  static let descriptorLimit = InstrumentDeclaration(
    "file_descriptor_limit", .gauge, unit: "1", "Files and sockets that may be open.")
  static let threads = InstrumentDeclaration(
    "process_threads", .gauge, unit: "1", "Threads.")

  /// All of them, in the order of docs/metrics.md.
  static let all: [(section: String, instruments: [InstrumentDeclaration])] = [
    (
      "HTTP",
      [
        requestDuration, requestDurationMilliseconds, serverRequestDuration, requests, requestsByStatus, responseSize,
        activeRequests, requestsInFlight, serverActiveRequests, abandonedRequests,
      ]
    ),
    (
      "Tokens",
      [
        tokenCreation, tokenCreationMilliseconds, authenticationAttempts, authenticationSuccesses,
        authenticationFailures,
      ]
    ),
    ("Consumers", consumers),
    ("Service levels", serviceLevels),
    ("Errors and versions", errors),
    (
      "Kong",
      [
        kongDuration, kongDurationMilliseconds, kongOperations, kongCacheHits, kongCacheMisses, operationDuration,
        kongRetries, kongShortSecrets,
      ]
    ),
    (
      "Cache",
      [
        cacheHitRate, cacheEntries, cacheTierUsage, cacheEvictions, redisConnections, redisOperations,
        redisDuration, redisHits, redisMisses,
        redisErrors, redisWrites, tierLatency, tierErrors,
      ]
    ),
    ("Circuit breakers", [breakerState, breakerRequests, breakerRejections, breakerFallbacks, breakerTransitions]),
    ("TLS", tls),
    ("Logs", [droppedLogLines]),
    ("Telemetry", telemetry),
    (
      "Process",
      [
        startTime, uptime, residentMemory, memoryUsage, virtualMemory, cpuTime, openDescriptors, descriptorLimit,
        threads, cpuUsage, eventLoopDelay,
      ]
    ),
    ("Machine", system),
    ("Debugging", debug),
  ]
}
