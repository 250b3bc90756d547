import Dispatch
import HTTPEdge
import Synchronization

/// Waits for pending replies where it stands, so that a connection in memory needs no second thread and every run is the same.
struct ImmediateResponder: Responder {
  let base: any Responder

  func respond(to request: Request) -> Reply {
    switch base.respond(to: request) {
    case .ready(let response): .ready(response)
    case .pending(let work): Self.wait(for: work).map(Reply.ready) ?? .pending(work)
    // A stream has no end that could be waited for; its head is like any other.
    case .stream(let stream): .ready(stream.head)
    }
  }

  func response(to fault: HTTPFault, id: RequestID) -> Response {
    base.response(to: fault, id: id)
  }

  func response(to fault: HTTPFault, of request: Request) -> Response {
    base.response(to: fault, of: request)
  }

  private static func wait(for work: @escaping @Sendable () async -> Response) -> Response? {
    let box = Box()
    Task.detached {
      let response = await work()
      box.response.withLock { $0 = response }
      box.isFull.signal()
    }
    box.isFull.wait()
    return box.response.withLock { $0 }
  }

  private final class Box: Sendable {
    let response = Mutex<Response?>(nil)
    let isFull = DispatchSemaphore(value: 0)
  }
}
