package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Map;

class ItsDriverTest {

    private static final ItsDriver.Key DEVICE = new ItsDriver.Key("its0", 0x100);

    private static ItsDriver fresh(int lpis, int cpus) {
        return ItsDriver.booted(Map.of("its0", ItsTables.booted(16, 16, 57344, cpus)), lpis, cpus);
    }

    private static Transition<ItsDriver, ItsDevice> prepared(ItsDriver its, int vectors) {
        return its.prepare(DEVICE, new ItsPreparation(vectors, false));
    }

    @Test
    @Tag("M037")
    void deviceZeroGetsAtLeastThirtyTwoEntries() {
        ItsPreparation size = ItsPreparation.of(KernelRelease.V7_3, 0, 4, 4, 0);
        assertThat(size.vectors()).isEqualTo(32);
        Transition<ItsDriver, ItsDevice> device =
                fresh(57344, 1).prepare(new ItsDriver.Key("its0", 0), size);
        assertThat(got(device).entries()).isEqualTo(32);
        assertThat(got(device).eventBits() - 1).isEqualTo(4);
    }

    @Test
    @Tag("M051")
    void oneVectorStillGetsTwoEntries() {
        ItsDevice device = got(prepared(fresh(57344, 1), 1));
        assertThat(device.entries()).isEqualTo(2);
        assertThat(device.eventBits() - 1).isZero();
        assertThat(device.lpis().count()).isEqualTo(1);
    }

    @Test
    @Tag("M053")
    void fewerLpisThanEntriesLeaveEventsThatCannotBeUsed() {
        Transition<ItsDriver, ItsDevice> device = prepared(fresh(40, 1), 64);
        assertThat(got(device).entries()).isEqualTo(64);
        assertThat(got(device).eventBits() - 1).isEqualTo(5);
        assertThat(got(device).lpis().count()).isEqualTo(32);
        ItsDriver its = device.state();
        for (int event = 0; event < 32; event++) {
            Transition<ItsDriver, Integer> taken = its.takeEvents(DEVICE, 1);
            assertThat(taken.outcome()).isEqualTo(Outcome.ok(event));
            its = taken.state();
        }
        assertThat(its.takeEvents(DEVICE, 1).outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    @Tag("M061")
    void affinityMovesTheEventAndNothingElse() {
        ItsDriver its = prepared(fresh(57344, 8), 4).state().takeEvents(DEVICE, 1).state();
        ItsDriver active = its.activate(DEVICE, 0);
        assertThat(active.entry(DEVICE, 0)).hasValue(new ItsEntry(8192, 0));
        ItsDriver moved = active.setAffinity(DEVICE, 0, 5);
        assertThat(moved.entry(DEVICE, 0)).hasValue(new ItsEntry(8192, 5));
        assertThat(moved.tablesOf("its0").lookup(0x100, 0))
                .isEqualTo(new ItsLookup.Found(8192, 5, 5));
    }

    @Test
    void eventsAlternateBetweenIdleCpus() {
        ItsDriver its = prepared(fresh(57344, 2), 8).state();
        for (int event = 0; event < 4; event++) {
            its = its.takeEvents(DEVICE, 1).state().activate(DEVICE, event);
            assertThat(its.entry(DEVICE, event).orElseThrow().icid()).isEqualTo(event % 2);
        }
    }

    @Test
    void aSharedDeviceIsNotResizedAndNeverTakenDown() {
        ItsDriver its = prepared(fresh(57344, 1), 4).state();
        Transition<ItsDriver, ItsDevice> again = prepared(its, 64);
        assertThat(got(again).entries()).isEqualTo(4);
        assertThat(again.state().remove(DEVICE).device(DEVICE)).isPresent();
    }

    @Test
    void aDeviceThatGoesGivesItsLpisBack() {
        ItsDriver gone = prepared(fresh(57344, 1), 64).state().remove(DEVICE);
        assertThat(gone.device(DEVICE)).isEmpty();
        assertThat(gone.lpis().free()).containsExactly(new LpiRange(8192, 57344));
        assertThat(gone.tablesOf("its0").device(0x100)).isEmpty();
    }

    @Test
    void aDeviceIdBeyondTheTableIsRefused() {
        Transition<ItsDriver, ItsDevice> device =
                fresh(57344, 1)
                        .prepare(new ItsDriver.Key("its0", 1 << 16), new ItsPreparation(1, false));
        assertThat(device.outcome().error()).hasValue(Errno.ENOMEM);
    }

    @Test
    void tablesAreSizedByTheRequestBefore611AndByTheHardwareSince() {
        assertThat(ItsPreparation.of(KernelRelease.V6_1, 8, 3, 65, 0).vectors()).isEqualTo(4);
        assertThat(ItsPreparation.of(KernelRelease.V6_12, 8, 3, 65, 0).vectors()).isEqualTo(128);
        assertThat(ItsPreparation.of(KernelRelease.V7_3, 8, 3, 65, 0).vectors()).isEqualTo(128);
    }

    @Test
    void functionsBehindAConventionalBridgeShareATableForAllOfThem() {
        assertThat(ItsPreparation.of(KernelRelease.V7_3, 8, 1, 1, 11))
                .isEqualTo(new ItsPreparation(16, true));
    }

    private static ItsDevice got(Transition<ItsDriver, ItsDevice> transition) {
        return switch (transition.outcome()) {
            case Outcome.Success<ItsDevice> success -> success.value();
            case Outcome.Refusal<ItsDevice> refusal ->
                    throw new AssertionError(refusal.reason().text());
        };
    }
}
