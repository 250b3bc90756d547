extension RESPValue {
  /// The value as a connection for subscriptions must take it.
  ///
  /// Version 2 sends messages as arrays, like replies. Version 3 confirms a subscription by a push, unlike a reply, although it was
  /// asked for. So messages become pushes here, and confirmations become replies.
  var sortedForSubscribers: RESPValue {
    switch self {
    case .array(let values): Self.isMessage(values) ? .push(values) : self
    case .push(let values): Self.isMessage(values) ? self : .array(values)
    default: self
    }
  }

  private static func isMessage(_ values: [RESPValue]) -> Bool {
    switch values.first?.text {
    case "message", "smessage", "pmessage": true
    default: false
    }
  }
}
