import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts bytes to receivers: no redirects, no proxy, and no more of an answer than is of use.
struct OTLPTransport: Sendable {
  /// The most bytes that are read of an answer.
  private static let answerLimit = 64 << 10

  private let client: HTTPClient
  private let clock: Timekeeper

  init(_ tls: OTLPTLS, on group: any EventLoopGroup, clock: Timekeeper) {
    client = HTTPClient(eventLoopGroup: group, configuration: HTTPClient.Configuration(tls))
    self.clock = clock
  }

  /// One exchange, from the request to the last byte of the answer that is read.
  func post(
    _ body: ByteBuffer, to url: String, _ headers: HTTPHeaders, within limit: Duration
  ) async throws(ExportFailure) -> ReceiverAnswer {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = headers
    request.body = .bytes(body)
    // A limit in real time is the event loop's to keep: no task has to sleep for it, and no timer outlives it.
    if clock.isReal { return try await exchange(request, deadline: .now() + TimeAmount(limit)).get() }
    return try await race(request, within: limit).get()
  }

  /// The same by any clock.
  private func race(
    _ request: HTTPClientRequest, within limit: Duration
  ) async -> Result<ReceiverAnswer, ExportFailure> {
    await withTaskGroup(of: Result<ReceiverAnswer, ExportFailure>.self) { group in
      group.addTask { await exchange(request, deadline: .distantFuture) }
      group.addTask {
        do {
          try await clock.sleep(limit)
          return .failure(.timeout)
        } catch {
          return .failure(.cancelled)
        }
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.cancelled)
    }
  }

  func shutdown() async {
    // It only fails when it has been shut down before.
    try? await client.shutdown()
  }

  private func exchange(
    _ request: HTTPClientRequest, deadline: NIODeadline
  ) async -> Result<ReceiverAnswer, ExportFailure> {
    do {
      let response = try await client.execute(request, deadline: deadline)
      let (body, isWhole) = await read(response, until: deadline)
      return .success(
        ReceiverAnswer(
          status: Int(response.status.code), contentType: response.headers.first(name: "Content-Type") ?? "",
          retryAfter: response.headers.first(name: "Retry-After"), body: body, isWhole: isWhole))
    } catch {
      return .failure(ExportFailure(network: error))
    }
  }

  /// Reads a body until a deadline: that of AsyncHTTPClient ends with the head, after which most answers have nothing more.
  private func read(
    _ response: HTTPClientResponse, until deadline: NIODeadline
  ) async -> (body: ByteBuffer, isWhole: Bool) {
    if deadline == .distantFuture || response.headers.first(name: "Content-Length") == "0" {
      return await read(response.body)
    }
    return await withTaskGroup(of: (body: ByteBuffer, isWhole: Bool)?.self) { group in
      group.addTask { await read(response.body) }
      group.addTask {
        try? await clock.sleep(.nanoseconds((deadline - .now()).nanoseconds))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      if let first { return first }
      // Who is stopped tells how far he has come.
      let second = await group.next() ?? nil
      return second ?? (ByteBuffer(), false)
    }
  }

  /// Reads a body as far as it goes, and as it may; the status has said already whether the export is a success.
  private func read(_ parts: HTTPClientResponse.Body) async -> (body: ByteBuffer, isWhole: Bool) {
    var body = ByteBuffer()
    do {
      for try await var part in parts {
        let room = Self.answerLimit - body.readableBytes
        if part.readableBytes > room {
          if let slice = part.readSlice(length: room) { body.writeImmutableBuffer(slice) }
          // Whoever stops reading closes the connection.
          return (body, false)
        }
        body.writeBuffer(&part)
      }
      return (body, true)
    } catch {
      return (body, false)
    }
  }
}
