/// A realm of Konnect: the consumers that its control planes share.
package struct KonnectRealm: Sendable, Equatable {
  /// A lower-case UUID.
  package var id: String
  /// Unique within the region.
  package var name: String
  /// The ids of control planes.
  package var allowedControlPlanes: [String]

  package init(id: String, name: String, allowedControlPlanes: [String] = []) {
    self.id = id
    self.name = name
    self.allowedControlPlanes = allowedControlPlanes
  }
}
