package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One entry of `sys/class/iommu`.
///
/// @param name as the kernel calls it: `dmar0`, `ivhd0`, `smmu3.0x0000000009050000`, or the name of
///     the device that it is
/// @param tree the recording
/// @param path its folder, links followed
record SysfsIommu(String name, FileTree tree, String path) {

    static final String CLASS = "sys/class/iommu";
    private static final Pattern BASE = Pattern.compile("smmu3?\\.0x([0-9a-f]{1,16})");

    static List<SysfsIommu> all(FileTree tree) {
        List<SysfsIommu> iommus = new ArrayList<>();
        for (String name : tree.names(CLASS)) {
            iommus.add(
                    new SysfsIommu(
                            name,
                            tree,
                            tree.canonical(CLASS + "/" + name).orElse(CLASS + "/" + name)));
        }
        return iommus;
    }

    boolean isVtd() {
        return name.matches("dmar\\d+");
    }

    boolean isAmd() {
        return name.matches("ivhd\\d+");
    }

    boolean isSmmu() {
        return BASE.matcher(name).matches();
    }

    boolean isSmmuV3() {
        return name.startsWith("smmu3.") && isSmmu();
    }

    /// The address in the name of an SMMU.
    Optional<Long> smmuBase() {
        Matcher matcher = BASE.matcher(name);
        return matcher.matches() ? Numbers.parseHex(matcher.group(1)) : Optional.empty();
    }

    /// A hexadecimal attribute without prefix.
    Optional<Long> hex(String attribute) {
        return tree.line(path + "/" + attribute).flatMap(Numbers::parseHex);
    }

    /// The device that the IOMMU belongs to, the folder above `iommu/NAME`.
    Optional<String> deviceName() {
        String[] names = path.split("/", -1);
        return names.length >= 3 && names[names.length - 2].equals("iommu")
                ? Optional.of(names[names.length - 3])
                : Optional.empty();
    }

    /// The names of the devices behind it.
    List<String> devices() {
        return List.copyOf(tree.names(path + "/devices"));
    }
}
