import NIOCore

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
    bytes.withUnsafeReadableBytes { raw in
      var found: Range<Int>?
      for field in fields where name.matches(UnsafeRawBufferPointer(rebasing: raw[field.name])) {
        if found != nil { return .repeated }
        found = field.value
      }
      guard let found else { return .absent }
      return String(field: UnsafeRawBufferPointer(rebasing: raw[found])).map(Occurrence.once) ?? .unreadable
    }
  }

  /// Gives the bytes of the only field called `name` to `body`; nil when there is none, or more than one.
  package func withSingleValue<Result>(of name: HeaderName, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    bytes.withUnsafeReadableBytes { raw in
      var found: Range<Int>?
      for field in fields where name.matches(UnsafeRawBufferPointer(rebasing: raw[field.name])) {
        if found != nil { return nil }
        found = field.value
      }
      return found.map { body(UnsafeRawBufferPointer(rebasing: raw[$0])) }
    }
  }

  /// The values of all fields called `name`, in the order of the wire.
  package func values(of name: HeaderName) -> [String] {
    count(of: name) == 0 ? [] : all.filter { HeaderName($0.name) == name }.map(\.value)
  }
}
