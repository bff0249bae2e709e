package iovatlas.bench;

import com.sun.management.ThreadMXBean;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Milliseconds of many runs, on the clock and on the processor (on a busy machine only the latter mean
/// anything), and what they allocate.
final class GestureTimes {
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final double[] clock;
    private final double[] processor;
    private final double[] megabytes;

    GestureTimes(int runs) {
        clock = new double[runs];
        processor = new double[runs];
        megabytes = new double[runs];
    }

    /// Does a work once.
    ///
    /// @param run which one it is; one below 0 warms the machine up and does not count
    void time(int run, Runnable work) {
        long began = System.nanoTime();
        long taken = threads.getCurrentThreadAllocatedBytes();
        long used = threads.getCurrentThreadCpuTime();
        work.run();
        if (run >= 0) {
            processor[run] = (threads.getCurrentThreadCpuTime() - used) / 1e6;
            clock[run] = (System.nanoTime() - began) / 1e6;
            megabytes[run] = (threads.getCurrentThreadAllocatedBytes() - taken) / 1e6;
        }
    }

    /// The median on the processor.
    double median() {
        return part(processor, 0.5);
    }

    /// @param than what the ratio is to
    void print(PrintStream out, String what, GestureTimes than) {
        out.printf(
                "%-40s clock p50 %5.1f ms p99 %5.1f ms, processor p50 %5.1f ms p99 %5.1f ms,"
                        + " x%.2f, %.1f MB%n",
                what,
                part(clock, 0.5),
                part(clock, 0.99),
                part(processor, 0.5),
                part(processor, 0.99),
                median() / than.median(),
                part(megabytes, 0.5));
    }

    private static double part(double[] times, double part) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * part)];
    }
}
