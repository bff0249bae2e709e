package iovatlas.kernel.doorbell;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Every message-signalled interrupt of a host: which vectors each function has, what the controllers
/// gave out for them, and the doorbell pages of the domains that the kernel itself uses. Immutable.
public final class HostInterrupts {

    private final Topology topology;
    private final BootFacts facts;
    private final MsiParents parents;
    private final HostControllers controllers;
    private final PersistentMap<PciAddress, FunctionVectors> functions;
    private final PersistentMap<Integer, KernelDomainDoorbells> domains;

    // Made when somebody looks; every maker makes the same.
    private volatile @Nullable Map<InterruptName, HeldVector> holders;

    private HostInterrupts(
            Topology topology,
            BootFacts facts,
            MsiParents parents,
            HostControllers controllers,
            PersistentMap<PciAddress, FunctionVectors> functions,
            PersistentMap<Integer, KernelDomainDoorbells> domains) {
        this.topology = topology;
        this.facts = facts;
        this.parents = parents;
        this.controllers = controllers;
        this.functions = functions;
        this.domains = domains;
    }

    /// A host on which no driver has asked for vectors yet.
    public static HostInterrupts none(Topology topology, BootFacts facts) {
        return none(topology, facts, MsiParents.of(topology, facts));
    }

    private static HostInterrupts none(Topology topology, BootFacts facts, MsiParents parents) {
        return new HostInterrupts(
                topology,
                facts,
                parents,
                HostControllersBoot.of(topology),
                PersistentMap.empty(),
                PersistentMap.empty());
    }

    /// A host after boot: the drivers that were bound have their vectors, ports first, then the rest
    /// in registration order.
    public static HostInterrupts boot(Topology topology, BootFacts facts, DefaultDomains domains) {
        return DriverVectors.boot(none(topology, facts), facts, domains);
    }

    /// The same for a machine of which the tree is known.
    ///
    /// @param tree of the topology, as the release sees it
    public static HostInterrupts boot(
            Topology topology, BootFacts facts, PciTree tree, DefaultDomains domains) {
        MsiParents parents = MsiParents.of(topology, facts, tree);
        return DriverVectors.boot(none(topology, facts, parents), facts, domains);
    }

    /// The same interrupts on a machine to which functions came or from which they went; vectors of
    /// functions that are gone are freed.
    public HostInterrupts withMachine(Topology changed) {
        HostInterrupts after = this;
        for (PciAddress at : functions.keys()) {
            if (changed.function(at).isEmpty()) {
                after = after.removed(at);
            }
        }
        return new HostInterrupts(
                changed,
                facts,
                MsiParents.of(changed, facts),
                after.controllers,
                after.functions,
                after.domains);
    }

    /// A host driver takes the function over and asks for its vectors. How many it asks for is the
    /// driver's own matter; the model assumes one for each CPU and one more. VFIO drivers ask for
    /// none.
    public HostInterrupts bind(PciAddress at, String driver, DefaultDomains defaults) {
        return DriverVectors.bind(this, at, driver, defaults);
    }

    /// The driver lets go: its vectors are freed and so is what was kept to have them.
    public HostInterrupts unbind(PciAddress at) {
        VectorWork<PhysicalDoorbells> work = work(at, new PhysicalDoorbells());
        work.off();
        work.dropDomain();
        return after(at, work);
    }

    /// How many vectors VFIO_DEVICE_GET_IRQ_INFO reports, 0 without the capability.
    public int vectorCount(PciAddress at, VectorKind kind) {
        return topology.function(at).map(f -> count(f, kind)).orElse(0);
    }

    /// Whether MSI-X vectors can be added one by one: VFIO_IRQ_INFO_NORESIZE is clear.
    public boolean growsDynamically(PciAddress at) {
        return vectorCount(at, VectorKind.MSIX) > 0 && policy().growsDynamically(parentOf(at));
    }

    /// Which kind is switched on.
    public Optional<VectorKind> active(PciAddress at) {
        return Optional.ofNullable(vectorsOf(at).active());
    }

    /// Sets handlers on vectors `start..start+count-1`, as VFIO does for event descriptors: allocates
    /// `0..start+count-1` when nothing is switched on, adds missing ones where the controller can.
    ///
    /// The caller has checked that the range is within [#vectorCount] and that the other kind is not
    /// active.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_intrs.c:vfio_pci_set_msi_trigger, vfio_msi_set_block`.
    public <M extends DoorbellMapper<M>> ArmResult<M> arm(
            PciAddress at, VectorKind kind, int start, int count, M mapper) {
        VectorWork<M> work = work(at, mapper);
        Outcome<Integer> outcome =
                new HandlerCall(work, at, kind, policy(), growsDynamically(at)).set(start, count);
        return new ArmResult<>(after(at, work), work.mapper(), outcome);
    }

    /// Takes the handlers of vectors away (event descriptor -1); the vectors stay allocated.
    public HostInterrupts disarm(PciAddress at, int start, int count) {
        VectorWork<PhysicalDoorbells> work = work(at, new PhysicalDoorbells());
        for (int number = start; number < start + count; number++) {
            work.release(number);
        }
        return after(at, work);
    }

