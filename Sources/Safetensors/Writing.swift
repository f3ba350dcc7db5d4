import Store

extension TensorFile {
    /// A tensor to be written: row-major elements in memory that outlives the writing.
    package struct Source {
        let name: String
        let type: ElementType
        let shape: [Int]
        let bytes: UnsafeRawBufferPointer

        /// - Precondition: there are as many bytes as shape and type say.
        package init(_ name: String, _ type: ElementType, shape: [Int], bytes: UnsafeRawBufferPointer) {
            precondition(shape.reduce(type.byteCount, *) == bytes.count, "`\(name)` has the elements of its shape")
            (self.name, self.type, self.shape, self.bytes) = (name, type, shape, bytes)
        }

        package init(_ name: String, shape: [Int], elements: UnsafeBufferPointer<Float>) {
            self.init(name, .f32, shape: shape, bytes: UnsafeRawBufferPointer(elements))
        }
    }

    /// Writes tensors in the order given; the file is there whole or not at all.
    ///
    /// The header is padded with blanks so that the data begin at a multiple of eight, as the reference writer does.
    /// - Parameter tensors: names are different.
    /// - Throws: `Diagnostic` that names the file, for a full disk or a missing folder.
    package static func write(to path: String, tensors: [Source], metadata: [String: String] = ["format": "pt"]) throws {
        precondition(Set(tensors.map(\.name)).count == tensors.count, "tensors have different names")
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)):\(jsonString($0.value))" }
            members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for tensor in tensors {
            let end = offset + tensor.bytes.count
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            members.append(jsonString(tensor.name) + #":{"dtype":"\#(tensor.type.rawValue)","shape":[\#(shape)],"data_offsets":[\#(offset),\#(end)]}"#)
            offset = end
        }
        var header = "{\(members.joined(separator: ","))}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)

        try AtomicFile.write(to: path) { file in
            try withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { try file.write($0) }
            try file.write(header)
            for tensor in tensors { try file.write(tensor.bytes) }
        }
    }
}
