import Foundation
import Testing

/// One exchange with the Admin API of a real Kong 3.9.1.
struct Recording: Sendable, Decodable, CustomTestStringConvertible {
  struct Request: Sendable, Decodable {
    let method: String
    let path: String
  }

  struct Response: Sendable, Decodable {
    let status: Int
    let reason: String
    let headers: [String: String]
    let body: String
  }

  let name: String
  let request: Request
  let response: Response

  var testDescription: String { name }

  /// All recordings by name.
  static let all: [String: Recording] = {
    do {
      let url = try #require(
        Bundle.module.url(forResource: "kong-3.9.1-admin-api", withExtension: "jsonl", subdirectory: "Fixtures"))
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      let recordings = try lines.map { try JSONDecoder().decode(Recording.self, from: Data($0.utf8)) }
      return Dictionary(uniqueKeysWithValues: recordings.map { ($0.name, $0) })
    } catch {
      Issue.record(error)
      return [:]
    }
  }()

  static func named(_ name: String) throws -> Recording {
    try #require(all[name])
  }

  /// The answer as it came over the wire.
  var turn: ScriptedServer.Turn {
    let headers = response.headers.map { "\r\n\($0.key): \($0.value)" }.joined()
    return .answer(Array("HTTP/1.1 \(response.status) \(response.reason)\(headers)\r\n\r\n\(response.body)".utf8))
  }
}
