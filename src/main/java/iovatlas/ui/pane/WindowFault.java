package iovatlas.ui.pane;

/// Hands a fault of the program to whoever reports those of the window's thread.
public final class WindowFault {

    private WindowFault() {}

    /// Reports what a computation threw. Called on the window's thread.
    public static void report(Throwable fault) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
    }
}
