package iovatlas.ui.work;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.window.FxThread;

import javafx.application.Platform;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

@Tag("gui")
class FxTaskExecutorTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private FxTaskExecutor executor;

    @BeforeEach
    void start() {
        FxThread.assumeToolkit();
        executor = FxThread.call(FxTaskExecutor::new);
    }

    @AfterEach
    void stop() {
        FxThread.run(executor::close);
    }

    private Running submit(String title, Work<String> work) {
        return FxThread.call(() ->
                executor.submit(
                        title,
                        work,
                        result -> heard.add(result + " " + Platform.isFxApplicationThread()),
                        problem -> heard.add("failed: " + problem.getMessage())));
    }

    private void waitUntilIdle() {
        FxThread.waitUntil("nothing is at work", () -> executor.running().isEmpty());
    }

    @Test
    void worksElsewhereAndAnswersOnTheWindowsThread() {
        submit("work", _ -> "from the window's thread: " + Platform.isFxApplicationThread());
        waitUntilIdle();
        assertThat(heard).containsExactly("from the window's thread: false true");
    }

    @Test
    void aFailureIsToldOnce() {
        submit(
                "work",
                _ -> {
                    throw new IllegalStateException("broken");
                });
        waitUntilIdle();
        assertThat(heard).containsExactly("failed: broken");
    }

    @Test
    void whatWasStoppedSaysNothing() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Running running =
                submit(
                        "work",
                        progress -> {
                            begun.countDown();
                            goOn.await();
                            progress.check();
                            return "never";
                        });
        FxThread.waitUntil("it has begun", () -> begun.getCount() == 0);
        FxThread.run(running::stop);
        goOn.countDown();
        waitUntilIdle();
        assertThat(running.isOver()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void workThatIsHandedOverAfterTheEndIsDropped() {
        FxThread.run(executor::close);
        assertThat(submit("late", _ -> "late").isOver()).isTrue();
        assertThat(heard).isEmpty();
    }
}
