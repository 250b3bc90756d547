/// Which exchanges have a line in the log.
package enum AccessLogPolicy: Sendable, Equatable {
  case all
  /// Those with a status of 400 or more.
  case errors
  /// Errors, and this share of the others, from 0 to 1.
  case sampled(Double)
  case off
}

extension SettingType<AccessLogPolicy> {
  package static var accessLog: Self {
    let format: @Sendable (AccessLogPolicy) -> String = { policy in
      switch policy {
      case .all: "all"
      case .errors: "errors"
      case .sampled(let share): "sampled:\(share)"
      case .off: "off"
      }
    }
    return SettingType(label: "`all`, `errors`, `sampled:SHARE`, `off`", format: format) {
      text throws(SettingRefusal) in
      switch text {
      case "all": return .all
      case "errors": return .errors
      case "off": return .off
      case _ where text.hasPrefix("sampled:"):
        return .sampled(try SettingType<Double>.decimal(0...1).parse(String(text.dropFirst("sampled:".count))))
      default: throw SettingRefusal("must be all, errors, off, or sampled: and a share, such as sampled:0.01")
      }
    }
  }
}
