/// Something that every request passes on its way in and every response on its way out.
///
/// Middleware may answer early but may not wait, so it can never slow the ready branch down.
package protocol Middleware: Sendable {
  /// Looks at a request on its way in, may change it, and may answer in the handler's place.
  func admit(_ request: inout Request) -> Response?

  /// Completes a response on its way out; called for every response, early ones and faults of known requests included, in
  /// the reverse order of `admit`.
  func finish(_ response: inout Response, for request: Request)
}

extension Middleware {
  package func admit(_ request: inout Request) -> Response? { nil }

  package func finish(_ response: inout Response, for request: Request) {}
}
