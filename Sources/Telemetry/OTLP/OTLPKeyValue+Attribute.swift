extension OTLPKeyValue {
  init(_ attribute: Attribute) {
    self.init()
    key = attribute.name
    value = OTLPAnyValue(attribute.value)
  }
}

extension OTLPAnyValue {
  init(_ text: String) {
    self.init()
    value = .stringValue(text)
  }

  init(_ attribute: AttributeValue) {
    self.init()
    switch attribute {
    case .string(let text): value = .stringValue(text)
    case .integer(let number): value = .intValue(number)
    case .double(let number): value = .doubleValue(number)
    case .boolean(let truth): value = .boolValue(truth)
    case .strings(let texts):
      var list = OTLPArrayValue()
      list.values = texts.map { OTLPAnyValue($0) }
      value = .arrayValue(list)
    }
  }
}
