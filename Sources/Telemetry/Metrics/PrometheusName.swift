/// How instruments and attributes are called where Prometheus reads them.
///
/// Names without a dot are those that operators know; they stay. Those of the semantic conventions get underscores, their unit and,
/// if they count, `_total`, after the compatibility specification of OpenTelemetry and Prometheus.
enum PrometheusName {
  /// The name of a family, without `_total`.
  static func family(_ record: MetricRecord) -> String {
    let isDotted = record.name.contains(".")
    var name = escaped(record.name)
    if isDotted, let unit = unit(record.unit), !name.hasSuffix("_\(unit)") { name += "_\(unit)" }
    if case .counter = record.data, name.hasSuffix("_total") { name.removeLast("_total".count) }
    return name
  }

  static func label(_ name: String) -> String { escaped(name) }

  /// The word for a unit; nil for none.
  private static func unit(_ unit: String) -> String? {
    switch unit {
    case "s": "seconds"
    case "ms": "milliseconds"
    case "By": "bytes"
    default: nil
    }
  }

  /// Letters, digits and underscores; not a digit first.
  private static func escaped(_ name: String) -> String {
    let text = String(decoding: name.utf8.map { $0.isNameByte ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    return text.first?.isNumber == true ? "_" + text : text
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
