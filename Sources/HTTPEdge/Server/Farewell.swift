import NIOCore

/// How far a server is on its way out, as its connections are told.
enum Farewell: Sendable, Equatable {
  /// Nothing was said.
  case none
  /// Every response is the last of its connection; who says nothing may stay.
  case announced
  /// Who says nothing for this long is asked to leave as well: a request may already be on its way.
  case draining(patience: TimeAmount)

  /// The stages follow one another in one order only.
  private var rank: Int {
    switch self {
    case .none: 0
    case .announced: 1
    case .draining: 2
    }
  }

  /// Goes on to a later stage; what was said cannot be taken back.
  mutating func advance(to next: Farewell) {
    if next.rank > rank { self = next }
  }
}

/// Tells a connection how far its server is on its way out.
struct FarewellEvent: Sendable {
  let farewell: Farewell
}
