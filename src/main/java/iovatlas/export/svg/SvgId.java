package iovatlas.export.svg;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.Locale;

/// The XML id of an element: stable, readable, made of letters, digits, dots and dashes.
public final class SvgId {

    private SvgId() {}

    /// The id without any prefix.
    public static String of(ElementId element) {
        return switch (element) {
            case ElementId.OfHostBridge(int segment, int bus) ->
                    String.format(Locale.ROOT, "host-bridge-%04x-%02x", segment, bus);
            case ElementId.OfFunction(PciAddress at) -> "function-" + plain(at.toString());
            case ElementId.OfPlatformDevice(String name) -> "device-" + plain(name);
            case ElementId.OfMediatedDevice(String name) -> "mdev-" + plain(name);
            case ElementId.OfIommu(String name) -> "iommu-" + plain(name);
            case ElementId.OfMsiController(String name) -> "msi-" + plain(name);
            case ElementId.OfGroup(int number) -> "group-" + number;
            case ElementId.OfOwner(String name) -> "owner-" + plain(name);
            case ElementId.OfMemory(String owner, String region) ->
                    "memory-" + plain(owner) + "-" + plain(region);
            case ElementId.OfSpace(String name) -> "space-" + plain(name);
            case ElementId.OfDomain(String space, int number) ->
                    "domain-" + plain(space) + "-" + number;
            case ElementId.OfIova(String space, var range) ->
                    "iova-" + plain(space) + "-" + plain(range.hex());
            case ElementId.OfStep(int number) -> "step-" + number;
            case ElementId.OfVector(PciAddress at, int vector) ->
                    "vector-" + plain(at.toString()) + "-" + vector;
            case ElementId.OfHop(PciAddress at, int vector, int hop) ->
                    "hop-" + plain(at.toString()) + "-" + vector + "-" + hop;
            case ElementId.OfDocument() -> "document";
        };
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
