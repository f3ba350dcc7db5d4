/// The colours of a page, as in CSS: on the ground and on each panel every ink has a contrast of 4.5 to 1 or more.
struct Theme {
    var ground: String, ink: String, soft: String, line: String, panel: String, link: String
    /// What went wrong, and the ground that it stands on.
    var bad: String, badGround: String
    /// The grounds of entities: of the four types of CoNLL-2003, and of all others.
    var per: String, org: String, loc: String, misc: String, others: [String]

    static let light = Theme(
        ground: "#ffffff", ink: "#1c2127", soft: "#4f5964", line: "#d9dde2", panel: "#f5f6f8", link: "#0b5cad", bad: "#a3142c", badGround: "#fdecee",
        per: "#cfe6fb", org: "#fdecb8", loc: "#cdf0d8", misc: "#f3d9f0", others: ["#dfe3f8", "#e4e4e4", "#fbdcd0", "#d5eeee"])
    static let dark = Theme(
        ground: "#15181c", ink: "#e9ecef", soft: "#aab4be", line: "#39414a", panel: "#1e2329", link: "#7ab8f5", bad: "#ff9aa8", badGround: "#3a1a20",
        per: "#1d4769", org: "#5a4708", loc: "#17502f", misc: "#562651", others: ["#353c70", "#474747", "#6a3421", "#1f5252"])
    static let paper: Theme = {
        var theme = light
        (theme.ink, theme.soft, theme.line, theme.link, theme.bad, theme.badGround) = ("#000000", "#333333", "#bbbbbb", "#000000", "#990000", "#ffffff")
        return theme
    }()

    var variables: String {
        let named = [
            ("ground", ground), ("ink", ink), ("soft", soft), ("line", line), ("panel", panel), ("link", link), ("bad", bad), ("bad-ground", badGround),
            ("per", per), ("org", org), ("loc", loc), ("misc", misc),
        ]
        return (named + others.enumerated().map { ("other-\($0)", $1) }).map { "--\($0):\($1)" }.joined(separator: ";")
    }

    /// The ground of a type's entities.
    func ground(of label: EntityColour) -> String {
        switch label {
        case .per: per
        case .org: org
        case .loc: loc
        case .misc: misc
        case .other(let number): others[number]
        }
    }
}

/// One colour a type; types beyond the four of CoNLL-2003 share by name, the same in every page.
enum EntityColour {
    case per, org, loc, misc
    case other(Int)

    init(_ label: String) {
        switch label {
        case "PER": self = .per
        case "ORG": self = .org
        case "LOC": self = .loc
        case "MISC": self = .misc
        default: self = .other(label.utf8.reduce(0) { $0 + Int($1) } % Theme.light.others.count)
        }
    }

    /// Its class in the page, and the name of its variable.
    var name: String {
        switch self {
        case .per: "per"
        case .org: "org"
        case .loc: "loc"
        case .misc: "misc"
        case .other(let number): "other-\(number)"
        }
    }
}
