import AuthenticationCore
import Foundation
import KongClient
import NIOCore

/// Kong's answers: only whole credentials of the consumer who was asked for are used, nothing that Kong says leads to another place
/// of the Admin API, and whatever our own reader of JSON accepts is JSON to Foundation too, with the same values.
enum AnswerReading {
  private static let admin = "https://kong.invalid:8444/base"
  private static let kong = KongDeployment.selfManaged(
    KongAdminURL(isSecure: true, host: "kong.invalid", port: 8444, path: "/base"))

  static func check(_ bytes: [UInt8]) throws(Violation) {
    if let page = try? KongClient.AnswerReading.credentials(ByteBuffer(bytes: bytes), ofConsumer: "alice", at: kong) {
      try check(page)
      if let next = page.nextURL { try check(next, begins: "\(admin)/consumers/alice/jwt?offset=", ends: "") }
    }
    if let answer = try? KongClient.AnswerReading.consumer(ByteBuffer(bytes: bytes), named: "alice", at: kong),
      let next = answer.nextURL
    {
      try check(next, begins: "\(admin)/consumers/", ends: "/jwt")
    }
    // Foundation drops a byte order mark at the beginning of any string, which is its mistake and not ours.
    guard let value = JSONValue(parsing: bytes), !bytes.contains([0xEF, 0xBB, 0xBF] as [UInt8]) else { return }
    let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    try Violation.unless(other.map { isSame(value, $0) } == true, "JSON that Foundation reads in another way")
  }

  private static func check(_ page: KongClient.AnswerReading) throws(Violation) {
    guard let credentials = page.credentials else { return }
    try Violation.unless(page.stranger == nil, "credentials of a stranger")
    try Violation.unless(credentials.consumerID.lowercased() == "alice", "credentials of \(credentials.consumerID)")
    try Violation.unless(credentials.all.allSatisfy { !$0.key.isEmpty }, "a credential without a key")
    try Violation.unless(credentials.all.allSatisfy { $0.createdAt <= credentials.signing.createdAt }, "not the newest")
  }

  /// Insists on one segment or value between two ends, which no server reads as more than one.
  private static func check(_ url: String, begins start: String, ends end: String) throws(Violation) {
    try Violation.unless(url.hasPrefix(start) && url.hasSuffix(end), "asks at another place: \(url)")
    let segment = url.dropFirst(start.count).dropLast(end.count)
    let isPlain = segment.wholeMatch(of: /(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+/) != nil
    try Violation.unless(isPlain && segment != "." && segment != "..", "more than a segment: \(url)")
    try Violation.unless(!segment.matches(of: /%([01][0-9A-F]|7F)/).contains { _ in end == "/jwt" }, "controls: \(url)")
  }

  private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .bool(let bool): (other as? NSNumber)?.boolValue == bool
    case .number(let number): (other as? NSNumber).map { isClose($0.doubleValue, number) } == true
    case .string(let text): (other as? String).map { $0.utf8.elementsEqual(text.utf8) } == true
    case .array(let items):
      (other as? [Any]).map { $0.count == items.count && zip(items, $0).allSatisfy(isSame) } == true
    case .object(let members):
      (other as? [String: Any]).map { others in
        others.count == members.count && members.allSatisfy { member in
          others[member.key].map { isSame(member.value, $0) } == true
        }
      } == true
    }
  }

  /// Foundation may keep a number as a decimal or as an integer.
  private static func isClose(_ one: Double, _ other: Double) -> Bool {
    one == other || abs(one - other) <= max(abs(one), abs(other)) * 1e-12
  }
}
