/// The least severe log line that is written.
package enum LogThreshold: String, Sendable, CaseIterable {
  case error, warn, info, debug, silent
}
