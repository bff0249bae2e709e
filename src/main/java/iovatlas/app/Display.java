package iovatlas.app;

import javafx.application.Platform;
import javafx.scene.text.Text;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Starts the toolkit, or says in one sentence why there can be no window.
final class Display {

    private static final String PACKAGES =
            " (on Debian: libgtk-3-0 libfreetype6 libfontconfig1 libpangoft2-1.0-0 and a font such"
                    + " as fonts-dejavu-core)";

    private Display() {}

    /// Starts the toolkit and runs something on its thread.
    ///
    /// @throws NoDisplay when there is no display or a library is missing
    static void start(Runnable work) {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        try {
            Platform.startup(() -> {
                try {
                    // The first text loads the font libraries, which may be missing.
                    ready.complete(new Text("IOVAtlas").getLayoutBounds().getWidth() > 0);
                } catch (RuntimeException | LinkageError e) {
                    ready.completeExceptionally(e);
                }
            });
            ready.join();
        } catch (CompletionException e) {
            Platform.exit();
            throw new NoDisplay(sentence(e), e);
        } catch (RuntimeException | LinkageError e) {
            throw new NoDisplay(sentence(e), e);
        }
        Platform.runLater(work);
    }

    /// The innermost cause decides: a library that is missing, or no display.
    private static String sentence(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof LinkageError) {
            return "No window: a library is missing" + PACKAGES + ". " + cause.getMessage();
        }
        String display = System.getenv("DISPLAY");
        return cause instanceof UnsupportedOperationException
                ? "No window: there is no display"
                        + (display == null ? " (DISPLAY is not set)." : " at " + display + ".")
                : "No window: the font libraries do not work" + PACKAGES + ".";
    }
}
