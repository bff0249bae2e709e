package iovatlas.kernel.doorbell;

/// What the kernel gave a vector in the interrupt controller: the thing that a message stands for.
public sealed interface HostTarget {

    /// The target of the vector `by` places behind this one in a multi-message block.
    HostTarget plus(int by);

    /// An event of an ITS device and the LPI that it becomes.
    ///
    /// @param its name of the ITS
    /// @param deviceId unsigned 32 bits
    /// @param event the EventID, which is the message's data
    /// @param lpi interrupt number, from 8192 on
    record Lpi(String its, int deviceId, int event, int lpi) implements HostTarget {
        @Override
        public HostTarget plus(int by) {
            return new Lpi(its, deviceId, event + by, lpi + by);
        }
    }

    /// An interrupt number of a GICv2m frame or of the distributor.
    ///
    /// @param data what the message says for it, mostly the number itself
    record Spi(String frame, int spi, int data) implements HostTarget {
        @Override
        public HostTarget plus(int by) {
            return new Spi(frame, spi + by, data + by);
        }
    }

    /// An entry of a VT-d remapping table.
    ///
    /// @param block first index of the multi-message block, which is in the message's address
    /// @param index the vector's own entry
    record Irte(String iommu, int block, int index) implements HostTarget {
        @Override
        public HostTarget plus(int by) {
            return new Irte(iommu, block, index + by);
        }
    }

    /// An entry of an AMD remapping table, which is the message's data.
    ///
    /// @param deviceId chooses the table
    record AmdIrte(String iommu, int deviceId, int index) implements HostTarget {
        @Override
        public HostTarget plus(int by) {
            return new AmdIrte(iommu, deviceId, index + by);
        }
    }

    /// A vector of a local APIC, named by the message itself.
    record ApicVector() implements HostTarget {
        @Override
        public HostTarget plus(int by) {
            return this;
        }
    }
}
