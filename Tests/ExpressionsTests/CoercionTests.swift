import Core
import Testing

@testable import Expressions

struct CoercionTests {
    @Test(
        arguments: [
            (Value.null, 0.0), (true, 1), (false, 0), ("", 0), (" \t\n", 0), (" 12 ", 12), ("+1.5e1", 15),
            ("-.5", -0.5),
            ("0xfF", 255), ("0o17", 15), ("Infinity", .infinity), ("+Infinity", .infinity), ("-Infinity", -.infinity),
            ("\u{A0}7\u{FEFF}", 7), ("-0", 0)
        ] as [(Value, Double)])
    func `values become numbers as in JavaScript`(value: Value, number: Double) {
        #expect(value.coercedNumber == number)
    }

    @Test(
        arguments: [
            Value.string("abc"), "1a", "1 2", "infinity", "inf", "nan", "NaN", "0x", "0xg", "-0x1", "0x1p2", "0o9",
            "1e",
            "e1", ".", "+", "--1", "1_0", "١", [], [1], [:]
        ] as [Value])
    func `what is no number is NaN`(value: Value) {
        #expect(value.coercedNumber.isNaN)
    }

    @Test(
        arguments: [
            (1.0, "1"), (-0.0, "0"), (0.5, "0.5"), (-12.25, "-12.25"), (123456.789, "123456.789"), (0.1 + 0.2, "0.3"),
            (1.0 / 3, "0.333333333333333"), (2.0 / 3, "0.666666666666667"), (999_999_999_999_999, "999999999999999"),
            (1e15, "1E+15"), (123_456_789_012_345_680, "1.23456789012346E+17"), (1e21, "1E+21"), (1.5e300, "1.5E+300"),
            (0.0001, "0.0001"), (0.00001, "1E-05"), (-0.0000012, "-1.2E-06"), (2e-308, "2E-308"),
            (99999999999999.99, "100000000000000"), (0.99999999999999999, "1"),
            (12345678.9012345678, "12345678.9012346"),
            (Double.nan, "NaN"), (Double.infinity, "Infinity"), (-Double.infinity, "-Infinity")
        ] as [(Double, String)])
    func `numbers are printed with at most 15 digits`(number: Double, text: String) {
        #expect(Value.number(number).coercedString == text)
    }

    @Test(
        arguments: [
            (1e15, "1000000000000000"), (1.5e20, "150000000000000000000"), (1e21, "1e+21"), (-1.25e300, "-1.25e+300"),
            (0.000001, "0.000001"), (1.5e-7, "1.5e-7"), (0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"),
            (.leastNonzeroMagnitude, "5e-324"),
            (9_007_199_254_740_992, "9007199254740992"), (123.456, "123.456")
        ] as [(Double, String)])
    func `JSON has numbers as JavaScript writes them`(number: Double, text: String) {
        #expect(Value.number(number).json() == text)
    }

    @Test func `other values become strings`() {
        #expect(Value.null.coercedString.isEmpty)
        #expect(Value.bool(true).coercedString == "true")
        #expect(Value.bool(false).coercedString == "false")
        #expect(Value.array([1]).coercedString == "Array")
        #expect(Value.emptyObject.coercedString == "Object")
    }

    @Test func `only null, false, zero, NaN and the empty string are false`() {
        for value in [.null, false, 0, -0.0, .number(.nan), ""] as [Value] { #expect(!value.isTruthy) }
        for value in [true, 1, -0.5, .number(-.infinity), "0", "false", [], [:]] as [Value] {
            #expect(value.isTruthy)
        }
    }
}
