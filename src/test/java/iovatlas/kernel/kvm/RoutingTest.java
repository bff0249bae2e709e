package iovatlas.kernel.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.GuestPhysical;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRule;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class RoutingTest {

    private static final GuestPhysical DOORBELL = GuestPhysical.of(0x0809_0040);

    private static RoutingEntry message(int gsi) {
        return new RoutingEntry.Msi(gsi, DOORBELL, 0, 8);
    }

    @Test
    @Tag("M093")
    void aBadTableIsRefusedAndTheOldOneStays() {
        RoutingTable table = new RoutingTable(List.of(message(24)));
        List<RoutingEntry> many = new ArrayList<>();
        for (int i = 0; i < 4097; i++) {
            many.add(new RoutingEntry.Pin(i, 0, 0));
        }
        for (List<RoutingEntry> bad :
                List.of(
                        many,
                        List.of(message(4096)),
                        List.of(message(24), message(24)),
                        List.<RoutingEntry>of(message(24), new RoutingEntry.Pin(24, 0, 0)),
                        List.<RoutingEntry>of(
                                new RoutingEntry.Pin(1, 0, 0), new RoutingEntry.Pin(1, 0, 1)))) {
            var replaced = table.replace(bad);
            assertThat(replaced.outcome().error()).hasValue(Errno.EINVAL);
            assertThat(replaced.state()).isEqualTo(table);
        }
        List<RoutingEntry> pins =
                List.of(new RoutingEntry.Pin(1, 0, 0), new RoutingEntry.Pin(1, 1, 0));
        assertThat(table.replace(pins).outcome().isOk()).isTrue();
    }

    @Test
    void theLowestFreeNumberSkipsWhatIsTaken() {
        RoutingTable table = new RoutingTable(List.of(message(24), message(26)));
        assertThat(table.lowestFree(24)).hasValue(25);
        assertThat(table.lowestFree(RoutingTable.LIMIT)).isEmpty();
        assertThat(table.messageOf(26)).isPresent();
        assertThat(table.messageOf(25)).isEmpty();
    }

    @Test
    @Tag("M095")
    void anIrqfdNeedsAnInterruptControllerAndADescriptorOfItsOwn() {
        assertThat(Irqfds.NONE.assign("fd3", 24, false).outcome().error()).hasValue(Errno.EAGAIN);
        Irqfds one = Irqfds.NONE.assign("fd3", 24, true).state();
        assertThat(one.assign("fd3", 25, true).outcome().error()).hasValue(Errno.EBUSY);
        assertThat(one.gsiOf("fd3")).hasValue(24);
        assertThat(one.deassign("fd3").assign("fd3", 25, true).outcome().isOk()).isTrue();
        assertThat(one.deassign("fd9")).isEqualTo(one);
    }

    @Test
    @Tag("M099")
    void directInjectionIsOffByDefault() {
        assertThat(DirectInjection.switchedOn(CommandLine.EMPTY)).isFalse();
        assertThat(DirectInjection.switchedOn(new CommandLine("kvm-arm.vgic_v4_enable=1")))
                .isTrue();
        assertThat(id(new DirectInjection(true, false, true, true, true, false, false).obstacle()))
                .isEqualTo("gicv4-off");
        assertThat(new DirectInjection(true, true, true, true, true, false, false).obstacle())
                .isNull();
        assertThat(id(new DirectInjection(true, true, true, true, false, false, false).obstacle()))
                .isEqualTo("gicv4-not-mapped");
    }

    @Test
    @Tag("M107")
    void onlyFixedAndLowestPriorityMessagesArePosted() {
        int nmi = 4;
        assertThat(id(new PostedInterrupts(true, true, true, true, 1, nmi).obstacle()))
                .isEqualTo("posted-delivery-mode");
        assertThat(new PostedInterrupts(true, true, true, true, 1, 0).obstacle()).isNull();
        assertThat(id(new PostedInterrupts(true, true, true, true, 2, 0).obstacle()))
                .isEqualTo("posted-destinations");
        assertThat(id(new PostedInterrupts(true, false, true, true, 1, 0).obstacle()))
                .isEqualTo("posted-no-hardware");
    }

    @Test
    @Tag("M137")
    void aSecondPostDoesNotNotifyAgain() {
        PostedDescriptor.Posted first = PostedDescriptor.EMPTY.post(0x41, false);
        assertThat(first.notifies()).isTrue();
        PostedDescriptor.Posted second = first.after().post(0x42, false);
        assertThat(second.notifies()).isFalse();
        assertThat(second.after().requested()).containsExactlyInAnyOrder(0x41, 0x42);
        PostedDescriptor suppressed = new PostedDescriptor(Set.of(), false, true);
        assertThat(suppressed.post(0x41, false).notifies()).isFalse();
        assertThat(suppressed.post(0x41, true).notifies()).isTrue();
    }

    private static String id(@Nullable KernelRule rule) {
        return rule == null ? "none" : rule.id();
    }
}
