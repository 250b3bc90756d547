import Glibc
import HostileInput

/// What the bytes of this run go to, by the name of its folder in the variable `FUZZ_INPUT`.
private let input: HostileInput = {
  guard let name = getenv("FUZZ_INPUT"), let input = HostileInput(rawValue: String(cString: name)) else {
    preconditionFailure("FUZZ_INPUT must be one of \(HostileInput.allCases.map(\.rawValue))")
  }
  return input
}()

/// Reads whatever libFuzzer thinks of, and stops the program where something does not hold that must.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(Violation) {
    try input.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    // An optimised precondition would say nothing.
    let line = "\(input.rawValue): \(error)\n"
    _ = line.withCString { write(STDERR_FILENO, $0, line.utf8.count) }
    abort()
  }
  return 0
}

/// The program, by the name that the package manager looks for; libFuzzer has one of its own, which it therefore does not find.
@_cdecl("Fuzzer_main")
func run(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, testOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
