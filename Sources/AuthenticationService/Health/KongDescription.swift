import KongClient

/// What health documents say about Kong.
struct KongDescription: Sendable {
  /// The Admin API's base URL, without anything secret in it.
  let adminURL: String
  /// As in `KONG_MODE`.
  let mode: String

  /// The finding of one check, in the shape of the replaced service.
  func check(_ health: KongHealth?) -> JSONOutput {
    var details = [JSONMember("adminUrl", .string(adminURL)), JSONMember("mode", .string(mode))]
    if let cause = health.map(\.cause) ?? "not asked yet" { details.append(JSONMember("error", .string(cause))) }
    return [
      "status": health?.isHealthy == true ? "healthy" : "unhealthy",
      "responseTime": .string(DurationText.format(health?.duration ?? .zero)),
      "details": .object(details),
    ]
  }
}
