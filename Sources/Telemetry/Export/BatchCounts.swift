/// What has become of the records that were offered: at every moment `accepted` is the sum of all others.
package struct BatchCounts: Sendable, Equatable {
  package var accepted = 0
  /// Made room for newer ones, or were still waiting when the processor ended.
  package var dropped = 0
  package var exported = 0
  /// Were lost with their batch, or rejected by the receiver.
  package var failed = 0
  package var waiting = 0
  /// Are being exported.
  package var inFlight = 0

  package init() {}
}
