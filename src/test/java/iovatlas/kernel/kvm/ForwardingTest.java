package iovatlas.kernel.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.GuestPhysical;
import iovatlas.address.HostPhysical;
import iovatlas.kernel.Errno;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.topology.GicVersion;
import iovatlas.topology.Register64;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/// Vectors that the host's ITS injects by itself, and a virtual ITS that moves to another host.
class ForwardingTest {

    private static final GuestPhysical BASE = GuestPhysical.of(0x0808_0000);
    private static final GuestPhysical DOORBELL = GuestPhysical.of(0x0809_0040);
    private static final DirectInjection ALL_HOLDS =
            new DirectInjection(true, true, true, true, true, false, false);

    private static Forwardings forwarded(GicVersion version) {
        return Forwardings.none(version).paired(24, 8195, ALL_HOLDS);
    }

    private static VirtualIts run(VirtualIts its, ItsCommand... commands) {
        VirtualIts after = its;
        for (ItsCommand command : commands) {
            after = after.execute(command).after();
        }
        return after;
    }

    private static VirtualIts twoDevices() {
        return run(
                VirtualIts.running(BASE, 4),
                new ItsCommand.Mapd(2, 5, HostPhysical.of(0x4801_0000), true),
                new ItsCommand.Mapd(7, 8, HostPhysical.of(0x4802_0000), true),
                new ItsCommand.Mapc(3, 3, true),
                new ItsCommand.Mapc(2, 2, true),
                new ItsCommand.Mapti(2, 20, 8195, 3),
                new ItsCommand.Mapti(7, 255, 8196, 2));
    }

    @Test
    @Tag("M063")
    void aForwardedInterruptHasNoAffinity() {
        assertThat(forwarded(GicVersion.V4_1).affinity(24, 5).error()).hasValue(Errno.EINVAL);
        assertThat(forwarded(GicVersion.V4_1).affinity(25, 5).isOk()).isTrue();
    }

    @Test
    @Tag("M091")
    void savingIsRefusedWhileGicV40HoldsPendingState() {
        assertThat(forwarded(GicVersion.V4).save(twoDevices()).error()).hasValue(Errno.EACCES);
        assertThat(forwarded(GicVersion.V4_1).save(twoDevices()).isOk()).isTrue();
        assertThat(forwarded(GicVersion.V4).unpaired(24).save(twoDevices()).isOk()).isTrue();
    }

    @Test
    @Tag("M097")
    void aChangedRouteEndsForwardingUntilTheNextMeeting() {
        Forwardings changed = forwarded(GicVersion.V4).unpaired(24);
        assertThat(changed.isForwarded(24)).isFalse();
        assertThat(changed.paired(24, 8195, ALL_HOLDS).isForwarded(24)).isTrue();
    }

    @Test
    void aDiscardedEventIsNotForwardedAnyMoreAndAnLpiOnlyOnce() {
        assertThat(forwarded(GicVersion.V4).discarded(8195).isForwarded(24)).isFalse();
        assertThat(forwarded(GicVersion.V4).paired(25, 8195, ALL_HOLDS).isForwarded(25)).isFalse();
        var unmapped = new DirectInjection(true, true, true, true, false, false, false);
        assertThat(Forwardings.none(GicVersion.V4).paired(24, 8195, unmapped).isForwarded(24))
                .isFalse();
    }

    @Test
    @Tag("M129")
    void savedTablesBringEveryEventBack() {
        SavedTables saved = twoDevices().save();
        assertThat(saved.devices().get(2)).isEqualTo(new Register64(0x800a_0000_0900_2004L));
        VirtualIts back = VirtualIts.running(BASE, 4).restored(saved);
        InjectionResult first = back.inject(DOORBELL, 2, 20);
        assertThat(first.lpi()).isEqualTo(8195);
        assertThat(first.vcpu()).isEqualTo(3);
        InjectionResult second = back.inject(DOORBELL, 7, 255);
        assertThat(second.lpi()).isEqualTo(8196);
        assertThat(second.vcpu()).isEqualTo(2);
        assertThat(back.save()).isEqualTo(saved);
    }

    @Test
    @Tag("M131")
    void pendingBitsInMemoryAreReadWhenLpisGoOnAndSurviveAMove() {
        VirtualIts its = VirtualIts.running(BASE, 2).withLpis(0, false).withLpis(1, false);
        its = run(its, new ItsCommand.Mapd(2, 8, null, true));
        its = run(its, new ItsCommand.Mapc(0, 0, true), new ItsCommand.Mapc(1, 1, true));
        Set<Integer> pending = new HashSet<>();
        for (int event = 0; event < 256; event++) {
            its = run(its, new ItsCommand.Mapti(2, event, 8192 + event, event % 2));
            pending.add(8192 + event);
        }
        VirtualIts on = its.withLpis(0, pending).withLpis(1, pending);
        VirtualIts moved = VirtualIts.running(BASE, 2).restored(on.save());
        assertThat(pendingAt(moved, 0)).isEqualTo(128);
        assertThat(pendingAt(moved, 1)).isEqualTo(128);
        assertThat(pendingAt(its.withLpis(0, Set.of()), 0)).isZero();
    }

    private static long pendingAt(VirtualIts its, int vcpu) {
        long count = 0;
        for (int lpi = 8192; lpi < 8192 + 256; lpi++) {
            Vlpi state = its.lpi(lpi).orElseThrow();
            count += state.pending() && Integer.valueOf(vcpu).equals(state.vcpu()) ? 1 : 0;
        }
        return count;
    }
}
