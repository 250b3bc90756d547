/// The entities of one kind, sorted by id, which is the order of every listing of Kong.
package struct EntityTable<Entity: KongEntity>: Sendable {
  package private(set) var all: [Entity]

  package init(_ entities: [Entity] = []) {
    all = entities.sorted { $0.id < $1.id }
  }

  /// The entity under `id`; assigning inserts or replaces, nil removes.
  package subscript(id: String) -> Entity? {
    get {
      let index = firstIndex(notBefore: id)
      return index < all.count && all[index].id == id ? all[index] : nil
    }
    set {
      let index = firstIndex(notBefore: id)
      let exists = index < all.count && all[index].id == id
      switch (exists, newValue) {
      case (true, let entity?): all[index] = entity
      case (true, nil): all.remove(at: index)
      case (false, let entity?): all.insert(entity, at: index)
      case (false, nil): break
      }
    }
  }

  package mutating func removeAll(where isDoomed: (Entity) -> Bool) {
    all.removeAll(where: isDoomed)
  }

  /// Binary search.
  private func firstIndex(notBefore id: String) -> Int {
    var range = 0..<all.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = all[middle].id < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}

extension EntityTable where Entity: KongCredential {
  /// The credential with this key, which is unique.
  package func withKey(_ key: String) -> Entity? {
    all.first { $0.key.isByteForByte(key) }
  }
}
