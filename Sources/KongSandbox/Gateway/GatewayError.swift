import HTTPEdge

/// Kong's error document, in the form that the client accepts.
struct GatewayError {
  enum Form: Equatable {
    case json, html, text, xml
    /// No content at all: gRPC clients read trailers.
    case grpc
  }

  var message: String
  var requestID: String
  var form: Form

  var contentType: String {
    switch form {
    case .json: "application/json; charset=utf-8"
    case .html: "text/html; charset=utf-8"
    case .text: "text/plain; charset=utf-8"
    case .xml: "application/xml; charset=utf-8"
    case .grpc: ""
    }
  }

  var body: [UInt8] {
    let text =
      switch form {
      case .json: "{\n  \"message\":\"\(message)\",\n  \"request_id\":\"\(requestID)\"\n}"
      case .text: "\(message)\nrequest_id: \(requestID)\n"
      case .xml:
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <error>
          <message>\(message)</message>
          <requestid>\(requestID)</requestid>
        </error>

        """
      case .html:
        """
        <!doctype html>
        <html>
          <head>
            <meta charset="utf-8">
            <title>Error</title>
          </head>
          <body>
            <h1>Error</h1>
            <p>\(message).</p>
            <p>request_id: \(requestID)</p>
          </body>
        </html>

        """
      case .grpc: ""
      }
    return Array(text.utf8)
  }
}

extension GatewayError.Form {
  /// Chooses the form by `Accept`: the media type with the highest quality, the first among equals.
  ///
  /// - Parameters:
  ///   - accept: the field's value; nil when it is absent.
  ///   - fallback: the form without `Accept`: JSON from plugins, text from the proxying itself.
  init(accept: String?, fallback: Self) {
    guard let accept else {
      self = fallback
      return
    }
    self = .json
    var best = 0.0
    for range in accept.split(separator: ",") {
      let parts = range.split(separator: ";").map(\.trimmingSpaces)
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      guard let type = parts.first, quality > best else { continue }
      best = quality
      self = Self(mediaType: type.lowercased())
    }
  }

  private init(mediaType: String) {
    switch mediaType {
    case "text/html", "text/*": self = .html
    case "text/plain": self = .text
    case "application/xml": self = .xml
    case "application/grpc": self = .grpc
    default: self = .json
    }
  }
}
