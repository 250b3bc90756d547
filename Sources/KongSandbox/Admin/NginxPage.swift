import HTTPEdge

/// The page that nginx makes for errors of its own.
enum NginxPage {
  static func bytes(for status: HTTPStatus) -> [UInt8] {
    let title = "\(status.code) \(status.reason)"
    return Array(
      "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n</body>\r\n</html>\r\n"
        .utf8)
  }
}
