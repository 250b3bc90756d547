import HTTPEdge

extension Operation {
  static let showCache = Operation(
    "getCache", .administration, "How full the cache is", "Counts; nothing of what is in it.",
    answers: [.json("Counts.", .cacheMetrics)])

  static let purgeCache = Operation(
    "purgeCache", .administration, "Forget everybody",
    "This replica forgets at once, the others as soon as they hear of it. Kong is asked again for whoever comes next.",
    answers: [.json("Everybody is forgotten.", .purge), unheard(CacheAdministrationHandler.path)])

  static let purgeConsumer = Operation(
    "purgeConsumer", .administration, "Forget one consumer",
    "For a credential that was revoked in Kong just now. A consumer that nobody remembers is forgotten just as well.",
    parameters: [
      Parameter(
        "consumer", in: .path, isRequired: true, "What stands in `X-Consumer-ID`, in percent-encoding.",
        Schema(
          [JSONMember("type", "string"), JSONMember("minLength", 1), JSONMember("maxLength", 256)], example: "alice"))
    ],
    answers: [
      .json("The consumer is forgotten.", .purge),
      .problem(
        .badRequest, "The consumer is empty, or no percent-encoded UTF-8.",
        detail: "The consumer must be given in percent-encoding, not empty",
        instance: CacheAdministrationHandler.path + "/%ff"),
      unheard(CacheAdministrationHandler.path + "/alice"),
    ])

  private static func unheard(_ instance: String) -> OperationAnswer {
    .problem(
      .serviceUnavailable, "This replica has forgotten, the others have not been told.",
      detail: "This replica has forgotten, the others have not been told: shared cache: timeout. Try again",
      instance: instance)
  }

  static let recordTestMetrics = Operation(
    "recordTestMetrics", .debug, "Record something",
    "Records once into instruments that exist for this alone, to follow a metric on its way to a dashboard.",
    answers: [
      .json("How many were recorded.", .recordedMetrics),
      .json("There is no room for them.", status: 500, .failedRecording),
    ])

  static let exportMetrics = Operation(
    "exportMetrics", .debug, "Export metrics now",
    "Sends all metrics to the collector without waiting for the next interval.",
    answers: [
      .json("How many were exported, and how long it took.", .exportedMetrics),
      .json("The collector did not take them.", status: 500, .failedExport),
    ])
}
