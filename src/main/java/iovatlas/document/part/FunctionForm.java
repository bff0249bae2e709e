package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.part.SriovForm.VfPattern;
import iovatlas.document.yaml.Node;
import iovatlas.topology.Bar;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A line of `functions:`.
final class FunctionForm {
    static final Key<PciAddress> AT = Key.of("at", Addresses.PCI);
    static final Key<FunctionKind> KIND =
            Key.of(
                    "kind",
                    Spellings.choice(
                            "a kind of PCI function",
                            List.of(FunctionKind.values()),
                            FunctionKind::spelling));
    static final Key<String> NAME = Key.of("name", Spellings.NAME);
    static final Key<String> DRIVER = Key.of("driver", Spellings.NAME);
    private static final Key<BusRange> BUS = Key.of("bus", Addresses.BUSES);
    private static final Key<PciId> ID = Key.of("id", Addresses.ID);
    private static final Key<Integer> CLASS = Key.of("class", Spellings.hex(24, 6));
    private static final Key<PciId> SUBSYSTEM = Key.of("subsystem", Addresses.ID);
    private static final Key<Integer> REVISION = Key.of("rev", Spellings.hex(8, 2));
    private static final Key<Boolean> MULTIFUNCTION = Key.of("multifunction", Spellings.FLAG);
    private static final Key<List<Integer>> ALIASES = Key.of("aliases", Addresses.DEVFN.list());

    private static final Key<Integer> BAR_INDEX = Key.of("bar", Spellings.number(0, 6));
    private static final Key<HostPhysical> BAR_AT = Key.of("at", Spellings.HOST_PHYSICAL);
    private static final Key<ByteSize> BAR_SIZE = Key.of("size", Spellings.SIZE);
    private static final Key<Boolean> PREFETCHABLE = Key.of("prefetchable", Spellings.FLAG);
    private static final Key<Boolean> EXTERNAL = Key.of("external-facing", Spellings.FLAG);
    static final Form BAR_FORM = Form.of("a BAR", BAR_INDEX, BAR_AT, BAR_SIZE, PREFETCHABLE);
    private static final Key<List<Bar>> BARS =
            Key.of("bars", Spelling.of(FunctionForm::readBar, FunctionForm::writeBar).list());

    private static final Key<Integer> VF_INDEX = Key.of("index", Spellings.number(0, 0xffff));

    private final Key<PciAddress> physical;
    private final Key<VirtualFunction> virtual;
    private final Form virtualForm;
    private final Form form;

    /// @param names the short names that `vf: {of: ...}` may use
    FunctionForm(Names names) {
        physical = Key.of("of", names.device());
        virtualForm = Form.of("a virtual function", physical, VF_INDEX);
        virtual = Key.of("vf", Spelling.of(this::readVirtual, this::writeVirtual));
        form =
                Form.of(
                        "a function",
                        AT,
                        KIND,
                        BUS,
                        ID,
                        NAME,
                        CLASS,
                        SUBSYSTEM,
                        REVISION,
                        MULTIFUNCTION,
                        EXTERNAL,
                        CapabilityKeys.ACS,
                        CapabilityKeys.MSI,
                        CapabilityKeys.MSIX,
                        SriovForm.KEY,
                        virtual,
                        CapabilityKeys.ARI,
                        CapabilityKeys.ATS,
                        CapabilityKeys.PRI,
                        CapabilityKeys.PASID,
                        CapabilityKeys.RESET,
                        CapabilityKeys.PIN,
                        ALIASES,
                        BARS,
                        DRIVER);
    }

    /// A line with what it implies.
    Spelling<FunctionLine> line() {
        return Spelling.of(node -> form.read(node, this::read), this::write);
    }

    /// A function alone, as a hot-add step has it.
    Spelling<PciFunction> alone() {
        return Spelling.of(
                node -> line().read(node).function(),
                function -> write(new FunctionLine(function, List.of())));
    }

    Form form() {
        return form;
    }

