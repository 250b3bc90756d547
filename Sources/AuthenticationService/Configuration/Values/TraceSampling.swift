import Telemetry

/// Which traces are kept, as OpenTelemetry names the ways (`OTEL_TRACES_SAMPLER`).
package enum TraceSampling: String, Sendable, CaseIterable {
  case alwaysOn = "always_on"
  case alwaysOff = "always_off"
  case share = "traceidratio"
  case parentBasedAlwaysOn = "parentbased_always_on"
  case parentBasedAlwaysOff = "parentbased_always_off"
  case parentBasedShare = "parentbased_traceidratio"
}

extension Sampler {
  /// - Parameter share: from 0 to 1, for the ways that keep one.
  init(_ sampling: TraceSampling, share: Double) {
    switch sampling {
    case .alwaysOn: self.init(.always, followsParent: false)
    case .alwaysOff: self.init(.never, followsParent: false)
    case .share: self.init(.share(share), followsParent: false)
    case .parentBasedAlwaysOn: self.init(.always, followsParent: true)
    case .parentBasedAlwaysOff: self.init(.never, followsParent: true)
    case .parentBasedShare: self.init(.share(share), followsParent: true)
    }
  }
}
