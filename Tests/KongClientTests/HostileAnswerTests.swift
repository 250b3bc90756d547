import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Hostile answer` {
  static let notJSON = Conclusion.invalid("not JSON")
  static let notAList = Conclusion.invalid("not a list of credentials")

  /// Bodies of an answer with status 200.
  static let bodies: [(what: String, body: String, conclusion: Conclusion)] = [
    ("nothing", "", notJSON),
    ("blank", " \r\n\t", notJSON),
    ("a truncated object", #"{"next":null,"data":[{"key":"k""#, notJSON),
    ("HTML", "<html><body>200 OK</body></html>", notJSON),
    ("text", "OK", notJSON),
    ("two objects", page(credential()) + page(credential()), notJSON),
    ("rubbish behind the object", page(credential()) + "x", notJSON),
    ("single quotes", "{'data':[]}", notJSON),
    ("a number too large to be one", #"{"data":[],"x":1e999999}"#, .notFound),
    ("null", "null", notAList),
    ("an array", "[]", notAList),
    ("a string", #""data""#, notAList),
    ("a number", "42", notAList),
    ("an object without data", "{}", notAList),
    ("an error's body", #"{"message":"An unexpected error occurred"}"#, notAList),
    ("null as data", #"{"data":null}"#, notAList),
    ("an object as data", #"{"data":{}}"#, notAList),
    ("a string as data", #"{"data":"[]"}"#, notAList),
    ("numbers in data", #"{"data":[1,2]}"#, notAList),
    ("nulls in data", #"{"data":[null]}"#, notAList),
    ("arrays in data", #"{"data":[[]]}"#, notAList),
    ("an empty list", page(), .notFound),
    ("empty credentials", #"{"data":[{},{}]}"#, .notFound),
    ("data twice", #"{"data":[],"data":[]}"#, .notFound),
    ("unknown fields", #"{"data":[],"total":0,"extra":{"a":[1,{"b":null}]}}"#, .notFound),
    ("a number as offset", #"{"data":[],"offset":1}"#, notAList),
    ("an object as next", #"{"data":[],"next":{}}"#, notAList),
    ("a next page without an offset", #"{"data":[],"next":"/x"}"#, .invalid("next page without an offset")),
    ("a list of many nothings", #"{"data":[\#(String(repeating: "{},", count: 50_000)){}]}"#, .notFound),
    ("a list of many numbers", #"{"data":[\#(String(repeating: "0,", count: 100_000))0]}"#, notAList),
    ("many members", #"{"data":[]\#((0..<20_000).map { #","m\#($0)":0"# }.joined())}"#, .notFound),
    ("a string without an end", #"{"data":[{"key":"\#(String(repeating: "k", count: 500_000))"#, notJSON),
    ("an infinite number", #"{"data":[],"x":Infinity}"#, notJSON),
    ("a comment", #"{"data":[]/**/}"#, notJSON),
    // More lenient than RFC 8259, as Foundation is; nothing that Kong says depends on it.
    ("a comma too many", #"{"data":[],}"#, .notFound),
    ("an offset that is an object", #"{"data":[],"offset":{"a":1}}"#, notAList),
    ("arrays nested deep", String(repeating: "[", count: 100_000), notJSON),
    ("objects nested deep", String(repeating: #"{"data":"#, count: 100_000), notJSON),
    ("a closed bomb", String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000), notJSON),
  ]

  @Test(arguments: bodies)
  func `is not believed`(what: String, body: String, conclusion: Conclusion) async throws {
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }

  /// Lists of credentials, of which at most "key-1" is usable.
  static let lists: [(what: String, body: String, conclusion: Conclusion)] = [
    ("a sound credential", page(credential()), .signs("key-1")),
    ("RS256 first", page(credential(key: #""rs""#, algorithm: #""RS256""#), credential()), .signs("key-1")),
    ("RS256 only", page(credential(algorithm: #""RS256""#)), .notFound),
    ("HS512 only", page(credential(algorithm: #""HS512""#)), .notFound),
    ("none as algorithm", page(credential(algorithm: #""none""#)), .notFound),
    ("the algorithm in small letters", page(credential(algorithm: #""hs256""#)), .notFound),
    ("an empty algorithm", page(credential(algorithm: #""""#)), .notFound),
    ("no algorithm, which Kong takes for HS256", page(credential(algorithm: nil)), .signs("key-1")),
    ("a number as algorithm", page(credential(algorithm: "256")), notAList),
    ("null as secret", page(credential(secret: "null")), .notFound),
    ("an empty secret", page(credential(secret: #""""#)), .notFound),
    ("no secret", page(credential(secret: nil)), .notFound),
    ("a number as secret", page(credential(secret: "123456")), notAList),
    ("null as key", page(credential(key: "null")), .notFound),
    ("an empty key", page(credential(key: #""""#)), .notFound),
    ("no key", page(credential(key: nil)), .notFound),
    ("an array as key", page(credential(key: #"["key-1"]"#)), notAList),
    ("an unusable one and a sound one", page(credential(secret: "null"), credential()), .signs("key-1")),
    ("no consumer", page(credential(consumer: nil)), .notFound),
    ("null as consumer", page(credential(consumer: "null")), .notFound),
    ("a consumer without id", page(credential(consumer: "{}")), .notFound),
    ("null as consumer's id", page(credential(consumer: #"{"id":null}"#)), .notFound),
    ("an empty consumer's id", page(credential(consumer: #"{"id":""}"#)), .notFound),
    ("a string as consumer", page(credential(consumer: #""alice""#)), notAList),
    ("a number as consumer's id", page(credential(consumer: #"{"id":1}"#)), notAList),
    ("another consumer", page(credential(consumer: #"{"id":"bob"}"#)), .fails(.wrongConsumer)),
    ("another consumer last", page(credential(), credential(consumer: #"{"id":"bob"}"#)), .fails(.wrongConsumer)),
    (
      "another consumer's RS256", page(credential(), credential(algorithm: #""RS256""#, consumer: #"{"id":"bob"}"#)),
      .fails(.wrongConsumer)
    ),
    ("no created_at", page(credential(createdAt: nil)), .signs("key-1")),
    ("null as created_at", page(credential(createdAt: "null")), .signs("key-1")),
    ("a string as created_at", page(credential(createdAt: #""1795445943""#)), notAList),
    ("a fraction as created_at", page(credential(createdAt: "1795445943.75")), .signs("key-1")),
    ("an exponent in created_at", page(credential(createdAt: "1.795445943e9")), .signs("key-1")),
    ("a negative created_at", page(credential(createdAt: "-1")), .signs("key-1")),
    ("a huge created_at", page(credential(createdAt: "1e300")), .signs("key-1")),
    ("a created_at of many digits", page(credential(createdAt: String(repeating: "9", count: 200))), .signs("key-1")),
    ("a created_at beyond all numbers", page(credential(createdAt: "1e999999")), notJSON),
    ("escapes", page(credential(key: #""\u006bey\u002d1""#)), .signs("key-1")),
    ("NUL in the key", page(credential(key: #""\u0000""#)), .signs("\0")),
    ("half a surrogate pair", page(credential(key: #""\ud800""#)), notJSON),
  ]

  @Test(arguments: lists)
  func `gives only what is usable`(what: String, body: String, conclusion: Conclusion) async throws {
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }

  /// Bodies that are no text.
  static let bytes: [(what: String, body: [UInt8], conclusion: Conclusion)] = [
    ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(page(credential()).utf8), .signs("key-1")),
    ("gzip that nobody asked for", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0x56, 0x4A], notJSON),
    ("zeros", Array(repeating: 0, count: 1000), notJSON),
    (
      "UTF-8 that is none, in a field that matters",
      Array(#"{"data":[{"key":""#.utf8) + [0xC3, 0x28] + Array(#""}]}"#.utf8), notJSON
    ),
    ("UTF-8 that is none, in place of JSON", [0xFF, 0xFE, 0xFD], notJSON),
  ]

  @Test(arguments: bytes)
  func `is not believed`(what: String, body: [UInt8], conclusion: Conclusion) async throws {
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }

  @Test(arguments: [
    (["Content-Length: 104857600"], 10), (["Content-Length: 9223372036854775807"], 10),
    (["Content-Length: 2097152"], 2 << 20), ([], 2 << 20), (["Content-Length: 1048577"], (1 << 20) + 1),
  ])
  func `is not read beyond a megabyte`(headers: [String], size: Int) async throws {
    let body = [UInt8](repeating: UInt8(ascii: " "), count: size)
    try await withKong { _, _ in
      .answerAndClose(ScriptedServer.Turn.head(200, headers) + body)
    } _: { _, client in
      #expect(await client.conclude() == .invalid("body too large"))
    }
  }

  @Test func `is read up to a megabyte`() async throws {
    let list = page(credential())
    let body = list + String(repeating: " ", count: (1 << 20) - list.utf8.count)
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      #expect(await client.conclude() == .signs("key-1"))
    }
  }
}
