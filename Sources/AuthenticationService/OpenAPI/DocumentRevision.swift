/// When the description of the API last changed, as far as the program decides it.
///
/// A test compares the digest, and `make generate` writes this file.
enum DocumentRevision {
  /// In seconds since 1970.
  static let time = 1_795_651_200
  /// Of the JSON document that describes every route, as in its entity tag.
  static let digest = "2775e2903ba16a28e25d90485de3ac6b"
}
