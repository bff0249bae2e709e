package iovatlas.document.part;

import iovatlas.address.ByteSize;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The capabilities of a function: ACS, MSI, MSI-X, ATS and the others.
final class CapabilityKeys {
    private static final Key<Integer> CAP = Key.of("cap", Spellings.hex(16, 2));
    private static final Key<Integer> CTL = Key.of("ctl", Spellings.hex(16, 2));
    static final Form ACS_FORM = Form.of("an ACS capability", CAP, CTL);
    static final Key<AcsCapability> ACS =
            Key.of(
                    "acs",
                    Spelling.of(
                            node ->
                                    ACS_FORM.read(
                                            node,
                                            in -> new AcsCapability(in.need(CAP), in.orNull(CTL))),
                            acs ->
                                    ACS_FORM.fill()
                                            .put(CAP, acs.capability())
                                            .put(CTL, acs.control())
                                            .node()));

    private static final Key<Integer> VECTORS = Key.of("vectors", Spellings.number(1, 32));
    private static final Key<Boolean> WIDE = Key.of("64bit", Spellings.FLAG);
    private static final Key<Boolean> MASKABLE = Key.of("maskable", Spellings.FLAG);
    static final Form MSI_FORM = Form.of("an MSI capability", VECTORS, WIDE, MASKABLE);
    static final Key<MsiCapability> MSI =
            Key.of("msi", Spelling.of(CapabilityKeys::readMsi, CapabilityKeys::writeMsi));

    private static final Key<Integer> ENTRIES = Key.of("entries", Spellings.number(1, 2048));
    private static final Key<Integer> BAR = Key.of("bar", Spellings.number(0, 7));
    private static final Key<ByteSize> OFFSET = Key.of("offset", offset());
    static final Form MSIX_FORM = Form.of("an MSI-X capability", ENTRIES, BAR, OFFSET);
    static final Key<MsixCapability> MSIX =
            Key.of("msix", Spelling.of(CapabilityKeys::readMsix, CapabilityKeys::writeMsix));

    static final Key<Boolean> ARI = Key.of("ari", Spellings.FLAG);
    static final Key<Boolean> ATS = Key.of("ats", Spellings.FLAG);
    static final Key<Boolean> PRI = Key.of("pri", Spellings.FLAG);
    static final Key<Boolean> PASID = Key.of("pasid", Spellings.FLAG);
    static final Key<List<ResetMethod>> RESET =
            Key.of(
                    "reset",
                    Spellings.choice(
                                    "a reset method",
                                    List.of(ResetMethod.values()),
                                    method -> method.name().toLowerCase(Locale.ROOT))
                            .list());
    static final Key<Integer> PIN =
            Key.of(
                    "pin",
                    Spellings.choice(
                            "an interrupt pin from A to D",
                            List.of(1, 2, 3, 4),
                            pin -> String.valueOf((char) ('A' + pin - 1))));

    private CapabilityKeys() {}

    /// The capabilities of a mapping that has the keys above.
    static PciCapabilities read(Fields in, @Nullable SriovCapability sriov) {
        List<ResetMethod> resets = in.get(RESET, List.of());
        return new PciCapabilities(
                in.orNull(ACS),
                in.orNull(MSI),
                in.orNull(MSIX),
                sriov,
                in.get(ARI, false),
                in.get(ATS, false),
                in.get(PRI, false),
                in.get(PASID, false),
                resets.isEmpty() ? Set.of() : EnumSet.copyOf(resets),
                in.get(PIN, 0));
    }

    /// Puts everything but SR-IOV.
    static Filling write(Filling out, PciCapabilities value) {
        List<ResetMethod> resets = value.resets().stream().sorted().toList();
        return out.put(ACS, value.acs())
                .put(MSI, value.msi())
                .put(MSIX, value.msix())
                .put(ARI, value.ari(), false)
                .put(ATS, value.ats(), false)
                .put(PRI, value.pri(), false)
                .put(PASID, value.pasid(), false)
                .put(RESET, resets, List.of())
                .put(PIN, value.interruptPin() == 0 ? null : value.interruptPin());
    }

    private static MsiCapability readMsi(Node node) {
        return node instanceof Node.Scalar
                ? new MsiCapability(VECTORS.spelling().read(node), true, false)
                : MSI_FORM.read(
                        node,
                        in ->
                                new MsiCapability(
                                        in.need(VECTORS),
                                        in.get(WIDE, true),
                                        in.get(MASKABLE, false)));
    }

    private static Node writeMsi(MsiCapability msi) {
        return msi.address64() && !msi.maskable()
                ? VECTORS.spelling().write(msi.vectors())
                : MSI_FORM.fill()
                        .put(VECTORS, msi.vectors())
                        .put(WIDE, msi.address64(), true)
                        .put(MASKABLE, msi.maskable(), false)
                        .node();
    }

    private static MsixCapability readMsix(Node node) {
        return node instanceof Node.Scalar
                ? MsixCapability.of(ENTRIES.spelling().read(node))
                : MSIX_FORM.read(
                        node,
                        in ->
                                new MsixCapability(
                                        in.need(ENTRIES),
                                        in.get(BAR, 0),
                                        in.get(OFFSET, ByteSize.ZERO)));
    }

    private static Node writeMsix(MsixCapability msix) {
        return msix.bar() == 0 && msix.offset().isZero()
                ? ENTRIES.spelling().write(msix.tableSize())
                : MSIX_FORM
                        .fill()
                        .put(ENTRIES, msix.tableSize())
                        .put(BAR, msix.bar(), 0)
                        .put(OFFSET, msix.offset(), ByteSize.ZERO)
                        .node();
    }

    /// An offset stands in hex, where a size would stand with its unit.
    static Spelling<ByteSize> offset() {
        return Spelling.ofWord(
                "an offset such as 0x2000",
                ByteSize::parse,
                size -> size.fitsIn64Bits() ? hex(size) : size.text());
    }

    private static String hex(ByteSize size) {
        return iovatlas.address.Hex.text(size.unsignedBytes(), 1);
    }
}
