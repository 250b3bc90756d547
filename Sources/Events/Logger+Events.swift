package import Logging

extension Logger {
  /// The name of the metadata that says which event a line is about.
  package static let eventNameKey = "event_name"

  package func debug(_ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    note(.debug, event, message, metadata)
  }

  package func info(_ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    note(.info, event, message, metadata)
  }

  package func notice(_ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    note(.notice, event, message, metadata)
  }

  package func warning(_ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    note(.warning, event, message, metadata)
  }

  package func error(_ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    note(.error, event, message, metadata)
  }

  /// Writes a line about an event.
  package func note(_ level: Level, _ event: EventName, _ message: Message, _ metadata: Metadata = [:]) {
    guard level >= logLevel else { return }
    var metadata = metadata
    metadata[Self.eventNameKey] = .string(event.rawValue)
    log(level: level, message, metadata: metadata)
  }
}
