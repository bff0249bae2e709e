package iovatlas.kernel;

import iovatlas.address.ByteSize;

/// A user-space process as the kernel sees it when it calls.
///
/// @param name unique among the processes of a machine
/// @param memory what it has mapped
/// @param mayLock CAP_IPC_LOCK: pinning is not limited
/// @param lockLimit RLIMIT_MEMLOCK
public record CallingProcess(
        String name, ProcessMemory memory, boolean mayLock, ByteSize lockLimit) {

    /// A process with every capability.
    public static CallingProcess privileged(String name, ProcessMemory memory) {
        return new CallingProcess(name, memory, true, ByteSize.SPACE_64);
    }

    /// The same process after it set its limit and dropped CAP_IPC_LOCK.
    public CallingProcess limitedTo(ByteSize limit) {
        return new CallingProcess(name, memory, false, limit);
    }
}
