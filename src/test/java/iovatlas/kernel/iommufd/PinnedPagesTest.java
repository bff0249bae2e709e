package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.KernelRelease;

import org.junit.jupiter.api.Test;

/// What is pinned, and held against which limit.
class PinnedPagesTest {

    private final Session session = new Session(KernelRelease.V7_3);

    @Test
    void pinsOnlyWhileAPageTableShowsTheMemory() {
        session.ioas();
        session.map(1, 0x10000, 4, 0);
        assertThat(session.pinned()).isZero();
        session.bind(TwoGroups.ONE);
        session.attach(TwoGroups.ONE, 1);
        assertThat(session.pinned()).isEqualTo(4);
        session.detach(TwoGroups.ONE);
        assertThat(session.pinned()).isZero();
    }

    @Test
    void pinsTheMemoryOfACopyOnce() {
        session.ioas();
        session.bind(TwoGroups.ONE);
        session.attach(TwoGroups.ONE, 1);
        session.map(1, 0x10000, 4, 0);
        assertThat(session.copy(1, 1, 0x80000, 0x11000, 2)).isEqualTo("OK");
        assertThat(session.pinned()).isEqualTo(4);
        // Another MAP of the same memory pins it again.
        session.map(1, 0x40000, 4, 0);
        assertThat(session.pinned()).isEqualTo(8);
    }

    @Test
    void stopsAtTheLimitOfTheUser() {
        session.limited(4).ioas();
        session.bind(TwoGroups.ONE);
        session.attach(TwoGroups.ONE, 1);
        assertThat(session.map(1, 0x10000, 3, 0)).isEqualTo("OK");
        IommufdState before = session.state;
        assertThat(session.map(1, 0x20000, 2, 8)).isEqualTo("ENOMEM");
        assertThat(session.state).isEqualTo(before);
        assertThat(session.map(1, 0x20000, 1, 8)).isEqualTo("OK");
        assertThat(session.copy(1, 1, 0x30000, 0x10000, 3)).isEqualTo("OK");
        assertThat(new PinnedPages(session.state).lockedBy("test")).isZero();
    }

    @Test
    void refusesAnAttachThatWouldPinTooMuch() {
        session.limited(4).ioas();
        assertThat(session.map(1, 0x10000, 5, 0)).isEqualTo("OK");
        session.bind(TwoGroups.ONE);
        assertThat(session.attach(TwoGroups.ONE, 1)).isEqualTo("ENOMEM");
        session.unmapAll(1);
        assertThat(session.attach(TwoGroups.ONE, 1)).isEqualTo("OK");
    }

    @Test
    void countsForTheProcessWhenToldBeforeAnythingIsThere() {
        session.limited(4);
        assertThat(session.option(0, 0, 0, 1)).isEqualTo("OK");
        session.ioas();
        session.bind(TwoGroups.ONE);
        session.attach(TwoGroups.ONE, 1);
        session.map(1, 0x10000, 3, 0);
        assertThat(new PinnedPages(session.state).lockedBy("test")).isEqualTo(3);
        assertThat(session.map(1, 0x20000, 2, 0)).isEqualTo("ENOMEM");
    }

    @Test
    void choosesTheAccountingOnlyInAnEmptyContext() {
        assertThat(session.option(0, 0, 7, 1)).isEqualTo("EOPNOTSUPP");
        assertThat(session.option(0, 2, 0, 1)).isEqualTo("EOPNOTSUPP");
        assertThat(session.option(0, 0, 0, 2)).isEqualTo("EINVAL");
        assertThat(session.option(0, 1, 0, 0)).isEqualTo("OK");
        session.ioas();
        assertThat(session.option(0, 0, 0, 2)).isEqualTo("EBUSY");
        assertThat(session.option(5, 1, 0, 0)).isEqualTo("EOPNOTSUPP");
        assertThat(session.option(1, 9, 8, 0)).isEqualTo("ENOENT");
        assertThat(session.option(1, 9, 1, 0)).isEqualTo("EOPNOTSUPP");
        assertThat(session.option(1, 0, 1, 2)).isEqualTo("EINVAL");
        assertThat(session.option(1, 0, 1, 0)).isEqualTo("OK");
        assertThat(session.context().ioas(1).orElseThrow().smallPages()).isTrue();
    }
}
