/// One line of the route table: which path and method is answered by what.
package struct Route: Sendable {
  package let method: HTTPMethod
  /// Compared byte by byte: case-sensitive, no trailing-slash tolerance, no decoding.
  ///
  /// `*` as the last segment stands for any.
  package let path: String
  package let handler: @Sendable (Request) -> Reply

  package init(_ method: HTTPMethod, _ path: String, _ handler: @escaping @Sendable (Request) -> Reply) {
    self.method = method
    self.path = path
    self.handler = handler
  }
}
