import Foundation
import Testing

extension ScriptedServer.Turn {
  /// An answer with a body and its length.
  static func json(
    _ body: String, status: Int = 200, headers: [String] = ["Content-Type: application/json; charset=utf-8"]
  ) -> Self {
    json(Array(body.utf8), status: status, headers: headers)
  }

  static func json(
    _ body: [UInt8], status: Int = 200, headers: [String] = ["Content-Type: application/json; charset=utf-8"]
  ) -> Self {
    .answer(head(status, headers + ["Content-Length: \(body.count)"]) + body)
  }

  /// The head of an answer, with the empty line at its end.
  static func head(_ status: Int, _ headers: [String]) -> [UInt8] {
    Array((["HTTP/1.1 \(status) Whatever"] + headers + ["", ""]).joined(separator: "\r\n").utf8)
  }
}

extension ScriptedServer.Turn: CustomTestStringConvertible {
  /// Nothing: the bytes would bury the name of the case.
  var testDescription: String { "…" }
}

/// The id of the consumer whom tests ask for unless they say otherwise, as in the recordings.
let aliceID = "00000000-0000-4000-8000-000000000001"

/// The body of a consumer; each field is JSON, and nil leaves it out.
func consumer(id: String? = "\"\(aliceID)\"", username: String? = #""alice""#, customID: String? = "null") -> String {
  let fields = [("id", id), ("username", username), ("custom_id", customID)]
  let written = fields.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
  return "{\"tags\":null,\(written.joined(separator: ","))}"
}

/// A text as JSON writes it.
func json(_ text: String) -> String {
  (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
}

/// The body of a list of credentials, or of other things.
func page(_ credentials: String..., next: String? = nil) -> String {
  let paging = next.map { #""next":"/consumers/\#(aliceID)/jwt?offset=\#($0)","offset":"\#($0)""# } ?? #""next":null"#
  return "{\(paging),\"data\":[\(credentials.joined(separator: ","))]}"
}

/// One credential of alice's in such a list; each field is JSON, and nil leaves it out.
func credential(
  key: String? = #""key-1""#, secret: String? = #""secret-0123456789abcdef0123456789""#,
  algorithm: String? = #""HS256""#, createdAt: String? = "1795445943", consumer: String? = #"{"id":"\#(aliceID)"}"#
) -> String {
  let fields = [
    ("key", key), ("secret", secret), ("algorithm", algorithm), ("created_at", createdAt), ("consumer", consumer),
  ]
  let written = fields.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
  return "{\"id\":\"00000000-0000-4000-8000-000000000203\",\"tags\":null,\(written.joined(separator: ","))}"
}
