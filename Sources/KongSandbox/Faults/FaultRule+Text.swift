import HTTPEdge

/// Why a text is not a fault.
package struct FaultSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  /// How faults are written, for help texts.
  package static let syntax = """
    A fault is KIND, KIND@PATH, KINDxTIMES or KIND@PATHxTIMES; in a path * stands for one segment, ** for the rest. Kinds: \
    latency=500ms, hang, reset, reset=BYTES, status=503, status=503:RETRY-AFTER, malformed, truncated, oversized, \
    oversized=BYTES, wrong-consumer=ID, rotated.
    """
}

extension FaultRule {
  /// Reads a rule as people write it, such as `status=503:5@/consumers/*/jwtx3`.
  package init(parsing text: String) throws(FaultSyntaxError) {
    var rest = text[...]
    var times: Int?
    // Kinds have no digits behind an x, and a path that ends so can be written with a slash at its end.
    if let mark = rest.lastIndex(of: "x"), let count = Int(rest[rest.index(after: mark)...]), count > 0 {
      times = count
      rest = rest[..<mark]
    }
    while rest.last == " " { rest.removeLast() }
    let halves = rest.split(separator: "@", maxSplits: 1)
    guard let kind = halves.first else { throw FaultSyntaxError(description: "No fault is named.") }
    let path = halves.count == 2 ? String(halves[1]) : "/**"
    guard path.hasPrefix("/") else { throw FaultSyntaxError(description: "A path begins with a slash.") }
    self.init(try Fault(parsing: kind), on: PathPattern(path), times: times)
  }
}

extension FaultRule: CustomStringConvertible {
  /// The rule as people write it, with the times that are left.
  package var description: String {
    "\(fault)@\(path)\(remaining.map { "x\($0)" } ?? "")"
  }
}

extension Fault {
  fileprivate init(parsing text: Substring) throws(FaultSyntaxError) {
    let parts = text.split(separator: "=", maxSplits: 1)
    let (kind, value) = (parts[0], parts.count == 2 ? parts[1] : nil)
    let unknown = FaultSyntaxError(description: "'\(text)' is no fault. \(FaultSyntaxError.syntax)")
    switch (kind, value) {
    case ("hang", nil): self = .hang
    case ("malformed", nil): self = .malformedBody
    case ("truncated", nil): self = .truncatedBody
    case ("rotated", nil): self = .rotatedCredential
    case ("wrong-consumer", let id?): self = .wrongConsumer(String(id))
    case ("reset", _):
      guard let bytes = Self.number(value ?? "0") else { throw unknown }
      self = .reset(afterBytes: bytes)
    case ("oversized", _):
      guard let bytes = Self.number(value ?? "2097152"), bytes <= 1 << 26 else { throw unknown }
      self = .oversizedBody(bytes: bytes)
    case ("latency", let time?):
      guard let duration = Self.duration(time) else { throw unknown }
      self = .latency(duration)
    case ("status", let code?):
      guard let fault = Self.status(code) else { throw unknown }
      self = fault
    default: throw unknown
    }
  }

  private static func number(_ text: Substring) -> Int? {
    Int(text).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// `500ms` or `2s`.
  private static func duration(_ text: Substring) -> Duration? {
    if text.hasSuffix("ms") { return number(text.dropLast(2)).map { .milliseconds($0) } }
    if text.hasSuffix("s") { return number(text.dropLast()).map { .seconds($0) } }
    return nil
  }

  /// `503`, or `503:7` with a `Retry-After`.
  private static func status(_ text: Substring) -> Fault? {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard let code = Int(parts[0]), (200...599).contains(code) else { return nil }
    let retryAfter = parts.count == 2 ? [(name: "Retry-After", value: String(parts[1]))] : []
    return .status(HTTPStatus(code, "Fault"), fields: retryAfter)
  }
}

extension Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .latency(let duration): "latency=\(Int(duration / .milliseconds(1)))ms"
    case .held: "held"
    case .hang: "hang"
    case .reset(let bytes): "reset=\(bytes)"
    case .status(let status, let fields, _):
      "status=\(status.code)\(fields.first { $0.name == "Retry-After" }.map { ":\($0.value)" } ?? "")"
    case .malformedBody: "malformed"
    case .truncatedBody: "truncated"
    case .oversizedBody(let bytes): "oversized=\(bytes)"
    case .wrongConsumer(let id): "wrong-consumer=\(id)"
    case .rotatedCredential: "rotated"
    }
  }
}