    Form virtualForm() {
        return virtualForm;
    }

    private FunctionLine read(Fields in) {
        SriovForm sriov = in.orNull(SriovForm.KEY);
        SriovCapability capability = sriov == null ? null : sriov.capability();
        PciFunction function =
                new PciFunction(
                        in.need(AT),
                        in.need(KIND),
                        in.get(NAME, ""),
                        identity(in),
                        in.get(MULTIFUNCTION, false),
                        in.orNull(BUS),
                        CapabilityKeys.read(in, capability),
                        in.orNull(virtual),
                        in.get(ALIASES, List.of()),
                        in.get(BARS, List.of()),
                        in.orNull(DRIVER),
                        in.get(EXTERNAL, false));
        if (PciAddress.isAddress(function.name())) {
            throw in.error(NAME, "A name may not look like a PCI address.");
        }
        VfPattern pattern = sriov == null ? null : sriov.vfs();
        return new FunctionLine(
                function,
                pattern == null || capability == null
                        ? List.of()
                        : pattern.expand(function, capability));
    }

    private static PciIdentity identity(Fields in) {
        return new PciIdentity(
                in.get(ID, PciId.UNKNOWN),
                in.get(SUBSYSTEM, PciId.UNKNOWN),
                in.get(REVISION, 0),
                in.get(CLASS, usualClass(in.need(KIND))));
    }

    /// The class that a function has when the document says nothing.
    private static int usualClass(FunctionKind kind) {
        return kind.isBridge() ? 0x060400 : PciIdentity.UNKNOWN.classCode();
    }

    private Node write(FunctionLine line) {
        PciFunction function = line.function();
        PciIdentity identity = function.identity();
        Filling out =
                form.fill()
                        .put(AT, function.at())
                        .put(KIND, function.kind())
                        .put(BUS, function.buses())
                        .put(ID, identity.id(), PciId.UNKNOWN)
                        .put(NAME, function.name(), "")
                        .put(CLASS, identity.classCode(), usualClass(function.kind()))
                        .put(SUBSYSTEM, identity.subsystem(), PciId.UNKNOWN)
                        .put(REVISION, identity.revision(), 0)
                        .put(MULTIFUNCTION, function.multifunction(), false)
                        .put(EXTERNAL, function.externalFacing(), false)
                        .put(SriovForm.KEY, sriov(line))
                        .put(virtual, function.virtual())
                        .put(ALIASES, function.aliasDevfns(), List.of())
                        .put(BARS, function.bars(), List.of())
                        .put(DRIVER, function.driver());
        return CapabilityKeys.write(out, function.capabilities()).node();
    }

    private static @Nullable SriovForm sriov(FunctionLine line) {
        SriovCapability capability = line.function().capabilities().sriov();
        if (capability == null) {
            return null;
        }
        return new SriovForm(
                capability,
                line.implied().isEmpty() ? null : VfPattern.of(line.implied().getFirst()));
    }

    private VirtualFunction readVirtual(Node node) {
        return virtualForm.read(
                node, in -> new VirtualFunction(in.need(physical), in.need(VF_INDEX)));
    }

    private Node writeVirtual(VirtualFunction value) {
        return virtualForm
                .fill()
                .put(physical, value.physical())
                .put(VF_INDEX, value.index())
                .node();
    }

    private static Bar readBar(Node node) {
        return BAR_FORM.read(
                node,
                in ->
                        new Bar(
                                in.need(BAR_INDEX),
                                AddressRange.ofSize(in.need(BAR_AT), in.need(BAR_SIZE)),
                                in.get(PREFETCHABLE, false)));
    }

    private static Node writeBar(Bar bar) {
        return BAR_FORM.fill()
                .put(BAR_INDEX, bar.index())
                .put(BAR_AT, bar.range().first())
                .put(BAR_SIZE, bar.range().size())
                .put(PREFETCHABLE, bar.prefetchable(), false)
                .node();
    }
}
