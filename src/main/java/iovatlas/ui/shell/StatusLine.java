package iovatlas.ui.shell;

import iovatlas.diagnostic.Severity;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import java.util.ArrayList;
import java.util.List;

/// What the status bar says of a document.
final class StatusLine {

    private StatusLine() {}

    /// `Saved · kernel 7.3, 4 KiB pages · 5 functions, 3 groups · 1 container, 1 domain`.
    static String document(DocumentSession session, boolean dirty, Computed computed) {
        List<String> parts = new ArrayList<>();
        parts.add(saved(session, dirty));
        parts.add(
                "kernel %s, %s pages"
                        .formatted(
                                computed.state().facts().release().value(),
                                computed.state().facts().pageSize().value().human()));
        parts.add(
                count(computed.state().topology().functions().size(), "function")
                        + ", "
                        + count(computed.state().groups().groups().size(), "group"));
        long domains = computed.state().spaces().stream().mapToLong(s -> s.domains().size()).sum();
        parts.add(
                count(computed.state().spaces().size(), "container")
                        + ", "
                        + count(domains, "domain"));
        return String.join("   \u00b7   ", parts);
    }

    /// `2 errors, 1 warning`; notes count only where nothing is worse; or `no problems`.
    static String problems(Computed computed) {
        long errors = computed.count(Severity.ERROR);
        long warnings = computed.count(Severity.WARNING);
        List<String> parts = new ArrayList<>();
        if (errors > 0) {
            parts.add(count(errors, "error"));
        }
        if (warnings > 0) {
            parts.add(count(warnings, "warning"));
        }
        long notes = computed.count(Severity.NOTE);
        if (parts.isEmpty() && notes > 0) {
            parts.add(count(notes, "note"));
        }
        return parts.isEmpty() ? "no problems" : String.join(", ", parts);
    }

    private static String saved(DocumentSession session, boolean dirty) {
        if (dirty) {
            return "Not saved";
        }
        if (session.origin().saved().isPresent()) {
            return "Saved";
        }
        return session.origin().begun() ? "New" : "Imported";
    }

    private static String count(long number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
