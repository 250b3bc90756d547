extension JSONOutput {
  /// The members of an object; nil for everything else.
  var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The same object with another value at the end of a path of members, which it has.
  func setting(_ path: String..., to value: JSONOutput) -> JSONOutput { setting(path[...], to: value) }

  private func setting(_ path: ArraySlice<String>, to value: JSONOutput) -> JSONOutput {
    guard let name = path.first else { return value }
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { $0.name == name ? JSONMember(name, $0.value.setting(path.dropFirst(), to: value)) : $0 })
  }
}
