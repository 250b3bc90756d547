import Synchronization

/// The place where a server finds its responder, which can be exchanged while it runs.
///
/// A request sees one responder from beginning to end; the next one sees the new one. Event loops look at a number only,
/// and come for the responder itself when that has changed.
package final class ResponderSlot: Sendable {
  private let generation = Atomic<UInt64>(1)
  private let current: Mutex<any Responder>

  package init(_ responder: any Responder) {
    current = Mutex(responder)
  }

  /// Lets `responder` answer all requests from now on.
  package func replace(with responder: any Responder) {
    current.withLock { current in
      current = responder
      generation.wrappingAdd(1, ordering: .releasing)
    }
  }

  /// The responder of this moment.
  package var responder: any Responder { current.withLock { $0 } }

  /// What a loop should go on with: the handle it has, or a new one if the responder was exchanged.
  func handle(_ known: ResponderHandle?) -> ResponderHandle {
    if let known, known.generation == generation.load(ordering: .acquiring) { return known }
    return current.withLock { ResponderHandle($0, generation: generation.load(ordering: .relaxed)) }
  }
}

/// An event loop's own hold on the responder: counted by that loop alone, so that cores do not wait for one another.
final class ResponderHandle: Sendable {
  let responder: any Responder
  fileprivate let generation: UInt64

  fileprivate init(_ responder: any Responder, generation: UInt64) {
    self.responder = responder
    self.generation = generation
  }
}
