/// Some scalars as text. Much quicker than by way of `String.UnicodeScalarView`, which appends them one by one.
func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
        var count = 0
        for scalar in scalars {
            if scalar.value < 0x80 {
                buffer[count] = UInt8(truncatingIfNeeded: scalar.value)
                count += 1
            } else {
                for byte in scalar.utf8 {
                    buffer[count] = byte
                    count += 1
                }
            }
        }
        return count
    }
}

extension Unicode.Scalar {
    var isLetter: Bool {
        value < 0x80 ? (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7a : properties.isAlphabetic
    }

    var isDigit: Bool {
        value < 0x80 ? value >= 0x30 && value <= 0x39 : properties.numericType == .decimal
    }

    var isLetterOrDigit: Bool { isLetter || isDigit }

    var isBlank: Bool {
        value < 0x80 ? value == 0x20 || (value >= 9 && value <= 13) : properties.isWhitespace
    }

    var isUpper: Bool {
        value < 0x80 ? value >= 0x41 && value <= 0x5a : properties.isUppercase
    }

    var isLower: Bool {
        value < 0x80 ? value >= 0x61 && value <= 0x7a : properties.isLowercase
    }

    var isApostrophe: Bool { self == "'" || self == "’" }
}
