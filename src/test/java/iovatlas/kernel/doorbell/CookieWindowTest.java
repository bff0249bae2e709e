package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class CookieWindowTest {

    private static final ByteSize PAGE = ByteSize.ofBytes(4096);
    private static final Iova BASE = Iova.of(0x0800_0000);
    private static final HostPhysical ITS = HostPhysical.of(0x0809_0040);

    @Test
    @Tag("M057")
    void theFirstDoorbellIsAtTheBaseOfTheWindow() {
        assertThat(CookieWindow.at(BASE, PAGE).map(ITS, _ -> false).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x0800_0040)));
    }

    @Test
    void theSecondDoorbellPageFollowsByOneGranule() {
        HostPhysical other = HostPhysical.of(0x1009_0040);
        CookieWindow small = CookieWindow.at(BASE, PAGE).map(ITS, _ -> false).state();
        assertThat(small.map(other, _ -> false).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x0800_1040)));
        CookieWindow large =
                CookieWindow.at(BASE, ByteSize.ofBytes(65536)).map(ITS, _ -> false).state();
        assertThat(large.map(other, _ -> false).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x0801_0040)));
    }

    @Test
    void thePageBehindTheWindowFailsOnlyWhereUserSpaceMappedIt() {
        CookieWindow cookie = CookieWindow.at(BASE, PAGE);
        for (int i = 0; i < 256; i++) {
            cookie = cookie.map(HostPhysical.of(0x4000_0000L + i * 0x1000L), _ -> false).state();
        }
        HostPhysical next = HostPhysical.of(0x5000_0000);
        assertThat(cookie.map(next, _ -> true).outcome().error()).hasValue(Errno.ENOMEM);
        assertThat(cookie.map(next, _ -> true).state()).isEqualTo(cookie);
        assertThat(cookie.map(next, _ -> false).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x0810_0000)));
    }

    @Test
    void iovaZeroCountsAsFailure() {
        assertThat(CookieWindow.at(Iova.ZERO, PAGE).map(ITS, _ -> false).outcome().error())
                .hasValue(Errno.ENOMEM);
    }

    @Test
    void everyDoorbellKeepsItsAddressAndPagesFollowEachOther() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            ByteSize granule = ByteSize.ofPowerOfTwo(12 + 2 * random.nextInt(3));
            CookieWindow cookie = CookieWindow.at(BASE, granule);
            Map<HostPhysical, Iova> known = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                HostPhysical doorbell = HostPhysical.of(random.nextInt(1 << 20) * 4L);
                var mapped = cookie.map(doorbell, _ -> false);
                cookie = mapped.state();
                Iova iova = ((Outcome.Success<Iova>) mapped.outcome()).value();
                assertThat(known.computeIfAbsent(doorbell, _ -> iova)).isEqualTo(iova);
                long mask = granule.unsignedLastOffset();
                assertThat(iova.unsignedBits() & mask).isEqualTo(doorbell.unsignedBits() & mask);
            }
            for (int i = 0; i < cookie.pages().size(); i++) {
                Iova first = BASE.plusExact(granule.times(i).unsignedBytes());
                assertThat(cookie.pages().get(i).iova())
                        .isEqualTo(AddressRange.ofSize(first, granule));
            }
        }
    }

    @Test
    @Tag("M059")
    void aContextGivesADoorbellOneAddressForAllItsPageTables() {
        ContextDoorbells context = ContextDoorbells.of(PAGE);
        var first = context.map(BASE, ITS);
        assertThat(first.outcome()).isEqualTo(Outcome.ok(Iova.of(0x0800_0040)));
        var again = first.state().map(BASE, ITS);
        assertThat(again.outcome()).isEqualTo(first.outcome());
        assertThat(again.state()).isEqualTo(first.state());
        Iova otherStart = Iova.of(0x1_0000_0000L);
        assertThat(first.state().map(otherStart, ITS).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x1_0000_0040L)));
    }

    @Test
    void theSixtyFifthPageOfAContextOverflows() {
        ContextDoorbells context = ContextDoorbells.of(PAGE);
        for (int i = 0; i < ContextDoorbells.LIMIT; i++) {
            var mapped = context.map(BASE, HostPhysical.of(0x4000_0000L + i * 0x1000L));
            assertThat(mapped.outcome()).isEqualTo(Outcome.ok(BASE.plusExact(i * 0x1000L)));
            context = mapped.state();
        }
        assertThat(context.map(BASE, ITS).outcome().error()).hasValue(Errno.EOVERFLOW);
    }

    @Test
    void aDomainWithoutCookieRefusesOrKeepsThePhysicalAddressByRelease() {
        assertThat(new MissingCookie(KernelRelease.V7_3).map(ITS).outcome().error())
                .hasValue(Errno.EOPNOTSUPP);
        assertThat(new MissingCookie(KernelRelease.V6_18).map(ITS).outcome().error())
                .hasValue(Errno.EOPNOTSUPP);
        assertThat(new MissingCookie(KernelRelease.V6_1).map(ITS).outcome().isOk()).isTrue();
    }

    @Test
    void kernelDomainsPutTheFirstDoorbellBelowFourGigabytes() {
        KernelDomainDoorbells fresh =
                KernelDomainDoorbells.of(
                        PAGE, AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffffL)));
        var first = fresh.map(ITS);
        assertThat(first.outcome()).isEqualTo(Outcome.ok(Iova.of(0xffff_f040L)));
        assertThat(first.state().map(ITS).outcome()).isEqualTo(first.outcome());
        assertThat(first.state().map(HostPhysical.of(0x1009_0040)).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0xffff_e040L)));
        AddressRange<Iova> top = AddressRange.of(Iova.of(0xfff0_0000L), Iova.of(0xffff_ffffL));
        assertThat(fresh.reserving(top, "bridge window").map(ITS).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0xffef_f040L)));
    }

    @Test
    void kernelDomainsGoAboveFourGigabytesWhenTheRestIsTakenOrForced() {
        KernelDomainDoorbells fresh =
                KernelDomainDoorbells.of(
                        PAGE, AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffffL)));
        AddressRange<Iova> low = AddressRange.of(Iova.of(0x1000), Iova.of(0xffff_ffffL));
        assertThat(fresh.reserving(low, "bridge window").map(ITS).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0xffff_ffff_f040L)));
        assertThat(fresh.fromTheTop().map(ITS).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0xffff_ffff_f040L)));
    }

    @Test
    void kernelDomainsNeverGiveOutTheFirstPage() {
        AddressRange<Iova> rest = AddressRange.of(Iova.of(0x1000), Iova.of(0xffff_ffffL));
        KernelDomainDoorbells full =
                KernelDomainDoorbells.of(PAGE, AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffffL)))
                        .reserving(rest, "bridge window");
        assertThat(full.map(ITS).outcome().word()).isEqualTo("ENOMEM");
    }

    @Test
    void aHardwareWindowKeepsTheDoorbellsAddress() {
        KernelDomainDoorbells domain =
                KernelDomainDoorbells.of(
                                PAGE, AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffffL)))
                        .withIdentity(AddressRange.of(Iova.of(0x0809_0000), Iova.of(0x0809_ffff)));
        assertThat(domain.map(ITS).outcome()).isEqualTo(Outcome.ok(Iova.of(0x0809_0040)));
    }
}
