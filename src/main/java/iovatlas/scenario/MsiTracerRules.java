package iovatlas.scenario;

import iovatlas.kernel.KernelRule;

/// The rules that end a message, or that are worth telling on its way.
final class MsiTracerRules {

    static final KernelRule NOT_SET_UP =
            KernelRule.of(
                    "msi-not-set-up",
                    "nobody has switched {0} of {1} on: there is no message to send",
                    "drivers/pci/msi/msi.c",
                    "__pci_enable_msix_range");
    static final KernelRule NO_SUCH_VECTOR =
            KernelRule.of(
                    "msi-vector-not-allocated",
                    "{0} of {1} is not allocated: its table entry is empty and masked",
                    "drivers/pci/msi/msi.c",
                    "msix_setup_msi_descs");
    static final KernelRule MASKED =
            KernelRule.of(
                    "msi-entry-masked",
                    "nobody handles {0}, so its entry is masked: the function sets the pending bit"
                            + " and sends nothing",
                    "drivers/pci/msi/msi.c",
                    "pci_msi_mask_irq");
    static final KernelRule NO_HANDLER =
            KernelRule.of(
                    "msi-no-handler",
                    "nobody handles the interrupt, which is masked at the controller: it stays"
                            + " pending",
                    "kernel/irq/chip.c",
                    "irq_startup");
    static final KernelRule TABLE_WRITTEN =
            KernelRule.of(
                    "msi-message-written",
                    "the kernel wrote the message when it allocated the vector",
                    "drivers/pci/msi/msi.c",
                    "pci_write_msg_msix");
    static final KernelRule UPPER_HALF_MISSING =
            KernelRule.of(
                    "msi-upper-half-missing",
                    "the function has no upper address register: it writes to {0}",
                    "drivers/pci/msi/msi.c",
                    "pci_write_msg_msi");
    static final KernelRule TRANSLATION_FAULT =
            KernelRule.of(
                    "msi-translation-fault",
                    "the domain of {0} maps nothing at {1}: the write faults and the interrupt is"
                            + " lost",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_msi_page");
    static final KernelRule PERMISSION_FAULT =
            KernelRule.of(
                    "msi-permission-fault",
                    "{0} is mapped without write permission: the write of {1} faults",
                    "drivers/vfio/vfio_iommu_type1.c",
                    "vfio_dma_do_map");
    static final KernelRule HITS_MAPPING =
            KernelRule.of(
                    "msi-hits-user-mapping",
                    "{0} is mapped for user space: the message is written into {1} and no interrupt"
                            + " arrives",
                    "drivers/vfio/vfio_iommu_type1.c",
                    "vfio_dma_do_map");
    static final KernelRule HITS_MEMORY =
            KernelRule.of(
                    "msi-hits-host-memory",
                    "nothing translates the write: it lands at the host's {0}",
                    "drivers/iommu/iommu.c",
                    "iommu_dma_prepare_msi");
    static final KernelRule HITS_PEER =
            KernelRule.of(
                    "msi-hits-peer",
                    "{0} is in a BAR of {1}: the write goes to that function",
                    "drivers/pci/p2pdma.c",
                    "pci_p2pdma_map_type");
    static final KernelRule WRONG_REGISTER =
            KernelRule.of(
                    "msi-wrong-register",
                    "{0} is in the doorbell page of {1} and is not its doorbell register",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_msi_page");
    static final KernelRule UNKNOWN_STREAM =
            KernelRule.of(
                    "msi-unknown-stream",
                    "the hardware sends the writes of {1} with stream ID {0}, and firmware told"
                            + " another one: the IOMMU has no entry for it",
                    "drivers/acpi/arm64/iort.c",
                    "iort_iommu_configure_id");
    static final KernelRule BUS_MASTER_OFF =
            KernelRule.of(
                    "msi-bus-master-off",
                    "bus mastering of {0} is off: it cannot write, so it sends no message",
                    "drivers/vfio/pci/vfio_pci_core.c",
                    "vfio_pci_core_enable");
    static final KernelRule FUNCTION_MASKED =
            KernelRule.of(
                    "msi-function-masked",
                    "the function mask of {0} is set: it sets the pending bit and sends nothing",
                    "drivers/pci/msi/msi.c",
                    "msix_capability_init");
    static final KernelRule INTERRUPT_WINDOW =
            KernelRule.of(
                    "x86-interrupt-window",
                    "writes to 0xfee00000-0xfeefffff are interrupts; DMA translation never sees"
                            + " them",
                    "arch/x86/kernel/apic/apic.c",
                    "__irq_msi_compose_msg");
    static final KernelRule BLOCKED =
            KernelRule.of(
                    "msi-domain-blocked",
                    "the group of {0} has a blocking domain: every write faults",
                    "drivers/iommu/iommu.c",
                    "iommu_group_claim_dma_owner");
    static final KernelRule IDENTITY =
            KernelRule.of(
                    "msi-identity",
                    "the group has an identity domain: the message keeps the physical address",
                    "drivers/iommu/iommu.c",
                    "iommu_dma_prepare_msi");
    static final KernelRule NO_IOMMU =
            KernelRule.of(
                    "msi-no-iommu",
                    "no IOMMU translates for {0}: the message keeps the physical address",
                    "drivers/iommu/iommu.c",
                    "iommu_dma_prepare_msi");

    static final KernelRule SPI_OUT_OF_FRAME =
            KernelRule.of(
                    "spi-out-of-frame",
                    "{0} is no interrupt number of {1}: the write is ignored",
                    "drivers/irqchip/irq-gic-v2m.c",
                    "gicv2m_init_one");
    static final KernelRule INTERRUPT_FAULT =
            KernelRule.of(
                    "vtd-interrupt-fault",
                    "VT-d blocks the request for entry {0}: {1}",
                    "drivers/iommu/intel/dmar.c",
                    "dmar_fault_do_one");
    static final KernelRule AMD_ABORT =
            KernelRule.of(
                    "amd-interrupt-abort",
                    "entry {0} of the remapping table of {1} is not valid: the IOMMU aborts",
                    "drivers/iommu/amd/iommu.c",
                    "iommu_print_event");
    static final KernelRule PLACEHOLDER =
            KernelRule.of(
                    "x86-placeholder-vector",
                    "vector {0} on CPU {1} belongs to no interrupt of a device: `No irq handler for"
                            + " vector`",
                    "arch/x86/kernel/irq.c",
                    "common_interrupt");
    static final KernelRule FOREIGN =
            KernelRule.of(
                    "msi-foreign-interrupt",
                    "the message of {0} raises an interrupt of {1}",
                    "kernel/irq/msi.c",
                    "msi_device_has_isolated_msi");
    static final KernelRule UNCLAIMED =
            KernelRule.of(
                    "msi-unclaimed-interrupt",
                    "no function's vector stands behind {0}: nobody handles it",
                    "kernel/irq/irqdesc.c",
                    "handle_irq_desc");

    static final KernelRule NO_ROUTE =
            KernelRule.of(
                    "kvm-no-route",
                    "the guest has not programmed {0} in its own table, so the VMM has made no KVM"
                            + " route: the interrupt stays with the VMM, which keeps it pending",
                    "virt/kvm/eventfd.c",
                    "irqfd_update");
    static final KernelRule ROUTES_FULL =
            KernelRule.of(
                    "kvm-routes-full",
                    "the VM has as many routes as KVM takes: the VMM reads the event descriptor and"
                            + " sends the message itself",
                    "virt/kvm/irqchip.c",
                    "kvm_set_irq_routing");
    static final KernelRule STALE_ROUTE =
            KernelRule.of(
                    "kvm-stale-route",
                    "the guest rewrote the entry of {0} without masking it, so the KVM route still"
                            + " says {1}, event {2}",
                    "hw/vfio/pci.c",
                    "vfio_msix_vector_do_use");
    static final KernelRule GUEST_UNTRANSLATED =
            KernelRule.of(
                    "guest-iommu-unmapped",
                    "the guest's own IOMMU maps nothing at {1}, the address in the entry of {0}:"
                            + " the VMM can make no route and send no message",
                    "accel/kvm/kvm-all.c",
                    "kvm_irqchip_add_msi_route");
    static final KernelRule EMULATED_MASKED =
            KernelRule.of(
                    "vmm-guest-masked",
                    "the guest has not programmed {0}: the VMM sets the pending bit of its emulated"
                            + " table",
                    "drivers/vfio/pci/vfio_pci_intrs.c",
                    "vfio_msihandler");
    static final KernelRule EMULATED_DROPPED =
            KernelRule.of(
                    "vmm-its-drops",
                    "the VMM's emulated ITS drops the message: {0}",
                    "Arm IHI 0069",
                    "ITS translation");
    static final KernelRule GUEST_SPI_OUT =
            KernelRule.of(
                    "guest-spi-out-of-frame",
                    "{0} is no interrupt number of the guest's GICv2m frame: the message is"
                            + " dropped",
                    "arch/arm64/kvm/vgic/vgic-irqfd.c",
                    "vgic_irqfd_set_irq");
    static final KernelRule GUEST_WRONG_DOORBELL =
            KernelRule.of(
                    "guest-wrong-doorbell",
                    "{0} is no doorbell of the guest: the message is dropped",
                    "virt/kvm/irqchip.c",
                    "kvm_send_userspace_msi");
    static final KernelRule NO_VCPU =
            KernelRule.of(
                    "guest-no-such-vcpu",
                    "the guest has no vCPU {0}",
                    "arch/x86/kvm/irq.c",
                    "kvm_irq_delivery_to_apic");
    static final KernelRule OTHER_VLPI =
            KernelRule.of(
                    "vits-event-mapped-twice",
                    "DeviceID {0}, EventID {1} was mapped to {2} before: KVM ignores the second"
                            + " MAPTI",
                    "arch/arm64/kvm/vgic/vgic-its.c",
                    "vgic_its_cmd_handle_mapi");

    private MsiTracerRules() {}
}