    /// The vectors whose event descriptors a SET_IRQS without data signals: those that have one. No
    /// register of the function is touched.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_intrs.c:vfio_pci_set_msi_trigger`.
    public List<Integer> loopback(PciAddress at, int start, int count) {
        FunctionVectors vectors = vectorsOf(at);
        return IntStream.range(start, start + count)
                .boxed()
                .filter(number -> vectors.vector(number).filter(Vector::isHandled).isPresent())
                .toList();
    }

    /// Switches messages off and frees every vector.
    public HostInterrupts off(PciAddress at) {
        VectorWork<PhysicalDoorbells> work = work(at, new PhysicalDoorbells());
        work.off();
        return after(at, work);
    }

    /// The function is reset, as when VFIO opens it first: nothing stays in its table.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_core.c:vfio_pci_core_enable`.
    public HostInterrupts reset(PciAddress at) {
        return with(at, controllers, vectorsOf(at).reset());
    }

    /// Messages off and the function reset, as when VFIO closes it.
    public HostInterrupts closed(PciAddress at) {
        HostInterrupts off = off(at);
        return off.with(at, off.controllers, off.vectorsOf(at).reset());
    }

    private HostInterrupts removed(PciAddress at) {
        VectorWork<PhysicalDoorbells> work = work(at, new PhysicalDoorbells());
        work.off();
        work.dropDomain();
        return new HostInterrupts(
                topology, facts, parents, work.controllers(), functions.without(at), domains);
    }

    /// The vectors of a function, none for one that never had any.
    public FunctionVectors vectorsOf(PciAddress at) {
        FunctionVectors known = functions.get(at);
        return known == null ? FunctionVectors.NONE : known;
    }

    /// The function's vector behind an interrupt, empty when nobody has it.
    public Optional<HeldVector> holderOf(InterruptName interrupt) {
        Map<InterruptName, HeldVector> made = holders;
        if (made == null) {
            Map<InterruptName, HeldVector> all = new HashMap<>();
            functions.forEach((at, vectors) -> {
                for (Vector vector : vectors.vectors().values()) {
                    InterruptName name = vector.interrupt();
                    if (name != null) {
                        all.putIfAbsent(name, new HeldVector(at, vector));
                    }
                }
            });
            made = all;
            holders = all;
        }
        return Optional.ofNullable(made.get(interrupt));
    }

    /// What somebody reads from the function's registers now.
    public VectorRegisters registers(PciAddress at) {
        return topology.function(at)
                .map(f -> RegisterView.of(f, vectorsOf(at)))
                .orElseGet(() -> new VectorRegisters(null, null));
    }

    /// The controller that takes the function's messages.
    public MsiParent parentOf(PciAddress at) {
        return topology.function(at).map(parents::parentOf).orElseGet(MsiParent.OfNothing::new);
    }

    /// What the controllers gave out.
    public HostControllers controllers() {
        return controllers;
    }

    /// The doorbell pages of a group's DMA-API domain, empty when no driver used it for messages.
    public Optional<KernelDomainDoorbells> kernelDomain(int group) {
        return Optional.ofNullable(domains.get(group));
    }

    /// A group got a new default domain: its doorbell pages are gone.
    public HostInterrupts withoutKernelDomain(int group) {
        return new HostInterrupts(
                topology, facts, parents, controllers, functions, domains.without(group));
    }

    /// The machine that this is about.
    public Topology topology() {
        return topology;
    }

    BootFacts facts() {
        return facts;
    }

    MsiParents parents() {
        return parents;
    }

    HostInterrupts withKernelDomain(int group, KernelDomainDoorbells domain) {
        return new HostInterrupts(
                topology, facts, parents, controllers, functions, domains.with(group, domain));
    }

    <M extends DoorbellMapper<M>> VectorWork<M> work(PciAddress at, M mapper) {
        PciFunction function =
                topology.function(at)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + at));
        VectorSource<M> source =
                new VectorSource<>(policy(), function, parentOf(at), controllers, mapper);
        return new VectorWork<>(function, source, vectorsOf(at));
    }

    HostInterrupts after(PciAddress at, VectorWork<?> work) {
        return with(at, work.controllers(), work.vectors());
    }

    private HostInterrupts with(
            PciAddress at, HostControllers newControllers, FunctionVectors vectors) {
        return new HostInterrupts(
                topology, facts, parents, newControllers, functions.with(at, vectors), domains);
    }

    private VectorPolicy policy() {
        CommandLine line = facts.commandLine().value();
        boolean off =
                line.values("pci").anyMatch(v -> Arrays.asList(v.split(",", -1)).contains("nomsi"));
        return new VectorPolicy(facts.release().value(), off);
    }

    private static int count(PciFunction function, VectorKind kind) {
        MsiCapability msi = function.capabilities().msi();
        MsixCapability msix = function.capabilities().msix();
        return switch (kind) {
            case MSI -> msi == null ? 0 : msi.vectors();
            case MSIX -> msix == null ? 0 : msix.tableSize();
        };
    }
}
