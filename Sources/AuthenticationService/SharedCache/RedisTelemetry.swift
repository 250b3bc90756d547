import Events
import RedisClient
import Telemetry
import Tracing

/// Times operations of the shared cache, and shows those that belong to a trace as spans.
struct RedisTelemetry: Sendable {
  enum Operation: String, Sendable {
    case get, set, delete
    /// Becoming the one who asks Kong.
    case lease

    fileprivate var span: SpanName? {
      switch self {
      case .get: .redisGet
      case .set: .redisSet
      case .delete: .redisDelete
      // A step of the look-up that nobody should have to know of.
      case .lease: nil
      }
    }

    fileprivate var command: String {
      switch self {
      case .get: "GET"
      case .set, .lease: "SET"
      case .delete: "UNLINK"
      }
    }
  }

  private let registry: MetricRegistry
  private let tracer: any Tracer
  /// The number of the database.
  private let database: Int

  init(_ registry: MetricRegistry, tracer: any Tracer, database: Int) {
    self.registry = registry
    self.tracer = tracer
    self.database = database
    registry.derive(ServiceMetrics.redisOperations, from: ServiceMetrics.redisDuration) { $0.counted { $0 } }
  }

  /// Runs an operation.
  ///
  /// - Parameters:
  ///   - context: that of who has asked for it; nil for what belongs to no request.
  ///   - isHit: whether what was read is what was looked for; nil for what reads nothing.
  func observe<Value: Sendable>(
    _ operation: Operation, in context: InstrumentationContext? = .current, isHit: (Value) -> Bool? = { _ in nil },
    _ body: () async throws(RedisFailure) -> Value
  ) async throws(RedisFailure) -> Value {
    guard let context, let name = operation.span else { return try await timed(operation, body) }
    let span = tracer.startSpan(name.rawValue, context: context, ofKind: .client)
    defer { span.end() }
    span.updateAttributes { attributes in
      attributes["db.system.name"] = "redis"
      attributes["db.operation.name"] = operation.command
      attributes["db.namespace"] = "\(database)"
      attributes["db.redis.key"] = "consumer_secret:***"
    }
    let start = ContinuousClock.now
    do throws(RedisFailure) {
      let value = try await timed(operation, body)
      if let isHit = isHit(value) { span.attributes[isHit ? "cache.hit" : "cache.miss"] = true }
      span.attributes["duration_ms"] = start.duration(to: .now) / .milliseconds(1)
      return value
    } catch {
      span.attributes["duration_ms"] = start.duration(to: .now) / .milliseconds(1)
      span.fail(error.errorType)
      throw error
    }
  }

  private func timed<Value>(
    _ operation: Operation, _ body: () async throws(RedisFailure) -> Value
  ) async throws(RedisFailure) -> Value {
    let start = ContinuousClock.now
    do throws(RedisFailure) {
      let value = try await body()
      record(operation, "success", since: start)
      return value
    } catch {
      record(operation, "failure", since: start)
      throw error
    }
  }

  /// To find the series takes a lock, which is nothing beside a call over the network.
  private func record(_ operation: Operation, _ result: String, since start: ContinuousClock.Instant) {
    let attributes = [Attribute("operation", .string(operation.rawValue)), Attribute("result", .string(result))]
    registry.histogram(ServiceMetrics.redisDuration, attributes).record(start.duration(to: .now) / .seconds(1))
  }
}

extension RedisFailure {
  /// What `error.type` of a span says, from a small vocabulary.
  fileprivate var errorType: String {
    switch self {
    case .disconnected: "disconnected"
    case .unreachable: "unreachable"
    case .timeout: "timeout"
    case .busy: "busy"
    case .protocolFault: "protocol_fault"
    case .cancelled: "cancelled"
    case .unexpectedReply: "unexpected_reply"
    case .server(let error): error.code
    }
  }
}
