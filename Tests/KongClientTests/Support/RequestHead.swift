/// A request, as it came.
struct RequestHead: Sendable {
  let line: String
  let headers: [String]
  let body: String

  /// Reads a request; nil as long as it is not complete.
  init?(_ text: String) {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
    line = lines.first ?? ""
    headers = Array(lines.dropFirst())
    body = String(text[end.upperBound...])
    let length = values(of: "Content-Length").first.flatMap { Int($0) } ?? 0
    guard body.utf8.count >= length else { return nil }
  }

  /// The method and the request target.
  var call: String {
    line.split(separator: " ").dropLast().joined(separator: " ")
  }

  /// The request target: what stands between the method and the version.
  var target: String {
    line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }

  /// All values of a header, by its name in whatever case.
  func values(of name: String) -> [String] {
    headers.compactMap { header in
      let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
      return String(parts[1].drop { $0 == " " })
    }
  }
}
