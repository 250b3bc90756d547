import HTTPEdge
import Telemetry

/// Every response head of the service, rendered once at start-up.
struct ResponseHeads: Sendable {
  /// 200 of `/tokens`.
  let token: ResponseHead
  /// 200 of `/tokens/validate`.
  let validation: ResponseHead
  /// 200 of the management surface.
  let administration: ResponseHead
  /// 200 of the live page.
  let page: ResponseHead
  /// 200 of a stream of events.
  let events: ResponseHead
  /// 500 of the management surface, where the replaced service has no problem document.
  let debuggingFailure: ResponseHead
  /// 400 of `/metrics`.
  let badView: ResponseHead
  /// 204 of OPTIONS.
  let preflight: ResponseHead
  private let descriptions: [Representation.Form: ResponseHead]
  private let knownDescriptions: [Representation.Form: ResponseHead]
  private let metrics: ResponseHead
  private let text: ResponseHead
  private let openMetrics: ResponseHead
  private let health: [Int: ResponseHead]
  private let problems: [Surface: [Int: ResponseHead]]

  private static let problemStatuses: [HTTPStatus] = [
    .badRequest, .unauthorized, .forbidden, .notFound, .methodNotAllowed, .requestTimeout, .contentTooLarge,
    .tooManyRequests,
    .expectationFailed, .headerFieldsTooLarge, .internalServerError, .notImplemented, .serviceUnavailable,
    .versionNotSupported,
  ]

  init(crossOrigin: CrossOriginPolicy) {
    let common = crossOrigin.fields(and: [("Vary", "Accept-Version")])
    let json = HeaderBlock([("Content-Type", "application/json")]).followed(by: common)
    let problem = HeaderBlock([("Content-Type", "application/problem+json")]).followed(by: common)
    token = ResponseHead(
      .ok,
      fields: json.followed(
        by: HeaderBlock([("Cache-Control", "no-store, no-cache, must-revalidate"), ("Pragma", "no-cache")])))
    validation = ResponseHead(.ok, fields: json.followed(by: HeaderBlock([("Cache-Control", "no-store")])))
    administration = ResponseHead(.ok, fields: json.followed(by: HeaderBlock([("Cache-Control", "no-store")])))
    func live(_ contentType: String, _ more: [(name: String, value: String)] = []) -> ResponseHead {
      ResponseHead(
        .ok,
        fields: HeaderBlock([("Content-Type", contentType)]).followed(by: common)
          .followed(by: HeaderBlock([("Cache-Control", "no-store")] + more)))
    }
    page = live("text/html; charset=utf-8")
    // Proxies that collect answers would keep events back.
    events = live("text/event-stream", [("X-Accel-Buffering", "no")])
    debuggingFailure = ResponseHead(
      .internalServerError, fields: json.followed(by: HeaderBlock([("Cache-Control", "no-store")])))
    badView = ResponseHead(.badRequest, fields: json)
    func description(_ status: HTTPStatus) -> [Representation.Form: ResponseHead] {
      Dictionary(
        uniqueKeysWithValues: Representation.Form.allCases.map { form in
          (form, ResponseHead(status, fields: form.fields.followed(by: crossOrigin.fields())))
        })
    }
    descriptions = description(.ok)
    knownDescriptions = description(.notModified)
    let ofSeveralTypes = crossOrigin.fields(and: [("Vary", "Accept, Accept-Version"), ("Cache-Control", "no-cache")])
    func metrics(_ contentType: String) -> ResponseHead {
      ResponseHead(.ok, fields: HeaderBlock([("Content-Type", contentType)]).followed(by: ofSeveralTypes))
    }
    self.metrics = metrics("application/json")
    text = metrics(PrometheusText.Format.prometheus.contentType)
    openMetrics = metrics(PrometheusText.Format.openMetrics.contentType)
    preflight = ResponseHead(.noContent, fields: crossOrigin.preflightFields, carriesRequestID: false)
    health = [HTTPStatus.ok, .serviceUnavailable].heads { _ in
      json.followed(by: HeaderBlock([("Cache-Control", "no-cache")]))
    }
    problems = Dictionary(
      uniqueKeysWithValues: Surface.allCases.map { surface in
        (surface, Self.problemStatuses.heads { problem.followed(by: surface.fields(for: $0)) })
      })
  }

  /// The head of the description of the API; one without content where the client knows it already.
  func description(_ form: Representation.Form, isKnown: Bool) -> ResponseHead {
    (isKnown ? knownDescriptions : descriptions)[form] ?? administration
  }

  /// The head of a health document.
  func health(isHealthy: Bool) -> ResponseHead {
    head(isHealthy ? .ok : .serviceUnavailable, in: health)
  }

  /// 200 of `/metrics`, which answers in several media types.
  func metrics(_ format: MetricsFormat) -> ResponseHead {
    switch format {
    case .json: metrics
    case .text(.prometheus): text
    case .text(.openMetrics): openMetrics
    }
  }

  /// The head of a problem document.
  func problem(_ status: HTTPStatus, on surface: Surface) -> ResponseHead {
    head(status, in: problems[surface] ?? [:])
  }

  private func head(_ status: HTTPStatus, in heads: [Int: ResponseHead]) -> ResponseHead {
    heads[status.code] ?? ResponseHead(status, fields: HeaderBlock([("Content-Type", "application/problem+json")]))
  }
}

extension [HTTPStatus] {
  fileprivate func heads(_ fields: (HTTPStatus) -> HeaderBlock) -> [Int: ResponseHead] {
    Dictionary(map { ($0.code, ResponseHead($0, fields: fields($0))) }, uniquingKeysWith: { first, _ in first })
  }
}

extension HeaderBlock {
  func followed(by other: HeaderBlock) -> HeaderBlock {
    var block = self
    block.append(other)
    return block
  }
}
