/// All addresses that begin with the same bits, as CIDR writes them (RFC 4632, section 3.1; RFC 4291, section 2.3).
package struct AddressRange: Sendable, Equatable {
  private let first: NetworkAddress
  private let mask: UInt128

  /// Reads a range such as `10.0.0.0/8` or `fd00::/8`.
  ///
  /// - Throws: when it is none, or when its address has bits beyond its prefix: then it is said which range it stands in.
  package init(_ text: String) throws(SettingRefusal) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let address = NetworkAddress(parts[0]), let written = Int(plain: parts[1]) else {
      throw Self.refusal
    }
    // The prefix of an IPv4 address that is written as an IPv6 one counts the bits before it, too.
    let isMapped = address.family == .ipv4 && parts[0].utf8.contains(UInt8(ascii: ":"))
    let length = isMapped ? written - 96 : written
    guard (0...address.family.rawValue).contains(length) else { throw Self.refusal }
    mask = ~0 << UInt128(address.family.rawValue - length)
    first = NetworkAddress(address.family, bits: address.bits & mask & (~0 >> UInt128(128 - address.family.rawValue)))
    guard first == address else {
      throw SettingRefusal("must not have an address with bits beyond its prefix: the range is \(first)/\(length)")
    }
  }

  /// Whether an address is in it; one of the other family never is.
  package func contains(_ address: NetworkAddress) -> Bool {
    address.family == first.family && (address.bits ^ first.bits) & mask == 0
  }

  /// Whether every address of its family is in it.
  var isEverything: Bool { mask.trailingZeroBitCount >= first.family.rawValue }

  private static let refusal = SettingRefusal(
    "must be ranges such as 10.0.0.0/8 or fd00::/8 between commas; a single address is a range of /32 or /128")
}

extension AddressRange: CustomStringConvertible {
  package var description: String {
    "\(first)/\(first.family.rawValue - mask.trailingZeroBitCount)"
  }
}

/// Some ranges.
package struct AddressRanges: Sendable, Equatable {
  package let all: [AddressRange]

  package init(_ all: [AddressRange]) {
    self.all = all
  }

  package func contains(_ address: NetworkAddress) -> Bool {
    all.contains { $0.contains(address) }
  }
}

extension SettingType<AddressRanges> {
  /// Ranges between commas.
  static var addressRanges: Self {
    let format = { @Sendable (ranges: AddressRanges) in ranges.all.map(\.description).joined(separator: ", ") }
    return SettingType(label: "comma-separated CIDR ranges", format: format) { text throws(SettingRefusal) in
      var ranges: [AddressRange] = []
      for text in try SettingType<[String]>.list(of: .text(upTo: 64)).parse(text) {
        ranges.append(try AddressRange(text))
      }
      return AddressRanges(ranges)
    }
  }
}

extension Int {
  /// The number that digits write without a sign and without zeros before it; nil for anything else.
  fileprivate init?(plain text: String) {
    guard (1...3).contains(text.utf8.count), let number = Int(text), String(number) == text, number >= 0 else {
      return nil
    }
    self = number
  }
}
