package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.MsiParents;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.scenario.Step;
import iovatlas.scenario.UserMapping;
import iovatlas.scenario.design.DesignAnswer.Overlap;
import iovatlas.scenario.design.DesignVectors.Setup;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// Makes doorbells reachable as the policy says.
///
/// @param machine what changes
record DoorbellPlacing(DesignMachine machine) {

    private static final String SET = DesignVectors.SET;

    /// Makes the doorbell of a set-up reachable, or says why it is not.
    void place(Setup setup) {
        if (machine.policy().oneController() && otherController(setup)) {
            machine.answer(
                    new DesignAnswer(
                            machine.step(),
                            SET,
                            DesignWord.REJECTED,
                            null,
                            Certainty.CERTAIN,
                            "a page table serves one interrupt controller, and "
                                    + setup.controller()
                                    + " is a second one",
                            null));
            return;
        }
        switch (machine.policy().placement()) {
            case NOWHERE, IDENTITY_AT_START, HARDWARE -> accept(setup, physical(setup));
            case IDENTITY_AT_SETUP -> identity(setup);
            case WINDOW, WINDOW_THROUGH_GUEST -> window(setup);
            case GUEST_ADDRESS -> guest(setup);
            case ALLOCATOR -> allocate(setup);
            case UNKNOWN -> {
                machine.vectors().put(setup.device(), setup.at(physical(setup)));
                machine.note(
                        SET,
                        DesignWord.UNKNOWN,
                        machine.policy().certainty(),
                        "the design does not say how the doorbell is mapped",
                        null);
            }
        }
    }

    private boolean otherController(Setup setup) {
        return machine.vectors().values().stream()
                .filter(v -> !v.device().equals(setup.device()))
                .filter(v -> isIn(v.device(), setup.domain()))
                .anyMatch(v -> !v.controller().equals(setup.controller()));
    }

    private boolean isIn(PciAddress device, DesignDomain domain) {
        return machine.groups()
                .groupOf(device)
                .filter(group -> domain.groups().contains(group.number()))
                .isPresent();
    }

    private static Iova physical(Setup setup) {
        return UserWindow.same(setup.doorbell());
    }

    private void accept(Setup setup, Iova address) {
        machine.vectors().put(setup.device(), setup.at(address));
        machine.accept(
                SET,
                setup.count()
                        + " vectors write to "
                        + address.hex()
                        + " for "
                        + setup.controller());
    }

    private DoorbellPage identityPage(HostPhysical doorbell) {
        HostPhysical page = doorbell.alignDown(machine.granule());
        return new DoorbellPage(
                AddressRange.ofSize(UserWindow.same(page), machine.granule()), page);
    }

    private void identity(Setup setup) {
        DoorbellPage page = identityPage(setup.doorbell());
        List<DesignDomain> targets =
                machine.policy().everyDomain()
                        ? List.copyOf(setup.space().domains())
                        : List.of(setup.domain());
        boolean missing = targets.stream().anyMatch(domain -> !domain.has(page));
        Optional<Entry<Iova, UserMapping>> there =
                setup.space().mappings().firstOverlapping(page.iova());
        if (missing && there.isPresent()) {
            taken(setup, page.iova(), there.get(), Errno.EEXIST);
            return;
        }
        targets.forEach(domain -> domain.map(page));
        accept(setup, physical(setup));
    }

    private void taken(
            Setup setup, AddressRange<Iova> range, Entry<Iova, UserMapping> there, Errno errno) {
        String owner = "doorbell page of " + setup.controller();
        machine.refuse(
                SET,
                errno,
                Certainty.EXPECTED,
                "the "
                        + owner
                        + " at "
                        + range.first().hex()
                        + " finds "
                        + there.value().label()
                        + " mapped",
                new Overlap(
                        setup.space().name(),
                        there.range().intersection(range).orElse(range),
                        there.value().label(),
                        owner));
    }

    private void window(Setup setup) {
        Optional<AddressRange<Iova>> window = new DoorbellWindow(machine).of(setup);
        if (window.isEmpty()) {
            machine.refuse(
                    SET,
                    Errno.ENOSPC,
                    machine.policy().certainty().and(Certainty.EXPECTED),
                    "there is no window for the doorbell of " + setup.controller(),
                    null);
            return;
        }
        DoorbellWindow.Place place = new DoorbellWindow(machine).next(setup, window.get());
        Optional<Entry<Iova, UserMapping>> there =
                setup.space().mappings().firstOverlapping(place.page().iova());
        if (place.errno() != null) {
            machine.refuse(SET, place.errno(), Certainty.CERTAIN, "the table is full", null);
        } else if (there.isPresent() && !place.known()) {
            taken(setup, place.page().iova(), there.get(), Errno.ENOSPC);
        } else {
            place.keep().run();
            setup.domain().map(place.page());
            accept(
                    setup,
                    place.page()
                            .iova()
                            .first()
                            .plusExact(setup.doorbell().offsetFrom(place.page().page())));
            overrun(setup, place.page(), window.get());
        }
    }

    /// Nothing compares the next page with the end of the window.
    private void overrun(Setup setup, DoorbellPage page, AddressRange<Iova> window) {
        if (!window.contains(page.iova())) {
            machine.note(
                    SET,
                    DesignWord.SILENT,
                    Certainty.EXPECTED,
                    "the doorbell page of "
                            + setup.controller()
                            + " lies behind the window "
                            + window.hex()
                            + ", where nothing keeps user mappings away",
                    new Overlap(
                            setup.space().name(),
                            page.iova(),
                            "doorbell page of " + setup.controller(),
                            "addresses outside the window"));
        }
    }

    private void guest(Setup setup) {
        Step.GuestVector vector = machine.guestVectors().get(setup.device());
        var vectors =
                new ProgrammedVectors(
                        setup.device(),
                        setup.count(),
                        vector == null ? null : Iova.of(vector.doorbell().unsignedBits()),
                        setup.doorbell(),
                        setup.controller());
        machine.vectors().put(setup.device(), vectors);
        machine.accept(SET, "vectors write to the address that the guest chose");
        new GuestDoorbell(machine)
                .page(setup.space(), setup.doorbell())
                .filter(page -> !setup.space().mappings().anyOverlapping(page.iova()))
                .ifPresent(page -> setup.domain().map(page));
    }

    private void allocate(Setup setup) {
        Iova first = Iova.of(0xffff_0000L).alignDown(machine.granule());
        var page = AddressRange.ofSize(first, machine.granule());
        var there = setup.space().mappings().firstOverlapping(page);
        while (there.isPresent()
                && machine.granule().unsignedBytes()
                        <= there.get().range().first().unsignedBits()) {
            first =
                    there.get()
                            .range()
                            .first()
                            .minusExact(machine.granule().unsignedBytes())
                            .alignDown(machine.granule());
            page = AddressRange.ofSize(first, machine.granule());
            there = setup.space().mappings().firstOverlapping(page);
        }
        HostPhysical physical = setup.doorbell().alignDown(machine.granule());
        setup.domain().map(new DoorbellPage(page, physical));
        accept(setup, first.plusExact(setup.doorbell().offsetFrom(physical)));
    }

    /// The doorbell pages of all controllers, at their physical addresses.
    List<DoorbellPage> everyDoorbell() {
        return machine.groups().topology().msiControllers().stream()
                .flatMap(controller -> MsiParents.doorbell(controller).stream())
                .map(this::identityPage)
                .toList();
    }
}
