import HTTPEdge
import NIOPosix
import Synchronization

/// A collector that counts what it is given, and answers as it is told to.
final class CollectorStub: Responder {
  /// What has become of a request.
  enum Manner: Sendable {
    case takes, refuses
    /// Takes it, but for three data points.
    case rejects
    /// Takes it once ``release()`` is called.
    case holds
  }

  private let state = Mutex((manner: Manner.takes, paths: [String]()))
  private let released = AsyncStream<Void>.makeStream()

  /// The paths that were asked for, in their order.
  var requests: [String] { state.withLock { $0.paths } }

  /// Answers those that come from now on in this manner.
  func answer(_ manner: Manner) {
    state.withLock { $0.manner = manner }
  }

  /// Lets go of what is held, and holds nothing any more.
  func release() {
    released.continuation.finish()
  }

  func respond(to request: Request) -> Reply {
    let manner = state.withLock { state in
      state.paths.append(request.path)
      return state.manner
    }
    switch manner {
    case .takes: return .ready(Self.response(.ok))
    case .refuses: return .ready(Self.response(.badRequest))
    case .rejects:
      let head = ResponseHead(.ok, fields: HeaderBlock([("Content-Type", "application/json")]))
      return .ready(Response(head, body: Array(#"{"partialSuccess":{"rejectedDataPoints":"3"}}"#.utf8)))
    case .holds:
      return .pending { [released] in
        for await _ in released.stream {}
        return Self.response(.ok)
      }
    }
  }

  func response(to fault: HTTPFault, id: RequestID) -> Response { Self.response(fault.status) }

  private static func response(_ status: HTTPStatus) -> Response {
    Response(ResponseHead(status, fields: .empty))
  }

  /// Listens for as long as a test needs it, and tells it where.
  func use(_ body: (String) async throws -> Void) async throws {
    let server = try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: MultiThreadedEventLoopGroup.singleton, responder: self)
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body("http://127.0.0.1:\(server.port)"))
    } catch {
      outcome = .failure(error)
    }
    release()
    await server.stop(grace: .seconds(5))
    try outcome.get()
  }
}
