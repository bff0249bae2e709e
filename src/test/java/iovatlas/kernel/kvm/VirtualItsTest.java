package iovatlas.kernel.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.GuestPhysical;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.kernel.its.ItsError;
import iovatlas.topology.Register64;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VirtualItsTest {

    private static final GuestPhysical BASE = GuestPhysical.of(0x0808_0000);
    private static final GuestPhysical DOORBELL = GuestPhysical.of(0x0809_0040);

    /// Device 2 event 20 is LPI 8195 on vCPU 3; device 7 event 255 is LPI 8196 on vCPU 2.
    private static VirtualIts twoDevices() {
        return run(
                VirtualIts.running(BASE, 4),
                new ItsCommand.Mapd(2, 8, null, true),
                new ItsCommand.Mapd(7, 8, null, true),
                new ItsCommand.Mapc(3, 3, true),
                new ItsCommand.Mapc(2, 2, true),
                new ItsCommand.Mapti(2, 20, 8195, 3),
                new ItsCommand.Mapti(7, 255, 8196, 2));
    }

    private static VirtualIts run(VirtualIts its, ItsCommand... commands) {
        VirtualIts after = its;
        for (ItsCommand command : commands) {
            after = after.execute(command).after();
        }
        return after;
    }

    private static InjectionResult inject(VirtualIts its, int device, int event) {
        return its.inject(DOORBELL, device, event);
    }

    private static void assertInjected(
            VirtualIts its, int device, int event, @Nullable Integer lpi, @Nullable Integer vcpu) {
        InjectionResult result = inject(its, device, event);
        assertThat(result.injection().arrives()).isEqualTo(lpi != null);
        if (lpi != null) {
            assertThat(result.lpi()).isEqualTo(lpi);
            assertThat(result.vcpu()).isEqualTo(vcpu);
        }
    }

    @Test
    @Tag("M071")
    void theTypeRegisterIsAlwaysTheSame() {
        assertThat(VirtualIts.TYPER).isEqualTo(new Register64(0x1ef71));
    }

    @Test
    @Tag("M073")
    void messagesReachTheVcpusOfTheirCollections() {
        assertInjected(twoDevices(), 2, 20, 8195, 3);
        assertInjected(twoDevices(), 7, 255, 8196, 2);
    }

    @Test
    @Tag("M075")
    void anUnmappedDeviceGetsNothing() {
        VirtualIts its = run(twoDevices(), new ItsCommand.Mapd(2, 8, null, false));
        assertThat(inject(its, 2, 20).injection()).isEqualTo(Injection.NO_EVENT);
    }

    @Test
    @Tag("M077")
    void aSecondMappingOfAnEventIsIgnored() {
        VirtualIts its =
                run(
                        VirtualIts.running(BASE, 1),
                        new ItsCommand.Mapd(8, 4, null, true),
                        new ItsCommand.Mapc(0, 0, true),
                        new ItsCommand.Mapti(8, 1, 8195, 0),
                        new ItsCommand.Mapti(8, 1, 8200, 0));
        assertInjected(its, 8, 1, 8195, 0);
    }

    @Test
    @Tag("M079")
    void lpisHaveTheWidthOfThePropertyTable() {
        VirtualIts its =
                run(
                        VirtualIts.running(BASE, 1).withIdBitsField(13),
                        new ItsCommand.Mapd(8, 4, null, true),
                        new ItsCommand.Mapc(0, 0, true));
        assertThat(its.execute(new ItsCommand.Mapti(8, 1, 8191, 0)).error())
                .isEqualTo(ItsError.MAPTI_PHYSICALID_OOR);
        assertThat(its.execute(new ItsCommand.Mapti(8, 1, 16384, 0)).error())
                .isEqualTo(ItsError.MAPTI_PHYSICALID_OOR);
        assertThat(its.execute(new ItsCommand.Mapti(8, 1, 16383, 0)).error()).isNull();
    }

    @Test
    @Tag("M081")
    void eventBitsAreCheckedOnlyWhenADeviceIsMapped() {
        VirtualIts its = VirtualIts.running(BASE, 1);
        assertThat(its.execute(new ItsCommand.Mapd(8, 17, null, true)).error())
                .isEqualTo(ItsError.MAPD_ITTSIZE_OOR);
        assertThat(its.execute(new ItsCommand.Mapd(8, 16, null, true)).error()).isNull();
        assertThat(its.execute(new ItsCommand.Mapd(8, 17, null, false)).error()).isNull();
    }

    @Test
    @Tag("M083")
    void aRouteWithoutDeviceIdIsInvalid() {
        InjectionResult result = twoDevices().inject(DOORBELL, null, 20);
        assertThat(result.injection()).isEqualTo(Injection.NO_DEVICE_ID);
        assertThat(result.injection().signalResult()).isEqualTo(-22);
    }

    @Test
    @Tag("M085")
    void aMappedEventIsSignalledWithOne() {
        InjectionResult result = inject(twoDevices(), 2, 20);
        assertThat(result.injection().signalResult()).isEqualTo(1);
        assertThat(result.after().lpi(8195).orElseThrow().pending()).isTrue();
    }

    @Test
    @Tag("M087")
    void itStaysOffWithoutItsTables() {
        VirtualIts off = VirtualIts.running(BASE, 1).switched(false, true);
        assertThat(off.switched(true, false).ctlr()).isEqualTo(0x8000_0000);
        assertThat(off.switched(true, true).ctlr()).isEqualTo(0x8000_0001);
    }

    @Test
    @Tag("M089")
    void savesADeviceEntry() {
        assertThat(SavedEntries.device(GuestPhysical.of(0x4801_0000), 5, 5))
                .isEqualTo(new Register64(0x800a_0000_0900_2004L));
        assertThat(SavedEntries.event(2, 8195, 3))
                .isEqualTo(new Register64(0x0002_0000_2003_0003L));
        assertThat(SavedEntries.collection(3, 2)).isEqualTo(new Register64(0x8000_0000_0003_0002L));
    }

    @Test
    @Tag("M121")
    void aCollectionThatWasUnmappedNeverComesBackToItsEvents() {
        VirtualIts its =
                run(
                        twoDevices(),
                        new ItsCommand.Mapc(2, 2, false),
                        new ItsCommand.Mapc(2, 2, true));
        assertThat(inject(its, 7, 255).injection()).isEqualTo(Injection.NO_COLLECTION);
        assertThat(its.execute(new ItsCommand.Movi(7, 255, 3)).error())
                .isEqualTo(ItsError.MOVI_UNMAPPED_COLLECTION);
        assertThat(its.execute(new ItsCommand.Discard(7, 255)).error())
                .isEqualTo(ItsError.DISCARD_UNMAPPED_INTERRUPT);
        VirtualIts remapped = run(its, new ItsCommand.Mapti(7, 255, 8300, 3));
        assertThat(inject(remapped, 7, 255).injection()).isEqualTo(Injection.NO_COLLECTION);
        VirtualIts revived =
                run(
                        its,
                        new ItsCommand.Mapd(7, 8, null, true),
                        new ItsCommand.Mapti(7, 255, 8196, 2));
        assertInjected(revived, 7, 255, 8196, 2);
    }

    @Test
    void aMappingThatNamesAnUnknownCollectionWorksOnceTheCollectionIsMapped() {
        VirtualIts its =
                run(
                        VirtualIts.running(BASE, 2),
                        new ItsCommand.Mapd(8, 4, null, true),
                        new ItsCommand.Mapti(8, 1, 8195, 1));
        assertThat(inject(its, 8, 1).injection()).isEqualTo(Injection.NO_COLLECTION);
        assertInjected(run(its, new ItsCommand.Mapc(1, 1, true)), 8, 1, 8195, 1);
    }

    @Test
    @Tag("M123")
    void movallMovesEveryLpiOfTheGuest() {
        VirtualIts its =
                run(
                        VirtualIts.running(BASE, 3),
                        new ItsCommand.Mapd(8, 4, null, true),
                        new ItsCommand.Mapc(0, 0, true),
                        new ItsCommand.Mapc(2, 2, true),
                        new ItsCommand.Mapti(8, 0, 8192, 0),
                        new ItsCommand.Mapti(8, 1, 8193, 2),
                        new ItsCommand.Movall(0, 1));
        assertInjected(its, 8, 0, 8192, 1);
        assertInjected(its, 8, 1, 8193, 1);
    }

    @Test
    @Tag("M125")
    void twoEventsOfOneLpiAreOnePendingInterrupt() {
        VirtualIts its =
                run(
                        twoDevices(),
                        new ItsCommand.Mapti(2, 1, 8300, 3),
                        new ItsCommand.Mapti(7, 1, 8300, 3));
        VirtualIts fired = inject(inject(its, 2, 1).after(), 7, 1).after();
        assertThat(fired.lpi(8300).orElseThrow().pending()).isTrue();
        VirtualIts one = run(fired, new ItsCommand.Discard(2, 1));
        assertThat(one.lpi(8300)).isPresent();
        assertThat(run(one, new ItsCommand.Discard(7, 1)).lpi(8300)).isEmpty();
    }

    @Test
    @Tag("M127")
    void aMessageToAVcpuWithoutLpisIsLost() {
        VirtualIts off = twoDevices().withLpis(3, false);
        InjectionResult result = inject(off, 2, 20);
        assertThat(result.injection()).isEqualTo(Injection.LPIS_DISABLED);
        assertThat(result.injection().signalResult()).isEqualTo(-16);
        assertThat(result.after().withLpis(3, true).lpi(8195).orElseThrow().pending()).isFalse();
    }

    @Test
    void aDisabledLpiWaits() {
        VirtualIts its = twoDevices().withLpiEnabled(8195, false);
        InjectionResult result = inject(its, 2, 20);
        assertThat(result.injection()).isEqualTo(Injection.PENDING);
        assertThat(result.after().lpi(8195).orElseThrow().pending()).isTrue();
    }

    @Test
    void aMessageToAnotherAddressOrAnItsThatIsOffIsLost() {
        assertThat(twoDevices().inject(GuestPhysical.of(0x0900_0000), 2, 20).injection())
                .isEqualTo(Injection.WRONG_DOORBELL);
        assertThat(inject(twoDevices().switched(false, true), 2, 20).injection())
                .isEqualTo(Injection.ITS_DISABLED);
        assertThat(twoDevices().inject(BASE, 2, 20).injection()).isEqualTo(Injection.LATCHED);
    }

    @Test
    void aKnownTranslationIsUsedUntilACommandForgetsIt() {
        VirtualIts known = inject(twoDevices(), 2, 20).after();
        assertThat(known.inject(DOORBELL, 2, 20).injection()).isEqualTo(Injection.LATCHED);
        VirtualIts moved = run(known, new ItsCommand.Movi(2, 20, 2));
        assertInjected(moved, 2, 20, 8195, 2);
        assertThat(inject(run(known, new ItsCommand.Discard(2, 20)), 2, 20).injection())
                .isEqualTo(Injection.NO_EVENT);
    }
}
