import Identifiers

/// Lines as JSON documents in the fields of OpenTelemetry's log data model.
package struct OTelFormat: Sendable {
  /// What every line says, up to its end.
  private let resource: [UInt8]

  /// - Parameter resource: what all lines have in common.
  package init(_ resource: Resource) {
    var bytes = Array(#","Resource":{"#.utf8)
    for (index, attribute) in resource.attributes.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(attribute.name)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(attribute.value)
    }
    self.resource = bytes + "}}\n".utf8
  }

  func append(_ line: LogLine, to output: inout [UInt8]) {
    output.append(contentsOf: #"{"Timestamp":""#.utf8)
    output.appendTimestamp(line.time)
    output.append(contentsOf: #"","SeverityText":""#.utf8)
    output.append(contentsOf: line.severity.word.uppercased().utf8)
    output.append(contentsOf: #"","SeverityNumber":"#.utf8)
    output.append(contentsOf: "\(line.severity.rawValue)".utf8)
    output.append(contentsOf: #","Body":"#.utf8)
    output.appendJSON(line.message)
    output.append(contentsOf: #","EventName":"#.utf8)
    output.appendJSON(line.eventName)
    if let trace = line.trace {
      output.append(contentsOf: #","TraceId":""#.utf8)
      output.append(trace.traceID)
      output.append(contentsOf: #"","SpanId":""#.utf8)
      output.append(trace.spanID)
      output.append(contentsOf: trace.isSampled ? #"","TraceFlags":1"#.utf8 : #"","TraceFlags":0"#.utf8)
    }
    output.append(contentsOf: #","Attributes":{"event_name":"#.utf8)
    output.appendJSON(line.eventName)
    for (key, value) in line.fields {
      output.append(contentsOf: key.json)
      output.append(value)
    }
    output.append(UInt8(ascii: "}"))
    output.append(contentsOf: resource)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ value: AttributeValue) {
    switch value {
    case .string(let text): appendJSON(text)
    case .integer(let number): append(contentsOf: "\(number)".utf8)
    case .double(let number): append(contentsOf: "\(number)".utf8)
    case .boolean(let flag): append(contentsOf: "\(flag)".utf8)
    case .strings(let texts): appendJSON(texts.joined(separator: ","))
    }
  }
}
