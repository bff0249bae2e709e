package iovatlas.document.part;

import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.Position;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The boot facts: `kernel:` and `command-line:` hold what a person wrote, `facts:` what comes from
/// elsewhere, each with its source. Facts that stand nowhere have the stated default.
final class BootForm {
    /// The keys of `kernel:`.
    static final Form KERNEL =
            new Form(
                    "the kernel",
                    FactKey.all().stream()
                            .filter(fact -> !fact.equals(FactKey.COMMAND_LINE))
                            .<Key<?>>map(FactKey::key)
                            .toList());

    private final Map<String, FactForm> given = new HashMap<>();

    /// Takes the value of `kernel:`.
    void readKernel(Node node) {
        KERNEL.read(node, in -> in);
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> readGiven(entry.key(), entry.value()));
        }
    }

    /// Takes the value of `command-line:`.
    void readCommandLine(Node node) {
        readGiven(FactKey.COMMAND_LINE.key().name(), node);
    }

    /// Takes a line of `facts:`.
    void readFact(Node node) {
        take(FactForm.SPELLING.read(node), node.at());
    }

    private void readGiven(String name, Node value) {
        take(new FactForm(name, value, Provenance.DOCUMENT), value.at());
    }

    private void take(FactForm fact, Position at) {
        if (given.put(fact.name(), fact) != null) {
            throw new NodeError("The fact \"" + fact.name() + "\" is given twice.", at);
        }
    }

    /// The facts that were taken, the rest as it stands by default.
    ///
    /// @param topology says which architecture it is when no fact does
    /// @throws NodeError when the release is not given, or a value spells no fact
    BootFacts build(Topology topology) {
        if (!given.containsKey(FactKey.RELEASE.key().name())) {
            throw new NodeError(
                    "The document needs the kernel's release, as in kernel: {release: \"6.12\"}.",
                    Position.START);
        }
        BootFacts any =
                BootFacts.standard(iovatlas.kernel.KernelRelease.V7_3, inferred(topology).value());
        var release = fact(FactKey.RELEASE, any.release());
        var arch = fact(FactKey.ARCH, inferred(topology));
        BootFacts usual = BootFacts.standard(release.value(), arch.value());
        return new BootFacts(
                release,
                arch,
                fact(FactKey.FIRMWARE, usual.firmware()),
                fact(FactKey.IOMMU, usual.iommuOn()),
                fact(FactKey.DEFAULT_DOMAIN, usual.defaultDomain()),
                fact(FactKey.INTERRUPT_REMAPPING, usual.interruptRemapping()),
                fact(FactKey.PAGE_SIZE, usual.pageSize()),
                fact(FactKey.VA_BITS, usual.virtualAddressBits()),
                fact(FactKey.IOMMUFD, usual.iommufd()),
                fact(FactKey.GROUPS, usual.groupInterface()),
                fact(FactKey.ENTRY_LIMIT, usual.dmaEntryLimit()),
                fact(FactKey.UNSAFE, usual.unsafeInterrupts()),
                fact(FactKey.IOMMUFD_UNSAFE, usual.iommufdUnsafeInterrupts()),
                fact(FactKey.NO_IOMMU, noIommuMode(usual)),
                fact(FactKey.COMMAND_LINE, usual.commandLine()),
                fact(FactKey.FLOPPY, usual.floppyDriver()),
                fact(FactKey.PROBE_ORDER, usual.probeOrder()),
                fact(FactKey.IDLE_VECTORS, usual.idleVectors()),
                fact(FactKey.IDLE_D3, usual.vfioIdleD3()));
    }

    /// The module parameter as the command line has it.
    private Fact<Boolean> noIommuMode(BootFacts usual) {
        return fact(FactKey.COMMAND_LINE, usual.commandLine())
                .value()
                .flag("vfio.enable_unsafe_noiommu_mode")
                .map(on -> Fact.of(on, Provenance.COMMAND_LINE))
                .orElse(usual.noIommuMode());
    }

    private <T> Fact<T> fact(FactKey<T> key, Fact<T> absent) {
        FactForm fact = given.get(key.key().name());
        return fact == null
                ? absent
                : Fact.of(key.key().spelling().read(fact.value()), fact.from());
    }

    /// The architecture of a document that names none.
    private static Fact<Architecture> inferred(Topology topology) {
        boolean x86 =
                topology.iommus().stream()
                                .anyMatch(iommu ->
                                        iommu.kind() == IommuKind.VTD
                                                || iommu.kind() == IommuKind.AMD_VI)
                        || topology.msiControllers().stream()
                                .anyMatch(MsiController.Apic.class::isInstance);
        return Fact.of(x86 ? Architecture.X86_64 : Architecture.ARM64, Provenance.RULE);
    }

    /// The value of `kernel:`; it has no keys when the document itself gives no fact.
    static Node.Mapping kernel(BootFacts boot) {
        Filling out = KERNEL.fill();
        for (FactKey<?> key : FactKey.all()) {
            if (!key.equals(FactKey.COMMAND_LINE)) {
                putGiven(out, key, boot);
            }
        }
        return out.node();
    }

    private static <T> void putGiven(Filling out, FactKey<T> key, BootFacts boot) {
        Fact<T> fact = key.get().apply(boot);
        if (fact.provenance() == Provenance.DOCUMENT) {
            out.put(key.key(), fact.value());
        }
    }

    /// The lines of `facts:`.
    static List<FactForm> facts(BootFacts boot, Topology topology) {
        BootFacts usual = BootFacts.standard(boot.release().value(), boot.architecture().value());
        List<FactForm> facts = new ArrayList<>();
        for (FactKey<?> key : FactKey.all()) {
            Fact<?> fact = key.get().apply(boot);
            boolean stated =
                    fact.provenance() == Provenance.DOCUMENT
                            || (key.equals(FactKey.ARCH) && fact.equals(inferred(topology)))
                            || (!key.equals(FactKey.RELEASE)
                                    && !key.equals(FactKey.ARCH)
                                    && fact.equals(key.get().apply(usual)));
            if (!stated) {
                facts.add(form(key, boot));
            }
        }
        return List.copyOf(facts);
    }

    private static <T> FactForm form(FactKey<T> key, BootFacts boot) {
        Fact<T> fact = key.get().apply(boot);
        return new FactForm(
                key.key().name(), key.key().spelling().write(fact.value()), fact.provenance());
    }
}
