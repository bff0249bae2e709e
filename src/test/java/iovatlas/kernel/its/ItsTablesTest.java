package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItsTablesTest {

    private static final ItsTables FRESH = ItsTables.booted(16, 8, 1024, 2);

    private static ItsTables mapped() {
        return FRESH.execute(new ItsCommand.Mapd(5, 6, null, true))
                .tables()
                .execute(new ItsCommand.Mapti(5, 63, 8200, 1))
                .tables();
    }

    @Test
    void findsTheInterruptOfAMappedEvent() {
        assertThat(mapped().lookup(5, 63)).isEqualTo(new ItsLookup.Found(8200, 1, 1));
    }

    @Test
    @Tag("M135")
    void dropsAnEventBehindTheTable() {
        assertThat(mapped().lookup(5, 64)).isEqualTo(dropped(ItsLookup.Cause.EVENT_OUT_OF_RANGE));
    }

    @Test
    void saysWhyItDropsAMessage() {
        ItsTables off = new ItsTables(false, 16, 8, 1024, 2, FRESH.devices(), FRESH.collections());
        assertThat(off.lookup(5, 0)).isEqualTo(dropped(ItsLookup.Cause.DISABLED));
        assertThat(FRESH.lookup(1 << 16, 0))
                .isEqualTo(dropped(ItsLookup.Cause.DEVICE_OUT_OF_RANGE));
        assertThat(FRESH.lookup(5, 0)).isEqualTo(dropped(ItsLookup.Cause.DEVICE_NOT_MAPPED));
        assertThat(mapped().lookup(5, 0)).isEqualTo(dropped(ItsLookup.Cause.EVENT_NOT_MAPPED));
        ItsTables unbound = mapped().execute(new ItsCommand.Mapc(1, 1, false)).tables();
        assertThat(unbound.lookup(5, 63)).isEqualTo(dropped(ItsLookup.Cause.COLLECTION_NOT_MAPPED));
    }

    @Test
    void aCollectionThatIsBoundAgainWorksAgainOnHardware() {
        ItsTables again =
                mapped().execute(new ItsCommand.Mapc(1, 1, false))
                        .tables()
                        .execute(new ItsCommand.Mapc(1, 0, true))
                        .tables();
        assertThat(again.lookup(5, 63)).isEqualTo(new ItsLookup.Found(8200, 1, 0));
    }

    @Test
    void refusesWhatTheArchitectureRefuses() {
        assertError(new ItsCommand.Mapd(1 << 16, 1, null, true), ItsError.MAPD_DEVICE_OOR);
        assertError(new ItsCommand.Mapd(1, 9, null, true), ItsError.MAPD_ITTSIZE_OOR);
        assertError(new ItsCommand.Mapc(1, 2, true), ItsError.MAPC_PROCNUM_OOR);
        assertError(new ItsCommand.Mapc(1 << 16, 0, true), ItsError.MAPC_COLLECTION_OOR);
        assertError(new ItsCommand.Mapti(6, 0, 8192, 0), ItsError.MAPTI_UNMAPPED_DEVICE);
        assertError(new ItsCommand.Mapti(5, 64, 8192, 0), ItsError.MAPTI_ID_OOR);
        assertError(new ItsCommand.Mapti(5, 0, 8191, 0), ItsError.MAPTI_PHYSICALID_OOR);
        assertError(new ItsCommand.Mapti(5, 0, 8192 + 1024, 0), ItsError.MAPTI_PHYSICALID_OOR);
        assertError(new ItsCommand.Movi(5, 1, 0), ItsError.MOVI_UNMAPPED_INTERRUPT);
        assertError(new ItsCommand.Movi(5, 63, 9), ItsError.MOVI_UNMAPPED_COLLECTION);
        assertError(new ItsCommand.Discard(5, 1), ItsError.DISCARD_UNMAPPED_INTERRUPT);
        assertError(new ItsCommand.Int(5, 1), ItsError.INT_UNMAPPED_INTERRUPT);
        assertError(new ItsCommand.Clear(5, 1), ItsError.CLEAR_UNMAPPED_INTERRUPT);
        assertError(new ItsCommand.Inv(5, 1), ItsError.INV_UNMAPPED_INTERRUPT);
        assertError(new ItsCommand.Invall(9), ItsError.INVALL_UNMAPPED_COLLECTION);
        assertError(new ItsCommand.Movall(0, 9), ItsError.MOVALL_PROCNUM_OOR);
        assertError(new ItsCommand.Mapd(1 << 15, 8, null, true), null);
        assertError(new ItsCommand.Movi(5, 63, 0), null);
    }

    @Test
    void aRefusedCommandChangesNothing() {
        assertThat(mapped().execute(new ItsCommand.Mapti(5, 64, 8192, 0)).tables())
                .isEqualTo(mapped());
    }

    private static void assertError(ItsCommand command, @Nullable ItsError error) {
        assertThat(mapped().execute(command).error()).as(command.toString()).isEqualTo(error);
    }

    private static ItsLookup dropped(ItsLookup.Cause cause) {
        return new ItsLookup.Dropped(cause);
    }
}
