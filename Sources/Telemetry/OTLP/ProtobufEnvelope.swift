import SwiftProtobuf

/// Writes requests around records that are encoded one by one.
///
/// The requests of all signals have the same form and the same field numbers: in field 1 one part for each resource, in it
/// the resource and in field 2 one part for each scope, in it the scope and in field 2 the records. To write them as one
/// message takes more than twice the time, as SwiftProtobuf measures what is inside once for each message around it.
struct ProtobufEnvelope: Sendable {
  /// Bytes of a span of ours, and more than those of most lines.
  private static let usualRecordSize = 512

  private let resource: OTLPResource
  private let scope: OTLPInstrumentationScope

  init(_ resource: OTLPResource, _ scope: OTLPInstrumentationScope) {
    self.resource = resource
    self.scope = scope
  }

  /// - Parameter write: writes the fields of a record.
  func request<Record>(
    of records: [Record], _ write: (inout ProtobufWriter, Record) -> Void
  ) throws -> [UInt8] {
    try request { writer in
      writer.reserve(records.count * Self.usualRecordSize)
      for record in records { writer.message(2) { write(&$0, record) } }
    }
  }

  func request(of messages: some Sequence<some Message>) throws -> [UInt8] {
    try request { writer in
      for message in messages { writer.content(2, try message.serializedBytes()) }
    }
  }

  private func request(_ records: (inout ProtobufWriter) throws -> Void) throws -> [UInt8] {
    var writer = ProtobufWriter()
    try writer.message(1) { ofResource in
      ofResource.content(1, try resource.serializedBytes())
      try ofResource.message(2) { ofScope in
        ofScope.content(1, try scope.serializedBytes())
        try records(&ofScope)
      }
    }
    return writer.bytes
  }
}
