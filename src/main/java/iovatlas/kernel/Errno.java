package iovatlas.kernel;

/// The error numbers that the modelled calls return. The name is the kernel's.
///
/// Source: `include/uapi/asm-generic/errno-base.h`, `include/uapi/asm-generic/errno.h`.
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EIO(5),
    E2BIG(7),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    EEXIST(17),
    ENODEV(19),
    EINVAL(22),
    ENOTTY(25),
    ENOSPC(28),
    ERANGE(34),
    EBADFD(77),
    EOVERFLOW(75),
    EMSGSIZE(90),
    EOPNOTSUPP(95),
    EADDRINUSE(98),
    /// Kernel-internal; user space sees the bare number.
    ENOTSUPP(524);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /// The positive number, e.g. 22 for EINVAL.
    public int number() {
        return number;
    }
}
