import FoundationEssentials

extension SettingType<String> {
  /// An absolute http or https URL that people are sent to.
  package static var link: Self {
    SettingType(label: "http or https URL") { text throws(SettingRefusal) in
      guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
        let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), parts.host?.isEmpty == false
      else { throw SettingRefusal("must be an absolute http or https URL") }
      return text
    }
  }
}
