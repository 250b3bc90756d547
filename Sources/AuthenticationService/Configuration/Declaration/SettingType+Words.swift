extension SettingType<String> {
  /// One of some words.
  package static func word(_ words: String...) -> Self {
    SettingType(label: words.map { "`\($0)`" }.joined(separator: ", ")) { text throws(SettingRefusal) in
      guard words.contains(text) else { throw SettingRefusal("must be one of \(words.joined(separator: ", "))") }
      return text
    }
  }

  /// An address for mail, by its form alone.
  package static var mailAddress: Self {
    SettingType(label: "mail address") { text throws(SettingRefusal) in
      let parts = try SettingType.headerValue(upTo: 254).parse(text).split(
        separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, parts[1].split(separator: ".").count > 1 else {
        throw SettingRefusal("must be a mail address such as team@example.com")
      }
      return text
    }
  }
}
