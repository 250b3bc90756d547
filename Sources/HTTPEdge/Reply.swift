/// What a handler answers with: the response itself, the work that will lead to it, or a response that goes on.
///
/// The seam between "I have it" and "I must fetch it". A ready response leaves in the same tick of the event loop in which its
/// request arrived; a pending one costs a task and one hop back.
package enum Reply: Sendable {
  case ready(Response)
  /// Runs in one task, which is cancelled when the client hangs up or the request times out.
  case pending(@Sendable () async -> Response)
  /// A head at once, and content for as long as there is some and the client stays.
  case stream(StreamedResponse)
}
