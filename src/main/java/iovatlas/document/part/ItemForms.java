package iovatlas.document.part;

import iovatlas.document.form.Form;
import iovatlas.document.yaml.Node;
import iovatlas.topology.IommuKind;

import java.util.List;
import java.util.Optional;

/// The keys that an item of a list may have.
public final class ItemForms {
    private ItemForms() {}

    /// In the order of writing; those that the item has where the list knows several kinds of items.
    ///
    /// @param section the list's key
    public static List<String> keys(String section, Node.Mapping item) {
        Names names = new Names();
        return switch (section) {
            case "host-bridges" -> MachineForms.HOST_BRIDGE_FORM.names();
            case "functions" -> new FunctionForm(names).form().names();
            case "mediated-devices" -> List.of("name", "parent", "type");
            case "platform-devices" -> List.of("name", "bus", "iommu", "streams", "msi", "driver");
            case "iommus" -> iommu(names, item).map(Form::names).orElse(List.of());
            case "msi-controllers" -> MsiControllerForm.FORM.names();
            case "cpus" -> MachineForms.CPU_FORM.names();
            case "guests" -> OwnerForms.GUEST_FORM.names();
            case "processes" -> OwnerForms.PROCESS_FORM.names();
            case "memory" -> List.of("owner", "name", "at", "size", "kind");
            case "containers" -> List.of("name", "owner", "type");
            case "ioases" -> List.of("name", "owner", "context");
            default -> item.entries().stream().map(Node.Entry::key).toList();
        };
    }

    private static Optional<Form> iommu(Names names, Node.Mapping item) {
        return item.entries().stream()
                .filter(entry -> entry.key().equals("kind"))
                .map(Node.Entry::value)
                .filter(Node.Scalar.class::isInstance)
                .map(value -> IommuKind.parse(((Node.Scalar) value).text()))
                .findFirst()
                .flatMap(kind -> Optional.ofNullable(new IommuForm(names).forms().get(kind)));
    }
}
