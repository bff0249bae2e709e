package iovatlas.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Map;
import java.util.Set;

/// Importers of single formats know only the package `importer` itself and what it shares.
///
/// A sub-package that is not a format (one that picks the importer for a file, say) is not bound.
final class ImporterCondition extends ArchCondition<JavaClass> {
    private static final String PREFIX = "iovatlas.importer.";
    private static final Set<String> FORMATS =
            Set.of("sysfs", "lspci", "dmesg", "acpi", "devicetree", "libvirt", "qemu", "trace");

    /// A snapshot of a machine holds its firmware tables and its kernel log.
    private static final Map<String, Set<String>> HOLDS =
            Map.of("sysfs", Set.of("acpi", "devicetree", "dmesg"));

    ImporterCondition() {
        super("not import another importer");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = format(type);
        if (!FORMATS.contains(own)) {
            return;
        }
        Set<String> held = HOLDS.getOrDefault(own, Set.of());
        type.getDirectDependenciesFromSelf().stream()
                .filter(use -> isForeign(own, held, format(use.getTargetClass())))
                .map(use -> SimpleConditionEvent.violated(type, use.getDescription()))
                .forEach(events::add);
    }

    private static boolean isForeign(String own, Set<String> held, String other) {
        return FORMATS.contains(other) && !other.equals(own) && !held.contains(other);
    }

    private static String format(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()).split("\\.", 2)[0] : "";
    }
}
