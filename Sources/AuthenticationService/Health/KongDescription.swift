import KongClient

/// What health documents say about Kong.
struct KongDescription: Sendable {
  /// As in `KONG_MODE`.
  let mode: String

  /// The finding of one check, in the shape of the replaced service.
  ///
  /// The Admin API's address is not for everyone who can reach the public port.
  func check(_ health: KongHealth?) -> JSONOutput {
    var details = [JSONMember("adminUrl", "<redacted>"), JSONMember("mode", .string(mode))]
    if let cause = health.map(\.cause) ?? "not asked yet" { details.append(JSONMember("error", .string(cause))) }
    return [
      "status": health?.isHealthy == true ? "healthy" : "unhealthy",
      "responseTime": .string(DurationText.format(health?.duration ?? .zero)),
      "details": .object(details),
    ]
  }
}
