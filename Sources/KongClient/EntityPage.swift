import AuthenticationCore

/// Something that Kong's Admin API lists.
protocol AdminEntity: Decodable, Sendable {
  /// What several of them are called.
  static var plural: String { get }
}

/// One page of a list, as Kong's Admin API sends it.
struct EntityPage<Entity: AdminEntity>: Decodable {
  let data: [Entity]
  private let offset: String?
  private let next: String?

  /// Where the next page begins; nil on the last one.
  ///
  /// `next` itself is never followed: it is a path without our base path, and could as well lead to another host.
  var nextOffset: String? {
    get throws(UnavailableCause) {
      if let offset, !offset.isEmpty { return offset }
      guard next == nil else { throw .invalidAnswer("next page without an offset") }
      return nil
    }
  }
}

extension AdminTransport {
  /// Reads page after page of a list.
  ///
  /// - Parameters:
  ///   - maximumPages: the most pages that are read.
  ///   - url: names the page that begins at an offset, without one the first.
  ///   - isEnough: looks at what has come so far, whether further pages are of no interest.
  /// - Returns: nil when Kong answers 404: there is nothing that could have such a list.
  func list<Entity: AdminEntity>(
    maximumPages: Int, url: (_ offset: String?) -> String, isEnough: ([Entity]) -> Bool = { _ in false }
  ) async throws(UnavailableCause) -> [Entity]? {
    var entities: [Entity] = []
    var offsets: Set<String> = []
    var offset: String?
    for _ in 0..<maximumPages {
      let answer = try await get(url(offset))
      if answer.status == 404 { return nil }
      guard answer.isSuccess else { throw answer.cause }
      let page = try answer.decode(EntityPage<Entity>.self, named: "a list of \(Entity.plural)")
      entities += page.data
      offset = try page.nextOffset
      guard let offset, !isEnough(entities) else { return entities }
      guard offsets.insert(offset).inserted else { throw .invalidAnswer("pages that lead in a circle") }
    }
    throw .invalidAnswer("too many pages")
  }
}
