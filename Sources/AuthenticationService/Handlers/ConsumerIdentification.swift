import AuthenticationCore
import HTTPEdge

/// Reads from a request which consumer Kong has authenticated.
///
/// Kong sets `X-Consumer-ID` and `X-Consumer-Username` (or only `X-Consumer-Custom-ID`) and removes what a client sends under these
/// names; so each occurs at most once, and a second one did not come from Kong.
struct ConsumerIdentification: Sendable {
  /// What identifies a consumer, as far as operators may change it.
  struct Policy: Sendable, Equatable {
    /// Characters of an id or a name, at most.
    var maximumLength = 256
    /// Whether a request without `X-Credential-Identifier` is refused, which Kong sets for every authenticated consumer only.
    var requiresCredentialIdentifier = false
    /// The id or the name of Kong's anonymous consumer, when the operator gives it.
    var anonymousConsumer: String?

    init() {}
  }

  private static let id: HeaderName = "X-Consumer-ID"
  private static let username: HeaderName = "X-Consumer-Username"
  private static let customID: HeaderName = "X-Consumer-Custom-ID"
  private static let anonymous: HeaderName = "X-Anonymous-Consumer"
  private static let credentialIdentifier: HeaderName = "X-Credential-Identifier"

  private let policy: Policy

  init(_ policy: Policy) {
    self.policy = policy
  }

  /// The consumer that the headers name.
  ///
  /// Checked in the order of the replaced service: presence, length, anonymity.
  func consumer(of headers: RequestHeaders) throws(AuthenticationError) -> Consumer {
    let id = try value(of: Self.id, in: headers)
    let username = try value(of: Self.username, in: headers)
    // Always looked at, so that a repeated custom id is refused whether or not it is needed.
    let customID = try value(of: Self.customID, in: headers)
    guard let id, let name = username ?? customID else { throw .missingConsumerHeaders }
    guard headers.count(of: Self.credentialIdentifier) <= 1 else { throw .repeatedConsumerHeader }
    guard isWithinLimit(id), isWithinLimit(name) else { throw .headerTooLong }
    guard Self.isVisible(id) else { throw .malformedConsumerHeader }
    if isAnonymous(id) || isAnonymous(name) || isAnonymous(headers) { throw .anonymousConsumer }
    return Consumer(id: id.consumerName, username: name)
  }

  /// Refuses the anonymous consumer who was named in another way than operators name him.
  func check(_ credentials: ConsumerCredentials) throws(AuthenticationError) {
    if isAnonymous(credentials.consumerID) { throw .anonymousConsumer }
  }

  /// The value of a consumer header; nil when it is absent or empty.
  private func value(of name: HeaderName, in headers: RequestHeaders) throws(AuthenticationError) -> String? {
    switch headers.single(name) {
    case .absent: nil
    case .once(let value): value.isEmpty ? nil : value
    case .unreadable: throw .malformedConsumerHeader
    case .repeated: throw .repeatedConsumerHeader
    }
  }

  private func isWithinLimit(_ value: String) -> Bool {
    value.utf8.count <= policy.maximumLength || value.unicodeScalars.count <= policy.maximumLength
  }

  /// Whether a text consists of visible characters; looks at scalars only when bytes cannot tell.
  private static func isVisible(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isVisibleASCII) == true || text.unicodeScalars.allSatisfy(isVisible)
  }

  private static func isVisibleASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isVisible = true
    for byte in bytes { isVisible = isVisible && byte > 0x20 && byte < 0x7F }
    return isVisible
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default: true
    }
  }

  private func isAnonymous(_ name: String) -> Bool {
    policy.anonymousConsumer.map { $0.lowercased() == name.lowercased() } ?? false
  }

  private func isAnonymous(_ headers: RequestHeaders) -> Bool {
    if policy.requiresCredentialIdentifier, (headers[Self.credentialIdentifier] ?? "").isEmpty { return true }
    return headers.values(of: Self.anonymous).contains { value in
      value.split(separator: ",").contains { Self.meansTrue($0) }
    }
  }

  private static func meansTrue(_ item: Substring) -> Bool {
    let word = item.lowercased().filter { $0 != " " && $0 != "\t" }
    return ["true", "1", "yes", "on"].contains(word)
  }
}
