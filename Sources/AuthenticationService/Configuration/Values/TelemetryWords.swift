/// Where traces, metrics and logs go.
package enum TelemetryMode: String, Sendable, CaseIterable {
  /// To standard output, and to whoever asks for `/metrics`.
  case console
  /// To a collector too.
  case otlp
  /// The same as `otlp`: standard output has the log in either case, as it had before.
  case both
}

/// Who is given the records of one signal.
package enum TelemetryExporter: String, Sendable, CaseIterable {
  case otlp
  case none
}

/// Who is given metrics.
package enum MetricsExporter: String, Sendable, CaseIterable {
  case otlp
  /// Whoever comes and asks for `/metrics`, which is there in any case.
  case prometheus
  case none
}

/// How exports are packed.
package enum ExportCompression: String, Sendable, CaseIterable {
  case none, gzip
}

/// How exports are spelled.
package enum ExportProtocol: String, Sendable, CaseIterable {
  case httpProtobuf = "http/protobuf"
  case httpJSON = "http/json"
}

extension SettingType<ExportProtocol> {
  static var exportProtocol: Self {
    SettingType(label: SettingType.choice.label, format: \.rawValue) { text throws(SettingRefusal) in
      if text == "grpc" {
        throw SettingRefusal(
          "must be http/protobuf or http/json: grpc is not available, collectors listen to http on port 4318")
      }
      return try SettingType.choice.parse(text)
    }
  }
}
