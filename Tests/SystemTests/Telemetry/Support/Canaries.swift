import Foundation
import Synchronization

/// Texts that must be seen nowhere.
final class Canaries: Sendable {
  private let texts = Mutex<[String: String]>([:])

  /// How many there are.
  var count: Int { texts.withLock(\.count) }

  /// A new secret, to be put into the place that it is named after.
  func plant(_ place: String) -> String {
    let text = "canary-\(place)-\(String(UInt64.random(in: 1 << 60 ... .max), radix: 36))"
    add(text, from: place)
    return text
  }

  /// Watches a secret that somebody else has made.
  func add(_ text: String, from place: String) {
    texts.withLock { $0[place] = text }
  }

  /// The places whose secrets are in a text, whatever their case, or written with percent signs.
  func sightings(in text: String) -> [String] {
    let lowercased = text.lowercased()
    let variants = [lowercased, lowercased.removingPercentEncoding ?? ""]
    return texts.withLock { texts in
      texts.filter { place, secret in variants.contains { $0.contains(secret.lowercased()) } }.keys.sorted()
    }
  }
}
