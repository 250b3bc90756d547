import HTTPEdge

/// Answers `GET /admin`, `/admin/live` and `/admin/snapshot`: how the service is doing at this moment.
struct LiveHandler: Sendable {
  /// How many moments a stream may be asked for.
  static let samples = 1...3600

  let monitor: LiveMonitor
  let problems: ProblemResponses
  let heads: ResponseHeads

  /// The page, which holds nothing of the service: its script asks for that, with the token if there is one.
  func page(_ request: Request) -> Reply {
    .ready(
      Response(
        heads.page, fields: HeaderBlock([(APIVersion.contentPolicy, LivePage.contentSecurityPolicy)]),
        body: LivePage.body))
  }

  /// One moment with the minute before it.
  func snapshot(_ request: Request) -> Reply {
    // To ask the system for all of it takes longer than an event loop may.
    .pending { Response(heads.administration, body: monitor.snapshot.pretty) }
  }

  /// One moment a second for as long as the client stays.
  func live(_ request: Request) -> Reply {
    let wanted = request.queryItem("samples")
    let samples = wanted.flatMap { Int($0) }
    if wanted != nil, samples.map(Self.samples.contains) != true {
      return .ready(problems.administration(request, .badRequest, Self.badSamples))
    }
    guard let slot = monitor.slots.take() else {
      return .ready(problems.administration(request, .serviceUnavailable, Self.tooManyStreams(monitor.slots.limit)))
    }
    return .stream(
      StreamedResponse(Response(heads.events)) { [monitor] in monitor.events(slot, samples: samples) })
  }

  static let badSamples = "samples must be a whole number from \(samples.lowerBound) to \(samples.upperBound)"

  static func tooManyStreams(_ limit: Int) -> String { "There are \(limit) streams already. Try again" }
}
