package iovatlas.document.part;

import iovatlas.address.HostPhysical;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.topology.GicVersion;
import iovatlas.topology.MsiController;
import iovatlas.topology.V2mVariant;

import java.util.List;

/// A line of `msi-controllers:`.
final class MsiControllerForm {
    /// The word of the document for each kind.
    private enum Kind {
        ITS,
        GICV2M,
        MBI,
        APIC;

        String spelling() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    private static final Key<Kind> KIND =
            Key.of(
                    "kind",
                    Spellings.choice(
                            "a kind of MSI controller", List.of(Kind.values()), Kind::spelling));
    private static final Key<HostPhysical> BASE = Key.of("base", Spellings.HOST_PHYSICAL);
    private static final Key<Integer> ID = Key.of("id", Spellings.hex(32, 1));
    private static final Key<Integer> DEVICE_BITS =
            Key.of("device-id-bits", Spellings.number(1, 32));
    private static final Key<Integer> EVENT_BITS = Key.of("event-id-bits", Spellings.number(1, 32));
    private static final Key<HostPhysical> PRE_ITS =
            Key.of(
                    "pre-its",
                    Spelling.of(MsiControllerForm::readPreIts, Spellings.HOST_PHYSICAL::write));
    private static final Key<GicVersion> GIC =
            Key.of(
                    "gic",
                    Spellings.choice(
                            "a GIC version", List.of(GicVersion.values()), GicVersion::spelling));
    private static final Key<V2mVariant> VARIANT =
            Key.of(
                    "variant",
                    Spellings.choice(
                            "a kind of GICv2m frame",
                            List.of(V2mVariant.values()),
                            V2mVariant::spelling));
    private static final Key<HostPhysical> ALIAS = Key.of("alias", Spellings.HOST_PHYSICAL);
    private static final Key<Integer> FIRST_SPI =
            Key.of("first-spi", Spellings.number(32, 1 << 16));
    private static final Key<Integer> SPIS = Key.of("spis", Spellings.number(0, 1 << 16));
    static final Form FORM =
            Form.of(
                    "an MSI controller",
                    NAME,
                    KIND,
                    BASE,
                    ID,
                    DEVICE_BITS,
                    EVENT_BITS,
                    PRE_ITS,
                    GIC,
                    FIRST_SPI,
                    SPIS,
                    VARIANT,
                    ALIAS);

    /// `{name: its0, kind: its, base: 0x30080000}`.
    static final Spelling<MsiController> SPELLING =
            Spelling.of(node -> FORM.read(node, MsiControllerForm::read), MsiControllerForm::write);

    private MsiControllerForm() {}

    private static MsiController read(Fields in) {
        String name = in.need(NAME);
        Kind kind = in.need(KIND);
        refuse(in, kind, kind == Kind.ITS, ID, DEVICE_BITS, EVENT_BITS, PRE_ITS, GIC);
        refuse(in, kind, kind == Kind.GICV2M, VARIANT);
        refuse(in, kind, kind == Kind.MBI, ALIAS);
        refuse(in, kind, kind == Kind.GICV2M || kind == Kind.MBI, FIRST_SPI, SPIS);
        refuse(in, kind, kind != Kind.APIC, BASE);
        return switch (kind) {
            case ITS ->
                    new MsiController.Its(
                            name,
                            in.need(BASE),
                            in.get(ID, 0),
                            in.get(DEVICE_BITS, 16),
                            in.get(EVENT_BITS, 16),
                            in.orNull(PRE_ITS),
                            in.get(GIC, GicVersion.V3));
            case GICV2M ->
                    new MsiController.GicV2m(
                            name,
                            in.need(BASE),
                            in.need(FIRST_SPI),
                            in.need(SPIS),
                            in.get(VARIANT, V2mVariant.STANDARD));
            case MBI ->
                    new MsiController.Mbi(
                            name,
                            in.need(BASE),
                            in.need(FIRST_SPI),
                            in.need(SPIS),
                            in.orNull(ALIAS));
            case APIC -> new MsiController.Apic(name);
        };
    }

    private static void refuse(Fields in, Kind kind, boolean allowed, Key<?>... keys) {
        for (Key<?> key : keys) {
            if (!allowed && in.has(key)) {
                throw in.error(
                        key,
                        "An MSI controller of kind "
                                + kind.spelling()
                                + " has no key \""
                                + key.name()
                                + "\".");
            }
        }
    }

    private static Node write(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its ->
                    FORM.fill()
                            .put(NAME, its.name())
                            .put(KIND, Kind.ITS)
                            .put(BASE, its.base())
                            .put(ID, its.id(), 0)
                            .put(DEVICE_BITS, its.deviceIdBits(), 16)
                            .put(EVENT_BITS, its.eventIdBits(), 16)
                            .put(PRE_ITS, its.preItsBase())
                            .put(GIC, its.version(), GicVersion.V3)
                            .node();
            case MsiController.GicV2m v2m ->
                    spis(v2m.name(), Kind.GICV2M, v2m.base(), v2m.firstSpi(), v2m.spis())
                            .put(VARIANT, v2m.variant(), V2mVariant.STANDARD)
                            .node();
            case MsiController.Mbi mbi ->
                    spis(mbi.name(), Kind.MBI, mbi.base(), mbi.firstSpi(), mbi.spis())
                            .put(ALIAS, mbi.alias())
                            .node();
            case MsiController.Apic apic ->
                    FORM.fill().put(NAME, apic.name()).put(KIND, Kind.APIC).node();
        };
    }

    /// Early documents say only that there is one.
    private static HostPhysical readPreIts(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().equals("true")
                ? MsiController.Its.SYNQUACER_PRE_ITS
                : Spellings.HOST_PHYSICAL.read(node);
    }

    private static Filling spis(String name, Kind kind, HostPhysical base, int first, int count) {
        return FORM.fill()
                .put(NAME, name)
                .put(KIND, kind)
                .put(BASE, base)
                .put(FIRST_SPI, first)
                .put(SPIS, count);
    }
}
