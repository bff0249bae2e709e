package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// Where doorbells are in the page tables of a context, which changed with 6.15.
class DoorbellReleaseTest {

    private static final long ITS = 0x8090040;

    private static Session attached(KernelRelease release) {
        var session = new Session(release);
        session.ioas();
        session.bind(TwoGroups.ONE);
        session.bind(TwoGroups.THREE);
        session.attach(TwoGroups.ONE, 1);
        session.attach(TwoGroups.THREE, 1);
        return session;
    }

    private static long at(Outcome<Iova> outcome) {
        return outcome instanceof Outcome.Success<Iova> success
                ? success.value().unsignedBits()
                : -1;
    }

    @Test
    void sharesOneTableOfTheContextSince6_15() {
        Session session = attached(KernelRelease.V7_3);
        assertThat(at(session.doorbell(TwoGroups.ONE, ITS))).isEqualTo(0x8000040);
        assertThat(at(session.doorbell(TwoGroups.THREE, ITS + 0x20000))).isEqualTo(0x8001040);
    }

    @Test
    void givesEveryPageTableAWindowOfItsOwnUpTo6_14() {
        Session session = attached(KernelRelease.V6_12);
        assertThat(at(session.doorbell(TwoGroups.ONE, ITS))).isEqualTo(0x8000040);
        assertThat(at(session.doorbell(TwoGroups.THREE, ITS + 0x20000))).isEqualTo(0x8000040);
    }

    @Test
    void losesTheDoorbellsOfAReplacedPageTableUpTo6_14() {
        for (boolean old : new boolean[] {true, false}) {
            Session session = attached(old ? KernelRelease.V6_12 : KernelRelease.V7_3);
            session.doorbell(TwoGroups.ONE, ITS);
            session.ioas();
            int other = session.context().ioases().keys().getLast();
            assertThat(session.attach(TwoGroups.ONE, other)).isEqualTo("OK");
            int table =
                    Objects.requireNonNull(
                            session.context().device(TwoGroups.ONE).orElseThrow().hwpt());
            Hwpt hwpt = session.context().hwpt(table).orElseThrow();
            assertThat(hwpt.pages(session.context())).hasSize(old ? 0 : 1);
        }
    }

    /// C175.
    @Test
    void aContextHas64DoorbellPages() {
        Session session = attached(KernelRelease.V7_3);
        for (int i = 0; i < 64; i++) {
            assertThat(session.doorbell(TwoGroups.ONE, ITS + i * 0x10000L).isOk()).isTrue();
        }
        assertThat(session.doorbell(TwoGroups.THREE, 0x4000_0040L).error())
                .contains(Errno.EOVERFLOW);
        assertThat(session.doorbell(TwoGroups.THREE, ITS).isOk()).isTrue();
    }
}
