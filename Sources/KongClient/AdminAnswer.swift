import AuthenticationCore
import FoundationEssentials
import NIOCore

/// An answer of Kong's Admin API.
struct AdminAnswer: Sendable {
  let status: Int
  /// What `Retry-After` asks for, in seconds.
  let retryAfter: Int?
  let body: ByteBuffer

  var isSuccess: Bool { 200..<300 ~= status }

  /// What an answer without success says about Kong.
  var cause: UnavailableCause {
    switch status {
    case 401, 403: .unauthorized(status)
    default: .status(status, retryAfter: retryAfter)
    }
  }

  /// Reads the body as JSON of a certain shape; what is not known of it is ignored.
  ///
  /// - Parameter name: what the body should be, for the error.
  func decode<Value: Decodable>(_ type: Value.Type, named name: String) throws(UnavailableCause) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    } catch DecodingError.dataCorrupted {
      throw .invalidAnswer("not JSON")
    } catch {
      throw .invalidAnswer("not \(name)")
    }
  }
}
