/// What a client can keep of a representation to ask later whether it has changed.
package struct Validators: Sendable, Equatable {
  private static let ifNoneMatch: HeaderName = "If-None-Match"
  private static let ifModifiedSince: HeaderName = "If-Modified-Since"

  package let tag: EntityTag
  /// In seconds since 1970.
  package let lastModified: Int

  package init(tag: EntityTag, lastModified: Int) {
    self.tag = tag
    self.lastModified = lastModified
  }

  /// Whether a client has the representation already, so that 304 says everything (RFC 9110 section 13.2.2).
  ///
  /// A date counts only where no entity tag was sent; one that cannot be read does not count.
  package func areKnown(to headers: RequestHeaders) -> Bool {
    if let condition = EntityTagCondition(headers.values(of: Self.ifNoneMatch)) { return condition.names(tag) }
    guard case .once(let text) = headers.single(Self.ifModifiedSince), let date = HTTPDate.seconds(of: text) else {
      return false
    }
    return lastModified <= date
  }
}
