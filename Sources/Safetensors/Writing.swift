import Store

extension TensorFile {
    /// Writes tensors of F32 in the order given; the file is there whole or not at all.
    ///
    /// The header is padded with blanks so that the data begin at a multiple of eight, as the reference writer does.
    /// - Parameter tensors: row-major elements, as many as the shape says; names are different.
    /// - Throws: `Diagnostic` that names the file, for a full disk or a missing folder.
    package static func write(
        to path: String, tensors: [(name: String, shape: [Int], elements: UnsafeBufferPointer<Float>)],
        metadata: [String: String] = ["format": "pt"]
    ) throws {
        precondition(Set(tensors.map(\.name)).count == tensors.count, "tensors have different names")
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)):\(jsonString($0.value))" }
            members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for tensor in tensors {
            precondition(tensor.shape.reduce(1, *) == tensor.elements.count, "`\(tensor.name)` has the elements of its shape")
            let end = offset + 4 * tensor.elements.count
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            members.append(jsonString(tensor.name) + #":{"dtype":"F32","shape":[\#(shape)],"data_offsets":[\#(offset),\#(end)]}"#)
            offset = end
        }
        var header = "{\(members.joined(separator: ","))}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)

        try AtomicFile.write(to: path) { file in
            try withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { try file.write($0) }
            try file.write(header)
            for tensor in tensors { try file.write(UnsafeRawBufferPointer(tensor.elements)) }
        }
    }
}
