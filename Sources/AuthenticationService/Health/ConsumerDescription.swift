extension ConsumerVolume.Tally {
  /// The entry `consumers.volume` of `/metrics`.
  var document: JSONOutput {
    ["high": .integer(high), "medium": .integer(medium), "low": .integer(low), "total": .integer(total)]
  }
}
