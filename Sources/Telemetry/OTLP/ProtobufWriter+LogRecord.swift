import Identifiers

extension ProtobufWriter {
  /// Writes the fields of a `LogRecord` (logs.proto), those with default values left out.
  mutating func write(_ record: LogRecord) {
    fixed(1, record.time)
    varint(2, UInt64(record.severity.rawValue))
    text(3, record.severity.shortName)
    value(5, .string(record.body))
    attributes(6, record.attributes)
    if let id = record.traceID { identifier(9, id.high, id.low) }
    if let id = record.spanID { identifier(10, id.bits) }
    // The record is observed when it is made.
    fixed(11, record.time)
    if !record.eventName.isEmpty { text(12, record.eventName) }
  }
}
