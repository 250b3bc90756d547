/// A query string or form, as Lua code in Kong sees it: decoded, in order, `+` meaning a space.
struct URLQuery {
  /// A value is nil when there was no `=`.
  let pairs: [(name: String, value: String?)]

  init(_ text: String?) {
    pairs = (text ?? "").split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentCoding.decode(halves[0])
      return (name, halves.count == 2 ? PercentCoding.decode(halves[1]) : nil)
    }
  }

  /// All values called `name`, compared with regard to case.
  func values(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.compactMap(\.value)
  }

  /// The first value called `name`.
  subscript(name: String) -> String? {
    values(name).first
  }
}
