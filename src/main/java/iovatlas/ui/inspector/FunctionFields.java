package iovatlas.ui.inspector;

import iovatlas.address.Hex;
import iovatlas.document.ElementLine;
import iovatlas.edit.ChangeFunction;
import iovatlas.edit.Edit;
import iovatlas.edit.RenameFunction;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.ui.session.Computed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the document says of a function, and how that is changed.
record FunctionFields(Computed now, PciFunction function, SheetMaker sheet) {
    void add() {
        var element = new ElementId.OfFunction(function.at());
        if (ElementLine.of(now.atlas(), element).isEmpty()) {
            sheet.property("Added by", "a step");
            sheet.property("Kind", function.kind().spelling());
            return;
        }
        sheet.line(element, own());
    }

    /// Editors that need not read the whole document again.
    private Map<String, FieldEditor> own() {
        Map<String, FieldEditor> own = new HashMap<>();
        own.put("name", FieldEditor.text(text -> new RenameFunction(function.at(), text.strip())));
        own.put("kind", kinds());
        own.put("id", FieldEditor.text(this::withId));
        own.put(
                "driver",
                FieldEditor.text(text ->
                        changed(function.withDriver(text.isBlank() ? null : text.strip()))));
        AcsCapability acs = function.capabilities().acs();
        if (acs != null) {
            own.put("acs.cap", FieldEditor.text(this::withAcs));
            own.put("acs.ctl", FieldEditor.text(this::withControl));
        }
        if (function.capabilities().msix() != null) {
            own.put("msix.entries", FieldEditor.text(this::withEntries));
        }
        return own;
    }

    private FieldEditor kinds() {
        List<String> same =
                Arrays.stream(FunctionKind.values())
                        .filter(kind -> kind.isBridge() == function.kind().isBridge())
                        .map(FunctionKind::spelling)
                        .toList();
        return new FieldEditor(same, text -> changed(withKind(FunctionKind.parse(text))));
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
