import HTTPEdge

/// Which part of a listing a client asked for.
struct Page {
  /// Entities on one page when the client names no size.
  private static let defaultSize = 100

  let size: Int
  /// The size as the client wrote it, to be repeated in `next`; nil when it wrote none.
  private let givenSize: String?
  /// The id after which the page starts.
  private let start: String?

  init(_ query: URLQuery) throws(AdminError) {
    givenSize = query["size"]
    if let givenSize {
      guard let number = Double(givenSize) else { throw .invalidSize("size must be a number") }
      guard let size = Int(exactly: number), (1...1000).contains(size) else {
        throw .invalidSize("size must be an integer between 1 and 1000")
      }
      self.size = size
    } else {
      size = Self.defaultSize
    }
    if let offset = query["offset"] {
      guard let start = PageOffset.id(in: offset) else { throw .invalidOffset(offset) }
      self.start = start
    } else {
      start = nil
    }
  }

  /// Renders the page of `entities`, which are sorted by id.
  ///
  /// - Parameters:
  ///   - path: what `next` starts with.
  ///   - repeatsSize: whether `next` repeats the size; Kong does so for collections at the top only.
  func listing<Entity: AdminEntity>(
    _ entities: some Sequence<Entity>, path: String, repeatsSize: Bool, now: Int
  ) -> AdminAnswer {
    let remaining = entities.filter { entity in start.map { entity.id > $0 } ?? true }
    let shown = remaining.prefix(size)
    let data = JSONValue.array(shown.map { .object($0.json(now: now)) })
    guard remaining.count > size, let last = shown.last else {
      return AdminAnswer(.ok, ["next": .null, "data": data])
    }
    let offset = PageOffset.token(for: last.id)
    var next = "\(path)?offset=\(offset)"
    if repeatsSize, let givenSize { next += "&size=\(givenSize)" }
    return AdminAnswer(.ok, ["next": .string(next), "offset": .string(offset), "data": data])
  }
}
