package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.hex;

import iovatlas.kernel.doorbell.VectorRegisters;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// A function's MSI and MSI-X registers in the form of the recordings.
public final class RegisterText {

    /// How many table entries the probe reads.
    private static final int READ = 64;

    private RegisterText() {}

    /// @param function null for an address at which there is nothing
    public static Map<String, Object> of(
            PciAddress at, @Nullable PciFunction function, VectorRegisters registers) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("bdf", at.toString());
        if (function == null) {
            return fields;
        }
        MsiCapability msi = function.capabilities().msi();
        MsixCapability msix = function.capabilities().msix();
        fields.put(
                "msi",
                msi == null || registers.msi() == null
                        ? ResultFields.NULL
                        : msi(msi, registers.msi()));
        fields.put(
                "msix",
                msix == null || registers.msix() == null
                        ? ResultFields.NULL
                        : msix(msix, registers.msix()));
        return fields;
    }

    private static Map<String, Object> msi(MsiCapability msi, VectorRegisters.Msi registers) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("enabled", registers.enabled());
        fields.put("vectors_capable", registers.capable());
        fields.put("vectors_enabled", registers.granted());
        fields.put("addr64", msi.address64());
        fields.put("maskable", msi.maskable());
        fields.put("address", hex(registers.message().address().unsignedBits()));
        fields.put("data", hex(Integer.toUnsignedLong(registers.message().data())));
        return fields;
    }

    private static Map<String, Object> msix(MsixCapability msix, VectorRegisters.Msix registers) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("enabled", registers.enabled());
        fields.put("masked", false);
        fields.put("table_size", registers.tableSize());
        fields.put("bir", msix.bar());
        fields.put("offset", hex(msix.offset().unsignedBytes()));
        fields.put(
                "entries",
                registers.entries().stream()
                        .filter(e -> e.number() < READ)
                        .map(RegisterText::entry)
                        .toList());
        fields.put("table_read", "OK");
        return fields;
    }

    private static Map<String, Object> entry(VectorRegisters.Entry entry) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("i", entry.number());
        fields.put("address", hex(entry.message().address().unsignedBits()));
        fields.put("data", hex(Integer.toUnsignedLong(entry.message().data())));
        fields.put("masked", entry.masked() ? 1 : 0);
        return fields;
    }
}
