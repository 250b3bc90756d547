extension JSONOutput {
  /// The members of an object; nil for everything else.
  var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The same object with another value at the end of a path of members, which it has.
  func setting(_ path: String..., to value: JSONOutput) -> JSONOutput { setting(path[...], to: value) }

  /// The same object without some of its members.
  func without(_ names: String...) -> JSONOutput {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !names.contains($0.name) })
  }

  private func setting(_ path: ArraySlice<String>, to value: JSONOutput) -> JSONOutput {
    guard let name = path.first else { return value }
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { $0.name == name ? JSONMember(name, $0.value.setting(path.dropFirst(), to: value)) : $0 })
  }
}
