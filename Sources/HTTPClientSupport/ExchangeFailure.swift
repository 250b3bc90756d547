import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// What a failed exchange with a server comes down to, in fixed words: the errors themselves carry addresses and text of strangers.
package enum ExchangeFailure: Error, Sendable, Equatable {
  /// Nobody answered in time.
  case timeout
  /// There was no connection, or it broke; in words such as `refused`.
  case connection(String)
  /// What came is not HTTP.
  case notHTTP
  /// More came than may come.
  case tooLarge
  /// The request could not be sent to any server.
  case invalidRequest(String)
  /// It was given up from our side.
  case cancelled

  package static let closed = ExchangeFailure.connection("closed before the answer was complete")

  package init(_ error: any Error) {
    switch error {
    case let error as HTTPClientError: self.init(client: error)
    case let error as NIOConnectionError: self.init(connecting: error)
    case let error as IOError: self = .connection(Self.words(errno: error.errnoCode))
    case is NIOTooManyBytesError: self = .tooLarge
    case HTTPParserError.invalidEOFState: self = .closed
    case is HTTPParserError: self = .notHTTP
    case is ChannelError: self = .closed
    case is CancellationError: self = .cancelled
    default: self = Self.byModule(error)
    }
  }

  private init(client error: HTTPClientError) {
    self =
      switch error {
      case .deadlineExceeded, .readTimeout, .getConnectionFromPoolTimeout: .timeout
      case .connectTimeout: .connection("connect timeout")
      case .tlsHandshakeTimeout: .connection("TLS handshake timeout")
      case .remoteConnectionClosed: .closed
      case .cancelled, .alreadyShutdown: .cancelled
      case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath: .invalidRequest("no URL of a server")
      default: Self.byDescription(error)
      }
  }

  /// Errors that carry what is wrong cannot be compared; their descriptions do not tell it.
  private static func byDescription(_ error: HTTPClientError) -> ExchangeFailure {
    switch error.shortDescription {
    case "Unsupported scheme": .invalidRequest("no URL of a server")
    case "Invalid header field names", "Invalid header field values": .invalidRequest("a header that HTTP forbids")
    case let description: .connection(description)
    }
  }

  private init(connecting error: NIOConnectionError) {
    let reasons = error.connectionErrors.map(\.error)
    if let refusal = reasons.lazy.compactMap({ $0 as? IOError }).first {
      self = .connection(Self.words(errno: refusal.errnoCode))
    } else if reasons.contains(where: { if case ChannelError.connectTimeout = $0 { true } else { false } }) {
      self = .connection("connect timeout")
    } else {
      self = .connection("host name not resolved")
    }
  }

  private static func words(errno code: CInt) -> String {
    switch code {
    case ECONNREFUSED: "refused"
    case ECONNRESET, EPIPE: "reset"
    case ETIMEDOUT: "connect timeout"
    case EHOSTUNREACH, ENETUNREACH: "no route to host"
    case EMFILE, ENFILE: "out of file descriptors"
    default: "input/output error \(code)"
    }
  }

  /// TLS throws many types, and not all of them are public; that they are NIOSSL's says enough.
  private static func byModule(_ error: any Error) -> ExchangeFailure {
    let isTLS = String(reflecting: type(of: error)).hasPrefix("NIOSSL.")
    return .connection(isTLS ? "TLS failure" : "unknown")
  }
}

extension ExchangeFailure: CustomStringConvertible {
  /// A few words for people.
  package var description: String {
    switch self {
    case .timeout: "no answer in time"
    case .connection(let what): "connection failed: \(what)"
    case .notHTTP: "what came is not HTTP"
    case .tooLarge: "more came than may come"
    case .invalidRequest(let what): what
    case .cancelled: "given up"
    }
  }
}
