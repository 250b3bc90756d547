/// Something for each route, found by the path of a request: a path that no route answers finds nothing.
struct RouteIndex<Value: Sendable>: Sendable {
  private let exact: [String: Value]
  /// The first route of the table, which most requests are for: found without a hash.
  private let first: (path: String, value: Value)?
  /// By what is before the star of `/things/*`.
  private let families: [String: Value]

  /// - Parameters:
  ///   - paths: those of all routes, as the table of routes has them.
  ///   - make: gives each route its own.
  init(_ paths: [String], _ make: (String) -> Value) {
    let values = Set(paths).map { ($0, make($0)) }
    first = paths.first.flatMap { path in values.first { $0.0 == path } }
    exact = Dictionary(uniqueKeysWithValues: values.filter { !$0.0.hasSuffix("/*") })
    families = Dictionary(
      uniqueKeysWithValues: values.filter { $0.0.hasSuffix("/*") }.map { (String($0.0.dropLast()), $0.1) })
  }

  subscript(path: String) -> Value? {
    if let first, first.path == path { return first.value }
    if let value = exact[path] { return value }
    guard let end = path.lastIndex(of: "/"), path.index(after: end) < path.endIndex else { return nil }
    return families[String(path[...end])]
  }
}
