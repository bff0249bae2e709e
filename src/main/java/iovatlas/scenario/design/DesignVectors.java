package iovatlas.scenario.design;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.doorbell.MsiParents;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DoorbellPolicy;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// Vectors are set up and switched off.
///
/// @param machine what changes
record DesignVectors(DesignMachine machine) {

    static final String SET = "set-irqs";
    private static final Iova APIC = Iova.of(0xfee0_0000L);

    /// Who sets vectors up, and where.
    record Setup(
            PciAddress device,
            int count,
            IommuGroup group,
            DesignSpace space,
            DesignDomain domain,
            String controller,
            HostPhysical doorbell) {

        ProgrammedVectors at(Iova address) {
            return new ProgrammedVectors(device, count, address, doorbell, controller);
        }
    }

    void set(Step.SetIrqs step) {
        PciAddress device = step.device();
        PciFunction function = machine.groups().topology().function(device).orElse(null);
        IommuGroup group = machine.groups().groupOf(device).orElse(null);
        Optional<DesignSpace> space =
                group == null ? Optional.empty() : machine.spaceOf(group.number());
        if (function == null || group == null || space.isEmpty()) {
            machine.refuse(SET, Errno.EBADF, Certainty.CERTAIN, "the device is not attached", null);
            return;
        }
        DesignDomain domain = space.get().domainOf(group.number()).orElseThrow();
        MsiParents parents = MsiParents.of(machine.groups().topology(), machine.groups().facts());
        var placing = new DoorbellPlacing(machine);
        switch (parents.parentOf(function)) {
            case MsiParent.OfIts its ->
                    placing.place(
                            new Setup(
                                    device,
                                    step.count(),
                                    group,
                                    space.get(),
                                    domain,
                                    its.its(),
                                    its.doorbell()));
            case MsiParent.OfFrame frame ->
                    placing.place(
                            new Setup(
                                    device,
                                    step.count(),
                                    group,
                                    space.get(),
                                    domain,
                                    frame.frame(),
                                    doorbell(frame)));
            case MsiParent.OfIntel _, MsiParent.OfAmd _, MsiParent.OfApic _ -> {
                machine.vectors()
                        .put(
                                device,
                                new ProgrammedVectors(device, step.count(), APIC, null, "APIC"));
                machine.accept(SET, "messages are decoded before translation");
            }
            case MsiParent.OfNothing _ ->
                    machine.refuse(
                            SET,
                            Errno.ENOSPC,
                            Certainty.CERTAIN,
                            "no interrupt controller takes its messages",
                            null);
        }
    }

    private HostPhysical doorbell(MsiParent.OfFrame frame) {
        return machine.groups()
                .topology()
                .msiController(frame.frame())
                .flatMap(MsiParents::doorbell)
                .orElseThrow();
    }

    /// The doorbells of a group that comes with vectors set up are in the page table beforehand.
    void preload(int group, DesignSpace space, DesignDomain domain) {
        DoorbellPolicy policy = machine.policy();
        if (policy.perContext()) {
            var table = machine.context(space.context());
            machine.vectors().values().stream()
                    .filter(v ->
                            machine.groups()
                                    .groupOf(v.device())
                                    .filter(g -> g.number() == group)
                                    .isPresent())
                    .findAny()
                    .ifPresent(_ -> table.entries().forEach(e -> domain.map(table.pageAt(e))));
        }
    }

    void off(PciAddress device) {
        machine.vectors().remove(device);
        machine.accept("irqs-off", "vectors of " + device + " are off");
    }
}
