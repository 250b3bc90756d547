import HTTPEdge
import NIOCore

/// The fields that a client sent in the body of a POST, PUT or PATCH.
struct RequestFields {
  var object = JSONObject()
  /// Whether the body was an array: Lua sees a table with the keys 1, 2 and so on.
  var isPositional = false

  /// No fields at all.
  static let none = RequestFields()

  private init() {}

  /// Reads the body by its media type.
  ///
  /// No body and no media type are no fields. Kong compares the beginning of the media type only.
  init(_ request: Request) throws(AdminError) {
    let body = Array(request.body.readableBytesView)
    guard let type = request.headers["Content-Type"] else {
      guard body.isEmpty else { throw .unsupportedMediaType }
      return
    }
    if type.hasPrefix("application/json") {
      try read(json: body)
    } else if type.hasPrefix("application/x-www-form-urlencoded") {
      read(form: String(decoding: body, as: UTF8.self))
    } else {
      throw .unsupportedMediaType
    }
  }

  private mutating func read(json: [UInt8]) throws(AdminError) {
    guard let value = try? JSONParser.parse(json) else { throw .malformedJSON }
    switch value {
    case .object(let object):
      self.object = object
    case .array(let elements):
      isPositional = true
      for (index, element) in elements.enumerated() { object["\(index + 1)"] = element }
    default:
      throw .unexpected
    }
  }

  private mutating func read(form: String) {
    for (name, value) in URLQuery(form).pairs {
      let value = value ?? ""
      if name.hasSuffix("[]") {
        let name = String(name.dropLast(2))
        var elements: [JSONValue] = []
        if case .array(let present) = object[name] { elements = present }
        object[name] = .array(elements + [.string(value)])
      } else if name == "ttl", let number = Int(value) {
        // A form has no types; Kong converts by the schema, in which this is the only number that clients send.
        object[name] = .integer(number)
      } else {
        object[name] = .string(value)
      }
    }
  }
}
