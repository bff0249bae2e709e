package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Register64;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A line of `iommus:`. Which keys it has depends on its kind.
final class IommuForm {
    private static final AddressWidth BITS_48 = new AddressWidth(48);
    private static final PageSizes PAGES_4K =
            PageSizes.of(ByteSize.ofBytes(4096), ByteSize.ofPowerOfTwo(21), ByteSize.GIB);

    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    static final Key<IommuKind> KIND =
            Key.of(
                    "kind",
                    Spellings.choice(
                            "a kind of IOMMU", List.of(IommuKind.values()), IommuKind::spelling));
    private static final Key<HostPhysical> BASE = Key.of("base", Spellings.HOST_PHYSICAL);

    private static final Key<Integer> STREAM_MAPS =
            Key.of("stream-map-entries", Spellings.number(0, 1 << 16));
    private static final Key<Boolean> STAGE_1 = Key.of("stage1", Spellings.FLAG);
    private static final Key<Boolean> STAGE_2 = Key.of("stage2", Spellings.FLAG);
    private static final Key<AddressWidth> INPUT = Key.of("input", Spellings.WIDTH);
    private static final Key<AddressWidth> OUTPUT = Key.of("output", Spellings.WIDTH);
    private static final Key<PageSizes> PAGES = Key.of("page-sizes", Spellings.PAGE_SIZES);
    private static final Key<Boolean> CANWBS = Key.of("canwbs", Spellings.FLAG);
    private static final Key<Boolean> HI161X = Key.of("hi161x", Spellings.FLAG);
    private static final Key<Register64> CAP = Key.of("cap", register());
    private static final Key<Register64> ECAP = Key.of("ecap", register());
    private static final Key<Integer> AMD_CAP = Key.of("cap", Spellings.hex(32, 8));
    private static final Key<Register64> FEATURES = Key.of("features", register());
    private static final Key<Register64> FEATURES_2 = Key.of("features2", register());
    private static final Register64 NO_FEATURES = new Register64(0);
    private static final Key<AddressRange<Iova>> INPUT_RANGE =
            Key.of("input-range", Spellings.IOVA_RANGE);
    private static final Key<AddressRange<Iova>> MSI_WINDOW =
            Key.of("msi-window", Spellings.IOVA_RANGE);
    private static final Key<List<AddressRange<Iova>>> RESERVED =
            Key.of("reserved", Spellings.IOVA_RANGE.list());

    private final Key<PciAddress> function;
    private final Map<IommuKind, Form> forms = new EnumMap<>(IommuKind.class);

    IommuForm(Names names) {
        function = Key.of("function", names.presentDevice());
        for (IommuKind kind : IommuKind.values()) {
            List<Key<?>> keys = new ArrayList<>(List.of(NAME, KIND, BASE, function));
            keys.addAll(ownKeys(kind));
            forms.put(kind, new Form("an IOMMU of kind " + kind.spelling(), keys));
        }
    }

    /// `{name: smmu0, kind: smmuv3, base: 0x09050000}`.
    Spelling<Iommu> spelling() {
        return Spelling.of(this::read, this::write);
    }

    Map<IommuKind, Form> forms() {
        return Map.copyOf(forms);
    }

    private Form form(IommuKind kind) {
        return java.util.Objects.requireNonNull(forms.get(kind));
    }

    private static List<Key<?>> ownKeys(IommuKind kind) {
        return switch (kind) {
            case SMMU_V2 -> List.of(STREAM_MAPS, STAGE_1, STAGE_2, INPUT, OUTPUT, PAGES);
            case SMMU_V3 -> List.of(STAGE_1, STAGE_2, INPUT, OUTPUT, PAGES, CANWBS, HI161X);
            case VTD -> List.of(CAP, ECAP);
            case AMD_VI -> List.of(AMD_CAP, FEATURES, FEATURES_2);
            case VIRTIO_IOMMU -> List.of(PAGES, INPUT_RANGE, MSI_WINDOW, RESERVED);
        };
    }

    private Iommu read(Node node) {
        IommuKind kind = kind(node);
        return form(kind)
                .read(
                        node,
                        in ->
                                new Iommu(
                                        in.need(NAME),
                                        hardware(kind, in),
                                        in.orNull(BASE),
                                        in.orNull(function)));
    }

