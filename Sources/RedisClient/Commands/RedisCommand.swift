/// One command: its words, and which of them is the key that decides where it belongs in a cluster.
package struct RedisCommand: Sendable {
  /// A word of a command.
  package enum Word: Sendable {
    case text(String)
    case bytes([UInt8])
    case integer(Int)
  }

  /// The name, in capital letters, such as `GET`; two words are two.
  package let name: StaticString
  package let words: [Word]
  /// The key; nil for a command that any node can answer.
  package let key: String?
  /// Whether it changes nothing, so that a replica may answer.
  package let isRead: Bool

  package init(_ name: StaticString, _ words: [Word] = [], key: String? = nil, isRead: Bool = false) {
    self.name = name
    self.words = words
    self.key = key
    self.isRead = isRead
  }
}

extension RedisCommand.Word: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    self = .text(value)
  }
}
