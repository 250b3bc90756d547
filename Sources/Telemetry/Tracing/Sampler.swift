package import Identifiers

/// Which traces are kept, after the SDK specification of OpenTelemetry ("Sampling").
package struct Sampler: Sendable, Equatable {
  /// What is decided where a trace begins.
  package enum Root: Sendable, Equatable {
    case always
    case never
    /// A share from 0 to 1, decided by the trace id, so that all services decide alike.
    case share(Double)
  }

  private let root: Root
  /// Whether those who continue a trace do as its beginning did.
  private let followsParent: Bool
  /// What the low 63 bits of a kept trace's id are less than.
  private let threshold: UInt64

  package init(_ root: Root, followsParent: Bool) {
    self.root = root
    self.followsParent = followsParent
    threshold =
      switch root {
      case .always: 1 << 63
      case .never: 0
      case .share(let share): UInt64(Swift.max(0, Swift.min(1, share)) * 0x1p63)
      }
  }

  /// Keeps what others keep, and everything that begins here: the default of OpenTelemetry.
  package static let parentBasedAlwaysOn = Sampler(.always, followsParent: true)
  package static let alwaysOff = Sampler(.never, followsParent: false)

  /// Whether a trace is kept.
  ///
  /// - Parameter parent: what the one before has decided; nil where the trace begins.
  package func keeps(_ trace: TraceID, parent: Bool?) -> Bool {
    if followsParent, let parent { return parent }
    // The same bits as other implementations use.
    return trace.low >> 1 < threshold
  }
}
