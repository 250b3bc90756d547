import AuthenticationService
import NIOCore
import Testing

/// How ranges of addresses are written, and who is within them.
struct AddressRangeTests {
  static let refusal =
    "must be ranges such as 10.0.0.0/8 or fd00::/8 between commas; a single address is a range of /32 or /128"

  static let written: [(String, String)] = [
    ("10.0.0.0/8", "10.0.0.0/8"), ("0.0.0.0/0", "0.0.0.0/0"), ("192.0.2.1/32", "192.0.2.1/32"),
    ("192.0.2.128/25", "192.0.2.128/25"), ("255.255.255.255/32", "255.255.255.255/32"), ("128.0.0.0/1", "128.0.0.0/1"),
    ("::/0", "::/0"), ("::1/128", "::1/128"), ("fd00::/8", "fd00::/8"), ("FD00::/8", "fd00::/8"),
    ("2001:0db8:0000::/48", "2001:db8::/48"), ("2001:db8:8000::/33", "2001:db8:8000::/33"),
    ("::ffff:10.0.0.0/104", "10.0.0.0/8"), ("::ffff:0a00:0/104", "10.0.0.0/8"), ("::ffff:0:0/96", "0.0.0.0/0"),
    ("::FFFF:192.0.2.1/128", "192.0.2.1/32"),
  ]

  @Test(arguments: written) func `a range is read`(text: String, means: String) throws {
    #expect("\(try AddressRange(text))" == means)
  }

  static let refused = [
    "", "/", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.0/ 8",
    "10.0.0.0 /8", "10.0.0.0/8/8", "10.0.0.0/255.0.0.0", "10.0.0/8", "10/8", "010.0.0.0/8", "0x0a.0.0.0/8",
    "10.0.0.256/32", "10.0.0.0.0/8", "kong/32", "::/129", "::/999", "::/1000", ":::/0", "fd00:/8", "[::1]/128",
    "fe80::1%eth0/128", "1:2:3:4:5:6:7/112", "::ffff:10.0.0.0/95", "::ffff:10.0.0.0/129", "10.0.0.0/٨", "١٠.0.0.0/8",
    "10.0.0.0/1e1", "10.0.0.0-10.0.0.9",
  ]

  @Test(arguments: refused) func `what is no range is refused`(text: String) {
    #expect(throws: SettingRefusal(Self.refusal)) { try AddressRange(text) }
  }

  static let misplaced: [(String, String)] = [
    ("10.0.0.1/8", "10.0.0.0/8"), ("192.0.2.129/25", "192.0.2.128/25"), ("255.255.255.255/0", "0.0.0.0/0"),
    ("10.1.0.0/15", "10.0.0.0/15"), ("fd00::1/8", "fd00::/8"), ("::1/127", "::/127"), ("::1/0", "::/0"),
    ("::ffff:10.0.0.1/104", "10.0.0.0/8"), ("2001:db8:ffff::/33", "2001:db8:8000::/33"),
  ]

  @Test(arguments: misplaced) func `bits beyond the prefix are a fault that names the range`(
    text: String, range: String
  ) {
    let says = "must not have an address with bits beyond its prefix: the range is \(range)"
    #expect(throws: SettingRefusal(says)) { try AddressRange(text) }
  }

  static let members: [(String, String, Bool)] = [
    ("10.0.0.0/8", "10.0.0.0", true), ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("10.0.0.0/8", "9.255.255.255", false), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
    ("10.0.0.0/8", "::10.1.2.3", false),
    ("10.0.0.0/8", "::ffff:11.1.2.3", false), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::ffff:1.2.3.4", true),
    ("0.0.0.0/0", "::1", false), ("::/0", "1.2.3.4", false), ("::/0", "::ffff:1.2.3.4", false),
    ("::/0", "fd00::1", true),
    ("192.0.2.1/32", "192.0.2.1", true), ("192.0.2.1/32", "192.0.2.0", false), ("192.0.2.128/25", "192.0.2.127", false),
    ("192.0.2.128/25", "192.0.2.255", true), ("128.0.0.0/1", "127.255.255.255", false),
    ("128.0.0.0/1", "128.0.0.0", true), ("::ffff:10.0.0.0/104", "10.9.8.7", true),
    ("::ffff:0:0/96", "8.8.8.8", true), ("::ffff:0:0/96", "fd00::1", false), ("fd00::/8", "fdff::1", true),
    ("fd00::/8", "fe00::1", false), ("::1/128", "::1", true), ("::1/128", "::2", false),
    ("::1/128", "127.0.0.1", false),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::", false),
    ("2001:db8::1/128", "2001:db8::1", true), ("2001:db8::/127", "2001:db8::1", true),
    ("2001:db8::/127", "2001:db8::2", false),
  ]

  @Test(arguments: members) func `who is within a range`(range: String, peer: String, isWithin: Bool) throws {
    let address = try #require(NetworkAddress(SocketAddress(ipAddress: peer, port: 1)))
    #expect(try AddressRange(range).contains(address) == isWithin)
  }

  @Test func `a socket without an address of IP is nowhere`() throws {
    let socket = try SocketAddress(unixDomainSocketPath: "/tmp/socket")
    #expect(NetworkAddress(socket) == nil)
  }
}
