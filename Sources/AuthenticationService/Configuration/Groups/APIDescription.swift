extension ServiceConfiguration {
  /// What the description of the API says of it: the member `info` of an OpenAPI document.
  package struct APIDescription: Sendable, Equatable {
    package var title: String
    /// CommonMark; nil for ours.
    package var description: String?
    package var version: String
    /// Who answers questions; nil for nobody.
    package var contactName: String?
    package var contactEmail: String?
    package var licenseName: String
    package var licenseIdentifier: String
  }
}

extension ServiceConfiguration.APIDescription {
  static let title = Setting(
    "apiInfo.title", "API_TITLE", .text(), default: "Authentication Service API", "Title of the document."
  ).reloadable
  static let description = Setting<String?>(
    "apiInfo.description", "API_DESCRIPTION", .optional(.text(upTo: 8192)), default: nil, shown: "ours",
    "What the API is for."
  ).reloadable
  static let version = Setting(
    "apiInfo.version", "API_VERSION", .text(), default: ServiceVersion.current, "Version of the API."
  ).reloadable
  static let contactName = Setting<String?>(
    "apiInfo.contactName", "API_CONTACT_NAME", .optional(.text()), default: nil, shown: "none", "Who answers questions."
  ).reloadable
  static let contactEmail = Setting<String?>(
    "apiInfo.contactEmail", "API_CONTACT_EMAIL", .optional(.mailAddress), default: nil, shown: "none",
    "Where they are sent."
  ).reloadable
  static let licenseName = Setting(
    "apiInfo.licenseName", "API_LICENSE_NAME", .text(), default: "Proprietary", "Name of the licence."
  ).reloadable
  static let licenseIdentifier = Setting(
    "apiInfo.licenseIdentifier", "API_LICENSE_IDENTIFIER", .text(), default: "UNLICENSED", "Its SPDX identifier."
  ).reloadable

  init(from settings: inout SettingsReader) {
    settings.section = "API document"
    title = settings.value(of: Self.title)
    description = settings.value(of: Self.description)
    version = settings.value(of: Self.version)
    contactName = settings.value(of: Self.contactName)
    contactEmail = settings.value(of: Self.contactEmail)
    licenseName = settings.value(of: Self.licenseName)
    licenseIdentifier = settings.value(of: Self.licenseIdentifier)
  }
}
