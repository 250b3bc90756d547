extension ConfigurationInspection {
  /// What `config check` says: a line for each fault and each warning, and the verdict.
  package var text: String {
    var lines = faults.isEmpty ? [] : [ConfigurationFaults(faults).description, ""]
    lines += warnings.map { "warning: \($0)" }
    lines.append(verdict)
    return lines.joined(separator: "\n")
  }

  /// The same for machines: `valid`, and lists of `faults` and `warnings`, each with `variable` and `message`.
  package var json: String {
    let document: JSONOutput = [
      "valid": .bool(faults.isEmpty),
      "faults": .array(faults.map { ["variable": .string($0.variable), "message": .string($0.message)] }),
      "warnings": .array(warnings.map { ["variable": .string($0.variable), "message": .string($0.message)] }),
    ]
    return String(decoding: document.pretty, as: UTF8.self)
  }

  private var verdict: String {
    let oddities = warnings.isEmpty ? "" : ", \(warnings.count) \(warnings.count == 1 ? "warning" : "warnings")"
    return faults.isEmpty
      ? "The configuration is valid\(oddities)."
      : "The configuration has \(faults.count) \(faults.count == 1 ? "fault" : "faults")\(oddities)."
  }
}
