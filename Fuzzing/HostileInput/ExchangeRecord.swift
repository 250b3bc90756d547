import HTTPEdge
import Synchronization

/// What a server says that it has done on one connection.
final class ExchangeRecord: ExchangeObserver {
  struct Entry {
    let status: Int?
    /// Whether the answer has no content whatever its length says; nil where the server itself did not know the method for sure.
    let isHead: Bool?
    let wasRefused: Bool
  }

  private let recorded = Mutex<[Entry]>([])

  var entries: [Entry] { recorded.withLock { $0 } }

  func began(_ request: inout Request) {}

  func ended(_ request: Request, _ outcome: ExchangeOutcome) {
    add(Entry(status: outcome.status, isHead: request.method == .head, wasRefused: false))
  }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
    add(Entry(status: outcome.status, isHead: request.map { $0.method == .head }, wasRefused: true))
  }

  private func add(_ entry: Entry) {
    recorded.withLock { $0.append(entry) }
  }
}
