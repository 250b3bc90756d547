/// Why a command has no reply.
package enum RedisFailure: Error, Sendable, Equatable {
  /// There is no connection, or it was lost before the reply: nobody knows whether the command took effect.
  case disconnected
  /// No connection came about; the text says why, without addresses and secrets.
  case unreachable(String)
  /// No reply in time; nobody knows whether the command took effect.
  case timeout
  /// As many commands wait as may wait; this one was not sent.
  case busy
  /// The task was cancelled; the reply will be thrown away.
  case cancelled
  /// What came was no reply, or one to nothing.
  case protocolFault
  /// A reply that is not of the kind that the command has.
  case unexpectedReply
  /// The server has said no.
  case server(RedisError)
}

extension RedisFailure: CustomStringConvertible {
  /// One line for logs, without addresses, keys and values.
  package var description: String {
    switch self {
    case .disconnected: "not connected"
    case .unreachable(let reason): "no connection: \(reason)"
    case .timeout: "no reply in time"
    case .busy: "too many commands wait"
    case .cancelled: "given up"
    case .protocolFault: "what came is no reply"
    case .unexpectedReply: "a reply of another kind"
    // The rest of the line may name a key.
    case .server(let error): "answered \(error.code)"
    }
  }
}
