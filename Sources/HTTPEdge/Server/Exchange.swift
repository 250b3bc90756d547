/// What the server has to remember of a request until its response is written.
struct Exchange {
  var id: RequestID
  var isHead: Bool
  var isHTTP10: Bool
  /// Whether the client wants the connection to stay open.
  var keepsAlive: Bool

  /// Something that is not a request gets its answer, and the connection ends.
  static func refused(_ id: RequestID, isHead: Bool) -> Exchange {
    Exchange(id: id, isHead: isHead, isHTTP10: false, keepsAlive: false)
  }
}
