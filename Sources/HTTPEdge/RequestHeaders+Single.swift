extension RequestHeaders {
  /// How often a field that must stand alone occurs.
  package enum Occurrence: Sendable, Equatable {
    case absent
    /// Once, with this value.
    case once(String)
    /// Once, with a value that is not UTF-8.
    case unreadable
    /// More than once.
    case repeated
  }

  /// Looks for a field that a request may carry once at most, because two readers could believe different ones.
  package func single(_ name: HeaderName) -> Occurrence {
    switch count(of: name) {
    case 0: .absent
    case 1: withValue(of: name) { String(validating: $0, as: UTF8.self).map(Occurrence.once) ?? .unreadable } ?? .absent
    default: .repeated
    }
  }

  /// The values of all fields called `name`, in the order of the wire.
  package func values(of name: HeaderName) -> [String] {
    count(of: name) == 0 ? [] : all.filter { HeaderName($0.name) == name }.map(\.value)
  }
}
