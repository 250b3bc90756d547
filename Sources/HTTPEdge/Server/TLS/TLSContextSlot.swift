import NIOSSL
import Synchronization

/// The place where a server finds what it shows to new connections, which can be exchanged while it runs.
///
/// A connection keeps what it was opened with. Another certificate or authority also ends what clients could resume: session
/// tickets are sealed with keys of the old one.
package final class TLSContextSlot: Sendable {
  private struct Current {
    var tls: ServerTLS
    var context: NIOSSLContext
  }

  private let current: Mutex<Current>

  /// - Throws: ``TLSFault`` when there is nothing that could be shown.
  package init(_ tls: ServerTLS) throws(TLSFault) {
    current = Mutex(Current(tls: tls, context: try Self.context(for: tls)))
  }

  /// Shows `tls` to all connections from now on.
  ///
  /// Not on an event loop: reading keys takes milliseconds.
  ///
  /// - Throws: ``TLSFault``, and then nothing has changed.
  package func replace(with tls: ServerTLS) throws(TLSFault) {
    let context = try Self.context(for: tls)
    current.withLock { $0 = Current(tls: tls, context: context) }
  }

  /// What is shown at this moment.
  package var tls: ServerTLS { current.withLock { $0.tls } }

  /// What a new connection is opened with.
  var context: NIOSSLContext { current.withLock { $0.context } }

  private static func context(for tls: ServerTLS) throws(TLSFault) -> NIOSSLContext {
    do {
      return try NIOSSLContext(configuration: tls.configuration)
    } catch {
      throw TLSFault(reason: "\(error)")
    }
  }
}

/// Why a server cannot speak TLS so: most likely the key is not that of the certificate.
package struct TLSFault: Error, Sendable, Equatable {
  /// In the words of the library.
  package let reason: String
}
