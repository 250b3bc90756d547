/// What Kong's absence is survived with.
extension RefusedValuesTests {
  static let outageBounds: [(String, Int, Int)] = [
    ("KONG_CONNECT_TIMEOUT_MS", 50, 30_000), ("KONG_READ_TIMEOUT_MS", 50, 30_000),
    ("MAX_PENDING_LOOKUPS", 1, 1_000_000), ("KONG_SECRET_CREATION_MAX_RETRIES", 1, 10),
    ("CIRCUIT_BREAKER_TIMEOUT", 100, 10_000), ("CIRCUIT_BREAKER_RESET_TIMEOUT", 1000, 300_000),
    ("CIRCUIT_BREAKER_VOLUME_THRESHOLD", 1, 1000), ("CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", 1000, 60_000),
    ("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", 1, 50), ("STALE_DATA_TOLERANCE_MINUTES", 1, 240),
  ]

  static let decimals = ["0.5", "100.1", "nan", "0x32", "5e1"].map {
    RefusedValue("CIRCUIT_BREAKER_ERROR_THRESHOLD", $0, "must be a number from 1 to 100")
  }
}
