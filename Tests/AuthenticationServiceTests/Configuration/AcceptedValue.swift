import AuthenticationService
import Testing

/// One line of a table: with the variable set to the text, the configuration reads as expected.
struct AcceptedValue: Sendable, CustomTestStringConvertible {
  let variable: String
  let text: String
  let expected: String
  let read: @Sendable (ServiceConfiguration) -> String

  init(
    _ variable: String, _ text: String, _ expected: String, _ read: @escaping @Sendable (ServiceConfiguration) -> String
  ) {
    self.variable = variable
    self.text = text
    self.expected = expected
    self.read = read
  }

  var testDescription: String { "\(variable)=\(text)" }
}
