package iovatlas.ui.inspector;

import iovatlas.address.Hex;
import iovatlas.edit.ChangeFunction;
import iovatlas.edit.Edit;
import iovatlas.edit.RenameFunction;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.VirtualFunction;
import iovatlas.ui.session.Computed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the document says of a function, and how that is changed.
record FunctionFields(Computed now, PciFunction function, SheetMaker sheet) {
    /// Keys of the line that have fields of their own, and those that follow from where it sits.
    private static final Set<String> OWN =
            Set.of("at", "kind", "bus", "id", "name", "acs", "msi", "msix", "vf", "driver");

    void add() {
        if (now.atlas().topology().function(function.at()).isEmpty()) {
            sheet.property("Added by", "a step");
            sheet.property("Kind", function.kind().spelling());
            return;
        }
        PciIdentity identity = function.identity();
        sheet.editable(
                "Name",
                function.name(),
                FieldEditor.text(text -> new RenameFunction(function.at(), text.strip())));
        sheet.editable("Kind", function.kind().spelling(), kinds());
        sheet.editable("ID", identity.id().toString(), FieldEditor.text(this::withId));
        sheet.property("Class", ClassName.of(identity.classCode()));
        sheet.editable(
                "Driver",
                Optional.ofNullable(function.driver()).orElse(""),
                FieldEditor.text(text ->
                        changed(function.withDriver(text.isBlank() ? null : text.strip()))));
        Stream.ofNullable(function.buses())
                .forEach(buses -> sheet.property("Buses", buses.toString()));
        Stream.ofNullable(function.virtual()).forEach(this::virtual);
        acs();
        interrupts();
        sheet.line(now, new ElementId.OfFunction(function.at()), OWN);
    }

    private FieldEditor kinds() {
        List<String> same =
                Arrays.stream(FunctionKind.values())
                        .filter(kind -> kind.isBridge() == function.kind().isBridge())
                        .map(FunctionKind::spelling)
                        .toList();
        return new FieldEditor(same, text -> changed(withKind(FunctionKind.parse(text))));
    }

    private void virtual(VirtualFunction virtual) {
        sheet.property(
                "Virtual", "%d of %s".formatted(virtual.index(), virtual.physical().shortText()));
    }

    private void acs() {
        AcsCapability acs = function.capabilities().acs();
        boolean shown = function.kind().isBridge() || function.multifunction();
        if (acs == null && !shown) {
            return;
        }
        sheet.editable(
                "ACS cap",
                acs == null ? "" : Hex.text(acs.capability(), 2),
                FieldEditor.text(this::withAcs));
        if (acs != null) {
            Integer control = acs.control();
            sheet.editable(
                    "ACS ctl",
                    control == null ? "" : Hex.text(control, 2),
                    FieldEditor.text(this::withControl));
        }
    }

    private void interrupts() {
        MsixCapability msix = function.capabilities().msix();
        MsiCapability msi = function.capabilities().msi();
        if (msix != null) {
            sheet.editable(
                    "MSI-X entries",
                    Integer.toString(msix.tableSize()),
                    FieldEditor.text(this::withEntries));
        }
        if (msi != null) {
            sheet.editable(
                    "MSI vectors",
                    Integer.toString(msi.vectors()),
                    new FieldEditor(List.of("1", "2", "4", "8", "16", "32"), this::withVectors));
        }
    }

    private Edit withId(String text) {
        PciIdentity old = function.identity();
        return changed(
                function.withIdentity(
                        new PciIdentity(
                                PciId.parse(text),
                                old.subsystem(),
                                old.revision(),
                                old.classCode())));
    }

    private PciFunction withKind(FunctionKind kind) {
        return function.withKind(kind);
    }

    private Edit withAcs(String text) {
        AcsCapability old = function.capabilities().acs();
        AcsCapability next =
                text.isBlank()
                        ? null
                        : new AcsCapability(word(text), old == null ? null : old.control());
        return capable(function.capabilities().withAcs(next));
    }

    private Edit withControl(String text) {
        AcsCapability old = function.capabilities().acs();
        int capability = old == null ? 0 : old.capability();
        Integer control = text.isBlank() ? null : word(text);
        return capable(function.capabilities().withAcs(new AcsCapability(capability, control)));
    }

    private Edit withEntries(String text) {
        MsixCapability old = function.capabilities().msix();
        MsixCapability next =
                old == null
                        ? MsixCapability.of(Count.parse(text))
                        : new MsixCapability(Count.parse(text), old.bar(), old.offset());
        return capable(function.capabilities().withMsix(next));
    }

    private Edit withVectors(String text) {
        MsiCapability old = function.capabilities().msi();
        boolean wide = old == null || old.address64();
        boolean maskable = old != null && old.maskable();
        return capable(
                function.capabilities()
                        .withMsi(new MsiCapability(Count.parse(text), wide, maskable)));
    }

    private static int word(String text) {
        long word = Hex.parseUnsigned(text.strip());
        if (word < 0 || word > 0xffff) {
            throw new IllegalArgumentException("An ACS word has 16 bits.");
        }
        return (int) word;
    }

    private Edit capable(PciCapabilities can) {
        return changed(function.withCapabilities(can));
    }

    private Edit changed(PciFunction value) {
        return new ChangeFunction(function.at(), value);
    }
}
