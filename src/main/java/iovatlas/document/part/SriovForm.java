package iovatlas.document.part;

import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// SR-IOV of a physical function, with what its enabled virtual functions look like where they are
/// not listed one by one: `vfs: {msix: 5}` stands for all of them.
///
/// @param capability the capability itself
/// @param vfs what every enabled virtual function is like, null when they are listed (or left out)
record SriovForm(SriovCapability capability, @Nullable VfPattern vfs) {
    private static final Key<Integer> TOTAL = Key.of("total", Spellings.number(0, 0xffff));
    private static final Key<Integer> ENABLED = Key.of("enabled", Spellings.number(0, 0xffff));
    private static final Key<Integer> OFFSET = Key.of("offset", Spellings.number(0, 0xffff));
    private static final Key<Integer> STRIDE = Key.of("stride", Spellings.number(0, 0xffff));
    private static final Key<Integer> DEVICE = Key.of("device", Spellings.hex(16, 4));
    private static final Key<VfPattern> VFS =
            Key.of("vfs", Spelling.of(VfPattern::read, VfPattern::write));
    static final Form FORM =
            Form.of("an SR-IOV capability", TOTAL, ENABLED, OFFSET, STRIDE, DEVICE, VFS);
    static final Key<SriovForm> KEY =
            Key.of(
                    "sriov",
                    Spelling.of(node -> FORM.read(node, SriovForm::read), SriovForm::write));

    private static SriovForm read(Fields in) {
        return new SriovForm(
                new SriovCapability(
                        in.need(TOTAL),
                        in.get(ENABLED, 0),
                        in.get(OFFSET, 0),
                        in.get(STRIDE, 0),
                        in.get(DEVICE, 0)),
                in.orNull(VFS));
    }

    private Node write() {
        return FORM.fill()
                .put(TOTAL, capability.totalVfs())
                .put(ENABLED, capability.enabledVfs(), 0)
                .put(OFFSET, capability.firstOffset(), 0)
                .put(STRIDE, capability.stride(), 0)
                .put(DEVICE, capability.vfDevice(), 0)
                .put(VFS, vfs)
                .node();
    }

    /// What all virtual functions of one physical function have in common.
    record VfPattern(FunctionKind kind, PciCapabilities capabilities, @Nullable String driver) {
        static final Form FORM =
                Form.of(
                        "a pattern of virtual functions",
                        FunctionForm.KIND,
                        CapabilityKeys.ACS,
                        CapabilityKeys.MSI,
                        CapabilityKeys.MSIX,
                        CapabilityKeys.ARI,
                        CapabilityKeys.ATS,
                        CapabilityKeys.PRI,
                        CapabilityKeys.PASID,
                        CapabilityKeys.RESET,
                        CapabilityKeys.PIN,
                        FunctionForm.DRIVER);

        /// The pattern that a virtual function would follow.
        static VfPattern of(PciFunction function) {
            return new VfPattern(
                    function.kind(), function.capabilities().withSriov(null), function.driver());
        }

        private static VfPattern read(Node node) {
            return FORM.read(
                    node,
                    in ->
                            new VfPattern(
                                    in.get(FunctionForm.KIND, FunctionKind.ENDPOINT),
                                    CapabilityKeys.read(in, null),
                                    in.orNull(FunctionForm.DRIVER)));
        }

        private Node write() {
            return CapabilityKeys.write(FORM.fill(), capabilities)
                    .put(FunctionForm.KIND, kind, FunctionKind.ENDPOINT)
                    .put(FunctionForm.DRIVER, driver)
                    .node();
        }

        /// The virtual functions that are enabled at boot.
        List<PciFunction> expand(PciFunction physical, SriovCapability sriov) {
            return VirtualFunction.enabled(physical, sriov, kind, capabilities, driver);
        }
    }
}
