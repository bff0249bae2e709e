package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.RecordedOperations.value;

import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tries a group as the probe does: open, attach, look, open every function and set its vectors.
final class GroupTrial {

    private static final int MOST_VECTORS = 4;
    private static final int LAST_EXTENSION = 11;

    private final RecordedMachine machine;
    private final Replay replay;
    private final IommuGroup group;
    private final String any;
    private int line;

    GroupTrial(RecordedMachine machine, IommuGroup group) {
        this.machine = machine;
        this.replay = Replay.on(machine.boot());
        this.group = group;
        this.any = group.members().getFirst().toString();
    }

    /// The answers in the form of `vfio-groups.jsonl`, Linux interrupt numbers left out.
    Map<String, Object> run() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("group", group.number());
        call("CONTAINER");
        fields.put("open", errno(call("GOPEN", any)));
        if (fields.containsValue("ENOENT")) {
            return fields;
        }
        fields.put("viable", call("GSTATUS", any).get("viable"));
        Object attached = errno(call("GATTACH", any));
        fields.put("set_container", attached);
        if (attached.equals("OK")) {
            choose(fields);
        }
        return fields;
    }

    private void choose(Map<String, Object> fields) {
        Object chosen = errno(call("SETIOMMU", "3"));
        fields.put("set_iommu_type1v2", chosen);
        if (!chosen.equals("OK")) {
            fields.put("set_iommu_type1", errno(call("SETIOMMU", "1")));
            return;
        }
        var extensions = new LinkedHashMap<String, Object>();
        for (int i = 1; i <= LAST_EXTENSION; i++) {
            extensions.put(Integer.toString(i), call("EXT", Integer.toString(i)).get("ret"));
        }
        fields.put("ext", extensions);
        fields.put("info", call("INFO"));
        List<Object> devices = new ArrayList<>();
        group.members().stream()
                .sorted()
                .filter(this::isNoBridge)
                .forEach(at -> devices.add(device(at.toString())));
        fields.put("devices", devices);
    }

    private boolean isNoBridge(PciAddress at) {
        return machine.boot()
                .groups()
                .tree()
                .function(at)
                .map(PciFunction::kind)
                .filter(kind -> !kind.isBridge())
                .isPresent();
    }

    private Map<String, Object> device(String at) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("bdf", at);
        Object opened = errno(call("DEVICE", at));
        fields.put("get_device_fd", opened);
        if (!opened.equals("OK")) {
            return fields;
        }
        var counts = new LinkedHashMap<String, Object>();
        counts.put("intx", call("IRQINFO", at, "0").get("count"));
        counts.put("msi", call("IRQINFO", at, "1").get("count"));
        counts.put("msix", call("IRQINFO", at, "2").get("count"));
        fields.put("irq_counts", counts);
        set(fields, at, 1, "msi", (int) value(counts, "msi"));
        set(fields, at, 2, "msix", (int) value(counts, "msix"));
        call("DEVCLOSE", at);
        return fields;
    }

    private void set(Map<String, Object> fields, String at, int index, String name, int count) {
        if (count == 0) {
            return;
        }
        int asked = Math.min(count, MOST_VECTORS);
        var set = new LinkedHashMap<String, Object>();
        int got = ask(set, at, index, asked);
        if (got > 0) {
            var retry = new LinkedHashMap<String, Object>();
            ask(retry, at, index, got);
            set.put("retry", retry);
        }
        set.put("state", call("MSIREAD", at).get("state"));
        fields.put(name + "_set", set);
        call("IRQOFF", at, Integer.toString(index));
    }

    private int ask(Map<String, Object> fields, String at, int index, int count) {
        Map<String, Object> answer =
                call("SETIRQS", at, Integer.toString(index), "0", Integer.toString(count));
        fields.put("asked", count);
        fields.put("ret", answer.get("ret"));
        fields.put("errno", errno(answer));
        return (int) value(answer, "ret");
    }

    private static Object errno(Map<String, Object> answer) {
        return value(answer, "errno");
    }

    private Map<String, Object> call(String op, String... args) {
        return replay.run(new Operation("trial", line++, op, List.of(args))).values();
    }
}
