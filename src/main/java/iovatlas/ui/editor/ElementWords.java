package iovatlas.ui.editor;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

/// What a question calls an element.
final class ElementWords {
    private ElementWords() {}

    static String of(ElementId element) {
        return switch (element) {
            case ElementId.OfHostBridge(int segment, int bus) ->
                    "%04x:%02x".formatted(segment, bus);
            case ElementId.OfFunction(PciAddress at) -> at.shortText();
            case ElementId.OfPlatformDevice(String name) -> name;
            case ElementId.OfMediatedDevice(String name) -> name;
            case ElementId.OfIommu(String name) -> name;
            case ElementId.OfMsiController(String name) -> name;
            case ElementId.OfGroup(int number) -> "group " + number;
            case ElementId.OfOwner(String name) -> name;
            case ElementId.OfMemory(String _, String region) -> region;
            case ElementId.OfSpace(String name) -> name;
            case ElementId.OfDomain(String space, int number) -> space + " d" + number;
            case ElementId.OfIova iova -> iova.range().hex();
            case ElementId.OfStep(int number) -> "step " + number;
            case ElementId.OfVector(PciAddress at, int vector) ->
                    at.shortText() + " vector " + vector;
            case ElementId.OfHop(PciAddress at, int vector, int hop) ->
                    at.shortText() + " vector " + vector + " hop " + (hop + 1);
            case ElementId.OfDocument _ -> "the document";
        };
    }
}
