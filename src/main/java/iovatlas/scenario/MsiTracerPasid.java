package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;

import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.remapping.InterruptFault;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciFunction;

/// A write with a PASID prefix: never an interrupt, and no PASID of a scenario has an address space.
///
/// @param state the moment
/// @param function who writes
/// @param pasid 20 bits
record MsiTracerPasid(KernelState state, PciFunction function, int pasid) {

    /// Extended capability SMTS: the unit can work in scalable mode, which knows PASIDs.
    private static final int SCALABLE = 43;

    private static final KernelRule IN_WINDOW =
            KernelRule.of(
                    "pasid-in-interrupt-range",
                    "{0} is in the interrupt range, where a request with PASID is no interrupt: it"
                            + " faults",
                    "drivers/iommu/intel/dmar.c",
                    "dmar_fault_do_one");
    private static final KernelRule NO_SPACE =
            KernelRule.of(
                    "pasid-not-attached",
                    "no address space is attached to a PASID of {0}: the write faults",
                    "drivers/iommu/iommu.c",
                    "iommu_attach_device_pasid");

    /// Adds the hop IOMMU if the write goes through one.
    ///
    /// @return whether the write ends there
    boolean ends(MsiTracerTrail trail, Iova address) {
        Iommu unit = state.groups().iommu(function.at()).orElse(null);
        if (unit == null) {
            return false;
        }
        boolean window = new MsiTracerWrite(state, function).isInterruptRequest(address);
        trail.stop(
                Verdict.LOST,
                window
                        ? Reason.of(IN_WINDOW, new Evidence.OfAddress("", address))
                        : Reason.of(NO_SPACE, new Evidence.OfFunction("", function.at())),
                window ? sight(unit, address) : MsiTracerSight.place("fault of the IOMMU"),
                Kind.IOMMU,
                unit.name(),
                new ElementId.OfIommu(unit.name()),
                field("requester", state.groups().tree().msiRequesterId(function).toString()),
                field("PASID", MsiTracerTrail.hex(pasid)));
        return true;
    }

    /// Only scalable mode has a reason code of its own for it.
    private MsiTracerSight sight(Iommu unit, Iova address) {
        if (!(unit.hardware() instanceof IommuHardware.Vtd vtd) || !vtd.ecap().bit(SCALABLE)) {
            return MsiTracerSight.place("fault of the IOMMU");
        }
        InterruptFault fault = InterruptFault.ADDRESS_IN_INTERRUPT_RANGE;
        return MsiTracerSight.log(
                "DMAR: [DMA Write PASID 0x%x] Request device [%s] fault addr 0x%x [fault reason 0x%02x] %s"
                        .formatted(
                                pasid,
                                new MsiTracerFaults(state, function).dmarDevice(),
                                address.unsignedBits(),
                                fault.code(),
                                fault.text()),
                "dmar_fault_do_one");
    }
}
