/// What became of the attempt of one connection to agree on TLS.
package enum TLSHandshakeOutcome: Sendable, Equatable {
  case completed
  /// The two did not agree: no common version, no TLS at all, a certificate that does not verify.
  case failed(reason: String)
  /// The client has left first, as those do that only look whether the port is open.
  case abandoned
  /// The client has taken longer than ``ServerLimits/requestReadTimeout``.
  case timedOut
}
