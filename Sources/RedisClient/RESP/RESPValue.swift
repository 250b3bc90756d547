package import NIOCore

/// A value of the Redis serialisation protocol, of version 2 or 3.
package enum RESPValue: Sendable, Equatable {
  /// `+OK`, and the bulk string and the verbatim string: bytes, which need not be text.
  case string(ByteBuffer)
  /// `-ERR …` and its bulk form.
  case error(RedisError)
  case integer(Int64)
  case double(Double)
  case boolean(Bool)
  /// A number of any size, as its digits.
  case bigNumber(String)
  /// The null of version 3, and the null string and null array of version 2.
  case null
  /// An array or a set.
  case array([RESPValue])
  /// Names and values in their order.
  case map([RESPPair])
  /// Something that the server says unasked, such as a message of a subscription.
  case push([RESPValue])
}

/// One entry of a map.
package struct RESPPair: Sendable, Equatable {
  package let key: RESPValue
  package let value: RESPValue

  package init(key: RESPValue, value: RESPValue) {
    self.key = key
    self.value = value
  }
}

/// What a server answers in place of a value.
package struct RedisError: Error, Sendable, Equatable {
  /// The whole line, such as `WRONGTYPE Operation against a key …`.
  package let message: String

  package init(_ message: String) {
    self.message = message
  }

  /// The first word, by which errors are told apart: `MOVED`, `READONLY`, `NOAUTH`.
  package var code: String { String(message.prefix { $0 != " " }) }
}
