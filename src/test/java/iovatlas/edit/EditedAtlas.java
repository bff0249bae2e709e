package iovatlas.edit;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A small document that tests edit.
final class EditedAtlas {
    static final PciAddress NIC = PciAddress.parse("01:00.0");
    static final PciAddress DISK = PciAddress.parse("02:00.0");

    static final Atlas START =
            new Atlas(
                    "start",
                    List.of(),
                    topology(),
                    BootFacts.standard(KernelRelease.V6_1, Architecture.ARM64),
                    Observation.NONE,
                    List.of(
                            ScenarioStep.of(new Step.Attach(NIC, "c0")),
                            ScenarioStep.of(map()),
                            ScenarioStep.of(new Step.Detach(NIC))),
                    null,
                    List.of());

    private EditedAtlas() {}

    private static Topology topology() {
        return Topology.EMPTY
                .withFunctions(
                        List.of(
                                PciFunction.of(NIC, FunctionKind.ENDPOINT).withName("nic0"),
                                PciFunction.of(DISK, FunctionKind.ENDPOINT)))
                .withOwners(
                        List.of(
                                new ContainerOwner.Guest(
                                        "vm0",
                                        Architecture.ARM64,
                                        true,
                                        List.of(region("ram", 0x4000_0000)),
                                        1,
                                        new GuestInterrupts.VirtualApic()),
                                new ContainerOwner.UserProcess("dpdk", List.of(region("heap", 0)))))
                .withSpaces(List.of(new IovaSpace.Container("c0", "vm0", true)));
    }

    static MemoryRegion region(String name, long first) {
        return new MemoryRegion(
                name,
                AddressRange.ofSize(GuestPhysical.of(first), ByteSize.GIB),
                MemoryRegion.Kind.RAM);
    }

    private static Step.Map map() {
        return new Step.Map(
                "c0", Iova.of(0x4000_0000), ByteSize.GIB, "ram", ByteSize.ZERO, true, true);
    }

    /// Any edit that the document takes.
    static Optional<Edit> randomEdit(Atlas atlas, Random random) {
        int step = random.nextInt(5);
        Edit edit =
                switch (random.nextInt(11)) {
                    case 0 -> new SetTitle("title " + random.nextInt(3));
                    case 1 -> new SetNotes(List.of("note " + random.nextInt(3)));
                    case 2 -> new RenameFunction(NIC, "nic" + random.nextInt(3));
                    case 3 -> new SetKernelRelease(KernelRelease.of(6, random.nextInt(18)));
                    case 4 -> new AddStep(step, ScenarioStep.of(new Step.Unbind(DISK)));
                    case 5 -> new RemoveStep(step);
                    case 6 -> new MoveStep(step, random.nextInt(5));
                    case 7 -> new ToggleStep(step);
                    case 8 -> new SetDesign("D" + random.nextInt(24));
                    case 9 -> new AddWaiver(new Waiver("R" + random.nextInt(4), "", "why not"));
                    default ->
                            new ChangeMemory(
                                    "vm0", List.of(region("ram", random.nextInt(4) * 0x1000L)));
                };
        return edit.refusal(atlas).isEmpty() ? Optional.of(edit) : Optional.empty();
    }
}
