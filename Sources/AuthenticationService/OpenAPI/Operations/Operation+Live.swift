import HTTPEdge

extension Operation {
  static let showPage = Operation(
    "getOperationsPage", .administration, "The live page of operators",
    """
    A page without anything from elsewhere that shows what `/admin/live` tells, and the last minute in charts. It holds nothing of the \
    service itself: where `MANAGEMENT_TOKEN` is set it asks for the token, keeps it for the tab, and sends it along with its requests.
    """,
    answers: [OperationAnswer(200, "The page.", [.text("text/html", "<!doctype html>")])])

  static let watchService = Operation(
    "watchService", .administration, "How the service is doing, as it happens",
    """
    Server-sent events: `history` once, with the last minute as in `/admin/snapshot`, and then `sample` every second, with all other members of \
    that document. A client that is behind misses samples. The stream ends when the service is about to go.
    """,
    parameters: [
      Parameter(
        "samples", in: .query,
        "After how many samples the stream ends; the first one comes at once. Without it there is no end.",
        Schema(
          [
            JSONMember("type", "integer"), JSONMember("minimum", .integer(LiveHandler.samples.lowerBound)),
            JSONMember("maximum", .integer(LiveHandler.samples.upperBound)),
          ], example: 1))
    ],
    answers: [
      OperationAnswer(200, "Events.", [.text("text/event-stream", "retry: 2000\n\nevent: history\ndata: []\n\n")]),
      .problem(
        .badRequest, "`samples` is no number within its bounds.", detail: LiveHandler.badSamples,
        instance: "/admin/live"),
      .problem(
        .serviceUnavailable, "As many watch as may watch.", detail: LiveHandler.tooManyStreams(16),
        instance: "/admin/live"),
    ])

  static let showSnapshot = Operation(
    "getSnapshot", .administration, "How the service is doing",
    "Rates and percentiles are those of the last second, totals those since the start, which `/metrics` has too.",
    answers: [.json("The moment, and the last minute.", .liveSnapshot)])
}
