import KongSandbox
import Testing

@Suite struct AdminRecordingTests {
  @Test(arguments: AdminReplay.supported)
  func `the Admin API answers as the recorded Kong did`(recording: Recording) throws {
    let answer = try #require(AdminReplay.answers[recording.name])
    #expect(answer.status == recording.response.status)
    #expect(answer.reason == recording.response.reason)
    #expect(answer.headers.comparable == recording.response.headers.comparable)
    switch (recording.request.method, recording.showsFigures) {
    case ("HEAD", true): #expect(!answer.body.isEmpty)
    case ("HEAD", false): #expect("\(answer.body.utf8.count)" == recording.response["Content-Length"])
    case (_, true): #expect(answer.body.withoutFigures == recording.response.body?.withoutFigures)
    case (_, false): #expect(answer.body == recording.response.body ?? "")
    }
  }

  @Test func `every recording is replayed or listed with a reason`() {
    let names = Set(Recording.adminAPI.map(\.name))
    #expect(names.count == 170)
    #expect(names.isSuperset(of: UnsupportedRecordings.adminAPI.keys))
    #expect(AdminReplay.supported.count + UnsupportedRecordings.adminAPI.count == names.count)
    let replayed = AdminReplay.supported.count
    print("admin: \(replayed) of \(names.count) replayed, \(names.count - replayed) not")
  }
}

extension Recording {
  /// Whether the answer holds measurements of the recorded node.
  fileprivate var showsFigures: Bool { request.target == "/status" && response.status == 200 }
}

extension String {
  fileprivate var withoutFigures: String { filter { !$0.isNumber } }
}
