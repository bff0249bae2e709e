package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.PciAddress;

import java.util.List;

/// One process with one context on a machine of [TwoGroups]; every call gives the errno's word.
final class Session {

    static final long MEMORY = 0x7f0000000000L;
    static final int RW = IoasMapRequest.READ | IoasMapRequest.WRITE;
    static final int FIXED = RW | IoasMapRequest.FIXED;

    final IommufdHost host;
    IommufdState state;
    CallingProcess process =
            CallingProcess.privileged(
                    "test",
                    new ProcessMemory(
                            List.of(
                                    new ProcessMemory.Stretch(
                                            AddressRange.ofSize(
                                                    UserVirtual.of(MEMORY), ByteSize.GIB),
                                            true,
                                            ByteSize.MIB))));

    Session(KernelRelease release) {
        host = TwoGroups.on(release);
        state = new Iommufd(host).open(IommufdState.of(VfioState.EMPTY)).state();
    }

    /// The process may pin so many pages and no more.
    Session limited(int pages) {
        process = process.limitedTo(ByteSize.KIB.times(4L * pages));
        return this;
    }

    String done(Transition<IommufdState, ?> step) {
        state = step.state();
        return step.outcome().word();
    }

    Context context() {
        return state.context(0).orElseThrow();
    }

    String ioas() {
        return done(new Iommufd(host).allocate(state, 0, 0));
    }

    String option(int option, int op, int object, long value) {
        return done(
                new OptionCalls(host.facts().release().value())
                        .call(state, 0, new OptionCalls.Request(option, op, object, value)));
    }

    String map(int ioas, long iova, int pages, int firstPage) {
        var request =
                new IoasMapRequest(
                        FIXED,
                        UserVirtual.of(MEMORY + firstPage * 0x1000L),
                        ByteSize.KIB.times(4L * pages),
                        Iova.of(iova));
        return done(new Iommufd(host).map(state, 0, ioas, request, process, 0));
    }

    String copy(int to, int from, long target, long source, int pages) {
        var request =
                new IoasCopyRequest(
                        FIXED, ByteSize.KIB.times(4L * pages), Iova.of(target), Iova.of(source));
        return done(new Iommufd(host).copy(state, 0, to, from, request));
    }

    String unmapAll(int ioas) {
        return done(new Iommufd(host).unmap(state, 0, ioas, Iova.ZERO, ByteSize.ofBytes(-1L)));
    }

    /// Opens the function's own file and binds it.
    String bind(PciAddress at) {
        state = new CdevCalls(host).open(state, at).state();
        return done(new CdevCalls(host).bind(state, at, 0));
    }

    String attach(PciAddress at, int target) {
        return done(new CdevCalls(host).attach(state, at, target));
    }

    String detach(PciAddress at) {
        return done(new CdevCalls(host).detach(state, at));
    }

    /// A vector of a bound function gets its message address.
    Outcome<Iova> doorbell(PciAddress at, long register) {
        int device = context().device(at).orElseThrow().id();
        var mapper = new IommufdDoorbells(context(), device, host.facts().release().value());
        var mapped = mapper.map(HostPhysical.of(register));
        state = state.with(mapped.state().context());
        return mapped.outcome();
    }

    /// Pages that the process has pinned.
    long pinned() {
        return new PinnedPages(state).of(process.name());
    }
}
