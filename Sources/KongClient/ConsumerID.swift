extension String {
  /// Whether Kong may be asked for a consumer of this id: it is not empty and has no control characters.
  var canNameConsumer: Bool {
    !isEmpty && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
