package iovatlas.kernel;

import java.util.List;

/// Why something came out as it did: the rule that decided and what it rested on.
public record Reason(KernelRule rule, List<Evidence> evidence) {

    public Reason {
        evidence = List.copyOf(evidence);
    }

    public static Reason of(KernelRule rule, Evidence... evidence) {
        return new Reason(rule, List.of(evidence));
    }

    /// The rule's sentence with the evidence filled in.
    public String text() {
        String text = rule.summary();
        for (int i = 0; i < evidence.size(); i++) {
            text = text.replace("{" + i + "}", evidence.get(i).text());
        }
        return text;
    }
}
