extension ServiceConfiguration {
  /// What is announced about the versions of the API.
  package struct Versions: Sendable, Equatable {
    package var v1: APIDeprecation
    package var v2: APIDeprecation
  }
}

extension ServiceConfiguration.Versions {
  static let v1Sunset = sunset(of: "v1", "API_V1_SUNSET_DATE")
  static let v1MigrationURL = migrationURL(of: "v1", "API_V1_MIGRATION_URL")
  static let v2Sunset = sunset(of: "v2", "API_V2_SUNSET_DATE")
  static let v2MigrationURL = migrationURL(of: "v2", "API_V2_MIGRATION_URL")

  init(from settings: inout SettingsReader) {
    settings.section = "API versions"
    v1 = APIDeprecation(
      sunset: settings.value(of: Self.v1Sunset), migrationURL: settings.value(of: Self.v1MigrationURL))
    v2 = APIDeprecation(
      sunset: settings.value(of: Self.v2Sunset), migrationURL: settings.value(of: Self.v2MigrationURL))
  }

  private static func sunset(of version: String, _ variable: String) -> Setting<Int?> {
    Setting(
      "apiInfo.versioning.\(version).sunsetDate", variable, .optional(.sunsetDate), default: nil, shown: "none",
      "When \(version) ends; announced as `Sunset` and `Deprecation`."
    ).reloadable
  }

  private static func migrationURL(of version: String, _ variable: String) -> Setting<String?> {
    Setting(
      "apiInfo.versioning.\(version).migrationUrl", variable, .optional(.link), default: nil, shown: "none",
      "Where clients of \(version) learn what to do; announced as `Link`."
    ).reloadable
  }
}
