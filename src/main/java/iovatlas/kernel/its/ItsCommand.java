package iovatlas.kernel.its;

import iovatlas.address.HostPhysical;

import org.jspecify.annotations.Nullable;

/// A command of the ITS queue. DeviceIDs and EventIDs are unsigned 32 bits; ICID 16 bits; a
/// redistributor is named by its processor number (GITS_TYPER.PTA = 0).
///
/// Source: `drivers/irqchip/irq-gic-v3-its.c:its_build_*_cmd`.
public sealed interface ItsCommand {

    /// The name in the architecture, e.g. `MAPD`.
    String name();

    /// How the command stands in the queue.
    ItsCommandWords words();

    /// Gives a device an interrupt translation table of `2^eventBits` entries, or takes it away.
    ///
    /// @param table where the table is, 256-byte aligned; null while nobody placed it, then encoded
    ///     as 0
    record Mapd(int deviceId, int eventBits, @Nullable HostPhysical table, boolean valid)
            implements ItsCommand {
        @Override
        public String name() {
            return "MAPD";
        }

        @Override
        public ItsCommandWords words() {
            long valid63 = valid ? 1L << 63 : 0;
            long address = table == null ? 0 : table.unsignedBits() & 0x000f_ffff_ffff_ff00L;
            return ItsCommandWords.of(
                    upper(deviceId) | 0x08, eventBits - 1 & 0x1f, valid63 | address, 0);
        }
    }

    /// Binds a collection to a redistributor, or unbinds it.
    record Mapc(int icid, int processor, boolean valid) implements ItsCommand {
        @Override
        public String name() {
            return "MAPC";
        }

        @Override
        public ItsCommandWords words() {
            long valid63 = valid ? 1L << 63 : 0;
            return ItsCommandWords.of(
                    0x09, 0, valid63 | (long) processor << 16 | (icid & 0xffff), 0);
        }
    }

    /// Binds an event of a device to an LPI and a collection.
    record Mapti(int deviceId, int eventId, int intid, int icid) implements ItsCommand {
        @Override
        public String name() {
            return "MAPTI";
        }

        @Override
        public ItsCommandWords words() {
            return ItsCommandWords.of(
                    upper(deviceId) | 0x0a,
                    upper(intid) | Integer.toUnsignedLong(eventId),
                    icid & 0xffff,
                    0);
        }
    }

    /// Moves an event to another collection.
    record Movi(int deviceId, int eventId, int icid) implements ItsCommand {
        @Override
        public String name() {
            return "MOVI";
        }

        @Override
        public ItsCommandWords words() {
            return onEvent(0x01, deviceId, eventId, icid & 0xffff);
        }
    }

    /// Takes the translation of an event away.
    record Discard(int deviceId, int eventId) implements ItsCommand {
        @Override
        public String name() {
            return "DISCARD";
        }

        @Override
        public ItsCommandWords words() {
            return onEvent(0x0f, deviceId, eventId, 0);
        }
    }

    /// Acts as if the message had arrived.
    record Int(int deviceId, int eventId) implements ItsCommand {
        @Override
        public String name() {
            return "INT";
        }

        @Override
        public ItsCommandWords words() {
            return onEvent(0x03, deviceId, eventId, 0);
        }
    }

    /// Forgets that the interrupt is pending.
    record Clear(int deviceId, int eventId) implements ItsCommand {
        @Override
        public String name() {
            return "CLEAR";
        }

        @Override
        public ItsCommandWords words() {
            return onEvent(0x04, deviceId, eventId, 0);
        }
    }

    /// Reads the configuration byte of the event's LPI again.
    record Inv(int deviceId, int eventId) implements ItsCommand {
        @Override
        public String name() {
            return "INV";
        }

        @Override
        public ItsCommandWords words() {
            return onEvent(0x0c, deviceId, eventId, 0);
        }
    }

    /// Reads the configuration bytes of all LPIs of a collection again.
    record Invall(int icid) implements ItsCommand {
        @Override
        public String name() {
            return "INVALL";
        }

        @Override
        public ItsCommandWords words() {
            return ItsCommandWords.of(0x0d, 0, icid & 0xffff, 0);
        }
    }

    /// Moves everything pending from one redistributor to another.
    record Movall(int from, int to) implements ItsCommand {
        @Override
        public String name() {
            return "MOVALL";
        }

        @Override
        public ItsCommandWords words() {
            return ItsCommandWords.of(0x0e, 0, (long) from << 16, (long) to << 16);
        }
    }

    /// Orders earlier commands on a redistributor.
    record Sync(int processor) implements ItsCommand {
        @Override
        public String name() {
            return "SYNC";
        }

        @Override
        public ItsCommandWords words() {
            return ItsCommandWords.of(0x05, 0, (long) processor << 16, 0);
        }
    }

    private static long upper(int value) {
        return Integer.toUnsignedLong(value) << 32;
    }

    private static ItsCommandWords onEvent(int opcode, int deviceId, int eventId, long dw2) {
        return ItsCommandWords.of(
                upper(deviceId) | opcode, Integer.toUnsignedLong(eventId), dw2, 0);
    }
}
