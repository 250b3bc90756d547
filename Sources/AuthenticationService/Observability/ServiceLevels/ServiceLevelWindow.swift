/// How far a look back reaches.
enum ServiceLevelWindow: String, Sendable, CaseIterable {
  case minute = "1m"
  case fiveMinutes = "5m"
  case halfHour = "30m"
  case hour = "1h"
  case sixHours = "6h"

  /// For percentiles.
  static let latency: [Self] = [.minute, .fiveMinutes, .hour]
  /// For burn rates: the two pairs of windows of the alerts that the SRE workbook proposes (chapter 5).
  static let burnRate: [Self] = [.fiveMinutes, .halfHour, .hour, .sixHours]

  var duration: Duration {
    switch self {
    case .minute: .seconds(60)
    case .fiveMinutes: .seconds(5 * 60)
    case .halfHour: .seconds(30 * 60)
    case .hour: .seconds(60 * 60)
    case .sixHours: .seconds(6 * 60 * 60)
    }
  }
}
