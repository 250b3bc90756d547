import NIOCore
import RedisClient

/// Reads whatever libFuzzer thinks of, and stops the program where the decoder does not do what it must.
///
/// The whole, pieces whose ends the bytes themselves name, and single bytes must give the same values and the same end: a
/// fault, or a wish for more. No value is larger than the limits allow.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = DecodedStream([bytes[...]])
  var pieces: [ArraySlice<UInt8>] = []
  var position = 0
  while position < bytes.count {
    let end = min(position + 1 + Int(bytes[position] % 13), bytes.count)
    pieces.append(bytes[position..<end])
    position = end
  }
  precondition(DecodedStream(pieces) == whole, "pieces say something else than the whole")
  precondition(DecodedStream(bytes.indices.map { bytes[$0...$0] }) == whole, "single bytes say something else")
  return 0
}

/// The program, by the name that the package manager looks for; libFuzzer has one of its own, which it therefore does not find.
@_cdecl("RESPFuzzer_main")
func run(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, testOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What a stream of bytes came to.
private struct DecodedStream: Equatable {
  /// So small that short inputs reach them.
  private static let limits = {
    var limits = RESPLimits()
    (limits.stringBytes, limits.elements, limits.depth, limits.lineBytes) = (64, 16, 4, 32)
    return limits
  }()

  private var values: [RESPValue] = []
  private var fault: RESPFault?
  /// Bytes that wait for others; of no meaning after a fault.
  private var rest = 0

  init(_ pieces: [ArraySlice<UInt8>]) {
    var decoder = RESPDecoder(limits: Self.limits)
    var buffer = ByteBuffer()
    do throws(RESPFault) {
      for piece in pieces {
        buffer.writeBytes(piece)
        while let value = try decoder.next(from: &buffer) {
          value.check(Self.limits)
          values.append(value)
        }
      }
      rest = buffer.readableBytes
    } catch {
      fault = error
    }
  }

  static func == (one: Self, other: Self) -> Bool {
    one.fault == other.fault && one.rest == other.rest && one.values.count == other.values.count
      && zip(one.values, other.values).allSatisfy { $0.isSame(as: $1) }
  }
}

extension RESPValue {
  /// Stops the program where a value is larger than it may be.
  fileprivate func check(_ limits: RESPLimits, depth: Int = 0) {
    precondition(depth <= limits.depth, "too deep")
    switch self {
    case .string(let bytes): precondition(bytes.readableBytes <= limits.stringBytes, "too long a string")
    case .bigNumber(let digits): precondition(digits.utf8.count < limits.lineBytes, "too long a line")
    case .array(let values), .push(let values):
      precondition(values.count <= limits.elements, "too many elements")
      for value in values { value.check(limits, depth: depth + 1) }
    case .map(let pairs):
      precondition(pairs.count <= limits.elements, "too many entries")
      for pair in pairs {
        pair.key.check(limits, depth: depth + 1)
        pair.value.check(limits, depth: depth + 1)
      }
    case .error, .integer, .double, .boolean, .null: break
    }
  }

  /// Whether it is the same; unlike with `==`, what is no number is the same as itself.
  fileprivate func isSame(as other: RESPValue) -> Bool {
    switch (self, other) {
    case (.double(let one), .double(let other)): one.bitPattern == other.bitPattern
    case (.array(let one), .array(let other)), (.push(let one), .push(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    case (.map(let one), .map(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy { $0.key.isSame(as: $1.key) && $0.value.isSame(as: $1.value) }
    default: self == other
    }
  }
}
