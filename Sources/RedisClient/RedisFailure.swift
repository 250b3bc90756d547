/// Why a command has no reply.
package enum RedisFailure: Error, Sendable, Equatable {
  /// There is no connection, or it was lost before the reply: nobody knows whether the command took effect.
  case disconnected
  /// No reply in time; the same holds.
  case timeout
  /// As many commands wait as may wait; this one was not sent.
  case busy
  /// The task was cancelled; the reply will be thrown away.
  case cancelled
  /// What came was no reply, or one to nothing.
  case protocolFault
}
