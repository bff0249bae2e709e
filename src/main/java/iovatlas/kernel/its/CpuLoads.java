package iovatlas.kernel.its;

import java.util.Arrays;

/// How many LPIs each CPU takes; a new one goes to the CPU that takes the fewest.
///
/// Source: `drivers/irqchip/irq-gic-v3-its.c:its_select_cpu, cpumask_pick_least_loaded`.
public final class CpuLoads {

    private final int[] loads;

    private CpuLoads(int[] loads) {
        this.loads = loads;
    }

    /// CPUs `0..cpus-1` without any LPI; at least one CPU.
    public static CpuLoads of(int cpus) {
        return new CpuLoads(new int[Math.max(1, cpus)]);
    }

    /// The least loaded CPU, the lowest number of several.
    public int leastLoaded() {
        int best = 0;
        for (int cpu = 1; cpu < loads.length; cpu++) {
            if (loads[cpu] < loads[best]) {
                best = cpu;
            }
        }
        return best;
    }

    /// One LPI more on that CPU.
    public CpuLoads plus(int cpu) {
        return changed(cpu, 1);
    }

    /// One LPI less on that CPU.
    public CpuLoads minus(int cpu) {
        return changed(cpu, -1);
    }

    private CpuLoads changed(int cpu, int by) {
        int[] copy = Arrays.copyOf(loads, loads.length);
        copy[cpu] += by;
        return new CpuLoads(copy);
    }
}
