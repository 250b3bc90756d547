import Testing

/// Who counts as anonymous.
struct AnonymousConsumerTests {
  static let spellingsOfTrue = [
    "true", "True", "TRUE", "1", "yes", "YES", "on", " true ", "\ttrue", "false,true", "true,false", "false, True ,no",
  ]
  static let spellingsOfFalse = ["false", "False", "0", "no", "off", "", ",", "truely", "untrue", "11", "null"]

  @Test(arguments: spellingsOfTrue) func `every spelling of true means anonymous`(_ value: String) async throws {
    let service = try TestService()
    let answer = await service.ask("/tokens", [Case.id, Case.username, ("X-Anonymous-Consumer", value)])
    #expect(answer.body == Problem.anonymous.body(instance: "/tokens"))
    #expect(service.source.calls == [])
  }

  @Test(arguments: spellingsOfFalse) func `nothing else does`(_ value: String) async throws {
    let answer = try await TestService().ask("/tokens", [Case.id, Case.username, ("X-Anonymous-Consumer", value)])
    #expect(answer.status == 200)
  }

  @Test(arguments: [["true", "true"], ["false", "true"], ["", "yes"], ["0", "false,1"]])
  func `one true among repeated lines is enough`(_ values: [String]) async throws {
    let lines = values.map { (name: "X-Anonymous-Consumer", value: $0) }
    let answer = try await TestService().ask("/tokens", [Case.id, Case.username] + lines)
    #expect(answer.body == Problem.anonymous.body(instance: "/tokens"))
  }

  @Test func `repeated lines without a true mean nobody`() async throws {
    let lines = [(name: "X-Anonymous-Consumer", value: "false"), (name: "X-Anonymous-Consumer", value: "0")]
    #expect(try await TestService().ask("/tokens", [Case.id, Case.username] + lines).status == 200)
  }

  @Test(arguments: ["a0000000-0000-4000-8000-00000000000a", "A0000000-0000-4000-8000-00000000000A"])
  func `Kong's anonymous consumer is known by its id, in any case`(_ id: String) async throws {
    let service = try TestService(["KONG_ANONYMOUS_CONSUMER_ID": "a0000000-0000-4000-8000-00000000000A"])
    let answer = await service.ask("/tokens", [("X-Consumer-ID", id), Case.username])
    #expect(answer.body == Problem.anonymous.body(instance: "/tokens"))
    #expect(await service.ask("/tokens", [Case.id, Case.username]).status == 200)
  }

  @Test(arguments: [("anonymous", "anonymous"), ("Anonymous", "anonymous"), ("anonymous", "a0-id")])
  func `it is known by its name, in every header`(setting: String, id: String) async throws {
    let service = try TestService(["KONG_ANONYMOUS_CONSUMER_ID": setting])
    for name in ["X-Consumer-Username", "X-Consumer-Custom-ID"] {
      let answer = await service.ask("/tokens", [("X-Consumer-ID", id), (name, "anonymous")])
      #expect(answer.body == Problem.anonymous.body(instance: "/tokens"))
    }
    #expect(service.source.calls == [])
    #expect(await service.ask("/tokens", [Case.id, Case.username]).status == 200)
  }

  @Test func `it is known by the id that Kong has for its name`() async throws {
    let id = "a0000000-0000-4000-8000-00000000000a"
    let source = ScriptedSource { _ in .success(.stub(id, [.stub("key-of-alice")])) }
    let service = try TestService(["KONG_ANONYMOUS_CONSUMER_ID": id], source: source)
    let headers = [(name: "X-Consumer-ID", value: "nobody"), Case.username]
    // Neither when Kong is asked nor from memory.
    for _ in 1...2 {
      let refusal = await service.ask("/tokens", headers)
      #expect(refusal.body == Problem.anonymous.body(instance: "/tokens"))
      let other = await service.ask("/tokens/validate", headers + [ValidationCheckOrderTests.bearer])
      #expect(other.body == Problem.anonymous.body(instance: "/tokens/validate"))
    }
  }

  @Test func `a client that strips the anonymous flag lacks the credential identifier`() async throws {
    let service = try TestService(["KONG_REQUIRE_CREDENTIAL_IDENTIFIER": "true"])
    let identifier = (name: "X-Credential-Identifier", value: "4f1b")
    let without = await service.ask("/tokens", [Case.id, Case.username])
    #expect(without.body == Problem.anonymous.body(instance: "/tokens"))
    let empty = await service.ask("/tokens", [Case.id, Case.username, (identifier.name, "")])
    #expect(empty.body == Problem.anonymous.body(instance: "/tokens"))
    #expect(await service.ask("/tokens", [Case.id, Case.username, identifier]).status == 200)
    #expect(await service.ask("/tokens", [Case.id, Case.username, identifier, Case.anonymous]).status == 401)
  }

  @Test func `unless it is asked for, nobody needs a credential identifier`() async throws {
    #expect(try await TestService().ask("/tokens", [Case.id, Case.username]).status == 200)
  }
}
