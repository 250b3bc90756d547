/// Whether single consumers have series of their own.
package enum ConsumerLabelPolicy: String, Sendable, CaseIterable {
  case off, bounded
}
