/// The Kong that the sandbox behaves like.
package enum KongVersion {
  package static let number = "3.9.1"
  /// The value of `Server`.
  package static let server = "kong/\(number)"
  /// What Kong adds to `Via` in both directions.
  package static let via = "1.1 \(server)"
}
