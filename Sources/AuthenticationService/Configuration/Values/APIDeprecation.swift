/// The announced end of one version of the API.
package struct APIDeprecation: Sendable, Equatable {
  /// When the version ends, in seconds since 1970; nil while that is open.
  package var sunset: Int?
  /// Where clients learn what to do, an absolute URL; nil if nowhere.
  package var migrationURL: String?

  package init(sunset: Int? = nil, migrationURL: String? = nil) {
    self.sunset = sunset
    self.migrationURL = migrationURL
  }
}
