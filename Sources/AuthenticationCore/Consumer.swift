/// The consumer that Kong authenticated, as its headers name it.
package struct Consumer: Sendable, Hashable {
  /// Kong's id of the consumer (`X-Consumer-ID`): 1 to 256 visible characters.
  package let id: String
  /// The name that goes into the token as `sub` and `name`: the username, or the custom id of a consumer without one.
  package let username: String

  package init(id: String, username: String) {
    self.id = id
    self.username = username
  }
}
