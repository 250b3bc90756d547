/// When the description of the API last changed, as far as the program decides it.
///
/// A test compares the digest, and `make generate` writes this file.
enum DocumentRevision {
  /// In seconds since 1970.
  static let time = 1_795_651_200
  /// Of the JSON document that describes every route, as in its entity tag.
  static let digest = "0b4e01f1d51db00591af0ef22d7a1c7a"
}
