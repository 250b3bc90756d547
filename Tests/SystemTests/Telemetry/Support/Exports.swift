import Foundation
import OTLPTestSupport

/// A span as a receiver has it.
struct ExportedSpan: Decodable, Sendable {
  struct Status: Decodable, Sendable {
    let code: Int?
  }

  let traceId: String
  let spanId: String
  let parentSpanId: String?
  let traceState: String?
  let name: String
  let kind: Int
  let startTimeUnixNano: String
  let endTimeUnixNano: String
  let status: Status?
  let attributes: [ExportedAttribute]?

  var isError: Bool { status?.code == 2 }

  /// The text of an attribute.
  subscript(name: String) -> String? { attributes?[name] }
}

/// A line of the log as a receiver has it.
struct ExportedLogRecord: Decodable, Sendable {
  let eventName: String?
  let traceId: String?
  let spanId: String?
  let attributes: [ExportedAttribute]?

  subscript(name: String) -> String? { attributes?[name] }
}

/// An attribute, its value as text.
struct ExportedAttribute: Decodable, Sendable {
  private enum CodingKeys: CodingKey {
    case key, value
  }

  private struct Value: Decodable {
    struct List: Decodable {
      let values: [Value]
    }

    let stringValue: String?
    let intValue: String?
    let doubleValue: Double?
    let boolValue: Bool?
    let arrayValue: List?

    var text: String {
      stringValue ?? intValue ?? doubleValue.map { "\($0)" } ?? boolValue.map { "\($0)" }
        ?? arrayValue.map { "\($0.values.map(\.text))" } ?? ""
    }
  }

  let name: String
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .key)
    text = try container.decode(Value.self, forKey: .value).text
  }
}

extension [ExportedAttribute] {
  subscript(name: String) -> String? { first { $0.name == name }?.text }
}

extension [OTLPRequest] {
  /// All spans, in the order in which they came.
  var spans: [ExportedSpan] {
    get throws { try decoded("traces").flatMap { $0.resourceSpans ?? [] }.flatMap(\.scopeSpans).flatMap(\.spans) }
  }

  /// All lines of the log, in the order in which they came.
  var logRecords: [ExportedLogRecord] {
    get throws { try decoded("logs").flatMap { $0.resourceLogs ?? [] }.flatMap(\.scopeLogs).flatMap(\.logRecords) }
  }

  /// The instruments of the latest export.
  var metrics: [ExportedMetric] {
    get throws { try decoded("metrics").last?.resourceMetrics?.flatMap(\.scopeMetrics).flatMap(\.metrics) ?? [] }
  }

  /// What each export says of who sends it.
  var resources: [[ExportedAttribute]] {
    get throws {
      try map { request in
        let message = try Message(request)
        let resources = [
          message.resourceSpans?.map(\.resource), message.resourceLogs?.map(\.resource),
          message.resourceMetrics?.map(\.resource),
        ]
        return resources.compactMap { $0 }.joined().flatMap(\.attributes)
      }
    }
  }

  private func decoded(_ signal: String) throws -> [Message] {
    try filter { $0.signal == signal }.map(Message.init)
  }
}

/// An export of any signal.
private struct Message: Decodable {
  struct Resource: Decodable {
    let attributes: [ExportedAttribute]
  }

  struct ResourceSpans: Decodable {
    struct Scope: Decodable {
      let spans: [ExportedSpan]
    }

    let resource: Resource
    let scopeSpans: [Scope]
  }

  struct ResourceLogs: Decodable {
    struct Scope: Decodable {
      let logRecords: [ExportedLogRecord]
    }

    let resource: Resource
    let scopeLogs: [Scope]
  }

  struct ResourceMetrics: Decodable {
    struct Scope: Decodable {
      let metrics: [ExportedMetric]
    }

    let resource: Resource
    let scopeMetrics: [Scope]
  }

  let resourceSpans: [ResourceSpans]?
  let resourceLogs: [ResourceLogs]?
  let resourceMetrics: [ResourceMetrics]?

  init(_ request: OTLPRequest) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Message.self, from: Data((request.message ?? "").utf8))
  }
}
