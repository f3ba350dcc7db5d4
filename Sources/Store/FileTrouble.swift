import Diagnostics
import Foundation

/// What the system refused, in words: which file, why, and what to do about it.
///
/// It has no place, so that whoever ran the command can point at the line that named the file.
func trouble(_ attempt: String, _ path: String, code: Int32 = errno) -> Diagnostic {
    let culprit = "cannot \(attempt) `\(path)`"
    let folder = (path as NSString).deletingLastPathComponent
    switch code {
    case ENOSPC, EDQUOT:
        return Diagnostic("\(culprit): the disk is full", label: "free some space or give a path on another disk")
    case ENOENT where attempt != "read" && !folder.isEmpty:
        return Diagnostic("\(culprit): there is no folder `\(folder)`", label: "make it with `mkdir -p \(folder)`")
    case ENOENT:
        return Diagnostic("\(culprit): there is no such file")
    case ENOTDIR:
        return Diagnostic("\(culprit): `\(folder)` is a file, not a folder")
    case EISDIR:
        return Diagnostic("\(culprit): it is a folder", label: "give the path of a file")
    case EACCES, EPERM:
        return Diagnostic("\(culprit): permission denied")
    case EROFS:
        return Diagnostic("\(culprit): the disk is read-only", label: "give a path on another disk")
    default:
        return Diagnostic("\(culprit): \(String(cString: strerror(code)).lowercased())")
    }
}
