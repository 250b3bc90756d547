import AuthenticationService
import Testing

struct SunsetDateTests {
  @Test(arguments: [
    ("1970-01-01", 0),
    ("2000-12-31", 978_220_800),
    ("2027-06-30", 1_814_313_600),
    ("2028-02-29T23:59:59Z", 1_835_481_599),
    ("2028-02-29T23:59:59.999Z", 1_835_481_599),
    ("2100-03-01T00:00:00Z", 4_107_542_400),
  ])
  func `a day or an instant of UTC is counted from 1970`(text: String, seconds: Int) throws {
    #expect(try SettingType.sunsetDate.parse(text) == seconds)
  }

  @Test(arguments: [
    "2027", "2027-6-30", "27-06-30", "2027-13-01", "2027-00-01", "2027-01-00", "2027-04-31", "2100-02-29",
    "1969-12-31", "2027-06-30T", "2027-06-30T12:00Z", "2027-06-30T12:00:00", "2027-06-30T24:00:00Z",
    "2027-06-30T12:60:00Z", "2027-06-30T12:00:60Z", "2027-06-30T12:00:00.Z", "2027-06-30T12:00:00+02:00",
    "2027-06-30 12:00:00Z", "30.06.2027", "-027-06-30", "２０２７-06-30", "Wed, 30 Jun 2027 00:00:00 GMT",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: SettingRefusal.self) { try SettingType.sunsetDate.parse(text) }
  }
}
