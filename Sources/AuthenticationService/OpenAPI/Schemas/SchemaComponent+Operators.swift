extension SchemaComponent {
  static let purge = SchemaComponent(
    "Purge",
    .object([
      "purged": .string("alice", "Who is forgotten: `all`, or one consumer."),
      "entries": .count(1, "Entries that this replica had."),
      "sharedEntries": Schema.count(1, "Entries removed from the shared cache; null without one.").orNull,
      "timestamp": .time(),
    ]))

  private static let breakerState = Schema.choice("closed", of: ["closed", "half-open", "open"])

  static let breakers = SchemaComponent(
    "Breakers",
    .object([
      "breakers": .map(
        "getConsumerSecret",
        to: .object([
          "state": breakerState,
          "secondsUntilTrial": Schema.count(8, "Until something passes again; null unless it is open.").orNull,
          "stats": .object([
            "fires": .count(12), "rejections": .count(0), "failures": .count(0), "successes": .count(12),
          ]),
        ])), "timestamp": .time(),
    ]))

  static let breakerReset = SchemaComponent(
    "BreakerReset",
    .object(["reset": .string("getConsumerSecret"), "state": breakerState, "timestamp": .time()]))

  static let recordedMetrics = SchemaComponent(
    "RecordedMetrics",
    .object([
      "success": .bool(true), "message": .string("Test metrics recorded successfully"),
      "metricsRecorded": .count(3), "timestamp": .time(),
    ]))

  static let failedRecording = SchemaComponent(
    "FailedRecording",
    .object([
      "success": .bool(false), "error": .string("Failed to record test metrics"),
      "message": .string("only 0 were recorded: there is no room"), "timestamp": .time(),
    ]))

  static let exportedMetrics = SchemaComponent(
    "ExportedMetrics",
    .object([
      "success": .bool(true), "message": .string("Metrics exported successfully"), "exportedMetrics": .count(64),
      "duration": .count(12, "Milliseconds."), "errors": .array(of: .string(""), isEmpty: true),
      "timestamp": .time(), "note": Schema.string("Telemetry not initialized - no metrics to export").ifPresent,
    ]))

  static let failedExport = SchemaComponent(
    "FailedExport",
    .object([
      "success": .bool(false), "error": .string("Failed to export metrics"),
      "message": .string("the collector answered with status 503"), "duration": .count(12, "Milliseconds."),
      "timestamp": .time(),
    ]))
}
