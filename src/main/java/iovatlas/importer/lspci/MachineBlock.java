package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.PciAddress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of `lspci -vmm`: one function is a block of named fields, and the first one, `Slot:`
/// (in older releases and with `-vm` `Device:`), has its address.
final class MachineBlock {

    private static final Pattern FIELD =
            Pattern.compile(
                    "^(Slot|Class|Vendor|Device|SVendor|SDevice|PhySlot|Rev|ProgIf|Driver|Module"
                            + "|NUMANode|DTNode|IOMMUGroup):\\s+(\\S.*?)\\s*$");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[0-9a-f]{1,8}:)?[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]");

    /// `Host bridge [0600]`, `0600`, and `Device 1572` where the name is not known.
    private static final Pattern NUMBER =
            Pattern.compile("(?:^|\\[|^(?:Device|Class|Vendor) )([0-9a-f]{4})\\]?$");

    private static final Pattern BYTE = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}");

    private MachineBlock() {}

    /// Whether a line is a field of a block.
    static boolean accepts(String line) {
        return FIELD.matcher(line).matches();
    }

    /// The function that a line begins a block of, empty for any other line.
    static Optional<PciAddress> begun(String line) {
        Matcher field = FIELD.matcher(line);
        boolean begins =
                field.matches()
                        && (field.group(1).equals("Slot") || field.group(1).equals("Device"))
                        && ADDRESS.matcher(field.group(2)).matches();
        return begins && PciAddress.isAddress(field.group(2))
                ? Optional.of(PciAddress.parse(field.group(2)))
                : Optional.empty();
    }

    /// Writes what a field tells of a function.
    ///
    /// @return false when the line is no field
    static boolean take(ListedFunction function, String line) {
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
            return false;
        }
        String value = field.group(2);
        ConfigImage config = function.config();
        switch (field.group(1)) {
            case "Class" ->
                    number(value)
                            .or(() -> PciNames.classOf(value))
                            .ifPresent(code -> TitleLine.encodeClass(config, code));
            case "Vendor" ->
                    number(value)
                            .or(() -> PciNames.vendorOf(value))
                            .ifPresent(vendor -> config.u16(0x00, vendor));
            case "Device" -> number(value).ifPresent(device -> config.u16(0x02, device));
            case "SVendor" -> number(value).ifPresent(vendor -> config.u16(0x2c, vendor));
            case "SDevice" -> number(value).ifPresent(device -> config.u16(0x2e, device));
            case "Rev" -> octet(value).ifPresent(revision -> config.u8(0x08, revision));
            case "ProgIf" -> octet(value).ifPresent(face -> config.u8(0x09, face));
            case "Driver" -> function.driver(value);
            case "IOMMUGroup" -> group(function, value);
            default -> {
                // The other fields decide about nothing.
            }
        }
        return true;
    }

    private static void group(ListedFunction function, String value) {
        if (DECIMAL.matcher(value).matches()) {
            function.group(Integer.parseInt(value));
        }
    }

    private static Optional<Integer> number(String value) {
        return DetailText.find(NUMBER, value).map(m -> Integer.valueOf(m.group(1), 16));
    }

    private static Optional<Integer> octet(String value) {
        return BYTE.matcher(value).matches()
                ? Optional.of(Integer.valueOf(value, 16))
                : Optional.empty();
    }
}
