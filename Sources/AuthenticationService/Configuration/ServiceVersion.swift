/// The version of this program, the one place that names it.
package enum ServiceVersion {
  /// A semantic version without a leading `v`, such as `1.4.0`.
  package static let current = "0.1.0"
}
