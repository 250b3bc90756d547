/// Header lines in the order and spelling of the wire, changed the way nginx changes them.
package struct HeaderLines: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var all: [Line]

  package init(_ lines: [(name: String, value: String)] = []) {
    all = lines.map { Line(name: $0.name, value: $0.value) }
  }

  /// The values of all lines called `name`, compared without regard to case.
  package func values(_ name: String) -> [String] {
    let name = name.lowercased()
    return all.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The first value of `name`.
  package subscript(name: String) -> String? {
    values(name).first
  }

  package mutating func append(_ name: String, _ value: String) {
    all.append(Line(name: name, value: value))
  }

  /// Sets a field: the first line called `name` keeps its place and its spelling, further ones go.
  package mutating func set(_ name: String, _ value: String) {
    let lowercased = name.lowercased()
    guard let index = all.firstIndex(where: { $0.name.lowercased() == lowercased }) else {
      append(name, value)
      return
    }
    all[index].value = value
    let kept = all[...index]
    all = kept + all[(index + 1)...].filter { $0.name.lowercased() != lowercased }
  }

  package mutating func remove(_ name: String) {
    let name = name.lowercased()
    all.removeAll { $0.name.lowercased() == name }
  }
}
