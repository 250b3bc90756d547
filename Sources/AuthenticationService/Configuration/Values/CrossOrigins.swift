/// The origins whose scripts may read answers.
package enum CrossOrigins: Sendable, Equatable {
  case any
  case listed([String])
}

extension SettingType<CrossOrigins> {
  /// `*`, one origin, or a list of them.
  package static var origins: Self {
    SettingType(label: "`*` or comma-separated origins", format: \.text) { text throws(SettingRefusal) in
      let origins = try SettingType<[String]>.list(of: .headerValue()).parse(text)
      return origins.contains("*") ? .any : .listed(origins)
    }
  }
}

extension CrossOrigins {
  fileprivate var text: String {
    switch self {
    case .any: "*"
    case .listed(let origins): origins.joined(separator: ", ")
    }
  }
}
