import AuthenticationService
import Testing

struct FaultReportTests {
  @Test func `the report lists every fault under the heading that operators search for`() {
    let faults = ServiceConfiguration.faults(["PORT": "http", "KONG_ADMIN_URL": nil])
    #expect(
      ConfigurationFaults(faults).description == """
        Invalid environment configuration:
          - PORT: must be an integer from 1 to 65535
          - KONG_ADMIN_URL: is required but missing; for example https://kong-admin.example.com:8444

        Help: Check docs/configuration.md for correct format and ensure all required variables are set.
        """)
  }

  @Test func `a secret shows neither in faults nor in the configuration`() throws {
    let secret = "s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t"
    let configuration = try ServiceConfiguration.load(["KONG_ADMIN_TOKEN": secret])
    var dumped = ""
    dump(configuration, to: &dumped)
    #expect(!"\(configuration) \(String(reflecting: configuration)) \(dumped)".contains("s3cr3t"))
    #expect(dumped.contains("<redacted>"))

    let misplaced = ServiceConfiguration.declarations.compactMap(\.variable).map { ($0, "\(secret) \u{7}" as String?) }
    let faults = ServiceConfiguration.faults(Dictionary(uniqueKeysWithValues: misplaced))
    #expect(faults.count > 40)
    #expect(!ConfigurationFaults(faults).description.contains("s3cr3t"))
  }
}
