/// The `tags` query of a listing: all of `a,b`, or any of `a/b`.
struct TagQuery {
  private let all: [Substring]
  private let any: [Substring]

  init(_ text: String) {
    let isAny = text.contains("/")
    any = isAny ? text.split(separator: "/") : []
    all = isAny ? [] : text.split(separator: ",")
  }

  func matches(_ tags: [String]) -> Bool {
    any.isEmpty ? all.allSatisfy { tags.contains(String($0)) } : any.contains { tags.contains(String($0)) }
  }
}
