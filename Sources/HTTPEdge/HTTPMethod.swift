/// A request method, RFC 9110 section 9.
package enum HTTPMethod: Sendable, Hashable {
  case get, head, post, put, patch, delete, options
  /// Any other token, spelled as the client spelled it (methods are case-sensitive).
  case other(String)

  /// The method as it stands in a request line.
  package var name: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .other(let name): name
    }
  }

  /// Reads a method from the bytes of a request line; the caller has checked that they form a token.
  package init(token: UnsafeRawBufferPointer) {
    switch token.count {
    case 3 where token.elementsEqual("GET".utf8): self = .get
    case 3 where token.elementsEqual("PUT".utf8): self = .put
    case 4 where token.elementsEqual("HEAD".utf8): self = .head
    case 4 where token.elementsEqual("POST".utf8): self = .post
    case 5 where token.elementsEqual("PATCH".utf8): self = .patch
    case 6 where token.elementsEqual("DELETE".utf8): self = .delete
    case 7 where token.elementsEqual("OPTIONS".utf8): self = .options
    default: self = .other(String(decoding: token, as: UTF8.self))
    }
  }
}
