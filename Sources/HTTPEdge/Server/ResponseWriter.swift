import NIOCore

/// Writes one response into a buffer: the rendered head, then what only this request knows, then the content.
struct ResponseWriter {
  /// What the response has to say about the connection.
  enum ConnectionOption {
    /// Nothing: HTTP/1.1 stays open by itself.
    case persistent
    /// `keep-alive`, because an HTTP/1.0 client asked for it.
    case keepAlive
    case close
  }

  /// How a client finds the end of the content, RFC 9112 section 6.
  enum Framing {
    case length
    case chunked
    /// The end of the connection is the end of the content, for HTTP/1.0.
    case untilClose
  }

  private static let contentLength = Array("Content-Length: ".utf8)
  private static let chunked = Array("Transfer-Encoding: chunked\r\n".utf8)
  private static let keepAlive = Array("Connection: keep-alive\r\n".utf8)
  private static let close = Array("Connection: close\r\n".utf8)
  /// Room for what is not counted exactly: length, connection option, line ends.
  private static let slack = 128

  private let idPrefix: [UInt8]

  /// Makes a writer.
  ///
  /// - Parameter requestIDField: the field that carries the request id; nil for none.
  init(requestIDField: HeaderName?) {
    idPrefix = requestIDField.map { Array("\($0.canonical): ".utf8) } ?? []
  }

  /// Appends `response` to `buffer`; of one that is not framed by its length, the head.
  func write(
    _ response: Response, id: RequestID, toHead isHead: Bool, framing: Framing = .length, connection: ConnectionOption,
    date: [UInt8],
    into buffer: inout ByteBuffer
  ) {
    let allowsContent = response.status.allowsContent
    let body = isHead || !allowsContent ? [] : response.body
    let room = response.head.rendered.count + response.fields.bytes.count + date.count + body.count + Self.slack
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room + idPrefix.count + id.length) { target in
      var cursor = ByteCursor(target)
      cursor.write(response.head.rendered)
      if response.head.carriesRequestID, !idPrefix.isEmpty {
        cursor.write(idPrefix)
        cursor.write(id)
        cursor.writeLineEnd()
      }
      cursor.write(response.fields.bytes)
      cursor.write(date)
      if allowsContent {
        switch framing {
        case .length:
          cursor.write(Self.contentLength)
          cursor.write(decimal: response.body.count)
          cursor.writeLineEnd()
        case .chunked: cursor.write(Self.chunked)
        case .untilClose: break
        }
      }
      switch connection {
      case .persistent: break
      case .keepAlive: cursor.write(Self.keepAlive)
      case .close: cursor.write(Self.close)
      }
      cursor.writeLineEnd()
      cursor.write(body)
      return cursor.position
    }
  }
}
