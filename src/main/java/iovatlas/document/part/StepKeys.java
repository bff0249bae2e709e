package iovatlas.document.part;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spellings;
import iovatlas.kernel.DomainType;
import iovatlas.scenario.Disturbance;
import iovatlas.scenario.GuestEntry;
import iovatlas.scenario.IrqIndex;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;

/// The keys of all kinds of steps.
final class StepKeys {
    static final Key<Iova> IOVA = Key.of("iova", Spellings.IOVA);
    static final Key<ByteSize> SIZE = Key.of("size", Spellings.SIZE);
    static final Key<ByteSize> OFFSET = Key.of("offset", CapabilityKeys.offset());
    static final Key<Access> PROT =
            Key.of(
                    "prot",
                    Spellings.choice("rw, r, w or none", List.of(Access.values()), Access::word));
    static final Key<IrqIndex> INDEX =
            Key.of(
                    "index",
                    Spellings.choice(
                            "intx, msi or msix", List.of(IrqIndex.values()), IrqIndex::spelling));
    static final Key<Integer> START = Key.of("start", Spellings.number(0, 1 << 20));
    static final Key<Integer> COUNT = Key.of("count", Spellings.number(0, 1 << 20));
    static final Key<Integer> VECTOR = Key.of("vector", Spellings.number(0, 1 << 20));

    static final Key<Boolean> BUS_MASTER = Key.of("bus-master", Spellings.FLAG);
    static final Key<Boolean> FUNCTION_MASK = Key.of("function-mask", Spellings.FLAG);

    /// Vectors that a step fires, one after the other.
    static final Key<Integer> VECTORS = Key.of("count", Spellings.number(1, 2048));

    static final Key<Integer> TIMES = Key.of("times", Spellings.number(1, Integer.MAX_VALUE));
    static final Key<String> DRIVER = Key.of("driver", Spellings.NAME);
    static final Key<DomainType> TYPE =
            Key.of(
                    "type",
                    Spellings.choice(
                            "a domain type", List.of(DomainType.values()), DomainType::word));
    static final Key<GuestPhysical> DOORBELL = Key.of("doorbell", Spellings.GUEST_PHYSICAL);
    static final Key<Integer> GUEST_DEVICE = Key.of("guest-device", Spellings.hex(32, 4));
    static final Key<Integer> EVENT = Key.of("event", Spellings.hex(32, 1));
    static final Key<Integer> LPI = Key.of("lpi", Spellings.number(0, Integer.MAX_VALUE));
    static final Key<Integer> VCPU = Key.of("vcpu", Spellings.number(0, 1 << 16));
    static final Key<GuestEntry> ENTRY =
            Key.of(
                    "entry",
                    Spellings.choice(
                            "masked, live or untranslated",
                            List.of(GuestEntry.values()),
                            GuestEntry::word));
    static final Key<Disturbance> WHAT =
            Key.of(
                    "what",
                    Spellings.choice(
                            "a disturbance", List.of(Disturbance.values()), Disturbance::word));
    static final Key<String> MADE = Key.of("hwpt", Spellings.NAME);
    static final Key<Boolean> NEST_PARENT = Key.of("nest-parent", Spellings.FLAG);
    static final Key<Iova> SOURCE = Key.of("source", Spellings.IOVA);
    static final Key<Boolean> SKIP = Key.of("skip", Spellings.FLAG);
    static final Key<String> NOTE = Key.of("note", Spellings.TEXT);

    final Key<PciAddress> device;
    final Key<String> mediated;
    final Key<String> container;
    final Key<String> ioas;
    final Key<String> hwpt;
    final Key<String> from;
    final Key<String> backing;
    final Key<PciFunction> function;
    private final Names names;

    StepKeys(Names names) {
        this.names = names;
        device = Key.of("device", names.presentDevice());
        mediated = Key.of("mdev", names.mediated.reference());
        container = Key.of("container", names.containers.reference());
        ioas = Key.of("ioas", names.ioases.reference());
        hwpt = Key.of("hwpt", names.tables.reference());
        from = Key.of("from", names.ioases.reference());
        backing = Key.of("backing", names.regions.reference());
        function = Key.of("function", new FunctionForm(names).alone());
    }

    /// What a mapping allows.
    enum Access {
        READ_WRITE("rw"),
        READ("r"),
        WRITE("w"),
        NONE("none");

        private final String word;

        Access(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean read() {
            return this == READ_WRITE || this == READ;
        }

        boolean write() {
            return this == READ_WRITE || this == WRITE;
        }

        static Access of(boolean read, boolean write) {
            if (read) {
                return write ? READ_WRITE : READ;
            }
            return write ? WRITE : NONE;
        }
    }

    /// Whether a step is about a mediated device and not about a function.
    boolean isMediated(Fields in) {
        if (in.has(device) == in.has(mediated)) {
            throw in.error(
                    device, "This step needs either the key \"device\" or the key \"mdev\".");
        }
        return in.has(mediated);
    }

    /// Whether steps allocate a page table of that name for that IOAS.
    boolean isTableOf(String hwpt, String ioas) {
        return names.isTableOf(hwpt, ioas);
    }

    /// The container or the IOAS of a step.
    String space(Fields in) {
        if (in.has(container) == in.has(ioas)) {
            throw in.error(
                    ioas, "This step needs either the key \"container\" or the key \"ioas\".");
        }
        return in.need(in.has(ioas) ? ioas : container);
    }

    Filling putSpace(Filling out, String space) {
        return out.put(names.ioases.has(space) ? ioas : container, space);
    }
}