    private static IommuKind kind(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            throw new NodeError("An IOMMU is a mapping, not " + node.noun() + ".", node.at());
        }
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(KIND.name()))
                .findFirst()
                .map(entry -> KIND.spelling().read(entry.value()))
                .orElseThrow(() -> new NodeError("An IOMMU needs the key \"kind\".", node.at()));
    }

    private static IommuHardware hardware(IommuKind kind, Fields in) {
        return switch (kind) {
            case SMMU_V2 ->
                    new IommuHardware.SmmuV2(
                            in.get(STREAM_MAPS, 128),
                            in.get(STAGE_1, true),
                            in.get(STAGE_2, true),
                            in.get(INPUT, BITS_48),
                            in.get(OUTPUT, BITS_48),
                            in.get(PAGES, PAGES_4K));
            case SMMU_V3 ->
                    new IommuHardware.SmmuV3(
                            in.get(STAGE_1, true),
                            in.get(STAGE_2, true),
                            in.get(INPUT, BITS_48),
                            in.get(OUTPUT, BITS_48),
                            in.get(PAGES, PAGES_4K),
                            in.get(CANWBS, false),
                            in.get(HI161X, false));
            case VTD -> new IommuHardware.Vtd(in.need(CAP), in.need(ECAP));
            case AMD_VI ->
                    new IommuHardware.AmdVi(
                            in.get(AMD_CAP, 0), in.need(FEATURES), in.get(FEATURES_2, NO_FEATURES));
            case VIRTIO_IOMMU ->
                    new IommuHardware.VirtioIommu(
                            in.get(PAGES, PAGES_4K),
                            in.get(INPUT_RANGE, AddressRange.all(Iova.ZERO)),
                            in.orNull(MSI_WINDOW),
                            in.get(RESERVED, List.of()));
        };
    }

    private Node write(Iommu iommu) {
        Filling out =
                form(iommu.kind())
                        .fill()
                        .put(NAME, iommu.name())
                        .put(KIND, iommu.kind())
                        .put(BASE, iommu.base())
                        .put(function, iommu.function());
        return write(out, iommu.hardware()).node();
    }

    private static Filling write(Filling out, IommuHardware hardware) {
        return switch (hardware) {
            case IommuHardware.SmmuV2 v2 ->
                    out.put(STREAM_MAPS, v2.streamMapEntries(), 128)
                            .put(STAGE_1, v2.stage1(), true)
                            .put(STAGE_2, v2.stage2(), true)
                            .put(INPUT, v2.input(), BITS_48)
                            .put(OUTPUT, v2.output(), BITS_48)
                            .put(PAGES, v2.pageSizes(), PAGES_4K);
            case IommuHardware.SmmuV3 v3 ->
                    out.put(STAGE_1, v3.stage1(), true)
                            .put(STAGE_2, v3.stage2(), true)
                            .put(INPUT, v3.input(), BITS_48)
                            .put(OUTPUT, v3.output(), BITS_48)
                            .put(PAGES, v3.pageSizes(), PAGES_4K)
                            .put(CANWBS, v3.enforcesCoherency(), false)
                            .put(HI161X, v3.hi161x(), false);
            case IommuHardware.Vtd vtd -> out.put(CAP, vtd.cap()).put(ECAP, vtd.ecap());
            case IommuHardware.AmdVi amd ->
                    out.put(AMD_CAP, amd.capability(), 0)
                            .put(FEATURES, amd.features())
                            .put(FEATURES_2, amd.features2(), NO_FEATURES);
            case IommuHardware.VirtioIommu virtio ->
                    out.put(PAGES, virtio.pageSizes(), PAGES_4K)
                            .put(INPUT_RANGE, virtio.input(), AddressRange.all(Iova.ZERO))
                            .put(MSI_WINDOW, virtio.msiWindow())
                            .put(RESERVED, virtio.reserved(), List.of());
        };
    }

    private static Spelling<Register64> register() {
        return Spellings.hex64(16, Register64::new, Register64::bits);
    }
}
