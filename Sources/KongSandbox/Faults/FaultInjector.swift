package import HTTPEdge
import Synchronization

/// Stands before a responder, keeps count of what arrives, and lets things go wrong on purpose.
///
/// Rules can be changed at any time and hold for requests that arrive from then on. The first rule that fits is used.
package final class FaultInjector: Responder {
  /// What has arrived.
  package let log = RequestLog()

  private let responder: any Responder
  private let store: KongStore
  private let rules = Mutex<[FaultRule]>([])

  /// Makes an injector.
  ///
  /// - Parameters:
  ///   - responder: gives the right answers.
  ///   - store: where credentials are rotated.
  package init(_ responder: any Responder, store: KongStore) {
    self.responder = responder
    self.store = store
  }

  /// Adds a rule after those that are there.
  package func inject(_ fault: Fault, on path: PathPattern = .all, times: Int? = nil) {
    rules.withLock { $0.append(FaultRule(fault, on: path, times: times)) }
  }

  /// Removes all rules.
  package func clear() {
    rules.withLock { $0 = [] }
  }

  /// The rules that are not spent.
  package var activeRules: [FaultRule] {
    rules.withLock { $0.filter { $0.remaining != 0 } }
  }

  package func respond(to request: Request) -> Reply {
    log.record(request)
    guard let fault = fault(for: request.path) else { return responder.respond(to: request) }
    return respond(to: request, with: fault)
  }

  package func response(to fault: HTTPFault, id: RequestID) -> Response {
    responder.response(to: fault, id: id)
  }

  private func fault(for path: String) -> Fault? {
    rules.withLock { rules in
      guard let index = rules.firstIndex(where: { $0.remaining != 0 && $0.path.matches(path) }) else { return nil }
      rules[index].remaining = rules[index].remaining.map { $0 - 1 }
      return rules[index].fault
    }
  }

  private func respond(to request: Request, with fault: Fault) -> Reply {
    switch fault {
    case .latency(let duration):
      return responder.respond(to: request).after { try? await Task.sleep(for: duration) }
    case .held(let gate):
      return responder.respond(to: request).after { await gate.pass() }
    case .hang:
      return responder.respond(to: request).after { await Gate().pass() }
    case .reset(let length):
      return responder.respond(to: request).map { $0.reset(afterBytes: length) }
    case .status(let status, let fields, let body):
      return .ready(.faulty(status, fields: fields, body: body))
    case .malformedBody:
      return .ready(.faulty(.ok, body: #"{"next":null,"data":[{"id":"#))
    case .truncatedBody:
      return responder.respond(to: request).map { $0.truncated() }
    case .oversizedBody(let bytes):
      return .ready(.faulty(.ok, body: #"{"next":null,"data":[],"padding":""# + String(repeating: "x", count: bytes)))
    case .wrongConsumer(let id):
      return responder.respond(to: request).map { $0.belonging(to: id) }
    case .rotatedCredential:
      rotateCredential(of: request)
      return responder.respond(to: request)
    }
  }

  private func rotateCredential(of request: Request) {
    var path = request.path
    if case .entity(let entity) = KonnectPath(path)?.resource { path = entity }
    guard case .credentials(.jwt, let name) = AdminResource(path: path) else { return }
    store.withState { state in
      guard let consumer = state.consumer(name) else { return }
      store.rotateJWTCredentials(of: consumer.id, in: &state)
    }
  }
}

extension Reply {
  /// The same reply, once `wait` has returned.
  fileprivate func after(_ wait: @escaping @Sendable () async -> Void) -> Reply {
    .pending {
      await wait()
      return await response()
    }
  }

  fileprivate func map(_ transform: @escaping @Sendable (Response) -> Response) -> Reply {
    switch self {
    case .ready(let response): .ready(transform(response))
    case .pending(let work): .pending { transform(await work()) }
    case .stream(let streamed): .stream(StreamedResponse(transform(streamed.head), content: streamed.content))
    }
  }

  private func response() async -> Response {
    switch self {
    case .ready(let response): response
    case .pending(let work): await work()
    case .stream(let streamed): streamed.head
    }
  }
}
