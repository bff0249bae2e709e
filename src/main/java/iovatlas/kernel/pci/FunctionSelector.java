package iovatlas.kernel.pci;

import iovatlas.topology.PciIdentity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the command line names PCI functions: `[seg:]bus:dev.fn[/dev.fn]*` or
/// `pci:vendor:device[:subvendor:subdevice]`, where 0 matches anything.
///
/// Source: `drivers/pci/pci.c:pci_dev_str_match`.
final class FunctionSelector {

    private static final Pattern PATH =
            Pattern.compile(
                    "(?:([0-9a-fA-F]+):)?([0-9a-fA-F]+):([0-9a-fA-F]+)\\.([0-9a-fA-F]+)"
                            + "((?:/[0-9a-fA-F]+\\.[0-9a-fA-F]+)*)");
    private static final Pattern IDS =
            Pattern.compile("pci:([0-9a-fA-F]+):([0-9a-fA-F]+)(?::([0-9a-fA-F]+):([0-9a-fA-F]+))?");

    private FunctionSelector() {}

    /// Whether the text names the function; a text that cannot be read names nothing.
    static boolean matches(String text, PciNode node) {
        Matcher ids = IDS.matcher(text);
        if (ids.matches()) {
            return matchesIds(ids, node.function().identity());
        }
        Matcher path = PATH.matcher(text);
        return path.matches() && matchesPath(path, node);
    }

    private static boolean matchesIds(Matcher ids, PciIdentity identity) {
        return same(ids.group(1), identity.id().vendor())
                && same(ids.group(2), identity.id().device())
                && same(ids.group(3), identity.subsystem().vendor())
                && same(ids.group(4), identity.subsystem().device());
    }

    private static boolean same(String text, int value) {
        return text == null || number(text) == 0 || number(text) == value;
    }

    private static boolean matchesPath(Matcher path, PciNode node) {
        PciNode at = node;
        String[] below = path.group(5).isEmpty() ? new String[0] : path.group(5).split("/", -1);
        for (int i = below.length - 1; i > 0; i--) {
            String[] parts = below[i].split("\\.", -1);
            if (at == null || at.at().devfn() != devfn(parts[0], parts[1])) {
                return false;
            }
            at = at.bridge();
        }
        int segment = path.group(1) == null ? 0 : number(path.group(1));
        return at != null
                && at.at().segment() == segment
                && at.at().bus() == number(path.group(2))
                && at.at().devfn() == devfn(path.group(3), path.group(4));
    }

    private static int devfn(String device, String function) {
        return number(device) << 3 | number(function);
    }

    private static int number(String hex) {
        return hex.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(hex, 16);
    }
}
