package iovatlas.ui.window;

import javafx.application.Platform;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Assumptions;
import org.testfx.util.WaitForAsyncUtils;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The toolkit's thread in tests.
public final class FxThread {

    private static final int PATIENCE_SECONDS = 60;
    private static final String SKIPPED =
            "Window tests are skipped: JavaFX cannot draw text here. On Debian install libfreetype6"
                    + " libfontconfig1 libpangoft2-1.0-0 fonts-dejavu-core. ";

    private FxThread() {}

    /// Starts the toolkit, once for all tests of the JVM; skips the test where it cannot draw.
    public static void assumeToolkit() {
        try {
            CompletableFuture<Double> width = new CompletableFuture<>();
            start(() -> {
                try {
                    width.complete(new Text("probe").getLayoutBounds().getWidth());
                } catch (RuntimeException | LinkageError e) {
                    width.completeExceptionally(e);
                }
            });
            Platform.setImplicitExit(false);
            width.join();
        } catch (CompletionException | UnsupportedOperationException | LinkageError e) {
            Assumptions.abort(SKIPPED + e);
        }
    }

    private static void start(Runnable probe) {
        try {
            Platform.startup(probe);
        } catch (IllegalStateException _) {
            // Another test started it.
            Platform.runLater(probe);
        }
    }

    /// Does something on the toolkit's thread and waits for it.
    public static <T> T call(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000L, work);
    }

    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until something holds, which is looked at on the toolkit's thread.
    public static void waitUntil(String what, Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> call(holds));
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }
}
