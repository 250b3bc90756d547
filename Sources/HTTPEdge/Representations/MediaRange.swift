/// One entry of `Accept`, RFC 9110 section 12.5.1.
package struct MediaRange: Sendable, Equatable {
  /// In small letters, such as `text/plain`, `text/*` or `*/*`.
  package let type: String
  /// From 0, never, to 1.
  package let quality: Double

  /// Nil for what has no type.
  package init?(_ text: Substring) {
    let parts = text.split(separator: ";").map(\.withoutBlanks)
    guard let type = parts.first, !type.isEmpty else { return nil }
    self.type = type.lowercased()
    let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
    quality = min(1, max(0, weight.flatMap { Double($0.dropFirst(2)) } ?? 1))
  }

  /// How exactly the range names a media type: 2 by name, 1 by its first half, 0 as any; nil when it does not.
  package func precision(for name: String) -> Int? {
    if type == name { return 2 }
    if type == "*/*" { return 0 }
    guard type.hasSuffix("/*") else { return nil }
    return name.hasPrefix(type.dropLast()) ? 1 : nil
  }
}

/// What a client takes, RFC 9110 section 12.5.1.
package struct AcceptedTypes: Sendable {
  private static let accept: HeaderName = "Accept"
  /// Entries beyond are not looked at; browsers send fewer than ten.
  private static let mostRanges = 64

  private let ranges: [MediaRange]

  /// - Parameter fields: the values of all fields `Accept`.
  package init(_ fields: [String]) {
    ranges = fields.lazy.flatMap { $0.split(separator: ",") }.prefix(Self.mostRanges).compactMap(MediaRange.init)
  }

  package init(_ headers: RequestHeaders) {
    self.init(headers.values(of: Self.accept))
  }

  /// The weight of a media type, from 0 to 1, as the most exact range that fits has it, and how exact that is; nil when none
  /// fits.
  package func weight(of name: String) -> (quality: Double, precision: Int)? {
    let fitting = ranges.compactMap { range in range.precision(for: name).map { (range.quality, $0) } }
    return fitting.max { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// The one that the client likes best: by weight, then by whether it is named, then by the order of `offers`.
  ///
  /// - Parameters:
  ///   - offers: what there is, each under one or more names.
  ///   - fallback: which of them to send when nothing is liked, or when a range such as `*/*` likes it as much as others.
  package func best<Offer: Equatable>(of offers: [(names: [String], offer: Offer)], else fallback: Offer) -> Offer {
    let liked = offers.flatMap { names, offer in
      names.compactMap(weight).map { (quality: $0.quality, isNamed: $0.precision == 2, offer: offer) }
    }
    guard let quality = liked.map(\.quality).max(), quality > 0 else { return fallback }
    let best = liked.filter { $0.quality == quality }
    if let named = best.first(where: \.isNamed) { return named.offer }
    return best.first { $0.offer == fallback }?.offer ?? best.first?.offer ?? fallback
  }
}
