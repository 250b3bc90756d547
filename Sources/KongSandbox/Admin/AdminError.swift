import HTTPEdge

/// Why the Admin API does not do what it was asked to.
enum AdminError: Error {
  case notFound
  case methodNotAllowed
  case unsupportedMediaType
  case malformedJSON
  /// JSON that is neither object nor array, or a database that cannot be reached.
  case unexpected
  /// Kong words it differently on `/`.
  case unexpectedAtRoot
  case badRequest(String)
  case schemaViolation([SchemaViolation], isPositional: Bool)
  case uniqueViolation(field: String, value: String)
  case invalidSize(String)
  case invalidOffset(String)
}

extension AdminError {
  var answer: AdminAnswer {
    switch self {
    case .notFound:
      AdminAnswer(.notFound, ["message": "Not found"])
    case .methodNotAllowed:
      AdminAnswer(HTTPStatus(405, "Not Allowed"), ["message": "Method not allowed"])
    case .unsupportedMediaType:
      AdminAnswer(.unsupportedMediaType, .page)
    case .malformedJSON:
      AdminAnswer(.badRequest, ["message": "Cannot parse JSON body"])
    case .unexpected:
      AdminAnswer(.internalServerError, ["message": "An unexpected error occurred"])
    case .unexpectedAtRoot:
      AdminAnswer(.internalServerError, ["message": "An unexpected error happened"])
    case .badRequest(let message):
      AdminAnswer(.badRequest, ["message": .string(message)])
    case .schemaViolation(let violations, let isPositional):
      AdminAnswer(.badRequest, .json(violations.document(isPositional: isPositional)))
    case .uniqueViolation(let field, let value):
      AdminAnswer(
        .conflict,
        [
          "message": .string("UNIQUE violation detected on '{\(field)=\"\(value)\"}'"),
          "fields": .object(JSONObject([.init(name: field, value: .string(value))])),
          "code": .integer(5),
          "name": "unique constraint violation",
        ])
    case .invalidSize(let message):
      AdminAnswer(
        .badRequest, ["code": .integer(9), "name": "invalid size", "message": .string(message)])
    case .invalidOffset(let offset):
      AdminAnswer(
        .badRequest,
        [
          "code": .integer(7), "name": "invalid offset",
          "message": .string("'\(offset)' is not a valid offset: bad json encoding"),
        ])
    }
  }
}
