/// What a client can keep of a representation to ask later whether it has changed.
package struct Validators: Sendable, Equatable {
  private static let ifNoneMatch: HeaderName = "If-None-Match"

  package let tag: EntityTag
  /// In seconds since 1970; for people.
  ///
  /// Settings change a representation without changing its date, so no condition looks at it, which
  /// RFC 9110 section 13.1.3 leaves to the server.
  package let lastModified: Int

  package init(tag: EntityTag, lastModified: Int) {
    self.tag = tag
    self.lastModified = lastModified
  }

  /// Whether a client has the representation already, so that 304 says everything (RFC 9110 section 13.1.2).
  package func areKnown(to headers: RequestHeaders) -> Bool {
    EntityTagCondition(headers.values(of: Self.ifNoneMatch))?.names(tag) ?? false
  }
}
