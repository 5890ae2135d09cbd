import FuzzLanguage
import Glibc

/// libFuzzer has the `main` of this program and calls this for each input. `ANNEAL_FUZZ` names the fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's own changes, and where large inputs are allowed also one that it has not: a piece repeated until the input
/// is as large as it may be. That is what takes time where an algorithm is not linear.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int, _ seed: UInt32) -> Int {
    guard maximum > 64 << 10, seed.isMultiple(of: 4) else { return mutateAsUsual(start, count, maximum) }
    return Repetition(seed: seed).apply(to: UnsafeMutableBufferPointer(start: start, count: maximum), count: count)
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateAsUsual(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int) -> Int

private let chosen: LanguageFuzzer = {
    let name = getenv("ANNEAL_FUZZ").map { String(cString: $0) } ?? ""
    if let fuzzer = LanguageFuzzer(rawValue: name) { return fuzzer }
    let names = LanguageFuzzer.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("ANNEAL_FUZZ must name a fuzzer: \(names)")
}()
