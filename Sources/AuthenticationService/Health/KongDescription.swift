import KongClient

/// What health documents say about Kong.
struct KongDescription: Sendable {
  /// As in `KONG_MODE`.
  let mode: String
  let adminURL: HTTPEndpoint

  /// The entry `kong` of `/metrics`.
  func place(_ addresses: AddressVisibility) -> [JSONMember] {
    [JSONMember("adminUrl", addresses.text(adminURL)), JSONMember("mode", .string(mode))]
  }

  /// The finding of one check, in the shape of the replaced service.
  ///
  /// The Admin API's address is not for everyone who can reach the public port.
  func check(_ health: KongHealth?) -> JSONOutput {
    var details = place(.redacted)
    if let cause = health.map(\.cause) ?? "not asked yet" { details.append(JSONMember("error", .string(cause))) }
    return [
      "status": health?.isHealthy == true ? "healthy" : "unhealthy",
      "responseTime": .string(DurationText.format(health?.duration ?? .zero)),
      "details": .object(details),
    ]
  }
}
