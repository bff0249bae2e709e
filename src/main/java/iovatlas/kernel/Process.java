package iovatlas.kernel;

import iovatlas.address.ByteSize;

/// A user-space process as the kernel sees it when it calls.
///
/// @param name unique among the processes of a machine
/// @param memory what it has mapped
/// @param mayLock CAP_IPC_LOCK: pinning is not limited
/// @param lockLimit RLIMIT_MEMLOCK
public record Process(String name, ProcessMemory memory, boolean mayLock, ByteSize lockLimit) {

    /// A process with every capability.
    public static Process privileged(String name, ProcessMemory memory) {
        return new Process(name, memory, true, ByteSize.SPACE_64);
    }

    /// The same process after it set its limit and dropped CAP_IPC_LOCK.
    public Process limitedTo(ByteSize limit) {
        return new Process(name, memory, false, limit);
    }
}
