/// How much of a reply is believed: a server that went mad, or is none, must not take our memory with it.
package struct RESPLimits: Sendable {
  /// Bytes of one string.
  package var stringBytes = 16 << 20
  /// Elements of one array, set, map or push.
  package var elements = 1 << 20
  /// Aggregates within one another.
  package var depth = 16
  /// Bytes of a line: of an error, a number, or a length.
  package var lineBytes = 64 << 10

  package init() {}
}

/// Bytes that are not the protocol, or more than is allowed.
///
/// The connection is of no use afterwards.
package enum RESPFault: Error, Sendable, Equatable {
  /// The first byte of a reply that begins with none of the known ones.
  case unknownType(UInt8)
  case malformed(String)
  case tooLong
  case tooDeep
}
