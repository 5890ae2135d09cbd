import Glibc

/// An open descriptor that closes itself.
final class FileDescriptor {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
