package iovatlas.kernel.vfio;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.List;
import java.util.Objects;

/// One process that calls VFIO on one container; every call gives the errno's word.
final class VfioSession {

    final Vfio vfio;
    VfioState state = VfioState.EMPTY;
    CallingProcess process = TestHost.process();
    private int container;

    VfioSession(VfioHost host) {
        this(new Vfio(host));
    }

    VfioSession(Vfio vfio) {
        this.vfio = vfio;
        openContainer();
    }

    /// A type1v2 container with these groups attached before SET_IOMMU.
    static VfioSession with(TestHost host, int... groups) {
        var session = new VfioSession(host);
        for (int group : groups) {
            session.attach(group);
        }
        session.setIommu(3);
        return session;
    }

    /// Opens another container, which is the one that calls go to from then on.
    int openContainer() {
        var opened = vfio.openContainer(state);
        state = opened.state();
        container = opened.state().containersMade() - 1;
        return container;
    }

    void use(int number) {
        container = number;
    }

    /// Opens the group if it is not open, and puts it into the container.
    String attach(int group) {
        if (state.group(group).isEmpty()) {
            String word = openGroup(group);
            if (!word.equals("OK")) {
                return word;
            }
        }
        return done(vfio.setContainer(state, group, container));
    }

    String openGroup(int group) {
        return done(vfio.openGroup(state, group));
    }

    String detach(int group) {
        return done(vfio.unsetContainer(state, group));
    }

    String setIommu(int type) {
        return done(vfio.setIommu(state, container, type));
    }

    String openDevice(int group) {
        return done(vfio.openDevice(state, group, TestHost.function(group)));
    }

    void closeDevice(int group) {
        state = vfio.closeDevice(state, TestHost.function(group));
    }

    int extension(int number) {
        return vfio.checkExtension(state, container, number);
    }

    /// Maps with READ and WRITE.
    String map(long iova, long size) {
        return map(iova, size, 3);
    }

    String map(long iova, long size, int flags) {
        return map(iova, size, TestHost.MEMORY, flags);
    }

    String map(long iova, long size, UserVirtual address, int flags) {
        var request =
                new MapRequest(
                        MapRequest.ARGSZ, flags, address, Iova.of(iova), ByteSize.ofBytes(size));
        return done(vfio.map(state, container, request, process, 0));
    }

    /// Unmaps: the size that came back, or the errno.
    String unmap(long iova, long size) {
        return unmap(iova, size, 0);
    }

    String unmap(long iova, long size, int flags) {
        var request =
                new UnmapRequest(UnmapRequest.ARGSZ, flags, Iova.of(iova), ByteSize.ofBytes(size));
        Transition<VfioState, ByteSize> step = vfio.unmap(state, container, request, process);
        state = step.state();
        return switch (step.outcome()) {
            case Outcome.Success<ByteSize> success -> success.value().text();
            case Outcome.Refusal<ByteSize> refusal -> refusal.errno().name();
        };
    }

    Outcome<Type1Information> information() {
        return vfio.information(state, container);
    }

    /// The permitted ranges, as hex.
    List<String> ranges() {
        return type1().permitted().ranges().stream().map(r -> r.hex()).toList();
    }

    Type1 type1() {
        return Objects.requireNonNull(state.container(container).orElseThrow().type1());
    }

    /// The answer of the last kind of call for its reason: runs it without keeping the state.
    Outcome<MapRequest> tryMap(long iova, long size) {
        return vfio.map(
                        state,
                        container,
                        MapRequest.of(
                                Iova.of(iova), ByteSize.ofBytes(size), TestHost.MEMORY, true, true),
                        process,
                        0)
                .outcome();
    }

    private String done(Transition<VfioState, ?> step) {
        state = step.state();
        return step.outcome().word();
    }
}
