import Foundation
import KongSandbox
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyRecordingTests {
  @Test(arguments: ProxyReplay.supported)
  func `the proxy answers as the recorded Kong did`(recording: Recording) async throws {
    let answer = try #require(await ProxyReplay.answers.value[recording.name])
    #expect(answer.status == recording.response.status)
    #expect(answer.reason == recording.response.reason)
    #expect(answer.headers.comparable == recording.response.headers.comparable)
    #expect("\(answer.body.utf8.count)" == recording.response["Content-Length"])
    #expect((answer.closesConnection || recording.request.asksToClose) == (recording.response["Connection"] == "close"))
    if recording.request.method != "HEAD", let body = recording.response.body { #expect(answer.body == body) }
  }

  @Test(arguments: ProxyReplay.supported)
  func `the upstream gets what the recorded Kong sent`(recording: Recording) async throws {
    let received = try #require(await ProxyReplay.answers.value[recording.name]).upstream
    let recorded = recording.upstream
    #expect(received?.method == recorded?.method)
    #expect(received?.target == recorded?.target)
    #expect(received?.headers == recorded?.headers.map(\.decoded))
    #expect(received?.body == recorded?.body)
  }

  @Test func `every recording is replayed or listed with a reason`() {
    let names = Set(Recording.proxy.map(\.name))
    #expect(names.count == 123)
    #expect(names.isSuperset(of: UnsupportedRecordings.proxy.keys))
    #expect(ProxyReplay.supported.count + UnsupportedRecordings.proxy.count == names.count)
    let replayed = ProxyReplay.supported.count
    print("proxy: \(replayed) of \(names.count) replayed, \(names.count - replayed) not")
  }
}

extension Recording.Request {
  fileprivate var asksToClose: Bool {
    headers.contains { $0.name == "Connection" && $0.value.hasPrefix("close") }
  }
}

extension HeaderLines.Line {
  /// The value as text: the recorder read the bytes as Latin-1.
  fileprivate var decoded: HeaderLines.Line {
    let bytes = value.data(using: .isoLatin1) ?? Data()
    return HeaderLines.Line(name: name, value: String(decoding: bytes, as: UTF8.self))
  }
}
