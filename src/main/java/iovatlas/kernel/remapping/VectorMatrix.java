package iovatlas.kernel.remapping;

import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;

import java.util.ArrayList;
import java.util.List;

/// The interrupt vectors of all CPUs of an x86 machine. A new interrupt goes to the CPU with the most
/// free vectors and takes its lowest free one.
///
/// What the boot took from each CPU is not known to the model, so a vector that it gives is an
/// example, not a prediction; that consecutive interrupts alternate between idle CPUs is the rule.
///
/// Source: `kernel/irq/matrix.c:irq_matrix_alloc`, `arch/x86/kernel/apic/vector.c`.
public final class VectorMatrix {

    private static final int FIRST = 0x20;
    private static final int FIRST_SYSTEM_VECTOR = 0xec;
    private static final int ISA_FIRST = 0x30;
    private static final int ISA_COUNT = 16;

    private static final KernelRule NO_VECTOR =
            KernelRule.of(
                    "x86-no-vector-left",
                    "no CPU has a free interrupt vector",
                    "kernel/irq/matrix.c",
                    "irq_matrix_alloc");

    private final List<TakenNumbers> cpus;

    private VectorMatrix(List<TakenNumbers> cpus) {
        this.cpus = List.copyOf(cpus);
    }

    /// CPUs whose vectors are all free but those of the ISA interrupts.
    public static VectorMatrix of(int cpus) {
        TakenNumbers fresh =
                TakenNumbers.none(FIRST, FIRST_SYSTEM_VECTOR - FIRST).take(ISA_FIRST, ISA_COUNT);
        List<TakenNumbers> all = new ArrayList<>();
        for (int cpu = 0; cpu < Math.max(1, cpus); cpu++) {
            all.add(fresh);
        }
        return new VectorMatrix(all);
    }

    /// Takes a vector.
    ///
    /// @return ENOSPC when no CPU has one
    public Transition<VectorMatrix, CpuVector> take() {
        int cpu = mostFree();
        var vector = cpus.get(cpu).lowestFree(1);
        if (vector.isEmpty()) {
            return new Transition<>(this, Outcome.refuse(Errno.ENOSPC, NO_VECTOR));
        }
        CpuVector taken = new CpuVector(cpu, vector.getAsInt());
        return new Transition<>(
                with(cpu, cpus.get(cpu).take(taken.vector(), 1)), Outcome.ok(taken));
    }

    public VectorMatrix give(CpuVector vector) {
        return with(vector.cpu(), cpus.get(vector.cpu()).give(vector.vector(), 1));
    }

    /// How many vectors of a CPU are free.
    public int free(int cpu) {
        TakenNumbers vectors = cpus.get(cpu);
        return vectors.size() - vectors.count();
    }

    private int mostFree() {
        int best = 0;
        for (int cpu = 1; cpu < cpus.size(); cpu++) {
            if (free(cpu) > free(best)) {
                best = cpu;
            }
        }
        return best;
    }

    private VectorMatrix with(int cpu, TakenNumbers vectors) {
        List<TakenNumbers> changed = new ArrayList<>(cpus);
        changed.set(cpu, vectors);
        return new VectorMatrix(changed);
    }
}
