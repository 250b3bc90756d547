/// Text that must never be seen: it prints as `<redacted>` wherever it is described, dumped, logged or interpolated.
package struct Secret: Sendable {
  /// The text itself; every use is a place to look at twice.
  package let exposed: String

  package init(_ text: String) {
    exposed = text
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}
