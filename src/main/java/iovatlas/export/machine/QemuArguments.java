package iovatlas.export.machine;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.KernelState;
import iovatlas.topology.Architecture;

import java.util.ArrayList;
import java.util.List;

/// The drawn machine as a shell script that starts QEMU with one like it: the same tree of ports,
/// bridges and functions, the same kind of IOMMU and MSI controller. Where QEMU has no such part a
/// comment says what stands in for it.
///
/// The script boots what the variables `KERNEL`, `INITRD` and `APPEND` name; further arguments of
/// the script go to QEMU.
///
/// Source: QEMU's `docs/pcie.txt`, `docs/pcie_pci_bridge.txt`, `docs/system/arm/virt.rst`.
public final class QemuArguments {
    private final List<String> arguments = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private QemuArguments() {}

    /// The script, ending in a newline.
    public static String script(Atlas atlas, KernelState state) {
        var made = new QemuArguments();
        boolean arm = state.facts().architecture().value() == Architecture.ARM64;
        var slots = new QemuSlots(state.topology(), arm, made.remarks);
        var machine = new QemuMachine(state, slots, made.remarks);
        made.arguments.addAll(machine.arguments());
        var tree = new QemuTree(state, machine, slots, made.remarks);
        made.arguments.addAll(tree.arguments());
        String append = QemuKernelWords.of(state, tree.unisolatedPorts());
        return made.text(atlas.title(), arm ? "aarch64" : "x86_64", append);
    }

    private String text(String title, String target, String append) {
        var out = new StringBuilder("#!/bin/sh\n");
        comment(out, title.isEmpty() ? "A machine of IOVAtlas" : title);
        comment(out, "Start: KERNEL=vmlinuz INITRD=initrd.img sh THIS-FILE [MORE ARGUMENTS]");
        remarks.stream().distinct().forEach(remark -> comment(out, remark));
        out.append("exec \"${QEMU:-qemu-system-").append(target).append("}\" \\\n");
        for (String argument : arguments) {
            out.append("  ").append(argument).append(" \\\n");
        }
        out.append("  ${KERNEL:+-kernel \"$KERNEL\" -append \"");
        out.append(append).append("${APPEND:+ $APPEND}\"} \\\n");
        return out.append("  ${INITRD:+-initrd \"$INITRD\"} \"$@\"\n").toString();
    }

    private static void comment(StringBuilder out, String text) {
        out.append("# ").append(text.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }
}
