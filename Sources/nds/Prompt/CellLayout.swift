import CLibEdit

/// Where libedit puts the characters of a cell on the terminal, behind a prompt and with its margin.
///
/// It counts by code points: a row ends at the right edge, a double-width character that no longer fits there goes to the next row,
/// and a combining mark takes a column of its own.
struct CellLayout {
    struct Spot: Equatable {
        var row = 0
        var column = 0
    }

    /// Of the terminal.
    let columns: Int
    /// Columns of the prompt.
    let promptWidth: Int

    /// Where the cursor stands after these characters of what is drawn.
    func spot(after drawn: some Sequence<Unicode.Scalar>) -> Spot {
        var spot = Spot()
        for _ in 0..<promptWidth { put(width: 1, &spot) }
        for scalar in drawn {
            switch scalar {
            case "\n": spot = Spot(row: spot.row + 1)
            case "\t": repeat { put(width: 1, &spot) } while spot.column % 8 != 0
            default:
                let columns = Int(libedit_columns(wchar_t(scalar.value)))
                // More than two are as many characters, which may be split at the edge.
                if columns > 2 { for _ in 0..<columns { put(width: 1, &spot) } } else { put(width: columns, &spot) }
            }
        }
        return spot
    }

    private func put(width: Int, _ spot: inout Spot) {
        if spot.column + width > columns { spot = Spot(row: spot.row + 1) }
        spot.column += width
        if spot.column >= columns { spot = Spot(row: spot.row + 1) }
    }
}
