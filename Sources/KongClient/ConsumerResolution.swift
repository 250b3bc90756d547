import AuthenticationCore

/// What Kong says when it is asked for something of a consumer.
enum Finding<Value: Sendable>: Sendable {
  case found(Value)
  /// There is no such consumer.
  case nobody
  /// The answer is about another consumer, who has this id.
  case stranger(String)
}

/// Finds the id of the consumer whom a text names.
///
/// The text is an id or a user name, never a custom id: Kong looks for none either, where a consumer's path names one.
struct ConsumerResolution: Sendable {
  let deployment: KongDeployment
  let transport: AdminTransport
  let maximumPages: Int

  /// Whether Kong must be asked; our own Kong takes a UUID in the path of a list for nothing but an id.
  func isNeeded(for text: String) -> Bool {
    switch deployment {
    case .selfManaged: !text.isUUID
    case .konnect: true
    }
  }

  /// Asks Kong for the consumer.
  func consumerID(behind text: String) async throws(UnavailableCause) -> Finding<String> {
    switch deployment {
    case .selfManaged: return try await consumer(at: text) { $0.isNamed(text) }
    case .konnect(let plane):
      let finding = try await consumer(at: text) { $0.hasID(text) || $0.isNamed(text) }
      guard case .nobody = finding else { return finding }
      return try await consumer(named: text, in: plane)
    }
  }

  /// Asks for the consumer whose path ends with the text.
  private func consumer(
    at text: String, isWanted: (ConsumerRecord) -> Bool
  ) async throws(UnavailableCause) -> Finding<String> {
    let answer = try await transport.get(deployment.consumerURL(text))
    if answer.status == 404 { return .nobody }
    guard answer.isSuccess else { throw answer.cause }
    return try Self.finding(in: answer, isWanted: isWanted)
  }

  /// Reads a consumer, who may be another one than was asked for.
  static func finding(
    in answer: AdminAnswer, isWanted: (ConsumerRecord) -> Bool
  ) throws(UnavailableCause) -> Finding<String> {
    let consumer = try answer.decode(ConsumerRecord.self, named: "a consumer")
    guard consumer.id.canNameConsumer else { throw .invalidAnswer("a consumer without an id") }
    return isWanted(consumer) ? .found(consumer.id) : .stranger(consumer.id)
  }

  /// Searches for a user name; what a filter finds is looked through, since it may find more than was meant.
  private func consumer(
    named name: String, in plane: KonnectControlPlane
  ) async throws(UnavailableCause) -> Finding<String> {
    let consumers: [ConsumerRecord]? = try await transport.list(maximumPages: maximumPages) { offset in
      plane.searchURL(username: name, offset: offset)
    } isEnough: { consumers in
      consumers.contains { $0.isNamed(name) }
    }
    let ids = Set((consumers ?? []).filter { $0.isNamed(name) }.map(\.id))
    guard let id = ids.first else { return .nobody }
    guard ids.count == 1 else { throw .invalidAnswer("two consumers of one name") }
    guard id.canNameConsumer else { throw .invalidAnswer("a consumer without an id") }
    return .found(id)
  }
}
