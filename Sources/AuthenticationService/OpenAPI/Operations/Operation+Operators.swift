import HTTPEdge

extension Operation {
  static let showCache = Operation(
    "getCache", .administration, "How full the cache is",
    """
    Counts, and the thousand entries that were used most recently. Consumers have names there that say nothing of them, and last as \
    long as the process.
    """,
    answers: [.json("Counts and entries.", .cacheListing)])

  static let showBreakers = Operation(
    "getBreakers", .administration, "How the circuit breakers are",
    "Those before Kong, one for each kind of call; that of the shared cache; and those of the exports of telemetry.",
    answers: [.json("All of them.", .breakers)])

  static let resetBreaker = Operation(
    "resetBreaker", .administration, "Close a circuit breaker",
    "It forgets the outcomes that it has counted; what it protects from is tried at once. If that still fails it opens again.",
    parameters: [
      Parameter(
        "name", in: .path, isRequired: true, "Which one.",
        .string("getConsumerSecret"))
    ],
    answers: [
      .json("It is closed.", .breakerReset),
      .problem(
        .notFound, "There is none of that name.",
        detail: "There is no such circuit breaker; there are: getConsumerSecret, createConsumerSecret, healthCheck",
        instance: BreakerAdministrationHandler.path + "/other"),
    ])

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
