import HTTPEdge
import KongSandbox
import Testing

/// One field of the failure matrix: what is wrong with Kong, what is known of the consumer, and how the breaker stands.
struct MatrixCase: Sendable, CustomTestStringConvertible {
  /// What the service knows of the consumer who asks.
  enum Knowledge: String, Sendable, CaseIterable {
    case fresh, stale
    case tooOld = "too old"
    case nothing

    /// Whether it makes a token without Kong.
    var isEnough: Bool { self == .fresh || self == .stale }
  }

  enum Breaker: String, Sendable, CaseIterable {
    case closed, open
    case halfOpen = "half-open"
  }

  let fault: MatrixFault
  let knowledge: Knowledge
  let breaker: Breaker

  var testDescription: String { "\(fault.name), \(knowledge.rawValue), breaker \(breaker.rawValue)" }

  static let all = MatrixFault.all.flatMap { fault in
    Knowledge.allCases.flatMap { knowledge in
      Breaker.allCases.map { MatrixCase(fault: fault, knowledge: knowledge, breaker: $0) }
    }
  }

  /// Whether Kong is asked before there is an answer.
  var asksKong: Bool { knowledge != .fresh && breaker != .open }

  /// Status, code and `Retry-After` that the client is owed; code and `Retry-After` nil with a token.
  var answer: (status: Int, code: String?, retryAfter: ClosedRange<Int>?) {
    if knowledge == .fresh { return (200, nil, nil) }
    if asksKong, fault.isLie { return (401, "AUTH_002", nil) }
    if knowledge.isEnough { return (200, nil, nil) }
    return breaker == .open ? (503, "AUTH_005", 1...60) : (503, "AUTH_004", fault.retryAfter)
  }
}

/// Something that is wrong with Kong.
struct MatrixFault: Sendable {
  let name: String
  /// Nil closes the door.
  let fault: Fault?
  /// Requests that one look-up may make of it.
  var requests = 1
  /// Whether a breaker counts it.
  var counts = true
  /// Whether Kong answers, but about somebody else.
  var isLie = false
  var retryAfter: ClosedRange<Int> = 30...30

  /// How long the service waits for Kong: where it waits in vain, longer than a busy machine needs, and no longer.
  var patience: [String: String] { name == "hang" ? ["CIRCUIT_BREAKER_TIMEOUT": "3000"] : [:] }

  static let all: [MatrixFault] = [
    MatrixFault(name: "refused", fault: nil, requests: 0),
    MatrixFault(name: "reset", fault: .reset(afterBytes: 0), requests: 2),
    MatrixFault(name: "hang", fault: .hang),
    MatrixFault(name: "500", fault: .status(.internalServerError)),
    MatrixFault(name: "502", fault: .status(.badGateway), requests: 2),
    MatrixFault(name: "503", fault: .status(.serviceUnavailable), requests: 2),
    MatrixFault(
      name: "503 with Retry-After", fault: .status(.serviceUnavailable, fields: [("Retry-After", "7")]),
      retryAfter: 7...7),
    MatrixFault(name: "429", fault: .status(.tooManyRequests), retryAfter: 1...1),
    MatrixFault(
      name: "429 with Retry-After", fault: .status(.tooManyRequests, fields: [("Retry-After", "120")]),
      retryAfter: 110...120),
    MatrixFault(name: "401", fault: .status(.unauthorized), counts: false),
    MatrixFault(name: "403", fault: .status(.forbidden), counts: false),
    MatrixFault(name: "truncated", fault: .truncatedBody),
    MatrixFault(name: "malformed", fault: .malformedBody, counts: false),
    MatrixFault(name: "2 MiB", fault: .oversizedBody(bytes: 2 << 20), counts: false),
    MatrixFault(name: "another consumer's", fault: .wrongConsumer(SandboxSeed.carol), counts: false, isLie: true),
  ]
}
