import SwiftProtobuf

/// Writes requests around records that are encoded one by one.
///
/// The requests of all signals have the same form and the same field numbers: in field 1 one part for each resource, in it
/// the resource and in field 2 one part for each scope, in it the scope and in field 2 the records. To write them as one
/// message takes more than twice the time, as SwiftProtobuf measures what is inside once for each message around it.
struct ProtobufEnvelope: Sendable {
  /// The keys of fields with a length (protobuf encoding, "Message Structure").
  private enum Key {
    static let first: UInt8 = 1 << 3 | 2
    static let second: UInt8 = 2 << 3 | 2
  }

  private let resource: OTLPResource
  private let scope: OTLPInstrumentationScope

  init(_ resource: OTLPResource, _ scope: OTLPInstrumentationScope) {
    self.resource = resource
    self.scope = scope
  }

  func request(of records: some Sequence<some Message>) throws -> [UInt8] {
    var (ofScope, ofResource, request): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    ofScope.append(Key.first, try scope.serializedBytes())
    for record in records { ofScope.append(Key.second, try record.serializedBytes()) }
    ofResource.append(Key.first, try resource.serializedBytes())
    ofResource.append(Key.second, ofScope)
    request.append(Key.first, ofResource)
    return request
  }
}

extension [UInt8] {
  /// Appends a field with its length before it.
  fileprivate mutating func append(_ key: UInt8, _ bytes: [UInt8]) {
    append(key)
    var length = bytes.count
    while length > 127 {
      append(UInt8(length & 127 | 128))
      length >>= 7
    }
    append(UInt8(length))
    append(contentsOf: bytes)
  }
}
