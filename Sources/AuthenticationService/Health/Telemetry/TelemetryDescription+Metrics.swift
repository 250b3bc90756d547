import Telemetry

/// What `/metrics` says of telemetry.
extension TelemetryDescription {
  /// The entry `telemetry` of the view `operational`.
  var metrics: JSONOutput {
    ["mode": .string(mode), "exportStats": exports]
  }

  /// The entry `telemetry` of the view of that name.
  var exportState: JSONOutput {
    ["mode": .string(mode), "initialized": .bool(export != nil), "exportStats": exports]
  }

  /// How the exports of metrics have gone.
  var exports: JSONOutput { statistics(of: .metrics).document }

  /// Whether metrics go to a collector, and which there are.
  ///
  /// - Parameter instruments: the names of those that have measured something.
  func status(of instruments: [String]) -> JSONOutput {
    let names = JSONOutput.array(instruments.map(JSONOutput.string))
    return [
      "initialized": .bool(export != nil && destination(of: .metrics) != nil),
      "instrumentCount": .integer(instruments.count), "availableMetrics": names, "instruments": names,
    ]
  }

  /// The entry `telemetry` of the view `config`.
  func setup(_ addresses: AddressVisibility) -> JSONOutput {
    .object(
      [JSONMember("mode", .string(mode)), JSONMember("initialized", .bool(export != nil))] + brief(addresses))
  }
}
