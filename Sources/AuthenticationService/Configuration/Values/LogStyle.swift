/// How lines of the log are written.
package enum LogStyle: String, Sendable, CaseIterable {
  /// JSON in the fields of the Elastic Common Schema.
  case ecs
  /// JSON in the fields of OpenTelemetry's log data model.
  case otel
  /// For people.
  case text
}
