/// What becomes of entities whose tags break the scheme, such as an I-PER after O in IOB2.
package enum InvalidTags: String, Sendable, CaseIterable {
    /// They count, with the boundaries that conlleval and seqeval's default mode give them: an I- after O or after another type
    /// begins an entity, an entity that was not ended ends where its type does.
    case repair
    /// They are dropped, as in seqeval's strict mode.
    case discard
    /// The first one is an error.
    case strict
}

/// The first tag of an entity that breaks its scheme.
package struct TagFault: Error, Sendable, Equatable {
    /// Its token's position in the sentence, from 0.
    package var position: Int
    package var tag: Tag
    package var scheme: TagScheme
    /// What it does that the scheme does not allow: "begins an entity", "ends an entity".
    package var reason: String

    /// "tag `I-PER` begins an entity, which IOB2 does not allow".
    package var message: String { "tag `\(tag.text)` \(reason), which \(scheme.rawValue) does not allow" }
}

extension TagScheme {
    package struct Decoded: Sendable, Equatable {
        package var spans: [Span]
        /// One for every entity that breaks the scheme, whether it was kept or dropped.
        package var faults: [TagFault]
    }

    /// The entities of one sentence.
    /// - Throws: `TagFault` if `invalid` is `.strict` and an entity breaks the scheme.
    package func decode(_ tags: [Tag], invalid: InvalidTags) throws -> Decoded {
        var decoded = Decoded(spans: [], faults: [])
        var start = 0
        while start < tags.count {
            guard tags[start].part != .outside else {
                start += 1
                continue
            }
            var end = start + 1
            while end < tags.count, tags[end].continues(tags[end - 1]) { end += 1 }
            if let fault = fault(in: tags[start..<end], after: start > 0 ? tags[start - 1] : .outside) {
                if invalid == .strict { throw fault }
                decoded.faults.append(fault)
                if invalid == .repair { decoded.spans.append(Span(start, end, tags[start].type)) }
            } else {
                decoded.spans.append(Span(start, end, tags[start].type))
            }
            start = end
        }
        return decoded
    }

    /// The first tag of an entity that this scheme would have written otherwise.
    /// - Parameters:
    ///   - entity: tags of one type; B- and S- stand only at its start, E- only at its end.
    ///   - previous: the tag before it.
    private func fault(in entity: ArraySlice<Tag>, after previous: Tag) -> TagFault? {
        let isSingle = entity.count == 1
        let first: Tag.Part = switch self {
        case .io: .inside
        case .iob1: previous.type == entity.first?.type ? .begin : .inside
        case .iob2: .begin
        case .bioes: isSingle ? .single : .begin
        }
        for (position, tag) in zip(entity.indices, entity) {
            let isFirst = position == entity.startIndex, isLast = position == entity.endIndex - 1
            let expected: Tag.Part = isFirst ? first : isLast && self == .bioes ? .end : .inside
            guard tag.part != expected else { continue }
            let reason = switch tag.part {
            case .begin where isSingle && self == .bioes: "stands alone"
            case _ where isFirst: "begins an entity"
            case .inside: "ends an entity"
            default: "stands inside an entity"
            }
            return TagFault(position: position, tag: tag, scheme: self, reason: reason)
        }
        return nil
    }
}
