package import HTTPEdge

/// Which pages of other origins may read our answers (the Fetch standard, section 3.2).
package struct CrossOriginPolicy: Sendable, Equatable {
  /// `*` or one origin.
  package var allowedOrigin: String
  package var allowedHeaders: [String]
  package var allowedMethods: [String]
  /// How long a browser may remember a preflight, in seconds.
  package var maximumAge: Int

  package init(allowedOrigin: String, allowedHeaders: [String], allowedMethods: [String], maximumAge: Int) {
    self.allowedOrigin = allowedOrigin
    self.allowedHeaders = allowedHeaders
    self.allowedMethods = allowedMethods
    self.maximumAge = maximumAge
  }

  /// The lines of every response, and `lines` after them.
  func fields(and lines: [(name: String, value: String)] = []) -> HeaderBlock {
    HeaderBlock(
      [
        ("Access-Control-Allow-Origin", allowedOrigin),
        ("Access-Control-Allow-Headers", allowedHeaders.joined(separator: ", ")),
        ("Access-Control-Allow-Methods", allowedMethods.joined(separator: ", ")),
      ] + lines)
  }

  /// The lines of an answer to OPTIONS.
  var preflightFields: HeaderBlock {
    fields(and: [("Access-Control-Max-Age", "\(maximumAge)")])
  }
}
