import HTTPEdge
import NIOCore
import NIOEmbedded

/// Clients' bytes through the whole service: every answer is well-formed HTTP/1.1 with a length and keeps the secrets, nothing is
/// served behind what was refused or behind the announced end of the connection, and cutting the bytes changes no answer.
enum RequestHandling {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let whole = try answers(to: [bytes[...]])
    try Violation.unless(answers(to: bytes.pieces) == whole, "pieces are answered differently than the whole")
    try Violation.unless(answers(to: bytes.singles) == whole, "single bytes are answered differently")
  }

  /// What a client sees, but for `100 Continue`, which depends on whether it was in fact waiting.
  private static func answers(to pieces: [ArraySlice<UInt8>]) throws(Violation) -> [WrittenResponse] {
    let record = ExchangeRecord()
    let written: [UInt8]
    do {
      written = try converse(pieces, record)
    } catch {
      throw Violation("the channel fails: \(error)")
    }
    let secret = Array(KnownConsumers.secret.utf8)
    try Violation.unless(!written.contains(secret), "a secret is told")
    return try read(written, by: record.entries)
  }

  /// Feeds a fresh connection, and gives what was written to it.
  private static func converse(_ pieces: [ArraySlice<UInt8>], _ record: ExchangeRecord) throws -> [UInt8] {
    var configuration = ServerConfiguration(port: 0, limits: limits)
    configuration.observer = record
    let channel = EmbeddedChannel()
    try HTTPServer.speakHTTP(on: channel, configuration, responder: KnownConsumers.responder.get())
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    for piece in pieces where channel.isActive { try channel.writeInbound(ByteBuffer(bytes: piece)) }
    var written: [UInt8] = []
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) { written += buffer.readableBytesView }
    _ = try channel.finish(acceptAlreadyClosed: true)
    return written
  }

  private static func read(
    _ written: [UInt8], by entries: [ExchangeRecord.Entry]
  ) throws(Violation) -> [WrittenResponse] {
    if let refusal = entries.firstIndex(where: \.wasRefused) {
      try Violation.unless(refusal == entries.count - 1, "something is served behind what was refused")
    }
    var responses: [WrittenResponse] = []
    var rest = written[...]
    for entry in entries {
      var response = try WrittenResponse(takenFrom: &rest, isHead: entry.isHead)
      while response.isInterim { response = try WrittenResponse(takenFrom: &rest, isHead: entry.isHead) }
      try Violation.unless(response.status == entry.status, "another status was told than given")
      try Violation.unless(!entry.wasRefused || response.endsConnection, "a refusal leaves the connection open")
      responses.append(response)
    }
    while !rest.isEmpty {
      try Violation.unless(WrittenResponse(takenFrom: &rest, isHead: nil).isInterim, "an answer to no request")
    }
    try Violation.unless(!responses.dropLast().contains(where: \.endsConnection), "an answer behind the end")
    return responses
  }

  /// So small that short inputs reach them.
  private static let limits: ServerLimits = {
    var limits = ServerLimits()
    (limits.requestLineBytes, limits.headBytes, limits.headerCount, limits.bodyBytes) = (256, 1024, 16, 512)
    limits.keepsBodies = true
    return limits
  }()
}
