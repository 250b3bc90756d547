import AuthenticationService

extension AcceptedValuesTests {
  static let description: [AcceptedValue] = [
    .init("API_TITLE", "Mine", "Mine") { $0.description.title },
    .init("API_DESCRIPTION", "Mine.", "Mine.") { $0.description.description ?? "ours" },
    .init("API_VERSION", "9", "9") { $0.description.version },
    .init("API_CONTACT_NAME", "Team", "Team") { $0.description.contactName ?? "nobody" },
    .init("API_CONTACT_EMAIL", "team@example.com", "team@example.com") { $0.description.contactEmail ?? "nobody" },
    .init("API_LICENSE_NAME", "MIT License", "MIT License") { $0.description.licenseName },
    .init("API_LICENSE_IDENTIFIER", "MIT", "MIT") { $0.description.licenseIdentifier },
  ]
}
