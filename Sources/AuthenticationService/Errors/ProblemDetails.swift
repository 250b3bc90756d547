import AuthenticationCore
import HTTPEdge

/// A problem document, RFC 9457, with its members in the order of the replaced service.
struct ProblemDetails: Sendable, Equatable {
  var type: String
  var title: String
  var status: Int
  var detail: String
  /// The path that was asked for.
  var instance: String
  var code: String?
  var requestID: String?
  /// ISO 8601, UTC, milliseconds.
  var timestamp: String
  var extensions: [JSONMember] = []

  /// The document, compact.
  var body: [UInt8] { document.compact }

  var document: JSONOutput {
    var members = [
      JSONMember("type", .string(type)), JSONMember("title", .string(title)), JSONMember("status", .integer(status)),
      JSONMember("detail", .string(detail)), JSONMember("instance", .string(instance)),
    ]
    if let code { members.append(JSONMember("code", .string(code))) }
    if let requestID { members.append(JSONMember("requestId", .string(requestID))) }
    members.append(JSONMember("timestamp", .string(timestamp)))
    if !extensions.isEmpty { members.append(JSONMember("extensions", .object(extensions))) }
    return .object(members)
  }
}

extension ProblemDetails {
  /// The document of an error of the token routes.
  init(_ error: AuthenticationError, instance: String, requestID: String, timestamp: String) {
    self.init(
      type: Self.type(of: error.code), title: error.code.title, status: error.code.status, detail: error.detail,
      instance: instance, code: error.code.rawValue, requestID: requestID, timestamp: timestamp,
      extensions: error.extensions.map { JSONMember($0.name, JSONOutput($0.value)) })
  }

  static func type(of code: AuthenticationError.Code) -> String {
    "urn:problem-type:auth-service/\(code.rawValue.lowercased().replacing("_", with: "-"))"
  }
}

extension JSONOutput {
  /// A value that an error carries.
  init(_ value: AuthenticationError.Value) {
    switch value {
    case .string(let text): self = .string(text)
    case .integer(let number): self = .integer(number)
    case .strings(let texts): self = .array(texts.map(JSONOutput.string))
    }
  }
}
