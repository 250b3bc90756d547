import Identifiers

/// How lines of the log are written.
package enum LogFormat: Sendable {
  /// A JSON document a line, in the fields of the Elastic Common Schema.
  case ecs(ECSFormat)
  /// A JSON document a line, in the fields of OpenTelemetry's log data model.
  case otel(OTelFormat)
  /// For people.
  case text(TextFormat)

  /// Appends a line, its end included.
  package func append(_ line: LogLine, to output: inout [UInt8]) {
    switch self {
    case .ecs(let format): format.append(line, to: &output)
    case .otel(let format): format.append(line, to: &output)
    case .text(let format): format.append(line, to: &output)
    }
  }
}

/// Lines in the Elastic Common Schema, as the replaced service writes them in production.
package struct ECSFormat: Sendable {
  /// The version of the schema.
  package static let version = "8.10.0"

  /// What every line says, from the comma on to the name of the event.
  private let constant: [UInt8]

  /// - Parameters:
  ///   - service: its name, which is the data set as well.
  ///   - host: the name of this machine.
  package init(service: String, version: String, environment: String, processID: Int, host: String) {
    var constant: [UInt8] = []
    let all: [(LogKey, String)] = [
      ("ecs.version", Self.version), ("service.name", service), ("service.version", version),
      ("service.environment", environment), ("event.dataset", service), ("host.hostname", host),
    ]
    for (key, value) in all {
      constant.append(contentsOf: key.json)
      constant.appendJSON(value)
    }
    constant.append(contentsOf: ",\"process.pid\":\(processID),\"event_name\":".utf8)
    self.constant = constant
  }

  func append(_ line: LogLine, to output: inout [UInt8]) {
    output.append(contentsOf: "{\"@timestamp\":\"".utf8)
    output.appendTimestamp(line.time)
    output.append(contentsOf: "\",\"log.level\":\"".utf8)
    output.append(contentsOf: line.severity.word.utf8)
    output.append(contentsOf: "\",\"message\":".utf8)
    output.appendJSON(line.message)
    output.append(contentsOf: constant)
    output.appendJSON(line.eventName)
    if let trace = line.trace {
      output.append(contentsOf: ",\"trace.id\":\"".utf8)
      output.append(trace.traceID)
      output.append(contentsOf: "\",\"span.id\":\"".utf8)
      output.append(trace.spanID)
      // The whole that the span is part of, which is the trace, as the replaced service had it.
      output.append(contentsOf: "\",\"transaction.id\":\"".utf8)
      output.append(trace.traceID)
      output.append(UInt8(ascii: "\""))
    }
    for (key, value) in line.fields {
      output.append(contentsOf: key.json)
      output.append(value)
    }
    output.append(contentsOf: "}\n".utf8)
  }
}

/// Lines for people: `12:00:00 warn Message event_name=… name=value`.
package struct TextFormat: Sendable {
  /// Whether levels have colours.
  private let hasColours: Bool

  package init(hasColours: Bool) {
    self.hasColours = hasColours
  }

  func append(_ line: LogLine, to output: inout [UInt8]) {
    output.appendTimestamp(line.time)
    output.append(UInt8(ascii: " "))
    if hasColours { output.append(contentsOf: "\u{1B}[\(line.severity.colour)m".utf8) }
    output.append(contentsOf: line.severity.word.utf8)
    if hasColours { output.append(contentsOf: "\u{1B}[0m".utf8) }
    output.append(UInt8(ascii: " "))
    output.appendVisible(line.message)
    output.append(contentsOf: " event_name=".utf8)
    output.appendVisible(line.eventName)
    if let trace = line.trace {
      output.append(contentsOf: " trace_id=".utf8)
      output.append(trace.traceID)
      output.append(contentsOf: " span_id=".utf8)
      output.append(trace.spanID)
    }
    for (key, value) in line.fields {
      output.append(UInt8(ascii: " "))
      output.appendVisible(key.name)
      output.append(UInt8(ascii: "="))
      if case .string(let text) = value { output.appendVisible(text) } else { output.append(value) }
    }
    output.append(UInt8(ascii: "\n"))
  }
}

extension LogRecord.Severity {
  /// A colour of terminals.
  fileprivate var colour: Int {
    switch self {
    case .trace, .debug: 90
    case .info: 32
    case .warning: 33
    case .error, .fatal: 31
    }
  }
}
