package iovatlas.importer.trace;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The events of a trace, in its order, at 40 bytes each at most: columns of numbers, names kept once.
public final class TraceEvents {

    /// What happened.
    public enum Kind {
        ATTACH,
        DETACH,
        MAP,
        /// A mapping at an address that a guest's own IOMMU gives, not at a guest-physical one.
        MAP_TRANSLATED,
        UNMAP,
        FAULT,
        /// Vectors are switched on: `first` is their number, or negative the size of the table;
        /// `second` is 1 for MSI-X, 0 for MSI.
        VECTORS,
        /// All vectors are switched off: `second` is 1 for MSI-X, 0 for MSI.
        VECTORS_OFF,
        /// The message of a vector in a guest: `first` is the vector, `second` the guest-physical
        /// doorbell.
        GUEST_VECTOR,
        /// The message of a vector in an x86 guest: the lower 16 bits of `first` are the vector,
        /// those above the data; `second` is the address.
        GUEST_MESSAGE,
        /// An interrupt handler ran: `first` is the vector, `second` 1 for MSI-X, 0 for MSI, -1 for
        /// either.
        INTERRUPT,
        /// Bus mastering is switched: `first` is 1 for on.
        BUS_MASTER,
        /// All vectors of MSI-X are masked together: `first` is 1 for masked.
        FUNCTION_MASK
    }

    /// Whose IOMMU a trace speaks of.
    public enum Hint {
        NONE,
        SMMU,
        VTD,
        AMD
    }

    /// One event.
    ///
    /// @param time nanoseconds from the first event
    /// @param device name of the device, empty when the trace does not tell it
    /// @param first an IOVA or a vector, by kind
    /// @param second a size in bytes or an address, by kind
    /// @param line 1-based line of the trace
    public record Event(Kind kind, long time, String device, long first, long second, int line) {}

    private static final int START = 1024;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private Kind[] kinds = new Kind[START];
    private int[] devices = new int[START];
    private int[] lines = new int[START];
    private long[] times = new long[START];
    private long[] firsts = new long[START];
    private long[] seconds = new long[START];
    private int size;
    private Hint hint = Hint.NONE;
    private boolean fromQemu;

    /// The IOMMU that words in the trace point to.
    public Hint hint() {
        return hint;
    }

    /// Whether QEMU wrote it, so that its mappings are a guest's memory.
    public boolean fromQemu() {
        return fromQemu;
    }

    void hint(Hint value) {
        hint = value;
    }

    void writtenByQemu() {
        fromQemu = true;
    }

    void add(Kind kind, long time, String device, long first, long second, int line) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        devices[size] = number(device);
        lines[size] = line;
        times[size] = time;
        firsts[size] = first;
        seconds[size] = second;
        size++;
    }

    void note(Note note) {
        notes.add(note);
    }

    /// How many events there are.
    public int size() {
        return size;
    }

    /// Event `i`, 0-based.
    public Event get(int i) {
        return new Event(kind(i), times[i], names.get(devices[i]), firsts[i], seconds[i], lines[i]);
    }

    /// The kind of event `i`, without making the event.
    public Kind kind(int i) {
        return kinds[i];
    }

    /// Every device that is named, in the order of the trace.
    public List<String> devices() {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    /// The device of event `i`, empty when the trace does not tell it.
    public String device(int i) {
        return names.get(devices[i]);
    }

    /// What was not understood.
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    /// Bytes that the columns take, names left out.
    public long bytes() {
        return (long) kinds.length * (8 + 4 + 4 + 8 + 8 + 8);
    }

    private int number(String device) {
        Integer known = numbers.get(device);
        if (known != null) {
            return known;
        }
        names.add(device);
        numbers.put(device, names.size() - 1);
        return names.size() - 1;
    }

    private void grow() {
        int more = size + size / 2;
        kinds = Arrays.copyOf(kinds, more);
        devices = Arrays.copyOf(devices, more);
        lines = Arrays.copyOf(lines, more);
        times = Arrays.copyOf(times, more);
        firsts = Arrays.copyOf(firsts, more);
        seconds = Arrays.copyOf(seconds, more);
    }
}
