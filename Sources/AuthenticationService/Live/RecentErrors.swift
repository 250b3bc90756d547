import AuthenticationCore
import HTTPEdge
import Synchronization

/// The last few errors that clients were told of: what, where and when, and nothing of whom.
final class RecentErrors: Sendable {
  /// One answer.
  struct Entry: Sendable, Equatable {
    /// Milliseconds since 1970.
    let time: Int64
    /// Of the catalogue; nil for what the server refuses by itself without one.
    let code: String?
    let status: Int
    /// As the table of routes has it.
    let route: String
    let requestID: RequestID

    /// Whether it is a fault of the service, and not of a client.
    fileprivate var isOurs: Bool { RouteTally.isFailure(status) }

    var document: JSONOutput {
      [
        "timestamp": .string(WallClock.timestamp(of: time)), "code": code.map(JSONOutput.string) ?? .null,
        "status": .integer(status), "route": .string(route), "requestId": .string("\(requestID)"),
      ]
    }
  }

  /// How many are kept of each kind: of faults of clients and of those of the service, so that neither drives the other out.
  static let depth = 10

  private let routes = RouteIndex(Routes.table.map(\.pattern)) { $0 }
  private let entries = Mutex<[Entry]>([])

  init() {}

  /// Newest first.
  var all: [Entry] { entries.withLock { $0.reversed() } }

  /// Keeps an error.
  ///
  /// - Parameters:
  ///   - path: that of the request; nil when it was never known.
  ///   - time: milliseconds since 1970.
  func note(code: String?, status: Int, path: String?, requestID: RequestID, at time: Int64) {
    let route = path.flatMap { routes[$0] } ?? RequestMetrics.unmatched
    let entry = Entry(time: time, code: code, status: status, route: route, requestID: requestID)
    entries.withLock { entries in
      entries.append(entry)
      let places = entries.indices.filter { entries[$0].isOurs == entry.isOurs }
      if places.count > Self.depth { entries.remove(at: places[0]) }
    }
  }
}
