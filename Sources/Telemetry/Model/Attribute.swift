/// A name and a value that describe something: a resource, a span, a series, a log line.
package struct Attribute: Sendable, Hashable {
  package let name: String
  package let value: AttributeValue

  package init(_ name: String, _ value: AttributeValue) {
    self.name = name
    self.value = value
  }
}

/// The kinds of values that telemetry knows.
package enum AttributeValue: Sendable, Hashable {
  case string(String)
  case integer(Int64)
  case double(Double)
  case boolean(Bool)
  case strings([String])
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral value: String) {
    self = .string(value)
  }

  package init(integerLiteral value: Int64) {
    self = .integer(value)
  }

  package init(booleanLiteral value: Bool) {
    self = .boolean(value)
  }
}
