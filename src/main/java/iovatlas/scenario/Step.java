package iovatlas.scenario;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.DomainType;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

/// One thing that somebody does. A step names what is meant (a device, a space, a region); what the
/// kernel answers is computed.
public sealed interface Step {

    /// The word of the document, e.g. `attach`.
    String word();

    /// Open the device's group (or device node), put it into the space, choose the IOMMU back end
    /// if the space has none yet: whatever it takes until the device belongs to the space. A device
    /// that is attached in the same iommufd context is moved over in one call.
    ///
    /// @param space name of the container or IOAS
    /// @param hwpt name of the page table of that IOAS that is attached to, null for the one that
    ///     the kernel chooses or makes (always null for a container)
    record Attach(PciAddress device, String space, @Nullable String hwpt) implements Step {

        /// To the page table that the kernel chooses.
        public Attach(PciAddress device, String space) {
            this(device, space, null);
        }

        @Override
        public String word() {
            return "attach";
        }
    }

    /// IOMMU_HWPT_ALLOC: a page table for a device, mirroring an IOAS.
    ///
    /// @param device whose IOMMU decides what the table is like
    /// @param ioas name of the IOAS
    /// @param hwpt what later steps call it
    /// @param nestParent whether it is to be the parent of nested tables
    record AllocHwpt(PciAddress device, String ioas, String hwpt, boolean nestParent)
            implements Step {
        @Override
        public String word() {
            return "alloc-hwpt";
        }
    }

    /// IOMMU_DESTROY: a page table, or an IOAS with everything that is mapped in it. A page table that
    /// is gone can be allocated anew; an IOAS that is gone is made anew by the next step that needs it.
    ///
    /// @param ioas name of the IOAS
    /// @param hwpt name of the page table of that IOAS that goes, null for the IOAS itself
    record Destroy(String ioas, @Nullable String hwpt) implements Step {
        @Override
        public String word() {
            return "destroy";
        }
    }

    /// IOMMU_IOAS_COPY: what is mapped in one IOAS, mapped in another one of the same context too.
    ///
    /// @param ioas name of the IOAS that is mapped into
    /// @param from name of the IOAS where it is mapped already
    /// @param source where there
    /// @param iova where in the other one, null for "the kernel chooses"
    record Copy(
            String ioas,
            String from,
            Iova source,
            ByteSize size,
            @Nullable Iova iova,
            boolean read,
            boolean write)
            implements Step {
        @Override
        public String word() {
            return "copy";
        }
    }

    /// Take the device's group out of its space again.
    record Detach(PciAddress device) implements Step {
        @Override
        public String word() {
            return "detach";
        }
    }

    /// The same for a mediated device.
    record AttachMediated(String device, String space) implements Step {
        @Override
        public String word() {
            return "attach";
        }
    }

    /// Take a mediated device's group out of its space again.
    record DetachMediated(String device) implements Step {
        @Override
        public String word() {
            return "detach";
        }
    }

    /// The driver of a mediated device pins pages of what user space has mapped.
    ///
    /// @param write whether it wants to write there
    record Pin(String device, Iova iova, ByteSize size, boolean write) implements Step {
        @Override
        public String word() {
            return "pin";
        }
    }

    /// Map memory.
    ///
    /// @param iova where, null for "the kernel chooses" (IOAS only)
    /// @param backing name of the owner's memory region that is mapped, null for anonymous memory
    /// @param offset where in that region it starts
    record Map(
            String space,
            @Nullable Iova iova,
            ByteSize size,
            @Nullable String backing,
            ByteSize offset,
            boolean read,
            boolean write)
            implements Step {
        @Override
        public String word() {
            return "map";
        }
    }

    /// Unmap memory.
    ///
    /// @param size null for "everything in the space" (then the IOVA is 0)
    record Unmap(String space, Iova iova, @Nullable ByteSize size) implements Step {
        @Override
        public String word() {
            return "unmap";
        }
    }

    /// VFIO_DEVICE_SET_IRQS with event descriptors for vectors `start..start+count-1`.
    record SetIrqs(PciAddress device, IrqIndex index, int start, int count) implements Step {
        @Override
        public String word() {
            return "set-irqs";
        }
    }

    /// VFIO_DEVICE_SET_IRQS that switches an index off.
    record IrqsOff(PciAddress device, IrqIndex index) implements Step {
        @Override
        public String word() {
            return "irqs-off";
        }
    }

    record Bind(PciAddress device, String driver) implements Step {
        @Override
        public String word() {
            return "bind";
        }
    }

    record Unbind(PciAddress device) implements Step {
        @Override
        public String word() {
            return "unbind";
        }
    }

    /// A function appears.
    record HotAdd(PciFunction function) implements Step {
        @Override
        public String word() {
            return "hot-add";
        }
    }

    record HotRemove(PciAddress device) implements Step {
        @Override
        public String word() {
            return "hot-remove";
        }
    }

    /// Write to `sriov_numvfs`.
    record SetNumVfs(PciAddress device, int count) implements Step {
        @Override
        public String word() {
            return "set-numvfs";
        }
    }

    /// Write to the group's `type` file.
    record SetGroupType(PciAddress device, DomainType type) implements Step {
        @Override
        public String word() {
            return "set-group-type";
        }
    }

    /// The guest programs its own table entry and its interrupt controller for one vector.
    ///
    /// @param doorbell the guest-physical address that it writes into its table
    /// @param guestDevice the requester ID that the function has inside the guest
    /// @param event the data it writes: event ID for an ITS, vector for x86
    /// @param lpi guest interrupt number of the event, 0 when the guest did not map it
    /// @param vcpu where the guest wants it
    /// @param entry how it wrote its table
    record GuestVector(
            PciAddress device,
            int vector,
            GuestPhysical doorbell,
            int guestDevice,
            int event,
            int lpi,
            int vcpu,
            GuestEntry entry)
            implements Step {

        /// An entry that is written while it is masked.
        public GuestVector(
                PciAddress device,
                int vector,
                GuestPhysical doorbell,
                int guestDevice,
                int event,
                int lpi,
                int vcpu) {
            this(device, vector, doorbell, guestDevice, event, lpi, vcpu, GuestEntry.MASKED);
        }

        @Override
        public String word() {
            return "guest-vector";
        }
    }

    /// Somebody writes control bits of a function; a bit that is null keeps its value.
    ///
    /// @param busMaster bit 2 of the command register: without it the function cannot write
    /// @param functionMask bit 14 of the MSI-X message control: masks all vectors
    record WriteConfig(
            PciAddress device, @Nullable Boolean busMaster, @Nullable Boolean functionMask)
            implements Step {
        @Override
        public String word() {
            return "write-config";
        }
    }

    /// Something on the host comes between a vector and its messages, until the function is given up.
    record Disturb(PciAddress device, int vector, Disturbance what) implements Step {
        @Override
        public String word() {
            return "disturb";
        }
    }

    /// The device raises vectors.
    ///
    /// @param vector the first one, 0-based
    /// @param count how many, one after the other: `vector..vector+count-1`
    /// @param times 1 for one message of each, more for a burst
    record Fire(PciAddress device, IrqIndex index, int vector, int count, int times)
            implements Step {
        @Override
        public String word() {
            return "fire";
        }
    }
}
