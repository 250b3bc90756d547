import Glibc
import NIOCore

/// Why a server could not listen.
package enum BindError: Error, Sendable, Equatable {
  /// Another process listens there (EADDRINUSE).
  case addressInUse
  /// The system does not let this process listen there (EACCES), for example on a port below 1024.
  case notPermitted
  /// Anything else, in the system's words.
  case unavailable(String)

  init(_ error: any Error) {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: self = .addressInUse
    case EACCES: self = .notPermitted
    default: self = .unavailable("\(error)")
    }
  }
}
