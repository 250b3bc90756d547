/// Whether the client of a connection has proved who it is.
package enum PeerCertificate: Sendable, Equatable {
  /// No certificate was asked for, or the client has none. One that does not verify ends the handshake: no request comes of it.
  case none
  /// The client holds the key of a certificate that an authority of ours has signed, and that was in force when it connected.
  case verified
}
