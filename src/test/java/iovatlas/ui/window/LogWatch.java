package iovatlas.ui.window;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/// What the program, JavaFX and the threads complain of while a test runs.
final class LogWatch implements AutoCloseable {
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    // Held: a logger that nobody holds forgets its handlers.
    private final java.util.logging.Logger platform = java.util.logging.Logger.getLogger("");
    private final @Nullable UncaughtExceptionHandler before =
            Thread.getDefaultUncaughtExceptionHandler();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                        complaints.add(event.getLoggerName() + ": " + event.getFormattedMessage());
                    }
                }
            };
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord event) {
                    if (event.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
                        Throwable thrown = event.getThrown();
                        complaints.add(
                                event.getLoggerName()
                                        + ": "
                                        + event.getMessage()
                                        + (thrown == null ? "" : "\n" + trace(thrown)));
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    LogWatch() {
        appender.start();
        root.addAppender(appender);
        platform.addHandler(handler);
        UncaughtExceptionHandler tell =
                (thread, thrown) -> complaints.add(thread.getName() + " " + trace(thrown));
        Thread.setDefaultUncaughtExceptionHandler(tell);
        FxThread.run(() -> Thread.currentThread().setUncaughtExceptionHandler(tell));
    }

    /// Everything at warning level or above, and every exception that nobody caught.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        platform.removeHandler(handler);
        Thread.setDefaultUncaughtExceptionHandler(before);
        FxThread.run(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
    }
}
