extension ServiceConfiguration.Reserved {
  /// What the description of the API says of it.
  static func checkDocument(_ settings: inout SettingsReader) {
    settings.section = "API document"
    settings.reserve(
      "apiInfo.title", "API_TITLE", .text(), default: "Authentication Service API", "Title of the document.")
    settings.reserve("apiInfo.description", "API_DESCRIPTION", .text(upTo: 8192), shown: "ours", "What the API is for.")
    settings.reserve("apiInfo.version", "API_VERSION", .text(), default: ServiceVersion.current, "Version of the API.")
    settings.reserve("apiInfo.contactName", "API_CONTACT_NAME", .text(), "Who answers questions.")
    settings.reserve("apiInfo.contactEmail", "API_CONTACT_EMAIL", .mailAddress, "Where they are sent.")
    settings.reserve("apiInfo.licenseName", "API_LICENSE_NAME", .text(), default: "Proprietary", "Name of the licence.")
    settings.reserve(
      "apiInfo.licenseIdentifier", "API_LICENSE_IDENTIFIER", .text(), default: "UNLICENSED", "Its SPDX identifier.")
  }
}
