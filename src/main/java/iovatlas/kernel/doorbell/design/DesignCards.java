package iovatlas.kernel.doorbell.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cards of all designs, read from a text that comes with the program: `[ID]`, then one `key:
/// value` a line; values of traits begin with how sure they are, `C`, `I` or `U`.
final class DesignCards {
    private static final String RESOURCE = "/iovatlas/kernel/designs.txt";

    private final Map<String, DesignCard> cards;

    private DesignCards(Map<String, DesignCard> cards) {
        this.cards = Map.copyOf(cards);
    }

    /// Reads the cards.
    ///
    /// @throws IllegalStateException when the program was packed without them
    static DesignCards load() {
        try (InputStream in = DesignCards.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DesignCards parse(List<String> lines) {
        var sections = new LinkedHashMap<String, Map<String, String>>();
        Map<String, String> section = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = new HashMap<>();
                sections.put(line.substring(1, line.indexOf(']')), section);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(':');
                section.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        var cards = new HashMap<String, DesignCard>();
        sections.forEach((id, values) -> cards.put(id, card(id, values)));
        return new DesignCards(cards);
    }

    private static DesignCard card(String id, Map<String, String> values) {
        var claims = new EnumMap<DesignTrait, DesignClaim>(DesignTrait.class);
        for (DesignTrait trait : DesignTrait.values()) {
            String value = values.get(trait.key());
            if (value != null) {
                claims.put(trait, claim(value));
            }
        }
        return new DesignCard(
                id,
                text(id, values, "title"),
                text(id, values, "by"),
                text(id, values, "is"),
                claims);
    }

    private static String text(String id, Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key))
                .orElseThrow(() -> new IllegalArgumentException("card " + id + " has no " + key));
    }

    private static DesignClaim claim(String value) {
        Certainty certainty =
                switch (value.charAt(0)) {
                    case 'C' -> Certainty.CERTAIN;
                    case 'I' -> Certainty.EXPECTED;
                    case 'U' -> Certainty.UNVERIFIED;
                    default ->
                            throw new IllegalArgumentException(
                                    "\"" + value + "\" begins with none of C, I, U");
                };
        return new DesignClaim(value.substring(1).strip(), certainty);
    }

    /// The card of a design.
    ///
    /// @throws IllegalArgumentException when there is none
    DesignCard of(String id) {
        return Optional.ofNullable(cards.get(id))
                .orElseThrow(() -> new IllegalArgumentException("there is no card " + id));
    }
}
