package iovatlas.kernel.doorbell.design;

import java.util.Map;

/// What is known of a design in words.
///
/// @param id e.g. `D10`
/// @param title a few words
/// @param origin who and when
/// @param summary one sentence
/// @param claims one for each trait
public record DesignCard(
        String id,
        String title,
        String origin,
        String summary,
        Map<DesignTrait, DesignClaim> claims) {

    /// @throws IllegalArgumentException when a trait is missing
    public DesignCard {
        claims = Map.copyOf(claims);
        for (DesignTrait trait : DesignTrait.values()) {
            if (!claims.containsKey(trait)) {
                throw new IllegalArgumentException(
                        "the card of " + id + " does not say \"" + trait.key() + "\"");
            }
        }
    }

    /// What the card says about a trait.
    public DesignClaim claim(DesignTrait trait) {
        DesignClaim claim = claims.get(trait);
        if (claim == null) {
            throw new IllegalStateException("the card of " + id + " lacks " + trait.key());
        }
        return claim;
    }

    /// `D10 reserved regions and MSI cookie`.
    public String heading() {
        return id + " " + title;
    }
}
