/// Which exchanges a fault meets.
package struct FaultRule: Sendable {
  package var path: PathPattern
  package var fault: Fault
  /// How many exchanges it meets before it is spent; nil for all.
  package var remaining: Int?

  package init(_ fault: Fault, on path: PathPattern = .all, times remaining: Int? = nil) {
    self.path = path
    self.fault = fault
    self.remaining = remaining
  }
}
